import json

import pandas as pd
import pytest

from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.happenings import read_happenings
from cxkit.readers.reviews import read_reviews


def table(rows, *columns):
    """Write a CSV of a header and rows."""
    return "\n".join(",".join(map(str, line)) for line in [columns, *rows]) + "\n"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ("Conversation ID", "Conversation started at (UTC)", "Last closed at",
             "Teammate assigned", "User email", "First message"),
            {"contact_id": "Conversation ID", "started_at": "Conversation started at (UTC)",
             "ended_at": "Last closed at", "agent": "Teammate assigned",
             "customer_key": "User email", "text": "First message"},
        ),
        (
            ("№ обращения гражданина", "Дата и время поступления", "Дата и время исполнения",
             "Исполнитель", "Пациент", "Содержание обращения"),
            {"contact_id": "№ обращения гражданина", "started_at": "Дата и время поступления",
             "ended_at": "Дата и время исполнения", "agent": "Исполнитель",
             "customer_key": "Пациент", "text": "Содержание обращения"},
        ),
    ],
)  # fmt: skip
def test_columns_of_contacts_are_found_by_words_and_cells(write, columns, expected):
    # Help desks of a clinic, a city and Intercom were refused: their names stand in no list.
    rows = [
        (f"T-{n}", f"2026-05-{n:02} 10:00", f"2026-05-{n:02} 12:30", f"Anna Lee{n % 3}",
         f"who{n % 4}@mail.ru", f"The invoice is wrong again {n}")
        for n in range(1, 9)
    ]  # fmt: skip
    file = write(table(rows, *columns))
    contacts = read_contacts(file)
    assert contacts.attrs["reading"][0]["columns"] == expected
    assert (contacts["ended_at"] - contacts["started_at"]).dt.total_seconds().unique() == [9000]
    assert contacts["customer_key"].nunique() == 4
    assert check_file(file).kind == "contacts"


def test_a_column_whose_cells_do_not_fit_its_name_is_not_taken(write):
    rows = [(n, f"2026-05-{n:02}", 10 + n, 3, "no") for n in range(1, 7)]
    columns = ("id", "date", "First reply time in minutes", "Agent interactions", "Closed by us")
    contacts = read_contacts(write(table(rows, *columns)))
    assert list(contacts.attrs["reading"][0]["columns"]) == ["contact_id", "started_at"]


def test_the_message_is_better_than_its_subject(write):
    rows = [(n, f"2026-05-{n:02}", "Re: card", f"Where is my card? {n}") for n in range(1, 7)]
    contacts = read_contacts(write(table(rows, "ticket id", "created at", "Subject", "Preview")))
    assert contacts["text"].iloc[0] == "Where is my card? 1"


def test_steps_of_deals_are_a_log_and_their_managers_have_no_names(write):
    rows = [
        (f"D{n // 3}", ("Lead", "Offer", "Paid")[n % 3], f"2026-05-{n:02}", "Анна Ли")
        for n in range(1, 10)
    ]
    file = write(table(rows, "ID сделки", "Этап сделки", "Дата перехода", "manager_name"))
    events = read_events(file)
    assert events["case_id"].tolist() == [row[0] for row in rows]
    assert events["event"].tolist() == [row[1] for row in rows]
    assert not events["manager_name"].str.contains("Анна").any()
    assert check_file(file).kind == "events"


def test_complaints_by_topic_and_state_are_no_log(write):
    rows = [
        (f"C{n}", f"2026-05-{n:02}", "Fees", f"They charged me twice again {n}", "NY")
        for n in range(1, 9)
    ]
    columns = ("Complaint ID", "Date received", "Issue", "Consumer complaint narrative", "State")
    assert check_file(write(table(rows, *columns))).kind == "reviews"


def test_ids_of_comments_are_no_messages(write):
    rows = [(f"comment-00000000{n}", f"2026-05-{n:02}", "", n % 3) for n in range(1, 9)]
    columns = ("Comment ID", "Date", "Number & deployment of staff", "FFT")
    assert check_file(write(table(rows, *columns))).kind != "contacts"


