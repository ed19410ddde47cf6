import pandas as pd

from cxkit.measures.incident_contacts import incident_contacts, incident_days, incident_gaps


def test_each_contact_has_its_role_in_the_thread(record):
    found = record.calls.set_index("contact_id")["role"]
    # c3 is back on the first line within 12 hours of being passed on: not a new asking.
    assert found.to_dict() == {
        "c1": "first", "c2": "handover", "c3": "handover", "c4": "repeat", "c5": "first",
        "c6": "told", "c7": "first",
    }  # fmt: skip


def test_an_end_before_the_start_is_unknown(record):
    found = record.calls.set_index("contact_id")
    assert pd.isna(found.loc["c5", "ended_at"])


def test_days_begin_at_midnight_of_the_zone(record):
    found = record.calls
    days = incident_days(
        found, incident_gaps(record.threads, record.window), record.window, time_zone="UTC"
    )
    # 14 April: c1 asked, c2 and c3 are handovers. 15 April: c4 repeat, c5 and c7 first.
    assert days.loc[1, ["n_contacts", "n_asked", "n_first"]].tolist() == [3, 1, 1]
    assert days.loc[2, ["n_contacts", "n_asked", "n_first", "n_repeat"]].tolist() == [3, 3, 2, 1]


def made_record(silent):
    times = pd.date_range("2026-04-13", periods=800, freq="12min", tz="UTC")
    rows = pd.DataFrame({"started_at": times, "channel": ["chat", "phone"] * 400})
    rows = rows[~(rows["channel"].eq("chat") & rows["started_at"].between(*silent))]
    return rows.assign(contact_id=[f"c{n}" for n in range(len(rows))], direction="in")


def test_a_silent_channel_is_a_gap_and_a_night_is_not(record):
    silent = (
        pd.Timestamp("2026-04-15 12:00", tz="UTC"),
        pd.Timestamp("2026-04-15 23:59", tz="UTC"),
    )
    made = made_record(silent)
    night = made["started_at"].dt.hour.lt(6)
    gaps = incident_gaps(made[~night], record.window)
    assert gaps["channel"].tolist() == ["chat"]
    assert gaps.loc[0, "from_at"] <= silent[0]
    assert gaps.loc[0, "until_at"] >= silent[1]


def test_a_record_without_a_gap_has_none(record):
    never = (pd.Timestamp("2000-01-01", tz="UTC"), pd.Timestamp("2000-01-02", tz="UTC"))
    assert incident_gaps(made_record(never), record.window).empty


def test_one_channel_alone_has_no_gap(record):
    # A service that takes contacts by telephone alone ended the whole run with a traceback.
    never = (pd.Timestamp("2000-01-01", tz="UTC"), pd.Timestamp("2000-01-02", tz="UTC"))
    assert incident_gaps(made_record(never).assign(channel="phone"), record.window).empty


def test_who_begins_on_another_line_has_come(record):
    # 215 of 1,007 customers whose first call the second line took "never came".
    threads = record.threads.assign(line=record.threads["line"].mask(
        record.threads["contact_id"].eq("c5"), "2"
    ))  # fmt: skip
    found = incident_contacts(threads, record.members(threads), first_line="1").set_index(
        "contact_id"
    )["role"]
    assert found["c5"] == "first"
    assert found["c2"] == "handover"
