"""The section about weekdays, the year and holidays."""

import re
from typing import Any

import pandas as pd
from babel.dates import get_day_names, get_month_names

from cxkit.figures.units import UNITS
from cxkit.reports.blocks import Block, Group, Note, Section, Table, show
from cxkit.reports.series_words import say
from cxkit.reports.wording import Language, day, number, word

FEW = 10
"""A holiday with fewer texts shows no figures: one text would be a hundred points."""
_MOVED = re.compile(r"\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}")
SHORT = {"too short": "short", "none found": "none", "pattern": "pattern"}


def seasonality_section(
    seasons: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    of: str = "net",
    language: Language = "en",
) -> Group:
    """Say whether weekdays and months differ, and list the holidays.

    Tables that prove no pattern are folded away. Nothing where texts are too few to judge
    weekdays, months and every holiday.

    Parameters
    ----------
    seasons : DataFrame
        SEASONALITY.
    holidays : DataFrame
        PUBLIC_HOLIDAYS; may be empty.
    of : str
        Figure that was compared.
    language : {"ru", "en"}
        Language of the page.
    """
    is_judged = (holidays["n"].ge(FEW) & holidays["n_around"].ge(FEW)).any()
    if not is_judged and seasons["verdict"].eq("too short").all():
        return show()
    year = seasons[seasons["cycle"] == "month"].iloc[0]
    section = Section(
        anchor="seasons",
        finding=season_finding(seasons, of=of, language=language),
        name=say("season_name", language),
        lead=say("season_lead", language),
    )
    blocks: list[Block] = [section]
    if seasons["place"].notna().any():
        blocks.append(_season_table(seasons, of, language))
    rounds = number(year["n_rounds"], language)
    blocks.append(Note(say(f"season_year_{SHORT[year['verdict']]}", language, n=rounds)))
    if len(holidays):
        blocks.append(_holiday_table(holidays, language))
    return show(*blocks)


def season_finding(seasons: pd.DataFrame, *, of: str = "net", language: Language = "en") -> str:
    """Say which weekday stands out, that none does, or that it is too early to say.

    Examples
    --------
    >>> seasons = pd.DataFrame({"cycle": ["weekday"], "verdict": "too short", "n_rounds": 3,
    ...     "place": [None], "difference": [None]})
    >>> season_finding(seasons)
    'Too few to say about weekdays: full weeks 3, 8 are needed'
    """
    week = seasons[seasons["cycle"] == "weekday"]
    first = week.iloc[0]
    if first["verdict"] != "pattern":
        rounds = number(first["n_rounds"], language)
        return say(f"season_week_{SHORT[first['verdict']]}", language, n=rounds)
    ordered = week.sort_values("difference", kind="stable")
    low, top = ordered.iloc[0], ordered.iloc[-1]
    name = _place_name("weekday", int(top["place"]), language)
    return say(
        "season_week_pattern",
        language,
        top=name,
        bottom=_place_name("weekday", int(low["place"]), language),
        change=UNITS[of].change_in_words(top["difference"], language),
        least=UNITS[of].change(low["difference"], language),
    )


def _place_name(cycle: str, place: int, language: Language) -> str:
    if cycle == "month":
        return str(get_month_names("wide", "stand-alone", locale=language)[place])
    return str(get_day_names("wide", "stand-alone", locale=language)[place - 1])


def _season_table(seasons: pd.DataFrame, of: str, language: Language) -> Table:
    unit = UNITS[of]
    rows = [
        (
            _place_name(row["cycle"], int(row["place"]), language),
            unit.change(row["difference"], language),
            unit.bounds(row["difference_low"], row["difference_high"], language),
            number(row["n"], language),
        )
        for row in seasons[seasons["place"].notna()].to_dict("records")
    ]
    title = say(f"figure_{of}", language)
    heads = (say("season_place", language), say("holiday_change", language),
             say("col_interval", language), "n")  # fmt: skip
    caption = say("season_table", language, of=title)
    is_found = (seasons["verdict"] == "pattern").any()
    return Table("seasons-table", caption, heads, tuple(rows), align="lrrr", folded=not is_found)


def _holiday_table(holidays: pd.DataFrame, language: Language) -> Table:
    keys = ("holiday_when", "holiday_name", "", "holiday_own", "col_interval", "holiday_around",
            "holiday_change")  # fmt: skip
    rows = tuple(_holiday_row(row, language) for row in holidays.to_dict("records"))
    heads = tuple(say(key, language) if key else "n" for key in keys)
    caption = say("holiday_table", language)
    return Table("holidays-table", caption, heads, rows, align="llrrrrr", folded=True)


def _holiday_name(label: str, language: Language) -> str:
    """Write the day from which a holiday was moved as other days of the page are."""
    return _MOVED.sub(
        lambda found: day(pd.to_datetime(found[0], dayfirst="." in found[0]), language, year=True),
        label,
    )


def _holiday_row(row: dict[str, Any], language: Language) -> tuple[Any, ...]:
    unit = UNITS["net"]
    first, last = pd.Timestamp(row["from_on"]), pd.Timestamp(row["until_on"])
    when = day(first, language, year=True)
    if last > first:
        when = f"{day(first, language)} – {day(last, language, year=True)}"
    few: Any = {"text": word("too_few", language), "unknown": True}
    start = (when, _holiday_name(row[f"label_{language}"], language), number(row["n"], language))
    if row["n"] < FEW or row["n_around"] < FEW:
        return (*start, few, "–", "–", "–")
    bounds = unit.bounds(row["difference_low"], row["difference_high"], language)
    return (
        *start,
        unit.axis(row["net"], language),
        unit.bounds(row["net_low"], row["net_high"], language),
        unit.axis(row["net_around"], language),
        f"{unit.change(row['difference'], language)} ({bounds})",
    )
