import pytest

from cxkit.errors import CxkitWarning, ReadError
from cxkit.readers.contacts import read_contacts
from cxkit.readers.reading import refused

LOG = """<?xml version="1.0"?><log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="T1"/>
<event><string key="concept:name" value="Open"/><date key="time:timestamp" value="2026-05-01T12:00:00+03:00"/>
<string key="customer" value="K7"/></event>
<event><string key="concept:name" value="Close"/><date key="time:timestamp" value="2026-05-01T10:00:00Z"/></event>
</trace></log>"""  # noqa: E501


def test_russian_columns_of_a_help_desk_are_recognised(write):
    text = "Номер обращения;Клиент;Начало;Окончание;Канал;Направление;Линия;Оператор;Решение\n"
    text += "7;K1;01.05.2026 10:00;13.05.2026 10:20;телефон;Входящий;1;A-3;закрыто\n"
    contacts = read_contacts(write(text))
    first = contacts.iloc[0]
    names = ["contact_id", "customer_key", "channel", "direction", "line", "agent"]
    assert first[names].tolist() == [
        "7", "K1", "телефон", "in", "1", "A-3",
    ]  # fmt: skip
    assert (first["ended_at"] - first["started_at"]).days == 12


def test_a_repeated_id_is_refused(write):
    with pytest.warns(CxkitWarning, match="1 of 2 rows refused"):
        contacts = read_contacts(write("ticket id,started\n7,2026-05-01\n7,2026-05-02\n"))
    assert refused(contacts)["row"].tolist() == [3]


def test_contacts_that_end_before_they_begin_are_told(write):
    with pytest.warns(CxkitWarning, match="1 contact ends before it begins"):
        read_contacts(write("started,ended\n2026-05-02,2026-05-01\n"))


def test_an_unknown_direction_is_missing_and_told(write):
    with pytest.warns(CxkitWarning, match="direction: 1 value not readable"):
        contacts = read_contacts(write("started,direction\n2026-05-02,sideways\n2026-05-02,OUT\n"))
    assert contacts["direction"].fillna("?").tolist() == ["?", "out"]


def test_a_case_of_a_ticket_log_is_a_contact(write):
    # 12:00 in Moscow is 09:00 UTC, one hour before the second event.
    contacts = read_contacts(write(LOG, "tickets.xes"))
    first = contacts.iloc[0]
    assert first[["contact_id", "customer_key", "resolution"]].tolist() == ["T1", "K7", "Close"]
    assert (first["ended_at"] - first["started_at"]).total_seconds() == 3600


def test_a_table_without_time_and_text_is_refused(write):
    with pytest.raises(ReadError, match=r'Say columns=\{"started_at"'):
        read_contacts(write("a,b\n1,2\n"))


def test_the_columns_of_zendesk_and_of_tweets_are_recognised(write):
    # "Solved at", "Requester" and "tweet_created" were not known: ends and times were lost.
    text = "Ticket ID,Requester,Subject,Description,Created at,Solved at,Channel,Group\n"
    text += "1000,Ann Lee,Help,No login,2025-03-01 09:00:00,2025-03-01 19:00:00,chat,Tier 2\n"
    first = read_contacts(write(text)).iloc[0]
    assert (first["ended_at"] - first["started_at"]).total_seconds() == 10 * 3600
    assert first["customer_key"].startswith("p-")  # a person's name, so a pseudonym
    tweets = read_contacts(write("tweet_id,text,tweet_created\n5,Late,2/24/2015 11:15\n"))
    assert tweets["started_at"].notna().all()
    assert tweets["contact_id"].tolist() == ["5"]


def test_contacts_without_a_column_of_time_are_told(write):
    # They fell out of every window in silence.
    with pytest.warns(CxkitWarning, match="no column was recognised for started_at"):
        read_contacts(write("ticket id,text\n7,Late\n"))


@pytest.mark.parametrize(
    ("name", "hour"),
    [("Created at (UTC)", 9), ("created_at_utc", 9), ("Дата (МСК)", 6), ("Created at (UTC+2)", 7),
     ("Created at", 6)],
)  # fmt: skip
def test_a_zone_in_the_name_of_a_column_is_believed(write, name, hour):
    # Answers of a column "Submit Date (UTC)" were three hours off wherever Moscow was the zone.
    contacts = read_contacts(
        write(f"ticket id,{name}\n7,2025-03-01 09:00\n"), timezone="Europe/Moscow"
    )
    assert contacts["started_at"].dt.hour.tolist() == [hour]


# Names of operators and clients stayed in key columns, which the README says become pseudonyms.
def test_keys_that_are_names_become_pseudonyms(write):
    text = (
        "Номер обращения,Клиент,Начало,Оператор,Текст\n1,Анна Петрова,2026-05-01,Иванова А.П.,а\n"
    )
    contacts = read_contacts(write(text))
    assert contacts[["customer_key", "agent"]].iloc[0].str.startswith("p-").all()
    kept = read_contacts(
        write(text.replace("Анна Петрова", "K-17").replace("Иванова А.П.", "line"))
    )
    assert kept[["customer_key", "agent"]].iloc[0].tolist() == ["K-17", "line"]


# Day and time of a call stood in two columns: calls began at midnight and could not be ordered.
# A length of talk beside them is no time of day.
def test_a_call_begins_at_its_time_of_day_and_not_at_its_length(write):
    head = "Номер обращения,Дата обращения,Время,Длительность,Время разговора,Текст обращения\n"
    file = write(f"{head}1,2026-05-31,18:20,00:03:10,00:02:50,где заказ\n")
    assert str(read_contacts(file)["started_at"][0]) == "2026-05-31 18:20:00+00:00"
    file = write(f"{head}1,2026-05-31,18:20,00:03:10,00:02:50,где заказ\n".replace("Время,", "В,"))
    assert str(read_contacts(file)["started_at"][0]) == "2026-05-31 00:00:00+00:00"


def test_an_export_of_jira_is_read_and_names_nobody(write):
    # Its dates ("01/May/26 10:00 AM") were not read, and "Reporter" kept the names of people.
    text = "Issue key,Status,Created,Assignee,Reporter,Creator,Summary\n"
    text += "A-1,Done,01/May/26 10:00 PM,Ann Lee,Bob Ray,Cid Oak,Where is my money\n"
    contacts = read_contacts(write(text))
    assert contacts["contact_id"].tolist() == ["A-1"]
    assert str(contacts["started_at"].iloc[0]) == "2026-05-01 22:00:00+00:00"
    assert contacts["text"].tolist() == ["Where is my money"]
    assert not contacts.astype("str").isin(["Ann Lee", "Bob Ray", "Cid Oak"]).any(axis=None)


def test_names_of_teams_are_no_peoples_names(write):
    # "Support Team" is two words of letters, as a person's name is, and became "p-3f2a…": nobody
    # could tell any more which team had the contact.
    agents = ["Support Team", "Отдел доставки", "L2 Support", "Анна Петрова", "Ivan Smirnov"]
    rows = "".join(f"{at},2026-05-0{at},{agent}\n" for at, agent in enumerate(agents, start=1))
    contacts = read_contacts(write("contact_id,started_at,agent\n" + rows))
    assert contacts["agent"].tolist()[:3] == agents[:3]
    assert contacts["agent"].iloc[3:].str.startswith("p-").all()
