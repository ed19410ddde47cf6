"""Holidays in the time of a timeline: an optional calendar, offline, and how they differ."""

from typing import Any, Literal

import holidays as calendars
import pandas as pd

from cxkit.errors import ParameterError
from cxkit.measures.intervals import CONFIDENCE, net_difference, net_interval
from cxkit.measures.periods import local_time
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.public_holidays import PUBLIC_HOLIDAYS
from cxkit.schema.results.sentiment_timeline import check_one_group, told

Calendar = Literal["auto", "none", "ru"]

CALENDARS = ("auto", "none", "ru")
MOVED = r"\(substituted from (\d\d)/(\d\d)/(\d{4})\)"
"""How the calendar names a moved day off in English: month first, which Europeans misread."""
AROUND = pd.Timedelta(14, unit="D")


def public_holidays(
    days: pd.DataFrame, mentions: pd.DataFrame | None = None, *, calendar: Calendar = "ru"
) -> pd.DataFrame:
    """List the days off in the time of a daily timeline, each beside the days around it.

    Parameters
    ----------
    days : DataFrame
        SENTIMENT_TIMELINE of one group by day (``period="1D"``).
    mentions : DataFrame, optional
        MENTIONS of the texts, for their languages.
    calendar : {"auto", "none", "ru"}
        "ru": non-working holidays of Russia with the days off that the government moved there;
        "none": no rows; "auto": "ru" where most texts of *mentions* are Russian, else "none".

    Returns
    -------
    DataFrame
        PUBLIC_HOLIDAYS in order of time; holidays without texts are there with n = 0.

    Raises
    ------
    ParameterError
        For an unknown calendar, "auto" without mentions, or a timeline that is not by day, has
        several groups or lost its ``attrs``.

    Notes
    -----
    The dates are those of the ``holidays`` package (MIT); moved days off are known for years whose
    decree was published before its release. A difference has the interval of `net_difference`,
    widened for the number of holidays (Bonferroni). Texts that one customer wrote on one day are
    not taken for independent where the timeline knows (``n_effective``); those of several days
    are.

    Examples
    --------
    >>> when = pd.date_range("2026-05-04", periods=14, freq="1D", tz="UTC")
    >>> days = pd.DataFrame({"group": "all", "period_at": when, "n": 10, "n_positive": 6,
    ...     "n_negative": 2})
    >>> days.attrs = {"period": "1D", "time_zone": "UTC"}
    >>> public_holidays(days)[["from_on", "label_en", "n", "n_around"]].values.tolist()
    [['2026-05-09', 'Victory Day', 10, 120], ['2026-05-11', 'Victory Day (observed)', 10, 120]]
    """
    if calendar not in CALENDARS:
        allowed = ", ".join(f"'{name}'" for name in CALENDARS)
        raise ParameterError(f"calendar={calendar!r} is not known. Use {allowed}.")
    if calendar == "auto":
        calendar = _calendar_of(mentions)
    period = told(days, "period")
    if period != "1D":
        raise ParameterError(
            f"The timeline is by {period!r}; holidays need days."
            ' Make it with sentiment_timeline(..., period="1D").'
        )
    check_one_group(days)
    if calendar == "none" or days.empty:
        return empty(PUBLIC_HOLIDAYS)
    counted = days.assign(day=local_time(days["period_at"], told(days, "time_zone")))
    off = _days_off(counted["day"])
    if off.empty:
        return empty(PUBLIC_HOLIDAYS)
    counted["is_off"] = counted["day"].isin(off["day"])
    spells = list(off.groupby("spell"))
    rows = [_compared(spell, counted, len(spells)) for _, spell in spells]
    return conform(pd.DataFrame(rows), PUBLIC_HOLIDAYS)


def _calendar_of(mentions: pd.DataFrame | None) -> Calendar:
    if mentions is None:
        raise ParameterError(
            "calendar='auto' is told by the languages of the texts: give their mentions as well,"
            " or name the calendar, such as calendar='ru'."
        )
    languages = mentions.loc[mentions["layer"] == "language", "code"]
    return "ru" if languages.eq("ru").mean() > 0.5 else "none"


def _days_off(day: pd.Series) -> pd.DataFrame:
    """Name each day off between the first and the last day; number the spells of one name."""
    years = list(range(day.min().year, day.max().year + 1))
    names = {
        label: calendars.country_holidays("RU", years=years, language=language)
        for label, language in (("label_ru", "ru"), ("label_en", "en_US"))
    }
    table = pd.DataFrame({label: pd.Series(dict(own)) for label, own in names.items()})
    table["label_en"] = table["label_en"].str.replace(MOVED, r"(moved from \3-\1-\2)", regex=True)
    table = table.rename_axis("day").reset_index()
    table["day"] = pd.to_datetime(table["day"]).astype(day.dtype)
    table = table[table["day"].between(day.min(), day.max())].sort_values("day")
    follows = table["day"].diff().eq(pd.Timedelta(1, unit="D"))
    follows &= table["label_en"].eq(table["label_en"].shift())
    return table.assign(spell=(~follows).cumsum())


def _compared(spell: pd.DataFrame, counted: pd.DataFrame, n_tests: int) -> dict[str, Any]:
    first, last = spell["day"].iloc[0], spell["day"].iloc[-1]
    on = counted["day"].between(first, last)
    near = counted["day"].between(first - AROUND, last + AROUND) & ~counted["is_off"]
    own, around = _counts(counted[on]), _counts(counted[near])
    change, _ = net_difference(around, own, confidence=1 - (1 - CONFIDENCE) / n_tests)
    return {
        "from_on": f"{first:%Y-%m-%d}",
        "until_on": f"{last:%Y-%m-%d}",
        "label_ru": spell["label_ru"].iloc[0],
        "label_en": spell["label_en"].iloc[0],
        "n": int(counted.loc[on, "n"].sum()),
        **net_interval(*own).named("net"),
        "n_around": int(counted.loc[near, "n"].sum()),
        "net_around": net_interval(*around).estimate,
        **change.named("difference"),
    }


def _counts(rows: pd.DataFrame) -> tuple[float, float, float]:
    """Count good, bad and all texts, in independent ones."""
    n = float(rows["n"].sum())
    worth = float(rows.get("n_effective", rows["n"]).sum()) / n if n else 0.0
    return rows["n_positive"].sum() * worth, rows["n_negative"].sum() * worth, n * worth
