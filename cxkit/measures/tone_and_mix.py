"""Split a change of net sentiment into mix (other topics) and tone (other feeling), exactly."""

from itertools import pairwise

import numpy as np
import pandas as pd

from cxkit.measures.tones import SIGN, tones
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.sentiment_timeline import check_one_group
from cxkit.schema.results.tone_and_mix import TONE_AND_MIX

NOTHING = "none"


def tone_and_mix(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    segments: pd.DataFrame,
    *,
    by: str = "touchpoint",
) -> pd.DataFrame:
    """Split every change of level into what each theme brought by mix and by tone.

    Every text has a weight of one, shared equally by the themes that it names; a text that names
    none stands under "none". The tone is that of the text, so that the parts add up to the change
    of the net sentiment of all texts, exactly.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK.
    mentions : DataFrame
        MENTIONS.
    segments : DataFrame
        CHANGE_SEGMENTS of one series; neighbours are compared.
    by : str
        "touchpoint", "factor", "emotion", or a column of *feedback*.

    Returns
    -------
    DataFrame
        TONE_AND_MIX, change by change, the largest part first. Empty where nothing changed.

    Raises
    ------
    ParameterError
        When the segments are of several groups.

    Notes
    -----
    With shares a and tones t of a theme, before and after, mix is (a' - a) times (mean of t and
    t' less the overall mean of both), tone is (t' - t) times the mean of a and a'. A theme
    without texts on one side takes there the tone of the other side: all of it is mix.

    References
    ----------
    Kitagawa, E. M. (1955). Components of a difference between two rates. Journal of the American
    Statistical Association 50.

    Examples
    --------
    >>> day = pd.Timestamp("2026-03-02", tz="UTC")
    >>> week = pd.Timedelta(7, unit="D")
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"], "created_at": [day, day + week]})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"], "layer": "sentiment",
    ...     "code": ["positive", "negative"], "value": [0.5, -0.5]})
    >>> segments = pd.DataFrame({"from_at": [day, day + week],
    ...     "until_at": [day + week, day + 2 * week]})
    >>> tone_and_mix(feedback, mentions, segments)["tone"].tolist()
    [-2.0]
    """
    whole = tones(feedback, mentions)
    shared = _shared(whole, tones(feedback, mentions, by=by))
    check_one_group(segments)
    stretches = list(segments.sort_values("from_at")[["from_at", "until_at"]].itertuples())
    tables = [
        _change(shared, (first.from_at, second.from_at, second.until_at))
        for first, second in pairwise(stretches)
    ]
    seen = [table for table in tables if len(table)]
    return conform(pd.concat(seen), TONE_AND_MIX) if seen else empty(TONE_AND_MIX)


def _change(
    shared: pd.DataFrame, times: tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp]
) -> pd.DataFrame:
    begin, change, end = times
    when = shared["created_at"]
    before = shared[(when >= begin) & (when < change)]
    after = shared[(when >= change) & (when < end)]
    if before.empty or after.empty:
        return pd.DataFrame()
    table = _summed(_side(before), _side(after)).assign(changed_at=change)
    order = table.assign(_size=-table["total"].abs()).sort_values(["_size", "code"])
    return order.drop(columns="_size")


def _shared(whole: pd.DataFrame, themed: pd.DataFrame) -> pd.DataFrame:
    """One row a text and theme, with the text's sign and the theme's part of the text."""
    signs = whole.assign(sign=whole["code"].map(SIGN).fillna(0.0))
    named = themed[["feedback_id", "group"]].drop_duplicates()
    rows = signs.drop(columns="group").merge(named, on="feedback_id", how="left")
    rows["group"] = rows["group"].fillna(NOTHING)
    whole = pd.Series(1.0, index=rows.index)
    return rows.assign(part=whole / whole.groupby(rows["feedback_id"]).transform("sum"))


def _side(rows: pd.DataFrame) -> pd.DataFrame:
    weighted = rows.assign(felt=rows["sign"] * rows["part"]).groupby("group")
    sums = weighted[["part", "felt"]].sum()
    return pd.DataFrame(
        {
            "n": weighted.size(),
            "share": sums["part"] / sums["part"].sum(),
            "net": sums["felt"] / sums["part"],
        }
    )


def _summed(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    codes = pd.Index(sorted({*before.index, *after.index}), name="code")
    sides = [before.add_suffix("_before"), after.add_suffix("_after")]
    both = pd.concat([side.reindex(codes) for side in sides], axis="columns")
    shares = both[["share_before", "share_after"]].fillna(0.0)
    first = both["net_before"].fillna(both["net_after"])
    second = both["net_after"].fillna(both["net_before"])
    overall = np.mean(
        [(shares["share_before"] * first).sum(), (shares["share_after"] * second).sum()]
    )
    mix = (shares["share_after"] - shares["share_before"]) * ((first + second) / 2 - overall)
    tone = (second - first) * shares.mean(axis=1)
    counts = both[["n_before", "n_after"]].fillna(0).astype(int)
    table = both.assign(**counts, **shares, mix=mix, tone=tone, total=mix + tone)
    return table.reset_index()
