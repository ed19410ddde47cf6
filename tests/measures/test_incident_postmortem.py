"""The planted incident of the sample data: every number against the truth."""

import warnings
from pathlib import Path

import pandas as pd
import pytest
import yaml

from cxkit.errors import CxkitWarning
from cxkit.language.incident_mentions import incident_mentions
from cxkit.measures.incident_impact import incident_tone
from cxkit.measures.incident_postmortem import incident_postmortem
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.incident import read_incident
from cxkit.readers.reviews import read_reviews
from cxkit.schema.incident import Window

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[2] / "data"
PLANTED = yaml.safe_load((DATA / "planted.yaml").read_text(encoding="utf-8"))
TRUE = PLANTED["contacts"]["incident"]
INCIDENT = read_incident(DATA / "incident.yaml")


@pytest.fixture(scope="module")
def tables():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CxkitWarning)
        contacts = read_contacts(DATA / "contacts.csv")
        reviews = read_reviews(DATA / "reviews_shop_ru.csv")
        events = read_events(DATA / "events.csv")
    # Reviews are needed for membership and tone only; a part of the year is enough here.
    since = pd.Timestamp("2026-03-20", tz="UTC")
    reviews = reviews[reviews["created_at"].ge(since)]
    mentions = incident_mentions(INCIDENT, contacts, reviews)
    return {"contacts": contacts, "mentions": mentions, "events": events, "feedback": reviews}


@pytest.fixture(scope="module")
def post(tables):
    return incident_postmortem(INCIDENT, **tables)


def shuffled(table):
    return table.sample(frac=1, random_state=3)


def dressed(table):
    """Give other dtypes, a useless index, and columns called as those that measures make."""
    own = ["source_id", "at", "role", "rule", "thread_id", "time", "day", "score", "likeness"]
    other = table.convert_dtypes(dtype_backend="pyarrow").set_axis([7] * len(table))
    return other.assign(**{name: "mine" for name in own if name not in table})


@pytest.mark.parametrize("disguise", [shuffled, dressed])
def test_order_dtypes_index_and_own_columns_do_not_matter(tables, post, disguise):
    # A column "source_id" in the file of contacts ended the run with "is not unique", pyarrow with
    # an ArrowInvalid; which of two ratings of one day was the latest hung on the file's order.
    again = incident_postmortem(INCIDENT, **{name: disguise(own) for name, own in tables.items()})
    for name, frame in post.tables().items():
        pd.testing.assert_frame_equal(frame, again.tables()[name], obj=name)


@pytest.fixture(scope="module")
def truth():
    rows = pd.read_csv(DATA / "truth" / "contacts.csv", dtype=str)
    return rows[rows["topic"].eq("incident")]


def share(post, loss):
    row = post.impact.set_index("loss").loc[loss]
    return int(row["n_of"]), int(row["n"])


def near(value, true, tolerance):
    return abs(value - true) <= tolerance * true


def test_membership_finds_the_planted_contacts_and_hardly_any_other(post, truth):
    found, true = set(post.contacts["contact_id"]), set(truth["contact_id"])
    assert len(found & true) / len(found) >= 0.98
    assert len(found & true) / len(true) >= 0.98


def test_customers_threads_and_askings_are_counted(post):
    assert near(post.contacts["thread_id"].nunique(), TRUE["threads"], 0.02)
    asked = post.contacts["role"].isin(["first", "repeat"]).sum()
    assert near(asked, TRUE["asked_by_customers"], 0.02)
    assert near(post.contacts["role"].eq("repeat").sum(), TRUE["repeats"], 0.03)
    assert post.contacts["role"].eq("told").sum() == TRUE["outbound"]
    assert near(share(post, "share_without_number")[0], TRUE["asked_without_case_id"], 0.03)


def test_the_days_have_the_planted_contacts(post):
    found = post.days.set_index(post.days["day_at"].dt.tz_convert("Europe/Moscow").dt.date)[
        "n_asked"
    ]
    for day, n in TRUE["asked_by_day"].items():
        assert abs(found[pd.Timestamp(day).date()] - n) <= 2, day
    assert abs(int(found.sum()) - TRUE["asked_by_customers"]) <= 4


def test_the_clocks_are_exact(post):
    hours = post.clocks.set_index("clock")["hours"]
    assert hours["signal_to_acknowledged"] == pytest.approx(
        TRUE["hours_to_acknowledgement"], abs=0.01
    )
    assert hours["signal_to_fixed"] == pytest.approx(TRUE["hours_to_fix"], abs=0.01)
    for milestone in post.milestones.itertuples():
        assert milestone.at == pd.Timestamp(PLANTED["incident"].get(
            f"{milestone.milestone}_at", PLANTED["incident"]["deploy_at"]
        ))  # fmt: skip