def test_a_timeline_of_alerts_is_read_as_happenings_and_told_so(write):
    rows = [(f"2026-05-{n:02} 03:04", "Alerting", f"Payments fail {n}") for n in range(1, 5)]
    file = write(table(rows, "Time", "State", "Alert name"))
    assert read_happenings(file)["label_en"].iloc[0] == "Payments fail 1"
    found = check_file(file)
    assert (found.is_read, found.kind) == (True, "happenings")


def test_addresses_and_phones_in_other_columns_are_left_out(write):
    rows = [
        (n, f"2026-05-{n:02}", f"It is late {n}", f"a{n}@b.ru", f"+7 900 123-45-6{n}")
        for n in range(1, 7)
    ]
    contacts = read_contacts(
        write(table(rows, "id", "created", "message", "Contact via", "Work line"))
    )
    assert (
        not contacts.astype("str")
        .apply(lambda column: column.str.contains("@|123-45"))
        .any(axis=None)
    )


def test_advantages_are_no_likely_text(write):
    rows = [
        (f"2026-05-{n:02}", f"A quiet and clean room {n}", f"Breakfast was cold {n}")
        for n in range(1, 7)
    ]
    reviews = read_reviews(write(table(rows, "Reviewed on", "Positive review", "Negative review")))
    assert reviews["text"].iloc[0] == (
        "Advantages: A quiet and clean room 1\nDisadvantages: Breakfast was cold 1"
    )
    assert reviews["created_at"].iloc[0] == pd.Timestamp("2026-05-01", tz="UTC")


def test_start_and_end_take_each_their_own_day(write):
    # Both ends of every incident were missing: only one usual name of a column of days was known.
    text = "№,Дата начала,Время начала,Дата окончания,Время окончания,Ответственный\n"
    contacts = read_contacts(write(text + "1,13.05.2026,23:50,14.05.2026,01:20,Анна Ли\n"))
    assert contacts[["started_at", "ended_at"]].iloc[0].tolist() == [
        pd.Timestamp("2026-05-13 23:50", tz="UTC"), pd.Timestamp("2026-05-14 01:20", tz="UTC"),
    ]  # fmt: skip


def test_requests_in_full_are_texts_and_deadlines_no_ends(write):
    # "Обращение" is the number of a request in one file and its words in another.
    rows = [
        (f"{n}-О", f"2026-05-{n:02}", f"Не работает лифт в доме {n}", f"2026-06-{n:02}",
         f"2026-05-{n + 9:02}")
        for n in range(1, 9)
    ]  # fmt: skip
    columns = ("Рег. номер", "Дата регистрации", "Обращение", "Срок исполнения", "Дата исполнения")
    contacts = read_contacts(write(table(rows, *columns)))
    assert contacts.attrs["reading"][0]["columns"] == {
        "contact_id": "Рег. номер", "started_at": "Дата регистрации", "text": "Обращение",
        "ended_at": "Дата исполнения",
    }  # fmt: skip
    named = read_contacts(write(table(rows, *columns)), columns={"contact_id": 3})
    assert named["contact_id"].iloc[0] == "Не работает лифт в доме 1"


def test_marks_of_parts_are_not_the_rating(write):
    rows = [(f"2026-05-{n:02}", f"The visit was quick {n}", n % 5 + 1, 5) for n in range(1, 9)]
    two = read_reviews(write(table(rows, "date", "review", "Оценка врачу", "Оценка регистратуре")))
    assert "rating" not in two.attrs["reading"][0]["columns"]
    one = read_reviews(write(table(rows, "date", "review", "Оценка визита", "likes")))
    assert one["rating"].tolist() == [row[2] for row in rows]


