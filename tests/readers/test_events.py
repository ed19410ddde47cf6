import gzip
import itertools

import pandas as pd
import pytest

from cxkit.errors import CxkitWarning, ReadError
from cxkit.readers.events import read_events
from cxkit.readers.reading import refused

LOG = """<?xml version="1.0"?><log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="T1"/><string key="city" value="Тула"/>
<event><string key="concept:name" value="Open"/><string key="org:resource" value="Ann"/>
<date key="time:timestamp" value="2026-05-01T12:00:00+03:00"/></event>
<event><string key="concept:name" value="Close"/>
<date key="time:timestamp" value="2026-05-01T13:00:00+03:00"/></event></trace>
<trace><string key="concept:name" value="T2"/>
<event><string key="concept:name" value="Open"/></event></trace></log>"""


def test_a_table_of_sessions_is_read(write):
    events = read_events(write("user_id,session_id,event,timestamp\nu1,s1,home,2026-05-01 10:00\n"))
    assert events.loc[0, ["customer_key", "case_id", "event"]].tolist() == ["u1", "s1", "home"]
    assert str(events["event_at"][0]) == "2026-05-01 10:00:00+00:00"


def test_without_cases_each_customer_is_one(write):
    events = read_events(write("клиент,событие,время\nK1,заказ,2026-05-01\n"))
    assert events.loc[0, ["case_id", "customer_key"]].tolist() == ["K1", "K1"]
    assert "each customer is one" in events.attrs["reading"][0]["notes"][-1]


def test_rows_without_step_or_time_are_refused(write):
    file = write("case,event,time\nc1,a,2026-05-01\nc1,,2026-05-01\nc1,b,soon\n,b,2026-05-01\n")
    with pytest.warns(CxkitWarning) as caught:
        events = read_events(file)
    assert any("3 of 4 rows refused" in str(one.message) for one in caught)
    assert dict(zip(refused(events)["row"], refused(events)["reason"], strict=True)) == {
        3: "no event", 4: "unreadable or missing time", 5: "no case_id",
    }  # fmt: skip
    assert refused(events)["value"].tolist() == ["", "soon", ""]


@pytest.mark.parametrize("packed", [False, True])
def test_an_xes_log_is_read(write, packed):
    data = LOG.encode()
    file = write(gzip.compress(data) if packed else data, "log.xes" + ".gz" * packed)
    with pytest.warns(CxkitWarning, match="1 of 3 rows refused"):
        events = read_events(file)
    assert events[["case_id", "event"]].to_numpy().tolist() == [["T1", "Open"], ["T1", "Close"]]
    assert events["event_at"].dt.hour.tolist() == [9, 10]
    assert events["case:city"].tolist() == ["Тула", "Тула"]
    assert events["org:resource"][0].startswith("p-")


def test_a_log_in_an_xml_file_is_recognised_by_its_content(write):
    with pytest.warns(CxkitWarning):
        assert len(read_events(write(LOG, "log.xml"))) == 2


