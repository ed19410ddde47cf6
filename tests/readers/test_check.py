import json

import pytest

from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events

TABLES = {
    "reviews": "id,date,rating,text\n1,2026-05-01,5,Good\n2,2026-05-02,1,Bad\n",
    "contacts": "ticket,started,ended,line,channel\n1,2026-05-01,2026-05-02,1,chat\n",
    "events": "case_id,event,timestamp\nc1,open,2026-05-01\n",
    "answers": "response_id,nps,comment\nA,10,Good\nB,9,Fine\nC,2,Bad\n",
}


@pytest.mark.parametrize("kind", TABLES)
def test_the_kind_is_told_by_the_columns(write, kind):
    check = check_file(write(TABLES[kind], "export.csv"))
    assert (check.is_read, check.kind) == (True, kind)
    assert check.why
    assert check.call.startswith(f"read_{kind}(")


EXPORTS = {
    "events": "event_date,event_timestamp,event_name,user_pseudo_id\n"
    "20260501,1777629600000000,page_view,u1\n20260501,1777629700000000,purchase,u1\n",
    "contacts": "Дата;Время;Номер абонента;Оператор;Длительность\n"
    "01.05.2026;10:00;+7 912 345-67-89;Иванова А.А.;0:05:10\n",
}


@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.filterwarnings("ignore:.*can be read both ways")
def test_a_log_of_customers_and_a_list_of_calls_are_told(write, kind):
    # Google Analytics names users and no case, and a call centre no number: neither was known.
    check = check_file(write(EXPORTS[kind], "export.csv"))
    assert (check.is_read, check.kind) == (True, kind)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_texts_are_stories(write, name):
    assert check_file(write("I waited for two hours. Nobody came.\n", name)).kind == "stories"


def test_a_tabbed_text_file_is_a_table(write):
    text = "text\tstars\nGood thing\t5\nBad thing\t1\nSo so\t3\n"
    assert check_file(write(text, "a.txt")).kind == "reviews"


def test_a_list_of_words_is_neither(write):
    check = check_file(write("".join(f"word{i}\n" for i in range(40)), "words.txt"))
    assert (check.is_read, check.message) == (
        False, "words.txt: it is a list of words or short entries, neither a story nor a table.",
    )  # fmt: skip


def test_a_chat_without_full_stops_is_a_story(write):
    lines = ["Клиент: где мой заказ, обещали к двенадцати\n", "Оператор: сейчас посмотрю для вас\n"]
    assert check_file(write("".join(lines * 20), "chat.txt")).kind == "stories"


def test_what_cannot_be_read_is_a_sentence(write, tmp_path):
    assert check_file(tmp_path / "no.csv").message.startswith(f"{tmp_path / 'no.csv'}: there is no")
    assert "no table can be read" in check_file(write("{}", "a.qsf")).message
    assert "LimeSurvey" in check_file(write("<document/>", "a.lss")).message


def test_unknown_columns_lead_to_the_call_to_type(write):
    rows = "".join(f"{i},The courier never came although I waited all day {i}\n" for i in range(9))
    check = check_file(write("n,слова\n" + rows))
    assert not check.is_read
    assert 'read_reviews(path, columns={"text": "слова"})' in check.message


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("at,label_ru,kind", "happenings"),
        ("feedback_id,start,end,code,verdict,coder", "corrections"),
        ("feedback_id,start,end,quote,touchpoint", "coding_sheet"),
    ],
)
def test_a_table_of_cxkits_own_is_told_by_its_reader(write, header, what):
    # Corrections "looked like a word list: cxkit has no use for it"; happenings were to be read
    # as reviews.
    row = ",".join("2" for _ in header.split(","))
    check = check_file(write(f"{header}\n{row}\n"))
    assert not check.is_read
    assert f"read_{what}(path) reads it" in check.message


def test_refused_rows_are_counted_in_the_sentence_and_listed(write):
    check = check_file(write("text,rating\nGood,5\n,4\n"))
    assert check.message == "reviews.csv: 1 review read from 2 rows, 1 refused."
    assert check.reading["refused"][0]["row"] == 3
    assert "1 of 2 rows refused" in check.warnings[0]


def test_an_undecided_date_is_a_sentence_too(write):
    check = check_file(write("text,date\nGood,3/4/2026\n"))
    assert not check.is_read
    assert 'dates="day first"' in check.message
    told = check_file(check.path, dates="month first")
    assert told.is_read
    assert told.call.endswith("dates='month first')")
    assert check_file(write("A story told.", "a.md"), dates="day first").kind == "stories"


def test_everything_goes_into_json(write):
    check = check_file(write(TABLES["reviews"]))
    again = json.loads(json.dumps(check.to_dict(), ensure_ascii=False))
    assert again["reading"]["columns"]["text"] == "text"


def test_tickets_without_lines_or_ends_are_contacts(write):
    # An export of tickets was called a word list without use, and read_contacts read all of it.
    text = "Ticket ID,Subject,Description,Created at\n7,Help,No login,2025-03-01 09:00\n"
    found = check_file(write(text))
    assert (found.kind, found.is_read) == ("contacts", True)


