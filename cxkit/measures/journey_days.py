"""On which day of the story each moment happened, as far as the words say; feeds `journey_map`."""

import pandas as pd


def moment_days(told: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """Days after the first moment of each path; missing where the text does not say.

    A calendar date is taken as it is. Relative words ("four days later", "the day before") count
    from the last moment whose day is known. The first moment is day 0. Lengths of time do not
    place a moment ("a course of four months"), and words that place nothing leave the day
    unknown: it is never guessed from the order.

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
    for name, code in {"calendar": "date", "relative": "relative"}.items():
        first = dates.loc[dates["code"] == code].drop_duplicates(keys)
        first = first[[*keys, "value"]].rename(columns={"value": name})
        cues = cues.merge(first, on=keys, how="left")
    cues = cues.sort_values("row")
    days = _walk(cues["feedback_id"], cues["calendar"], cues["relative"])
    return pd.Series(days, index=cues["row"], dtype="Float64").reindex(told.index)


def _walk(paths: pd.Series, calendar: pd.Series, relative: pd.Series) -> list[float | None]:
    """Walk each path in the order told; its first calendar date ties the calendar to the story."""
    days: list[float | None] = []
    path, last, epoch = None, 0.0, None
    for name, date, step in zip(paths, calendar, relative, strict=True):
        is_first = name != path
        if is_first:
            path, last, epoch = name, 0.0, None
        day = 0.0 if is_first else None if pd.isna(step) else last + float(step)
        if pd.notna(date):
            epoch = float(date) - (last if day is None else day) if epoch is None else epoch
            day = float(date) - epoch
        last = last if day is None else day
        days.append(day)
    return days
