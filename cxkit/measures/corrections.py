"""Let people overrule the machine: corrections survive every re-run."""

import warnings

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.errors import CxkitWarning, ParameterError, did_you_mean, some
from cxkit.measures.journey_moments import VALENCE_OF_TONE
from cxkit.schema.conform import conform
from cxkit.schema.corrections import CORRECTIONS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

CODER = "coder:"
"""How ``by`` begins when a person gave or confirmed a code."""


def correct(
    mentions: pd.DataFrame,
    corrections: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """Apply a researcher's verdicts to mentions.

    A verdict meets every mention of the same text and code that overlaps its place, so that it
    still holds when a newer rule finds a slightly longer or shorter span. What a person confirmed,
    changed or added stands even when the machine does not find it any more.

    A verdict on a touchpoint also meets the told moment (layer "episode") of the same code at that
    place, its value turned from the scale of touchpoints, -1 to 1, into that of moments, -2 to 2.
    A verdict on the moment itself goes before it. An added touchpoint adds no moment to a story:
    add that in layer "episode".

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS as the machine gave them.
    corrections : DataFrame
        CORRECTIONS; of two verdicts on one code at one place the later row holds.
    feedback : DataFrame
        FEEDBACK with the texts, for the words of added codes.
    codebook : Codebook, optional
        Says which codes there are; the package's own by default.

    Returns
    -------
    DataFrame
        MENTIONS, by text and place; what a person decided has ``by`` "coder:NAME" and score 1.
        Without corrections the mentions as they came.

    Raises
    ------
    ParameterError
        A correction names a text that is not there, a place outside it, a change without
        ``new_code`` and ``value``, an addition without ``layer``, or a code that its layer does
        not have in the codebook; a ``code`` that the mentions have at that place is always right.

    Warns
    -----
    CxkitWarning
        Verdicts contradict each other, or meet no mention and therefore change nothing.

    Examples
    --------
    >>> found = pd.DataFrame({
    ...     "feedback_id": ["s1"], "start": [0], "end": [8], "quote": ["They pay"],
    ...     "layer": ["episode"], "code": ["payment"], "value": [0], "by": ["rule"],
    ... })
    >>> verdict = pd.DataFrame({
    ...     "feedback_id": ["s1"], "start": [0], "end": [8], "code": ["payment"],
    ...     "verdict": ["change"], "coder": ["anna"], "new_code": ["refund"],
    ... })
    >>> texts = pd.DataFrame({"feedback_id": ["s1"], "text": ["They pay back"]})
    >>> correct(found, verdict, texts)[["code", "by"]]
         code          by
    0  refund  coder:anna
    """
    found = conform(mentions, MENTIONS)
    verdicts = _last_words(conform(corrections, CORRECTIONS))
    if verdicts.empty:
        return found
    texts = conform(feedback, FEEDBACK).set_index("feedback_id")["text"]
    _check(verdicts, texts)
    meetings = _meetings(found, verdicts)
    _check_codes(verdicts, meetings, codebook or load_codebook())
    _tell_idle(verdicts, meetings)
    met = meetings.drop_duplicates("row", keep="last")
    kept = _judged(found, verdicts, met)
    held = met.loc[met["is_own"], "verdict_row"]
    standing = verdicts.loc[verdicts["verdict"].ne("reject") & ~verdicts.index.isin(held)]
    added = _added(standing, texts)
    joined = pd.concat([kept, added], ignore_index=True) if len(added) else kept
    for layer in ("episode", "promise"):
        joined = _numbered(joined, layer)
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
                f"corrections: {int(rows.sum())} rows are wrong; the first, {_place(first)},"
                f" {reason}."
            )


