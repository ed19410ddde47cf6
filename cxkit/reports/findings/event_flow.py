"""Sentences with numbers about event logs, in Russian and English."""

import pandas as pd

from cxkit.reports.journey_words import say
from cxkit.reports.step_names import short_name
from cxkit.reports.wording import FEW, Language, counted, counted_of, days, hours, number, word


def flow_finding(steps: pd.DataFrame, n_cases: int, language: Language) -> str:
    r"""Say with which step most cases end; where that is the end of nearly all who come, the next.

    *steps* are EVENT_STEPS, named; of fewer than 30 cases only their number is said.

    Examples
    --------
    >>> steps = pd.DataFrame({"event": ["Resolve", "Closed"], "n_last": [10, 4557],
    ...                       "share_last": [0.01, 1.0]})
    >>> flow_finding(steps, 4580, "en").replace("\xa0", " ")
    '4,580 cases; the last step was most often “Closed”: 4,557 times, next “Resolve”: 10 times'
    """
    cases = counted(n_cases, language, "logged_case")
    ends = steps.loc[steps["n_last"] > 0].sort_values("n_last", ascending=False, kind="stable")
    if ends.empty or n_cases < FEW:
        return say("in_log", language, cases=cases)
    told = [
        say("step_times", language, step=short_name(step, language),
            n=counted(int(n), language, "time"))
        for step, n in zip(ends["event"], ends["n_last"], strict=True)
    ]  # fmt: skip
    is_usual_end = len(told) > 1 and ends["share_last"].iloc[0] >= 0.9
    key = "last_steps" if is_usual_end else "last_step"
    return say(key, language, cases=cases, first=told[0], second=told[min(1, len(told) - 1)])


def wait_finding(waits: pd.DataFrame, language: Language) -> str:
    r"""Say between which two steps (DIRECTLY_FOLLOWS) the wait is longest; nothing of few cases.

    Examples
    --------
    >>> waits = pd.DataFrame({"source": ["Paid"], "target": ["Sent"], "n_cases": [340],
    ...                       "hours_median": [50.0], "hours_p90": [96.0]})
    >>> wait_finding(waits, "en").replace("\xa0", " ").partition(",")[2]
    ' “Paid” → “Sent” takes longest: median 2 d 2 h, 9 of 10 within 4 d; 340 cases.'
    """
    if waits.empty or waits["n_cases"].max() < FEW:
        return ""
    row = waits.iloc[0]
    move = " → ".join(
        word("quoted", language, it=short_name(row[end], language)) for end in ("source", "target")
    )
    told = {name: hours(row[f"hours_{name}"], language) for name in ("median", "p90")}
    cases = counted(int(row["n_cases"]), language, "logged_case")
    return say("longest_wait", language, few=FEW, move=move, cases=cases, **told)


def unordered_finding(n_cases: int, language: Language) -> str:
    """Say that most neighbouring steps bear one time, so that a log tells no order."""
    return say("no_order", language, cases=counted(n_cases, language, "logged_case"))


def flow_note(steps: pd.DataFrame, follows: pd.DataFrame, n_cases: int, language: Language) -> str:
    """Say what a last step is, how many cases may go on, and where only the file orders steps."""
    n_open, n_tied = int(steps["n_open"].sum()), int(follows["n_tied"].sum())
    n_pairs = int(follows.loc[follows["hours_median"].notna(), "n"].sum())
    cases = counted_of(n_cases, language, "logged_case")
    told = [say("flow_note", language)]
    if n_open:
        told.append(say("flow_open", language, n=number(n_open, language), cases=cases))
    if n_tied:
        counts = {"n": number(n_tied, language), "of": number(n_pairs, language)}
        told.append(say("flow_tied", language, **counts))
    return " ".join(told)


def log_finding(events: pd.DataFrame, language: Language) -> str:
    r"""Say how long half of the cases of a log take; of fewer than 30, only what the page shows.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-03-01", "2026-03-03"], utc=True)
    >>> log = pd.DataFrame({"case_id": [*range(40)] * 2, "event_at": days.repeat(40)})
    >>> log_finding(log, "en").replace("\xa0", " ")
    'Half of 40 cases took 2 d or longer, from the first step to the last'
    >>> log_finding(log.head(4), "en").replace("\xa0", " ")
    'The event log: 4 cases, the way and the end of each'
    """
    times = events.groupby("case_id")["event_at"].agg(["min", "max"])
    n_cases, typical = len(times), (times["max"] - times["min"]).median()
    if n_cases >= FEW and typical > pd.Timedelta(0):
        half = counted_of(n_cases, language, "logged_case")
        took = days(typical / pd.Timedelta(1, unit="D"), language)
        return say("log_half", language, half=half, took=took)
    return say("log_cases", language, cases=counted(n_cases, language, "logged_case"))
