"""On which day of the story each moment happened, as far as the words say; feeds `journey_map`."""

import pandas as pd

HOURS_A_DAY = 24.0


def moment_days(told: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """Days after the first moment of each path; missing where the text does not say.

    A calendar date is taken as it is. Relative words ("four days later", "the day before") and
    time that passed count from the last moment whose day is known. The first moment is day 0.
    Words that place nothing leave the day unknown: it is never guessed from the order.

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
    cues = told[keys].assign(row=told.index)
    for name, rows in _cues(parts).items():
        first = rows.drop_duplicates(keys)[[*keys, "value"]].rename(columns={"value": name})
        cues = cues.merge(first, on=keys, how="left")
    cues = cues.set_index("row").sort_index()
    days = [_walk(path) for _, path in cues.groupby("feedback_id", sort=False)]
    joined = pd.concat(days) if days else pd.Series(dtype="Float64")
    return joined.reindex(told.index).astype("Float64")


def _cues(parts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    dates = parts["layer"] == "date"
    passed = (parts["layer"] == "duration") & (parts["code"] == "elapsed")
    return {
        "calendar": parts.loc[dates & (parts["code"] == "date")],
        "relative": parts.loc[dates & (parts["code"] == "relative")],
        "elapsed": parts.loc[passed].assign(value=parts["value"] / HOURS_A_DAY),
    }


def _walk(path: pd.DataFrame) -> pd.Series:
    """Walk one path in the order told; the first calendar date ties the calendar to the story."""
    columns = path[["calendar", "relative", "elapsed"]].astype("Float64")
    if columns.isna().all(axis=None):
        return pd.Series([0.0] + [pd.NA] * (len(path) - 1), index=path.index, dtype="Float64")
    days: list[float | None] = []
    last, epoch = 0.0, None
    for place, (calendar, relative, elapsed) in enumerate(columns.itertuples(index=False)):
        step = elapsed if pd.isna(relative) else relative
        day: float | None = None
        if pd.notna(calendar):
            epoch = (
                float(calendar) - (last if pd.isna(step) else last + step)
                if epoch is None
                else epoch
            )
            day = float(calendar) - epoch
        elif place == 0:
            day = 0.0
        elif pd.notna(step):
            day = last + float(step)
        last = last if day is None else day
        days.append(day)
    return pd.Series(days, index=path.index, dtype="Float64")
