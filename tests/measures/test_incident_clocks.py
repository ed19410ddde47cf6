import pandas as pd

from cxkit.measures.incident_chronology import incident_chronology
from cxkit.measures.incident_clocks import first_signal, incident_clocks, incident_milestones
from cxkit.measures.incident_usual import Usual, standing_out
from cxkit.schema.incident import Incident

INCIDENT = Incident.model_validate(
    {
        "id": "I-1",
        "times": {"known_error_at": "2026-04-14T20:00:00Z", "fixed_at": "2026-04-16T08:00:00Z"},
    }
)
LOG = pd.DataFrame(
    {
        "case_id": ["I-1", "I-1", "O-1"],
        "event": ["known_error_logged", "fix_deployed", "fix_deployed"],
        "event_at": pd.to_datetime(
            ["2026-04-14 20:30", "2026-04-16 08:00", "2026-01-01"], utc=True, format="mixed"
        ),
        "source": "problem log",
    }
)


def test_the_log_wins_and_a_different_time_is_a_conflict():
    found = incident_milestones(LOG, INCIDENT).set_index("milestone")
    assert found.loc["known_error", "at"] == pd.Timestamp("2026-04-14 20:30", tz="UTC")
    assert found.loc["known_error", "is_conflict"]
    assert not found.loc["fixed", "is_conflict"]
    assert found.loc["verified", "source"] == "missing"


def test_clocks_count_from_the_first_signal(record):
    contacts = record.calls
    signal = first_signal(contacts)
    clocks = incident_clocks(contacts, incident_milestones(LOG, INCIDENT), signal=signal)
    found = clocks.set_index("clock")
    # First signal 14 April 08:00, known error 20:30: 12.5 hours. Fix 16 April 08:00: 48 hours.
    assert found.loc["signal_to_known_error", "hours"] == 12.5
    assert found.loc["signal_to_fixed", "hours"] == 48
    assert found.loc["signal_to_fixed", "n_asked"] == 4  # c1, c4, c5, c7
    assert pd.isna(found.loc["signal_to_verified", "hours"])


def test_a_review_dated_by_the_day_is_no_first_signal(record):
    texts = pd.DataFrame({"created_at": pd.to_datetime(["2026-04-14 00:00"], utc=True)})
    assert first_signal(record.calls, texts) == pd.Timestamp("2026-04-14 08:00", tz="UTC")


def test_a_record_that_begins_late_says_nothing_of_who_knew_first(record):
    # A record from 10 September, an incident of the 2nd: "monitoring was 8 d before customers".
    contacts = record.calls
    times = {
        "deployed_at": "2026-04-01T00:00:00Z", "monitoring_alert_at": "2026-04-02T00:00:00Z",
        "fixed_at": "2026-04-16T08:00:00Z",
    }  # fmt: skip
    stated = Incident.model_validate({"id": "I-1", "times": times})
    milestones = incident_milestones(LOG.iloc[:0], stated)
    signal = first_signal(contacts)
    clocks = incident_clocks(contacts, milestones, signal=signal, is_late=True)
    hours = clocks.set_index("clock")["hours"]
    assert pd.isna(hours["signal_to_alert"])
    assert pd.isna(hours["deployed_to_signal"])
    assert hours["signal_to_fixed"] == 48  # at least
    assert hours["deployed_to_fixed"] == 15 * 24 + 8
    whole = incident_clocks(contacts, milestones, signal=signal).set_index("clock")["hours"]
    assert whole["signal_to_alert"] < 0


def test_a_usual_contact_before_the_burst_is_no_first_signal():
    # "Payment declined, I mistyped the code" comes every day; one of them, a day before the
    # incident, made customers know of it 31 hours before monitoring.
    times = ["14 08:00", "16 08:00", "16 09:00", "16 10:00", "16 11:00"]
    contacts = pd.DataFrame(
        {"role": "first", "started_at": pd.to_datetime([f"2026-04-{t}" for t in times], utc=True)}
    )
    assert first_signal(standing_out(contacts, Usual(70, 70.0))) == pd.Timestamp(
        "2026-04-16 08:00Z"
    )
    assert first_signal(standing_out(contacts, Usual(0, 70.0))) == contacts["started_at"].min()


def test_a_review_with_an_hour_before_the_first_contact_is_the_first_signal_of_the_chronology(
    record,
):
    # The clocks counted from the review, the chronology called a later contact the first signal.
    contacts = record.calls
    review = {"source_id": "r1", "kind": "feedback", "is_member": True, "start": 0, "end": 4}
    membership = pd.DataFrame([review | {"quote": "text", "at": pd.Timestamp("2026-04-14 07:20Z")}])
    found = incident_chronology(
        contacts,
        membership,
        incident_milestones(LOG, INCIDENT),
        pd.DataFrame(columns=["n_asked"]),
        pd.DataFrame(),
    )
    assert found["entry"].tolist()[:2] == ["first_signal", "first_contact"]
    assert found["source_id"].tolist()[:2] == ["r1", "c1"]
