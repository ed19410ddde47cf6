"""Let people overrule the machine: corrections survive every re-run."""

import warnings

import pandas as pd

from cxkit.errors import CxkitWarning, ParameterError, some
from cxkit.schema.conform import conform
from cxkit.schema.corrections import CORRECTIONS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

CODER = "coder:"
"""How ``by`` begins when a person gave or confirmed a code."""


def correct(
    mentions: pd.DataFrame, corrections: pd.DataFrame, feedback: pd.DataFrame
) -> pd.DataFrame:
    """Apply a researcher's verdicts to mentions.

    A verdict meets every mention of the same text and code that overlaps its place, so that it
    still holds when a newer rule finds a slightly longer or shorter span. What a person confirmed,
    changed or added stands even when the machine does not find it any more.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS as the machine gave them.
    corrections : DataFrame
        CORRECTIONS; of two verdicts on one code at one place the later row holds.
    feedback : DataFrame
        FEEDBACK with the texts, for the words of added codes.

    Returns
    -------
    DataFrame
        MENTIONS, by text and place; what a person decided has ``by`` "coder:NAME" and score 1.

    Raises
    ------
    ParameterError
        A correction names a text that is not there, a place outside it, a change without
        ``new_code`` and ``value``, or an addition without ``layer``.

    Warns
    -----
    CxkitWarning
        Verdicts contradict each other.
    """
    found = conform(mentions, MENTIONS)
    verdicts = _last_words(conform(corrections, CORRECTIONS))
    if verdicts.empty:
        return found
    texts = conform(feedback, FEEDBACK).set_index("feedback_id")["text"]
    _check(verdicts, texts)
    met = _meetings(found, verdicts)
    kept = _judged(found, verdicts, met)
    standing = verdicts.loc[
        verdicts["verdict"].ne("reject") & ~verdicts.index.isin(met["verdict_row"])
    ]
    added = _added(standing, texts)
    joined = pd.concat([kept, added], ignore_index=True) if len(added) else kept
    return conform(joined.sort_values(["feedback_id", "start", "end"], kind="stable"), MENTIONS)


def _last_words(verdicts: pd.DataFrame) -> pd.DataFrame:
    key = ["feedback_id", "start", "end", "code", "layer"]
    again = verdicts.duplicated(key, keep="last")
    differ = verdicts.groupby(key, dropna=False)["verdict"].transform("nunique") > 1
    if (again & differ).any():
        rows = verdicts.loc[again & differ, ["feedback_id", "start", "code"]]
        said = some(rows.astype("str").agg(" ".join, axis=1))
        warnings.warn(
            f"corrections: {len(rows)} verdicts are overruled by later rows ({said})."
            " Settle them in the table, or leave it so: the later row holds.",
            CxkitWarning,
            stacklevel=3,
        )
    return verdicts.loc[~again].reset_index(drop=True)


def _check(verdicts: pd.DataFrame, texts: pd.Series) -> None:
    absent = verdicts.loc[~verdicts["feedback_id"].isin(texts.index), "feedback_id"]
    if len(absent):
        raise ParameterError(
            f"corrections: no text has the id {some(absent.unique())}. Correct the ids, or pass"
            " the feedback that holds them."
        )
    outside = verdicts["end"] > verdicts["feedback_id"].map(texts.str.len())
    empty_span = verdicts["end"] <= verdicts["start"]
    incomplete = verdicts["verdict"].eq("change") & (
        verdicts["new_code"].isna() & verdicts["value"].isna()
    )
    nameless = verdicts["verdict"].eq("add") & verdicts["layer"].isna()
    reasons = {
        "ends outside its text": outside | empty_span,
        "changes nothing: give new_code or value": incomplete,
        "adds a code without a layer": nameless,
    }
    for reason, rows in reasons.items():
        if rows.any():
            first = verdicts.loc[rows].iloc[0]
            raise ParameterError(
                f"corrections: {int(rows.sum())} rows are wrong; the first, {first['feedback_id']}"
                f" [{first['start']}:{first['end']}] {first['code']}, {reason}."
            )


def _meetings(found: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a mention's row and the row of the verdict that holds for it."""
    left = found.reset_index(names="row")[["row", "feedback_id", "code", "layer", "start", "end"]]
    right = verdicts.reset_index(names="verdict_row").drop(columns=["value", "coder"])
    pairs = left.merge(right, on=["feedback_id", "code"], suffixes=("", "_said"))
    overlaps = (pairs["start"] < pairs["end_said"]) & (pairs["start_said"] < pairs["end"])
    one_layer = pairs["layer_said"].isna() | (pairs["layer"] == pairs["layer_said"])
    return pairs.loc[overlaps & one_layer].drop_duplicates("row", keep="last")


def _judged(found: pd.DataFrame, verdicts: pd.DataFrame, met: pd.DataFrame) -> pd.DataFrame:
    said = verdicts.loc[met["verdict_row"]].set_index(met["row"].to_numpy())
    judged = found.loc[said.index]
    judged = judged.assign(
        code=said["new_code"].where(said["verdict"].eq("change")).fillna(judged["code"]),
        value=said["value"].fillna(judged["value"]),
        by=CODER + said["coder"],
        score=1.0,
    )
    judged = judged.loc[said["verdict"] != "reject"]
    return pd.concat([found.drop(index=said.index), judged]).sort_index()


def _added(standing: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    named = standing.dropna(subset="layer")
    quotes = [
        texts[text][start:end]
        for text, start, end in zip(named["feedback_id"], named["start"], named["end"], strict=True)
    ]
    changed = named["new_code"].where(named["verdict"].eq("change")).fillna(named["code"])
    rows = named.assign(code=changed, quote=quotes, by=CODER + named["coder"], score=1.0)
    return rows.reindex(columns=list(MENTIONS.columns))