def _meetings(found: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a mention's row and a verdict's row, the verdict that holds for the mention last.

    ``is_own`` is False where a verdict on a touchpoint meets a moment: any verdict that names the
    moment's own layer, or no layer, goes before it.
    """
    left = found[["feedback_id", "code", "layer", "start", "end"]].reset_index(names="row")
    right = verdicts.reset_index(names="verdict_row").drop(columns=["value", "coder"])
    pairs = left.merge(right, on=["feedback_id", "code"], suffixes=("", "_said"))
    overlaps = (pairs["start"] < pairs["end_said"]) & (pairs["start_said"] < pairs["end"])
    is_own = pairs["layer_said"].isna() | (pairs["layer"] == pairs["layer_said"])
    is_moment = pairs["layer"].eq("episode") & pairs["layer_said"].eq("touchpoint")
    kept = overlaps & (is_own | (is_moment & pairs["verdict"].ne("add")))
    return pairs.assign(is_own=is_own).loc[kept].sort_values(["is_own", "verdict_row"])


def _check_codes(verdicts: pd.DataFrame, meetings: pd.DataFrame, codebook: Codebook) -> None:
    """Refuse a code that its layer does not have, unless the mentions have it at that place."""
    layers = meetings.groupby("verdict_row")["layer"].unique().to_dict()
    wrong = []
    for place, row in verdicts.iterrows():
        judged = [] if pd.isna(row["layer"]) else [str(row["layer"])]
        is_changed = row["verdict"] == "change" and pd.notna(row["new_code"])
        said = [] if place in layers else [(str(row["code"]), judged)]
        said += [(str(row["new_code"]), judged or layers.get(place, []))] if is_changed else []
        for code, of in said:
            allowed = [known for layer in of for known in codebook.codes_of(layer)]
            if allowed and code not in allowed:
                near = did_you_mean(code, allowed) or f" Codes: {some(allowed, len(allowed))}."
                wrong.append(f"{_place(row)}: '{code}' is no code of layer {of[0]}.{near}")
    if wrong:
        more = f" {len(wrong) - 1} more like it." if len(wrong) > 1 else ""
        raise ParameterError(
            f"corrections: {wrong[0]} Correct it, or pass the codebook that has it.{more}"
        )


def _tell_idle(verdicts: pd.DataFrame, meetings: pd.DataFrame) -> None:
    """Warn of verdicts that meet no mention and add none."""
    adds = verdicts["verdict"].ne("reject") & verdicts["layer"].notna()
    idle = verdicts.loc[~adds & ~verdicts.index.isin(meetings["verdict_row"])]
    if len(idle):
        said = some([_place(row) for _, row in idle.iterrows()])
        warnings.warn(
            f"corrections: no mention is met, and nothing changed, by {said}."
            " See that text, place, code and layer are those of the mentions.",
            CxkitWarning,
            stacklevel=3,
        )


def _place(row: pd.Series) -> str:
    return f"{row['feedback_id']} [{row['start']}:{row['end']}] {row['code']}"


def _judged(found: pd.DataFrame, verdicts: pd.DataFrame, met: pd.DataFrame) -> pd.DataFrame:
    said = verdicts.loc[met["verdict_row"]].set_index(met["row"].to_numpy())
    scale = met["is_own"].map({True: 1.0, False: VALENCE_OF_TONE}).to_numpy()
    judged = found.loc[said.index]
    judged = judged.assign(
        code=said["new_code"].where(said["verdict"].eq("change")).fillna(judged["code"]),
        value=(said["value"] * scale).fillna(judged["value"]),
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


def _numbered(mentions: pd.DataFrame, layer: str) -> pd.DataFrame:
    """Renumber moments or promises by place, where a person added some between numbered ones.

    What belongs to a moment or a promise keeps to it. An added due time or fulfilment belongs to
    the promise given last before it.
    """
    is_own = mentions["layer"] == layer
    lacks = is_own & mentions[layer].isna()
    has = is_own & mentions[layer].notna()
    texts = set(mentions.loc[lacks, "feedback_id"]) & set(mentions.loc[has, "feedback_id"])
    changed = mentions.copy()
    rows = mentions.loc[is_own & mentions["feedback_id"].isin(texts)]
    rows = rows.sort_values(["feedback_id", "start", layer])
    new = (rows.groupby("feedback_id").cumcount() + 1).astype("Int64")
    numbers = dict(zip(zip(rows["feedback_id"], rows[layer], strict=True), new, strict=True))
    of_them = changed["feedback_id"].isin(texts) & changed[layer].notna()
    held = zip(changed.loc[of_them, "feedback_id"], changed.loc[of_them, layer], strict=True)
    changed.loc[of_them, layer] = [numbers.get(key) for key in held]
    changed.loc[rows.index, layer] = new
    return _with_promise(changed) if layer == "promise" else changed


def _with_promise(mentions: pd.DataFrame) -> pd.DataFrame:
    """Give an added due time or fulfilment the number of the promise given last before it."""
    loose = mentions["layer"].isin(["due", "fulfilment"]) & mentions["promise"].isna()
    given = mentions.loc[mentions["layer"].eq("promise") & mentions["promise"].notna()]
    if not loose.any() or given.empty:
        return mentions
    places = mentions.loc[loose, ["feedback_id", "start"]].reset_index().sort_values("start")
    before = pd.merge_asof(
        places, given[["feedback_id", "start", "promise"]].sort_values("start"),
        on="start", by="feedback_id",
    )  # fmt: skip
    changed = mentions.copy()
    changed.loc[before["index"], "promise"] = before["promise"].to_numpy()
    return changed