def test_number_and_start_of_a_contact_are_no_review(write):
    # Such an export was read as reviews without dates, and searched for incidents in vain.
    text = "contact_id,started_at,channel,text\n1,2026-05-01 10:00,chat,Broken again\n"
    assert check_file(write(text, "export.csv")).kind == "contacts"


@pytest.mark.parametrize(("channel", "kind"), [("чат", "contacts"), ("Play Market", "reviews")])
def test_channels_of_support_tell_contacts_from_reviews(write, channel, kind):
    text = f"ID;Клиент;Дата и время;Канал;Текст\n1;k1;13.05.2026 10:00;{channel};Где возврат?\n"
    assert check_file(write(text, "table.csv")).kind == kind


def test_a_list_of_orders_with_their_states_is_no_log_and_a_log_of_unknown_names_is_told(write):
    # A state a row and one row a case is a list of tickets; a log with names of its own was said
    # to be of no use.
    orders = (
        "Номер обращения,Статус,Дата создания,Текст обращения\n1,Закрыто,2026-03-01,Не пришло\n"
    )
    assert check_file(write(orders)).kind == "contacts"
    log = "thing,moved,at\n1,out,2026-03-01 10:00\n1,in,2026-03-02 10:00\n"
    assert '"event_at": "at"' in check_file(write(log)).message


def test_tickets_are_contacts_and_no_event_log(write):
    # A status beside number and time made every export of tickets a log of one event a case.
    text = (
        "Ticket ID,Subject,Description,Assignee,Status,Created at,Solved at\n"
        "1,Late,No parcel,Bo,Closed,2024-05-01 10:00,2024-05-02\n"
        "2,Late,No refund,Bo,Closed,2024-05-01 11:00,2024-05-02\n"
    )
    assert check_file(write(text, "tickets.csv")).kind == "contacts"


def test_a_rating_in_words_beside_its_text_is_no_survey(write):
    text = "rating,comment\nGood,Came early\nVery good,Came on time\nPoor,Came late\n"
    assert check_file(write(text, "export.csv")).kind == "reviews"


def test_a_calendar_with_numbers_is_no_contacts(write):
    # Number and start alone made contacts of a table of campaigns.
    check = check_file(write("id,start,budget\n1,2026-03-01,500\n2,2026-03-05,700\n"))
    assert check.kind != "contacts"


def test_names_of_people_are_known_by_first_names_whatever_the_column(write):
    # "Кем создана сделка" and "Associated Contact" kept their names.
    rows = [
        f"D{n},2026-05-0{n},Closed,Анна Петрова,Ann Lee,Петров П.П.,Small Business"
        for n in (1, 2, 3)
    ]
    head = "Ticket ID,Create date,Ticket status,Кем создана,Associated Contact,Куратор,Segment\n"
    contacts = read_contacts(write(head + "\n".join(rows) + "\n"))
    assert not any(name in contacts.to_csv() for name in ("Анна", "Ann", "Петров"))
    assert "Small Business" in contacts.to_csv()


def test_senders_in_angle_brackets_are_addresses(write):
    rows = [
        f'{n},2026-05-0{n},It broke,"""Ann"" <a{n}@b.com>",""""" <7912000000{n}>"'
        for n in (1, 2, 3)
    ]
    contacts = read_contacts(
        write("id,created,message,Sent by whom,clid\n" + "\n".join(rows) + "\n")
    )
    assert not any(part in contacts.to_csv() for part in ("@b.com", "7912"))


def test_states_of_claims_with_policies_are_no_log(write):
    # A policy comes in several rows, a claim in one: the list was read as a log of one step.
    rows = [
        f"CL{n},P{n % 3},05/{n + 12}/2026,06/{n + 12}/2026,The pipe burst again {n},Closed"
        for n in range(1, 9)
    ]
    head = "Claim No,Policy No,Reported Date,Closed Date,Claim Description,Status\n"
    check = check_file(write(head + "\n".join(rows) + "\n"))
    assert (check.kind, check.reading["columns"]["contact_id"]) == ("contacts", "Claim No")


def test_notes_that_a_machine_repeats_are_no_reviews(write):
    rows = [f"{n},2026-05-01 10:{n:02},Back-off restarting failed container" for n in range(20)]
    assert check_file(write("id,time,message\n" + "\n".join(rows) + "\n")).kind != "reviews"


def test_one_row_a_case_and_one_column_a_step_is_a_log(write):
    text = "Номер дела,Услуга,Принято,Проверено,Выдано\n"
    text += "Д-1,Паспорт,2026-05-01 10:00,2026-05-02 10:00,\n"
    text += "Д-2,Паспорт,2026-05-03,2026-05-04,2026-05-05\n"
    check = check_file(write(text))
    assert (check.kind, check.reading["n_read"]) == ("events", 5)
    events = read_events(check.path)
    assert events["case_id"].tolist() == ["Д-1", "Д-1", "Д-2", "Д-2", "Д-2"]
    assert events["event"].tolist() == ["Принято", "Проверено", "Принято", "Проверено", "Выдано"]
    assert events["Услуга"].unique().tolist() == ["Паспорт"]


