"""Candidate incidents as lines of a terminal: what rose, when, by how much, how surely."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.measures.incident_signals import UNNAMED
from cxkit.reports.incident_words import local
from cxkit.reports.wording import Language, counted, day, number

SMALLEST = 0.0001
KINDS: dict[Language, dict[str, str]] = {
    "ru": {"contacts": "Обращения", "feedback": "Отзывы", "events": "Журнал событий"},
    "en": {"contacts": "Contacts", "feedback": "Reviews", "events": "Event log"},
}


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
        return [_none(language), *untested] if is_tested else untested
    lines = [
        line for _, row in candidates.iterrows() for line in _candidate(row, time_zone, language)
    ]
    return lines + untested


def untested_lines(candidates: pd.DataFrame, *, language: Language = "en") -> list[str]:
    """Say what could not be tested: records too short or too few, or none with a date and a topic.

    *candidates* are as `find_incidents` gives them; no lines when everything was tested.
    """
    ru, told = language == "ru", candidates.attrs
    if told.get("n_tested") == 0 and not told["untestable"]:
        return [
            "Проверять нечего: ни в одной строке нет сразу даты и темы (в отзывах и темы, которой"
            " недовольны)."
            if ru
            else "There is nothing to test: no row has both a date and a topic (in reviews, one"
            " that is complained of)."
        ]
    lines = []
    for kind, (n_days, n_most) in told.get("untestable", {}).items():
        days, most = counted(n_days, language, "day"), number(n_most, language)
        least_days, least = (number(n, language) for n in told["least"])
        name = KINDS[language][kind]
        lines.append(
            f"{name}: для проверки данных мало. От первого сигнала до последнего {days}, сигналов"
            f" на одну тему не больше {most}; нужно не меньше {least_days} дней и {least} сигналов."
            if ru
            else f"{name}: too little to be tested. From the first signal to the last there are"
            f" {days}, and at most {most} signals on one topic; at least {least_days} days and"
            f" {least} signals are needed."
        )
    return lines


def _none(language: Language) -> str:
    if language == "ru":
        return "Всплесков нет: ни одна тема не выросла сверх случая, дней недели и оживления."
    return "No burst stands out: no topic rose beyond what chance, weekdays and busy weeks explain."


def _candidate(row: pd.Series, time_zone: str, language: Language) -> list[str]:
    codes = load_codebook()
    topic = row["topic"]
    label = codes.label(topic, language) if topic in codes.touchpoints else topic
    if topic == UNNAMED:
        label = "Без темы из справочника" if language == "ru" else "No topic of the codebook"
    first = day(local(row["from_at"], time_zone), language, year=True)
    last = day(local(row["until_at"] - pd.Timedelta("1s"), time_zone), language, year=True)
    n, usual = number(row["n"], language), number(row["n_expected"], language)
    people = counted(int(row["n_customers"]), language, "customer")
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
    if row["is_open"]:
        lines.append(
            "  до конца записей не закончилось: инцидент продолжается, или это новый уровень"
            " либо новая тема"
            if language == "ru"
            else "  had not ended when the record did: an incident that goes on, or a new level"
            " or topic"
        )
    also = row["also"]
    if pd.notna(also):
        lines.append(f"  {'также' if language == 'ru' else 'also'}: {also}")
    return lines
