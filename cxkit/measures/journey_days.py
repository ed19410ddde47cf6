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
    cues = cues.set_index("row").sort_index()
    is_told = cues["calendar"].notna() | cues["relative"].notna()
    dated = is_told.groupby(cues["feedback_id"]).transform("any")
    days = (~cues.duplicated("feedback_id")).astype("Float64").replace(0.0, pd.NA) - 1.0
    walked = [_walk(path) for _, path in cues.loc[dated].groupby("feedback_id", sort=False)]
    if walked:
        days.loc[dated] = pd.concat(walked)
    return days.reindex(told.index).astype("Float64")


def _walk(path: pd.DataFrame) -> pd.Series:
    """Walk one path in the order told; the first calendar date ties the calendar to the story."""
    days: list[float | None] = []
    last, epoch = 0.0, None
    for place, (calendar, step) in enumerate(zip(path["calendar"], path["relative"], strict=True)):
        day: float | None = 0.0 if place == 0 else None
        if pd.notna(step):
            day = last + float(step) if place else 0.0
        if pd.notna(calendar):
            epoch = float(calendar) - (last if day is None else day) if epoch is None else epoch
            day = float(calendar) - epoch
        last = last if day is None else day
        days.append(day)
    return pd.Series(days, index=path.index, dtype="Float64")