def test_statements_and_marks_with_a_stated_scale_are_a_survey(write):
    items = "Врач выслушал меня,День 1: настроение (1-5)"
    rows = [
        f"{said},{n}" for n, said in enumerate(("Согласен", "Скорее согласен", "Не согласен"), 1)
    ]
    check = check_file(write(f"{items}\n" + "\n".join(rows) + "\n"))
    assert check.kind == "answers"


def test_calls_with_comments_of_operators_are_no_reviews(write):
    rows = [f"2026-05-0{n},10:0{n},Anna Lee,{n}20,Wants to move the visit" for n in range(1, 7)]
    head = "call_date,call_time,operator,talk_sec,comment\n"
    check = check_file(write(head + "\n".join(rows) + "\n"))
    assert check.kind == "contacts"
    assert read_contacts(check.path)["started_at"].dt.hour.unique().tolist() == [10]


def test_questions_of_customers_that_never_repeat_are_no_survey(write):
    # A help desk's «Вопрос» and «Ответ» made a survey of as many questions as rows.
    rows = [
        f"{n},2026-05-{n:02} 10:00,Очно,Когда пересдача {n},Решено,Анна Ли" for n in range(1, 13)
    ]
    head = "№,Дата и время,Канал,Вопрос,Ответ,Специалист\n"
    assert check_file(write(head + "\n".join(rows) + "\n")).kind == "contacts"


def test_an_empty_comment_is_no_text(write):
    # All chats were refused for their empty comment, and what was said stood beside it.
    rows = [
        f"c{n},2026-05-0{n} 10:00,2026-05-0{n} 11:00,Support,,It broke on the way {n}"
        for n in range(1, 7)
    ]
    head = "id,timestamp,end_timestamp,agent_names,comment,history\n"
    contacts = read_contacts(write(head + "\n".join(rows) + "\n"))
    assert contacts["text"].iloc[0] == "It broke on the way 1"
    assert check_file(write(head + "\n".join(rows) + "\n")).kind == "contacts"


def test_two_questions_with_options_are_a_survey(tmp_path):
    # It was told to be a word list, of no use.
    rows = "\n".join(f"{n},{'Friend' if n % 3 else 'Advert'},Monday" for n in range(30))
    path = tmp_path / "heard.csv"
    path.write_text(f"ID,How did you hear of us?,Which day suits you?\n{rows}\n", encoding="utf-8")
    assert check_file(path).kind == "answers"


def test_incidents_and_alerts_of_machines_are_happenings_and_nobodys_words(write):
    # Incidents of a status page were a log of one case, an on-call list was contacts of
    # customers, and remarks on a chart were reviews.
    page = [
        {"id": f"i{n}", "name": f"Payments fail {n}", "status": "resolved", "page_id": "p1",
         "created_at": f"2026-05-0{n}T10:00:00Z", "incident_updates": [{"body": "Solved"}]}
        for n in (1, 2)
    ]  # fmt: skip
    calls = "incident_number,description,created_on,resolved_on,escalation_policy_name\n"
    calls += "7,Checkout is slow,2026-05-01T10:00:00Z,2026-05-01T11:00:00Z,Default\n"
    notes = [{"id": n, "dashboardUID": "u", "alertName": "", "time": 1777629600000 + n,
              "text": "Deploy of 4.1"} for n in range(3)]  # fmt: skip
    files = [
        write(json.dumps({"page": {"id": "p1"}, "incidents": page}), "incidents.json"),
        write(calls, "oncall.csv"),
        write(json.dumps(notes), "annotations.json"),
    ]
    found = [check_file(file) for file in files]
    assert [(one.kind, one.reading["n_read"]) for one in found] == [
        ("happenings", 2), ("happenings", 1), ("happenings", 3),
    ]  # fmt: skip
    assert found[1].message == "oncall.csv: 1 happening read from 1 row."


def test_log_lines_of_machines_are_refused_with_what_to_bring_instead(write):
    lines = {"stream": {"app": "shop"}, "values": [["1777629600000000000", "declined"]]}
    file = write(json.dumps({"data": {"resultType": "streams", "result": [lines]}}), "loki.json")
    assert "log lines or measurements of machines" in check_file(file).message


def test_the_channel_of_a_request_is_no_type_of_it(write):
    # "Question" was the channel, though the source said phone or mail.
    head = "Ticket ID,Subject,Agent,Created time,Source,Type\n"
    rows = [f"{n},It is late,Ann Lee,2026-05-0{n} 10:00,Phone,Question\n" for n in (1, 2)]
    file = write(head + "".join(rows), "tickets.csv")
    assert read_contacts(file)["channel"].tolist() == ["Phone", "Phone"]
