"""The tone of each text, or of each thing named in it: what timelines and comparisons count."""

import numpy as np
import pandas as pd

from cxkit.errors import ParameterError, did_you_mean
from cxkit.schema.conform import conform_columns
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

LAYERS = ("touchpoint", "factor", "emotion")
EVERYTHING = "all"
"""Name of the one group when nothing is split."""

SIGN = {"negative": -1.0, "positive": 1.0}
"""What a tone counts in net sentiment; the others count 0."""

FELT = 0.05
"""What is felt about one thing counts as a feeling from here on, below it as neutral.

A passage without a word of tone is read as nearly 0, never as 0 itself. On the restaurant
sentences of DimABSA and SemEval 2014, macro-F1 of the three tones rises from 0.55 to 0.58 and
from 0.53 to 0.63 with it, and is flat between 0.04 and 0.12.
"""


def tones(feedback: pd.DataFrame, mentions: pd.DataFrame, *, by: str | None = None) -> pd.DataFrame:
    """Give the tone of every text, once for each group that it belongs to.

    Split by a layer of mentions a text counts once for each code found in it, with what is felt
    about that code where the layer says it (touchpoint), else with the tone of the text.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK, one row a text.
    mentions : DataFrame
        MENTIONS of these texts; the layer "sentiment" must be among them.
    by : str, optional
        "touchpoint", "factor", "emotion", or a column of *feedback*, by its name there or in the
        file that was read ("airline" for product); None gives one group.

    Returns
    -------
    DataFrame
        feedback_id, created_at, code (negative, neutral, positive, unsure), value (-1 to 1),
        rating, unit (who wrote it: the customer's key where there is one, else the text's own id),
        group. Texts without a sentiment, or without a value in the column, are left out; of two
        tones of one text, the machine's and one that a person added, the later row holds.

    Raises
    ------
    ParameterError
        When *by* is neither a layer nor a column.
    SchemaError
        When what is given are no texts and mentions, in this order.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a"], "created_at": [pd.Timestamp("2026-03-02",
    ...     tz="UTC")]})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "a"], "layer": ["sentiment", "touchpoint"],
    ...     "code": ["positive", "delivery"], "value": [0.4, -0.6]})
    >>> tones(feedback, mentions, by="touchpoint")[["group", "code"]].iloc[0].tolist()
    ['delivery', 'negative']
    """
    texts = conform_columns(
        feedback, FEEDBACK, ("feedback_id", "created_at"), ("rating", "customer_key")
    )
    found = conform_columns(mentions, MENTIONS, ("feedback_id", "layer", "code", "value"))
    own = "text " + texts["feedback_id"]
    texts = texts.assign(unit=texts["customer_key"].fillna(own), group=EVERYTHING)
    if by is not None and by not in LAYERS:
        column = feedback[_column(by, feedback)]
        texts = texts.assign(group=column.astype("str").where(column.notna()).array)
    whole = found.loc[found["layer"] == "sentiment", ["feedback_id", "code", "value"]]
    whole = whole.drop_duplicates("feedback_id", keep="last")
    felt = texts.merge(whole, on="feedback_id").dropna(subset="group")
    felt = felt[["feedback_id", "created_at", "code", "value", "rating", "unit", "group"]]
    return _tones_of_layer(felt, found[found["layer"] == by]) if by in LAYERS else felt


def unread_texts(mentions: pd.DataFrame) -> pd.Series:
    """Return the ids of texts without a tone because they are in a language that is not read.

    Examples
    --------
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"], "layer": ["language", "sentiment"],
    ...     "code": ["other", "positive"]})
    >>> unread_texts(mentions).tolist()
    ['a']
    """
    is_other = mentions["layer"].eq("language") & mentions["code"].eq("other")
    known = mentions.loc[mentions["layer"] == "sentiment", "feedback_id"]
    found = mentions.loc[is_other, "feedback_id"]
    return found[~found.isin(known)]


def _column(by: str, feedback: pd.DataFrame) -> str:
    """Find a column by its name in the table or in the file from which the table was read."""
    if by in feedback.columns:
        return by
    readings = feedback.attrs.get("reading", [])
    named = {told: name for one in readings for name, told in one["columns"].items()}
    if named.get(by) in feedback.columns:
        return str(named[by])
    raise ParameterError(
        f"{by!r} is neither a layer ({', '.join(LAYERS)}) nor a column of the feedback:"
        " texts cannot be split by it."
        f"{did_you_mean(by, [*LAYERS, *map(str, feedback.columns), *named])}"
    )


def _tones_of_layer(texts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    felt = found.assign(value=found["value"].astype(float))
    each = felt.groupby(["feedback_id", "code"], as_index=False, sort=False)["value"].mean()
    each = each.rename(columns={"code": "group", "value": "felt"})
    rows = texts.drop(columns="group").merge(each, on="feedback_id")
    own = rows["felt"].notna()
    is_felt = [rows["felt"] <= -FELT, rows["felt"] >= FELT]
    label = np.select(is_felt, ["negative", "positive"], "neutral")
    rows["code"] = rows["code"].where(~own, pd.Series(label, index=rows.index))
    rows["value"] = rows["felt"].where(own, rows["value"].astype(float))
    return rows.drop(columns="felt")


def ratings_of_five(feedback: pd.DataFrame) -> pd.Series:
    """Bring ratings to 1 to 5, whatever the scale of their source.

    The columns are ``rating``, ``rating_min`` and ``rating_max``; missing without a rating or a
    scale of some width.

    Examples
    --------
    >>> given = pd.DataFrame({"rating": [10, 5], "rating_min": 0, "rating_max": 10})
    >>> ratings_of_five(given).tolist()
    [5.0, 3.0]
    """
    width = (feedback["rating_max"] - feedback["rating_min"]).astype(float)
    place = (feedback["rating"] - feedback["rating_min"]).astype(float)
    return 1 + 4 * place / width.where(width > 0)
