"""On which day of the story each moment happened, as far as the words say; feeds `journey_map`."""

from datetime import date, timedelta

import pandas as pd

_EPOCH = date(1970, 1, 1)
_LEAP_YEAR, _COMMON_YEAR = 1972, 1971


CODES = {"calendar": "date", "yearless": "yearless", "relative": "relative"}
"""Column of this module and the code of the layer date that fills it."""


def moment_days(told: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """Days after the first moment of each path; missing where the text does not say.

    A calendar date is taken as it is. One without a year falls in the year that brings it nearest
    to the last date known, else to the first full date of the path, else in a common year: the
    days between moments are right, except over a 29 February of a year not told. Relative words
    ("four days later", "on the third day") count from the last moment whose day is known. The
    first moment is day 0. Lengths of time do not place a moment ("a course of four months"), and
    words that place nothing leave the day unknown: it is never guessed from the order.

    Parameters
    ----------
    told : DataFrame
        Moments in the order told, as `told_moments` gives them.
    parts : DataFrame
        Mentions with their ``episode``, as `parts_of` gives them.

    Returns
    -------
    Series of Float64
        On the index of *told*.
    """
    keys = ["feedback_id", "episode"]
    dates = parts.loc[(parts["layer"] == "date") & parts["value"].notna()]
    cues = told[keys].assign(row=told.index)
    for name, code in CODES.items():
        first = dates.loc[dates["code"] == code].drop_duplicates(keys)
        first = first[[*keys, "value"]].rename(columns={"value": name})
        cues = cues.merge(first, on=keys, how="left")
    cues = cues.sort_values(["feedback_id", "row"], ignore_index=True)
    cues["anchor"] = cues.groupby("feedback_id")["calendar"].transform("first")
    days = [day for _, path in cues.groupby("feedback_id", sort=False) for day in _walk(path)]
    return pd.Series(days, index=cues["row"], dtype="Float64").reindex(told.index)


def _walk(path: pd.DataFrame) -> list[float | None]:
    """Walk a path in the order told; its first date ties the calendar to the story."""
    days: list[float | None] = []
    last, epoch = 0.0, None
    for cue in path.itertuples():
        near = cue.anchor if epoch is None else epoch + last
        on = float(cue.calendar) if pd.notna(cue.calendar) else _nearest(cue.yearless, near)
        day = None if pd.isna(cue.relative) else last + float(cue.relative)
        if not days:
            day = 0.0
        if on is not None:
            epoch = on - (last if day is None else day) if epoch is None else epoch
            day = on - epoch
        last = last if day is None else day
        days.append(day)
    return days


def _nearest(yearless: float, near: float) -> float | None:
    """Give days since 1970-01-01 of a day of the year, in the year nearest to *near*."""
    if pd.isna(yearless):
        return None
    if pd.isna(near):
        return _in_year(yearless, _COMMON_YEAR)
    year = (_EPOCH + timedelta(days=near)).year
    candidates = [_in_year(yearless, one) for one in (year - 1, year, year + 1)]
    return min(candidates, key=lambda day: abs(day - near))


def _in_year(yearless: float, year: int) -> float:
    told = date(_LEAP_YEAR, 1, 1) + timedelta(days=yearless)
    is_last_of_february = (told.month, told.day) == (2, 29)
    day = told.replace(day=28) if is_last_of_february else told
    return float((day.replace(year=year) - _EPOCH).days + is_last_of_february)
