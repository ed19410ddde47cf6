"""The post-mortem on real logs and on one real complaint, where they are at hand."""

from pathlib import Path

import pytest

from cxkit.language.incident_mentions import incident_mentions
from cxkit.measures.escalation import escalation_cases, log_steps
from cxkit.measures.incident_postmortem import incident_postmortem
from cxkit.measures.log_questions import log_questions
from cxkit.readers.events import read_events
from cxkit.readers.incident_files import read_incident_files
from cxkit.schema.incident import Incident, Log

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.slow


def shared(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the project")
    return path


def test_the_four_questions_to_the_volvo_log():
    log = Log(
        line="org:group", levels={"2": "2nd", "3": "3rd"}, state="lifecycle:transition",
        waits_on_customer=("Wait - User",), closed=("Closed", "Cancelled", "Resolved", "In Call"),
    )  # fmt: skip
    events = read_events(shared("data/log_bpic2013_incidents/bpic2013_incidents.xes.gz"))
    steps = log_steps(events, log)
    found = log_questions(steps, escalation_cases(steps), events, log).set_index("answer")
    # Counted apart from our steps: cases none of whose groups has the mark 2nd or 3rd.
    group = events["org:group"].astype("str")
    first = (~group.str.contains("2nd|3rd")).groupby(events["case_id"]).all()
    assert found.loc["solved_in_first_line", ["n_of", "n"]].tolist() == [first.sum(), len(first)]
    # A state that ends a case has no length, so a few cases that end in it do not wait.
    waited = events.loc[events["lifecycle:transition"].eq("Wait - User"), "case_id"].nunique()
    assert waited - 5 <= found.loc["waited_on_customer", "n_of"] <= waited
    assert 0.1 < found.loc["ping_pong", "share"] < 0.2


def test_one_complaint_gives_a_short_post_mortem():
    story = shared("stories/card-binding.txt")
    files = read_incident_files(stories=[story])
    incident = Incident.model_validate({"id": "CARD-1", "title": "Деньги списаны"})
    mentions = incident_mentions(incident, files.contacts, files.feedback)
    post = incident_postmortem(incident, files.contacts, mentions, feedback=files.feedback)
    told = set(post.factors["factor"])
    assert {"no_case_reference", "no_escalation_path"} <= told
    assert "responds_to_pressure" in told
    assert post.effort["n_contacts"].tolist() == [4]
    # The promise of the week's end stands among the promises, and it was not kept.
    assert post.promises["result"].isin(["broken", "late"]).any()
    assert "open" in set(mentions.loc[mentions["layer"].eq("outcome"), "code"])
    assert post.verification.empty
