"""The first line's readiness: what contacts ended without, how many answers one question got."""

import pandas as pd

from cxkit.measures.intervals import share_interval
from cxkit.schema.conform import conform, empty
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.first_line import FIRST_LINE, FIRST_LINE_ANSWERS, TIMES
from cxkit.schema.results.incident_contacts import ASKED

ANSWER = "answer:"
HELPFUL = ("known_error", "fixed")
"""Answers that say what is wrong, or that it is over."""
NO_ANSWER = ("pass_on",)
"""Said beside an answer; it does not answer the question itself."""
AUTOMATA = ("bot", "robot", "ivr", "бот")


def first_line(
    incident: pd.DataFrame,
    mentions: pd.DataFrame,
    contacts: pd.DataFrame,
    milestones: pd.DataFrame,
) -> pd.DataFrame:
    """Count what contacts in which the customer came ended without, by stretch: FIRST_LINE.

    *no_reference*: no case number in the record, where it has any. *no_promise_with_date*: no
    promise with a time, by the MENTIONS of :mod:`cxkit.language.contact_talk`. *neither*: both
    lacks. *automaton*: a bot took it, where CONTACTS name who took them. INCIDENT_MILESTONES cut
    the incident into stretches. Empty without contacts.
    """
    asked = _asked(incident, milestones)
    if asked.empty:
        return empty(FIRST_LINE)
    found = conform(mentions, MENTIONS)
    dated = found.loc[found["layer"].eq("due"), "feedback_id"]
    agents = contacts.set_index("contact_id")["agent"]
    agent = asked["contact_id"].map(agents).str.lower()
    no_number = asked["case_id"].isna()
    no_date = ~asked["contact_id"].isin(dated)
    lacks = {"no_reference": no_number, "no_promise_with_date": no_date}
    lacks |= {"neither": no_number & no_date}
    if no_number.all():
        lacks = {"no_promise_with_date": no_date}
    if found.empty:
        lacks = {name: has for name, has in lacks.items() if name == "no_reference"}
    if agent.notna().any():
        lacks["automaton"] = agent.isin(AUTOMATA)
    rows = [
        _row(time, lack, has[is_time])
        for time, is_time in _times(asked)
        for lack, has in lacks.items()
    ]
    return conform(pd.DataFrame(rows), FIRST_LINE)


def _row(time: str, lack: str, has: pd.Series) -> dict[str, object]:
    n, n_of = len(has), int(has.sum())
    share = share_interval(n_of, n)
    return {"time": time, "lack": lack, "n": n, "n_of": n_of, **share.named("share")}


def _asked(incident: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    asked = incident[incident["role"].isin(ASKED)]
    return asked.assign(time=_stretch(asked["started_at"], milestones))


def _stretch(at: pd.Series, milestones: pd.DataFrame) -> pd.Series:
    when = dict(zip(milestones["milestone"], milestones["at"], strict=True))
    told, fixed = when.get("first_line_told"), when.get("fixed")
    stretch = pd.Series("all", index=at.index)
    if pd.notna(told):
        stretch = at.ge(told).map({True: "after_told", False: "before_told"})
    if pd.notna(fixed):
        stretch = stretch.mask(at.ge(fixed), "after_fix")
    return stretch


def _times(rows: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    every = pd.Series(True, index=rows.index)
    parts = [(time, rows["time"].eq(time)) for time in TIMES[:-1]]
    return [(time, fits) for time, fits in parts if fits.any()] + [("all", every)]


def first_line_answers(
    incident: pd.DataFrame, mentions: pd.DataFrame, milestones: pd.DataFrame
) -> pd.DataFrame:
    """Count the different answers that customers got to one question: FIRST_LINE_ANSWERS.

    Arguments are those of :func:`first_line`; answers are mentions of the layer topic, codes
    "answer:…". By stretch, most frequent first. Passing a customer on is no answer. Empty when no
    answer was recognised.
    """
    asked = _asked(incident, milestones)
    found = conform(mentions, MENTIONS)
    found = found[found["code"].str.startswith(ANSWER)]
    found = found.assign(answer=found["code"].str.removeprefix(ANSWER))
    found = found[~found["answer"].isin(NO_ANSWER)]
    given = found.merge(asked, left_on="feedback_id", right_on="contact_id")
    given = given.sort_values(["started_at", "start"]).drop_duplicates(["contact_id", "answer"])
    if given.empty:
        return empty(FIRST_LINE_ANSWERS)
    rows = []
    for time, is_time in _times(given):
        part = given[is_time]
        groups = part.groupby("answer")
        first = groups[["feedback_id", "start", "end", "quote"]].first()
        rows.append(
            first.rename(columns={"feedback_id": "source_id"}).assign(
                time=time,
                n=groups.size(),
                n_answered=part["contact_id"].nunique(),
                n_customers=groups["thread_id"].nunique(),
            )
        )
    answers = pd.concat(rows).reset_index()
    answers = answers.assign(
        is_helpful=answers["answer"].isin(HELPFUL), order=answers["time"].map(TIMES.index)
    ).sort_values(["order", "n"], ascending=[True, False], kind="stable")
    return conform(answers.drop(columns="order"), FIRST_LINE_ANSWERS)
