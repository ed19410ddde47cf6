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
    felt = tones(feedback, mentions, by=by)
    felt = felt.assign(is_negative=(felt["code"] == "negative").astype(float), w=1.0)
    counts = felt.groupby("group")["is_negative"]
    table = pd.DataFrame({"n": counts.size(), "n_negative": counts.sum()}).rename_axis("code")
    base = independent_n(felt, "is_negative", ["group"])
    bounds = share_intervals(counts.mean() * base, base).rename_axis("code")
    bounds.columns = [name.replace("share", "share_negative") for name in bounds.columns]
    ordered = pd.concat([table, bounds], axis="columns").reset_index()
    ordered = ordered.sort_values(["n", "code"], ascending=[False, True])
    return conform(ordered, THEME_SHARES)
