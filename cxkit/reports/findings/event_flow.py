"""Sentences with numbers about event logs, in Russian and English."""

import pandas as pd

from cxkit.reports.step_names import short_name
from cxkit.reports.wording import FEW, Language, counted, counted_of, days, hours, number, plural


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
        return f"{cases} в журнале событий" if language == "ru" else f"{cases} in the event log"
    quoted = "«{}»: {}" if language == "ru" else "“{}”: {}"
    told = [
        quoted.format(short_name(step, language), counted(int(n), language, "time"))
        for step, n in zip(ends["event"], ends["n_last"], strict=True)
    ]
    is_usual_end = len(told) > 1 and ends["share_last"].iloc[0] >= 0.9
    if language == "ru":
        tail = f", затем {told[1]}" if is_usual_end else ""
        return f"{cases}; чаще всего последним был шаг {told[0]}{tail}"
    tail = f", next {told[1]}" if is_usual_end else ""
    return f"{cases}; the last step was most often {told[0]}{tail}"


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
        f"«{step}»" if language == "ru" else f"“{step}”"
        for step in (short_name(row[end], language) for end in ("source", "target"))
    )
    median, most = (hours(row[name], language) for name in ("hours_median", "hours_p90"))
    cases = counted(int(row["n_cases"]), language, "logged_case")
    if language == "ru":
        of = f"переходов, которые сделали не меньше {FEW} случаев,"
        return f"Из {of} дольше всех {move}: медиана {median}, 9 из 10 не дольше {most}; {cases}."
    of = f"the moves that {FEW} cases or more made"
    return f"Of {of}, {move} takes longest: median {median}, 9 of 10 within {most}; {cases}."


def unordered_finding(n_cases: int, language: Language) -> str:
    """Say that most neighbouring steps bear one time, so that a log tells no order."""
    cases = counted(n_cases, language, "logged_case")
    if language == "ru":
        return f"{cases}; в каком порядке шли шаги, журнал не говорит: время у большинства одно"
    return f"{cases}; the log does not tell the order of steps: most bear one time"


def flow_note(steps: pd.DataFrame, follows: pd.DataFrame, n_cases: int, language: Language) -> str:
    """Say what a last step is, how many cases may go on, and where only the file orders steps."""
    n_open, n_tied = int(steps["n_open"].sum()), int(follows["n_tied"].sum())
    n_pairs = int(follows.loc[follows["hours_median"].notna(), "n"].sum())
    cases = counted_of(n_cases, language, "logged_case")
    told = {
        "ru": "Последний шаг: последний записанный в журнале, и у тех случаев, что ещё не кончены."
        " Интервалы долей по Уилсону, 95 %.",
        "en": "The last step is the last one in the log, of cases that are not over yet too."
        " Intervals of shares are Wilson's, 95%.",
    }[language]
    if n_open:
        told += {
            "ru": f" Возможно, ещё идут {number(n_open, language)} из {cases}: после их последнего"
            " шага журнал кончается раньше, чем обычно (в 9 из 10 случаев) наступает следующий.",
            "en": f" {number(n_open, language)} of {cases} may still be going: the log ends sooner"
            " after their last step than the time within which 9 of 10 next steps came.",
        }[language]
    if n_tied:
        of = "из" if language == "ru" else "of"
        share = f"{number(n_tied, language)} {of} {number(n_pairs, language)}"
        told += {
            "ru": f" У {share} соседних шагов время одно и то же: их порядок взят из файла.",
            "en": f" {share} neighbouring steps bear one and the same time: the file alone orders"
            " them.",
        }[language]
    return told


def log_finding(events: pd.DataFrame, language: Language) -> str:
    r"""Say how long half of the cases of a log take; of fewer than 30, only what the page shows.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-03-01", "2026-03-03"], utc=True)
    >>> log = pd.DataFrame({"case_id": [*range(40)] * 2, "event_at": days.repeat(40)})
    >>> log_finding(log, "en").replace("\xa0", " ")
    'Half of 40 cases took 2 d or longer, from the first step to the last'
    >>> log_finding(log.head(4), "en").replace("\xa0", " ")
    'The event log: where 4 cases go and where they end'
    """
    times = events.groupby("case_id")["event_at"].agg(["min", "max"])
    n_cases, typical = len(times), (times["max"] - times["min"]).median()
    if n_cases >= FEW and typical > pd.Timedelta(0):
        half = counted_of(n_cases, language, "logged_case")
        took = days(typical / pd.Timedelta(1, unit="D"), language)
        if language == "ru":
            return f"Половина из {half} длилась {took} и дольше, от первого шага до последнего"
        return f"Half of {half} took {took} or longer, from the first step to the last"
    cases = counted(n_cases, language, "logged_case")
    if language == "ru":
        verbs = plural(n_cases, language, ("идёт", "идут", "идут"))
        ends = plural(n_cases, language, ("заканчивается", "заканчиваются", "заканчиваются"))
        return f"Журнал событий: куда {verbs} и чем {ends} {cases}"
    verbs = plural(n_cases, language, ("goes", "go"))
    it, ends = ("it", "ends") if n_cases == 1 else ("they", "end")
    return f"The event log: where {cases} {verbs} and where {it} {ends}"
