import pandas as pd

from cxkit.reports.provenance import provenance


def frame(**reading):
    made = pd.DataFrame({"text": ["a"]})
    made.attrs["reading"] = [{"reader": "read_reviews", "path": "a.csv", "n_rows": 2, **reading}]
    return made


def test_each_file_is_named_once():
    assert len(provenance(frame(), frame(), parameters={}).inputs) == 1


def test_refused_rows_stay_out_and_notes_are_masked():
    read = frame(refused=[{"value": "anna.k@example.org"}], notes=["odd: anna.k@example.org"])
    shown = provenance(read, parameters={}).inputs[0]
    assert "refused" not in shown
    assert "anna" not in shown["notes"][0]


def test_folder_of_tables_is_no_parameter():
    assert provenance(parameters={"out": "x", "period": "7D"}).parameters == {"period": "7D"}


def test_mentions_are_no_input():
    mentions = pd.DataFrame({"layer": ["personal", "sentiment", "personal"]})
    assert provenance(mentions, parameters={}).inputs == ()
