"""The files of one incident, read together."""

import pytest

from cxkit.errors import ReadError
from cxkit.readers.incident_files import read_incident_files

CONTACTS = "ticket id,started,text\n7,3/4/2026,Where is it\n"
EVENTS = "case,event,timestamp\nO-1,paid,3/4/2026\n"
REVIEWS = "text,date\nGood,3/4/2026\n"


def test_the_advice_for_dates_of_slashes_can_be_followed(write):
    # "Say dates=" was told, and the post-mortem had no such parameter to say it with.
    files = {
        "contacts": write(CONTACTS, "contacts.csv"),
        "events": write(EVENTS, "events.csv"),
        "reviews": write(REVIEWS, "reviews.csv"),
    }
    with pytest.raises(ReadError, match='Say dates="day first"'):
        read_incident_files(**files)
    found = read_incident_files(**files, dates="month first")
    assert found.contacts["started_at"].dt.month.tolist() == [3]
    assert found.events["event_at"].dt.month.tolist() == [3]
    assert found.feedback["created_at"].dt.month.tolist() == [3]


def test_no_file_gives_empty_tables():
    assert [len(frame) for frame in read_incident_files()] == [0, 0, 0]