def test_the_missing_chat_log_is_the_only_gap(post):
    start, end = (pd.Timestamp(at) for at in PLANTED["incident"]["chat_gap"])
    gap = post.gaps.iloc[0]
    assert len(post.gaps) == 1
    assert gap["channel"] == "chat"
    assert gap["from_at"] <= start < end <= gap["until_at"]
    assert gap["until_at"] - gap["from_at"] < pd.Timedelta("24h")


def test_handovers_and_ping_pong_are_counted(post):
    # Once every customer who rang again after the second line, and every call with news, counted.
    assert near(post.cases["path"].str.contains("2").sum(), TRUE["threads_handed_to_line_2"], 0.05)
    assert abs(int(post.cases["is_ping_pong"].sum()) - TRUE["threads_with_ping_pong"]) <= 2


def test_promises_and_their_ends_are_found(post, truth):
    dated = post.promises[post.promises["about"].notna()].drop_duplicates("source_id")
    given = set(truth.loc[truth["promise"].notna(), "contact_id"])
    assert len(set(dated["source_id"]) & given) / len(given) >= 0.95
    ends = dated["result"].value_counts()
    assert abs(ends["kept"] - TRUE["promises"]["kept"]) <= 2
    assert abs(ends["broken"] - TRUE["promises"]["broken"]) <= 2


def test_the_first_line_gave_five_answers_before_it_was_told(post, truth):
    answers = post.answers.set_index(["time", "answer"])
    assert set(answers.loc["before_told"].index) == {
        "wait", "ask_elsewhere", "does_not_know", "do_again", "nothing_wrong",
    }  # fmt: skip
    line = post.contacts.set_index("contact_id")
    asked = line.index[line["role"].isin(["first", "repeat"])]
    given = truth[truth["contact_id"].isin(asked)]["answer"].value_counts()
    names = {"wait": "wait", "bank": "ask_elsewhere", "dont_know": "does_not_know",
             "pay_again": "do_again", "no_problem": "nothing_wrong", "receipt": "known_error",
             "fixed": "fixed"}  # fmt: skip
    for true, name in names.items():
        assert abs(answers.loc[("all", name), "n"] - given[true]) <= 2, name


def test_the_log_shows_whom_it_hit_and_who_was_silent(post):
    reach, true = post.reach.set_index("event"), PLANTED["events"]
    assert reach.index[0] == "payment_shown_unpaid"
    assert reach.loc["payment_shown_unpaid", "n_cases"] == true["incident_cases"]
    assert reach.loc["courier_asked_for_payment", "n_cases"] == true["incident_cases_asked_again"]
    assert reach.loc["payment_made_again", "n_cases"] == true["incident_cases_paid_twice"]
    assert set(reach.index) == {
        "payment_shown_unpaid", "payment_reminder_sent", "courier_asked_for_payment",
        "payment_made_again",
    }  # fmt: skip
    # 146 customers were hit and 131 got in touch.
    assert abs(reach.loc["payment_shown_unpaid", "n_silent"] - (146 - TRUE["customers"])) <= 2


def test_the_fix_is_proven_by_contacts_and_help_is_too_few_to_judge(post):
    checks = post.verification.set_index("check")
    assert checks.loc["contacts", "verdict"] == "proven"
    assert post.effect["verdict"].eq("too_few").all()


def test_every_quote_stands_in_its_text(post):
    texts = post.texts.set_index("feedback_id")["text"]
    for frame in (post.promises, post.answers, post.factors, post.acts):
        for row in frame.dropna(subset=["start"]).itertuples():
            assert texts[row.source_id][row.start : row.end] == row.quote


def test_the_severity_follows_the_stated_rule(post):
    assert (post.severity, post.severity_reason) == (2, "money")


def test_the_bounds_of_a_mean_rating_stay_on_its_scale():
    # Student's interval of 5, 5, 4 goes to 5.90.
    days = pd.date_range("2026-03-02", periods=3, tz="UTC")
    feedback = pd.DataFrame(
        {"feedback_id": list("abc"), "created_at": days, "rating": [5, 5, 4], "rating_min": 1,
         "rating_max": 5}
    )  # fmt: skip
    none = pd.DataFrame(columns=["feedback_id", "layer", "code"])
    starts = [days[0] + pd.Timedelta(shift, unit="D") for shift in (0, 20, 40)]
    windows = [Window(start, start + pd.Timedelta(9, unit="D")) for start in starts]
    before = incident_tone(feedback, none, *windows).query("what == 'rating'").iloc[0]
    assert (before["value_high"], before["value_low"]) == (5.0, pytest.approx(3.23, abs=0.01))
