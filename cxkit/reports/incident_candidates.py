"""Candidate incidents as lines of a terminal: what rose, when, by how much, how surely."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.measures.incident_signals import UNNAMED
from cxkit.reports.incident_words import local, say
from cxkit.reports.wording import Language, counted, day, number

SMALLEST = 0.0001


def candidate_lines(
    candidates: pd.DataFrame, *, time_zone: str = "UTC", language: Language = "en"
) -> list[str]:
    """Write INCIDENT_CANDIDATES as lines, or that there is none, and what could not be tested.

    Examples
    --------
    >>> candidate_lines(pd.DataFrame())
    ['No burst stands out: no topic rose beyond what chance, weekdays and busy weeks explain.']
    """
    untested = untested_lines(candidates, language=language)
    if candidates.empty:
        is_tested = candidates.attrs.get("n_tested", 1) > 0
        return [say("no_burst", language), *untested] if is_tested else untested
    lines = [
        line for _, row in candidates.iterrows() for line in _candidate(row, time_zone, language)
    ]
    return lines + untested


def untested_lines(candidates: pd.DataFrame, *, language: Language = "en") -> list[str]:
    """Say what could not be tested: records too short or too few, or none with a date and a topic.

    *candidates* are as `find_incidents` gives them; no lines when everything was tested.
    """
    told = candidates.attrs
    if told.get("n_tested") == 0 and not told["untestable"]:
        return [say("nothing_to_test", language)]
    lines = []
    for kind, (n_days, n_most) in told.get("untestable", {}).items():
        days, most = counted(n_days, language, "day"), number(n_most, language)
        least_days, least = (number(n, language) for n in told["least"])
        lines.append(
            say("too_little", language, kind=say(f"of_{kind}", language), days=days, most=most,
                least_days=least_days, least=least)
        )  # fmt: skip
    return lines


def _candidate(row: pd.Series, time_zone: str, language: Language) -> list[str]:
    codes = load_codebook()
    topic = row["topic"]
    label = codes.label(topic, language) if topic in codes.touchpoints else topic
    if topic == UNNAMED:
        label = say("no_topic", language)
    first = day(local(row["from_at"], time_zone), language, year=True)
    last = day(local(row["until_at"] - pd.Timedelta("1s"), time_zone), language, year=True)
    n, usual = number(row["n"], language), number(row["n_expected"], language)
    people = counted(int(row["n_customers"]), language, "customer")
    small = float(row["p"]) < SMALLEST
    chance = f"p < {number(SMALLEST, language, 4)}" if small else (
        f"p = {number(row['p'], language, 4)}"
    )  # fmt: skip
    lines = [
        say("burst", language, label=label, topic=topic, first=first, last=last),
        say("burst_size", language, n=n, usual=usual, people=people, chance=chance,
            severity=row["severity"]),
    ]  # fmt: skip
    if row["is_open"]:
        lines.append(say("burst_open", language))
    if pd.notna(row["also"]):
        lines.append(say("burst_also", language, also=row["also"]))
    return lines
