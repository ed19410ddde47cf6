"""How much of each sort was found in texts."""

import pandas as pd

from cxkit.schema.conform import conform
from cxkit.schema.mentions import LAYERS, MENTIONS
from cxkit.schema.results.mention_counts import MENTION_COUNTS


def mention_counts(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count the mentions of each layer.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS of any texts.

    Returns
    -------
    DataFrame
        MENTION_COUNTS, the layers that were found, in the codebook's order of layers. Empty for
        no mentions.

    Raises
    ------
    SchemaError
        When *mentions* is not a MENTIONS table.

    Examples
    --------
    >>> found = pd.DataFrame({
    ...     "feedback_id": ["r1", "r1"], "start": [0, 9], "end": [4, 13], "quote": ["Late", "Rude"],
    ...     "layer": "factor", "code": ["late", "rude"], "by": "rule"})
    >>> mention_counts(found).values.tolist()
    [['factor', 2, 1, 2]]
    """
    rows = conform(mentions, MENTIONS).groupby("layer", sort=False)
    counts = rows.agg(
        n_mentions=("code", "size"), n_texts=("feedback_id", "nunique"), n_codes=("code", "nunique")
    )
    found = [layer for layer in LAYERS if layer in counts.index]
    return conform(counts.loc[found].reset_index(), MENTION_COUNTS)
