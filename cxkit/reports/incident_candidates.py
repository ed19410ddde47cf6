"""Candidate incidents as lines of a terminal: what rose, when, by how much, how surely."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.incident_words import CUSTOMERS, local
from cxkit.reports.wording import Language, counted, day, number

SMALLEST = 0.0001


def candidate_lines(
    candidates: pd.DataFrame, *, time_zone: str = "UTC", language: Language = "en"
) -> list[str]:
    """Write candidates as lines; one says that there is none.

    Parameters
    ----------
    candidates : DataFrame
        INCIDENT_CANDIDATES.
    time_zone : str
        Of the days.
    language : {"ru", "en"}
        Language of the lines.

    Examples
    --------
    >>> candidate_lines(pd.DataFrame())
    ['No burst stands out: no topic rose beyond what chance, weekdays and busy weeks explain.']
    """
    if candidates.empty:
        return [_none(language)]
    return [
        line for _, row in candidates.iterrows() for line in _candidate(row, time_zone, language)
    ]


def _none(language: Language) -> str:
    if language == "ru":
        return "Всплесков нет: ни одна тема не выросла сверх случая, дней недели и оживления."
    return "No burst stands out: no topic rose beyond what chance, weekdays and busy weeks explain."


def _candidate(row: pd.Series, time_zone: str, language: Language) -> list[str]:
    codes = load_codebook()
    topic = row["topic"]
    label = codes.label(topic, language) if topic in codes.touchpoints else topic
    first = day(local(row["from_at"], time_zone), language, year=True)
    last = day(local(row["until_at"] - pd.Timedelta("1s"), time_zone), language, year=True)
    n, usual = number(row["n"], language), number(row["n_expected"], language)
    people = counted(int(row["n_customers"]), language, CUSTOMERS[language])
    small = float(row["p"]) < SMALLEST
    chance = f"p < {number(SMALLEST, language, 4)}" if small else (
        f"p = {number(row['p'], language, 4)}"
    )  # fmt: skip
    if language == "ru":
        lines = [
            f"{label} ({topic}): с {first} по {last}",
            f"  {n} вместо обычных {usual}; {people}; {chance} с поправкой;"
            f" тяжесть {row['severity']}",
        ]
    else:
        lines = [
            f"{label} ({topic}): {first} to {last}",
            f"  {n} where {usual} are usual; {people}; {chance}, corrected;"
            f" severity {row['severity']}",
        ]
    also = row["also"]
    if pd.notna(also):
        lines.append(f"  {'также' if language == 'ru' else 'also'}: {also}")
    return lines