def test_names_inside_records_of_other_systems_are_told(write):
    # The feed of an app store has a label under each key, a help desk the person in the message.
    entries = [
        {"im:rating": {"label": str(n % 5 + 1)}, "content": {"label": f"It crashes at login {n}"},
         "author": {"name": {"label": "nick"}}, "updated": {"label": f"2025-05-0{n}T10:00-07:00"}}
        for n in range(1, 9)
    ]  # fmt: skip
    feed = write(json.dumps({"feed": {"entry": entries}}), "feed.json")
    reviews = read_reviews(feed)
    assert reviews["rating"].tolist() == [n % 5 + 1 for n in range(1, 9)]
    assert reviews["text"].iloc[0] == "It crashes at login 1"
    assert reviews["created_at"].iloc[0] == pd.Timestamp("2025-05-01 17:00", tz="UTC")
    assert "nick" not in reviews.to_csv()
    tickets = [
        {"id": n, "created_at": f"2025-05-0{n}", "subject": "Help", "priority": "low",
         "description": f"Cannot log in {n}", "requester": {"email": "a@b.com"},
         "source": {"author": {"name": "Ann Lee"}}, "rating": {"comment": "ok"},
         "followers": [{"who": "Bob Lee"}]}
        for n in range(1, 9)
    ]  # fmt: skip
    file = write(json.dumps(tickets), "tickets.json")
    contacts = read_contacts(file)
    assert contacts["text"].iloc[0] == "Cannot log in 1"
    assert "Lee" not in contacts.to_csv()
    assert check_file(file).kind == "contacts"


def test_the_state_after_the_change_is_the_step_and_not_the_one_before(write):
    # The first step of every case was refused, for it has no state before it.
    rows = [("A1", "", "New", "2026-05-01"), ("A1", "New", "Paid", "2026-05-02"),
            ("A2", "", "New", "2026-05-03")]  # fmt: skip
    events = read_events(
        write(table(rows, "application_id", "status_from", "status_to", "changed_at"))
    )
    assert events["event"].tolist() == ["New", "Paid", "New"]


@pytest.mark.parametrize(
    "head", ["Номер истории болезни", "Applicant ID", "Tracking Number", "_CASE_KEY"]
)
def test_a_case_is_told_by_a_number_that_comes_again(write, head):
    rows = [(f"K-{n // 3}", ("In", "Seen", "Out")[n % 3], f"2026-05-{n + 1:02}") for n in range(9)]
    file = write(table(rows, head, "Этап", "Дата события"))
    assert check_file(file).kind == "events"
    assert read_events(file)["case_id"].tolist() == [row[0] for row in rows]


def test_phones_requests_and_lengths_are_no_ids(write):
    rows = [(f"2026-05-{n:02}", f"+7 900 123-45-6{n}", "Анна Ли", "0:05:10") for n in range(1, 7)]
    contacts = read_contacts(
        write(table(rows, "Дата", "Номер клиента", "Сотрудник", "Длительность звонка"))
    )
    assert "contact_id" not in contacts.attrs["reading"][0]["columns"]
    assert "123-45" not in contacts.to_csv()
    log = [
        (f"2026-05-{n:02}", "GET /pay HTTP/1.1", 200 + n % 2, f"0.{n % 3}2") for n in range(1, 9)
    ]
    assert (
        check_file(write(table(log, "time", "request", "status", "request_time"))).kind != "events"
    )


def test_days_of_excel_in_a_column_of_dates_are_read(write):
    rows = [(45000.5 + n, f"The visit was quick {n}") for n in range(6)]
    reviews = read_reviews(write(table(rows, "Дата обращения гостя", "review")))
    assert reviews["created_at"].iloc[0] == pd.Timestamp("2023-03-15 12:00", tz="UTC")


def test_official_answers_and_the_day_of_the_feedback_are_found(write):
    rows = [
        (f"2026-04-{n:02}", f"2026-05-{n:02}", f"It broke on the way {n}", "Thank you for it")
        for n in range(1, 7)
    ]
    columns = ("Purchase Date", "Feedback Date", "Service Comment", "Official answer of the shop")
    reviews = read_reviews(write(table(rows, *columns)))
    assert reviews["created_at"].iloc[0] == pd.Timestamp("2026-05-01", tz="UTC")
    assert reviews["reply_text"].iloc[0] == "Thank you for it"
