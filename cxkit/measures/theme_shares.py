"""How texts feel about each theme, all time together: what is left where texts have no dates."""

import pandas as pd

from cxkit.measures.independent_n import independent_n
from cxkit.measures.intervals import share_intervals
from cxkit.measures.tones import tones
from cxkit.schema.conform import conform
from cxkit.schema.results.theme_shares import THEME_SHARES


def theme_shares(
    feedback: pd.DataFrame, mentions: pd.DataFrame, *, by: str = "touchpoint"
) -> pd.DataFrame:
    """Share of negative texts of every code.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK, dated or not.
    mentions : DataFrame
        MENTIONS of these texts.
    by : str
        "touchpoint", "factor", "emotion", or a column of *feedback*.

    Returns
    -------
    DataFrame
        THEME_SHARES, the code with most texts first; no rows without a code. Intervals are
        Wilson's, texts of one customer not taken for independent (`independent_n`).

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a"], "created_at": [pd.NaT]})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "a"], "layer": ["sentiment", "touchpoint"],
    ...     "code": ["positive", "delivery"], "value": [0.4, -0.6]})
    >>> theme_shares(feedback, mentions)[["code", "n_negative"]].to_numpy().tolist()
    [['delivery', 1]]
    """
    table = tone_shares(tones(feedback, mentions, by=by), "negative").rename_axis("code")
    ordered = table.reset_index().sort_values(["n", "code"], ascending=[False, True])
    return conform(ordered, THEME_SHARES)


def tone_shares(felt: pd.DataFrame, tone: str) -> pd.DataFrame:
    """Share of one tone in every group of `tones`, with Wilson's interval of the independent texts.

    Returns
    -------
    DataFrame
        Columns n, n_TONE, share_TONE, share_TONE_low, share_TONE_high on the groups.

    Examples
    --------
    >>> felt = pd.DataFrame({"group": "a", "code": ["negative", "positive"], "unit": ["k", "l"]})
    >>> tone_shares(felt, "negative")["share_negative"].tolist()
    [0.5]
    """
    rows = felt.assign(is_so=(felt["code"] == tone).astype(float), w=1.0)
    own = rows.groupby("group")["is_so"]
    base = independent_n(rows, "is_so", ["group"])
    table = share_intervals(own.mean() * base, base, name=f"share_{tone}")
    return table.assign(n=own.size(), **{f"n_{tone}": own.sum()})