def test_outside_files_are_not_pulled_into_a_log(write, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    outside = f'<!DOCTYPE log [<!ENTITY a SYSTEM "file://{tmp_path}/secret.txt">]>'
    evil = LOG.replace("<log", outside + "<log", 1)
    evil = evil.replace('"city" value="Тула"/>', '"city" value="Тула">&a;</string>')
    with pytest.warns(CxkitWarning):
        events = read_events(write(evil, "log.xes"))
    assert "secret" not in events.to_csv()


def test_a_bomb_of_entities_is_refused(write):
    names = "abcdefghij"
    laughs = '<!ENTITY a "ha ha ha ha ha ha ha ha">'
    for before, name in itertools.pairwise(names):
        laughs += f'<!ENTITY {name} "{f"&{before};" * 10}">'
    evil = LOG.replace("<log", f"<!DOCTYPE log [{laughs}]>\n<log", 1).replace("Тула", "&j;")
    with pytest.raises(ReadError, match="the XML is broken"):
        read_events(write(evil, "log.xes"))


def test_a_broken_log_is_refused(write):
    with pytest.raises(ReadError, match="the XML is broken"):
        read_events(write(LOG[:400], "log.xes"))


def test_a_log_without_events_is_refused(write):
    with pytest.raises(ReadError, match="no event in this log"):
        read_events(write('<log xes.version="1.0"/>', "log.xes"))


def test_parquet_instants_keep_their_zone(tmp_path):
    at = pd.to_datetime(["2026-05-01 12:00"]).tz_localize("Europe/Moscow")
    pd.DataFrame({"case_id": ["c"], "event": ["a"], "event_at": at}).to_parquet(
        tmp_path / "e.parquet"
    )
    assert str(read_events(tmp_path / "e.parquet")["event_at"][0]) == "2026-05-01 09:00:00+00:00"


def test_a_table_without_steps_is_refused_with_the_call_to_type(write):
    with pytest.raises(ReadError, match=r'event and case_id.*columns=\{"event": "…", "case_id"'):
        read_events(write("when,text\n2026-05-01,Good\n"), columns={"event_at": "when"})


# A Russian export kept the day and the time in two columns: every row was refused, since a time of
# day alone is no time.
def test_day_and_time_of_day_in_two_columns_are_joined(write):
    text = (
        "Номер заказа;Событие;Дата;Время\n1;Оплачен;31.05.2026;9:05\n1;Доставлен;01.06.2026;18:40\n"
    )
    events = read_events(write(text), timezone="Europe/Moscow")
    assert events["event_at"].dt.strftime("%m-%d %H:%M").tolist() == ["05-31 06:05", "06-01 15:40"]
    born = write("Заказ;Дата рождения;Событие;Дата;Время\n1;01.02.1980;Оплачен;31.05.2026;9:05\n")
    assert read_events(born)["event_at"].dt.year.tolist() == [2026]
    assert any("days are those of 'Дата'" in one for one in events.attrs["reading"][0]["notes"])


# Each step of a bank's log stood there twice, as "start" and "complete": the page said that every
# case repeated every step.
def test_the_start_of_a_step_whose_end_is_told_is_no_step_of_its_own(write):
    rows = ["c1,check,start,10:00", "c1,check,complete,11:00", "c1,sign,start,12:00"]
    lines = "".join(
        f"{row.rpartition(',')[0]},2026-05-01 {row.rpartition(',')[2]}\n" for row in rows
    )
    with pytest.warns(CxkitWarning, match="1 of 3 rows refused"):
        events = read_events(write(f"case,activity,lifecycle:transition,timestamp\n{lines}"))
    assert events["event"].tolist() == ["check", "sign"]
    assert events["event_at"].dt.hour.tolist() == [11, 12]
    assert refused(events)["reason"].tolist() == ["start of a step whose end is a row of its own"]


# "Paid " and "Paid" were two steps; a column "Исполнитель" kept the names of employees.
def test_blanks_make_no_new_step_and_employees_become_pseudonyms(write):
    text = "case,event,time,Исполнитель\nc1,Paid ,2026-05-01,Иванов\nc1 ,Paid,2026-05-02,Иванов\n"
    events = read_events(write(text))
    assert events[["case_id", "event"]].drop_duplicates().to_numpy().tolist() == [["c1", "Paid"]]
    assert events["Исполнитель"].str.startswith("p-").all()


@pytest.mark.parametrize(
    "header",
    ["Application ID,Activity,Complete Timestamp", "Номер заявки,Операция,Дата и время события",
     "user_pseudo_id,event_name,event_timestamp", "№ карты,Процедура,Окончание"],
)  # fmt: skip
def test_usual_names_of_event_logs_are_known(write, header):
    assert (
        len(read_events(write(f"{header}\n1,a,1767261600123456\n1,b,2026-01-01T10:00:01Z\n"))) == 2
    )


# Rows that an export had doubled stood on the page as steps "twice in a row".
def test_doubled_rows_are_told(write):
    events = read_events(write("case,event,time\n1,a,2026-05-01\n1,a,2026-05-01\n"))
    assert len(events) == 2
    assert any("1 row the same as" in one for one in events.attrs["reading"][0]["notes"])


def test_a_time_of_day_takes_the_only_day_there_is(write):
    text = "Sales Document,Activity,Changed on,Time\n501,Create,13.05.2026,10:30:00\n"
    events = read_events(write(text + "501,Ship,14.05.2026,11:30:00\n"))
    assert events["event_at"].dt.day.tolist() == [13, 14]
    assert events["event_at"].dt.hour.tolist() == [10, 11]
