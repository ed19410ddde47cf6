"""Draw sentences for people to code, and put the machine's codes on the same sheet."""

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.schema.coding_sheet import CODED, CODING_SHEET, NONE
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.journey_map import SEPARATOR

MACHINE = "machine"


def coding_sheet(
    mentions: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    n: int = 40,
    by: str = "kind",
    coder: str = "",
    seed: int = 1,
) -> pd.DataFrame:
    """Draw texts, as many from every stratum as can be, and list their sentences to be coded.

    The machine's codes are not on the sheet: who sees them agrees with them.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS; the layer sentence gives the sentences.
    feedback : DataFrame
        FEEDBACK with the texts.
    n : int
        Texts to draw.
    by : str
        Column of the feedback that makes the strata; the found language ("language") is taken
        from the mentions where the feedback does not give it.
    coder : str
        Key that stands in the sheet.
    seed : int
        Same seed, same texts.

    Returns
    -------
    DataFrame
        CODING_SHEET with empty codes, by text and place.

    Raises
    ------
    ParameterError
        *n* is below 1 or *by* is no column.
    """
    if n < 1:
        raise ParameterError(f"n={n}: at least one text must be drawn.")
    texts = conform(feedback, FEEDBACK)
    if by not in texts.columns:
        raise ParameterError(f"by='{by}' is not a column: {', '.join(map(str, texts.columns))}.")
    found = conform(mentions, MENTIONS)
    strata = texts.set_index("feedback_id")[by]
    if by == "language":
        first = found.loc[found["layer"] == "language"].drop_duplicates("feedback_id")
        strata = strata.fillna(first.set_index("feedback_id")["code"])
    chosen = _drawn(strata.fillna("unknown").astype("str"), n, seed)
    sentences = found.loc[found["layer"].eq("sentence") & found["feedback_id"].isin(chosen.index)]
    sentences = sentences.drop_duplicates(["feedback_id", "start"])
    sheet = sentences.assign(stratum=sentences["feedback_id"].map(chosen), coder=coder)
    ordered = sheet.sort_values(["feedback_id", "start"])
    return conform(ordered.reindex(columns=list(CODING_SHEET.columns)), CODING_SHEET)


def machine_sheet(mentions: pd.DataFrame, sheet: pd.DataFrame) -> pd.DataFrame:
    """Fill a sheet with the machine's codes, for comparison with people's.

    Returns
    -------
    DataFrame
        CODING_SHEET, the rows of *sheet* with coder "machine".
    """
    found = conform(mentions, MENTIONS)
    rows = conform(sheet, CODING_SHEET).drop_duplicates(["feedback_id", "start"])
    rows = rows.drop(columns=list(CODED)).assign(coder=MACHINE)
    names = {"sentence": "sentiment"} | {layer: layer for layer in CODED if layer != "sentiment"}
    coded = found.loc[found["layer"].isin(names), ["feedback_id", "layer", "code", "start"]]
    coded = coded.assign(layer=coded["layer"].map(names)).rename(columns={"start": "at"})
    pairs = rows[["feedback_id", "start", "end"]].merge(coded, on="feedback_id")
    held = pairs.loc[(pairs["at"] >= pairs["start"]) & (pairs["at"] < pairs["end"])]
    joined = held.drop_duplicates(["feedback_id", "start", "layer", "code"]).pivot_table(
        index=["feedback_id", "start"], columns="layer", values="code",
        aggfunc=lambda codes: SEPARATOR.join(sorted(codes)),
    )  # fmt: skip
    filled = rows.merge(
        joined.reindex(columns=list(CODED)).astype("object").reset_index(),
        on=["feedback_id", "start"], how="left",
    )  # fmt: skip
    return conform(filled.astype(dict.fromkeys(CODED, "object")).fillna(dict.fromkeys(CODED, NONE)),
                   CODING_SHEET)  # fmt: skip


def _drawn(strata: pd.Series, n: int, seed: int) -> pd.Series:
    """Take texts round the strata in turn, each stratum shuffled once."""
    shuffled = strata.sort_index().sample(frac=1, random_state=seed)
    turn = shuffled.groupby(shuffled).cumcount()
    order = pd.DataFrame({"stratum": shuffled, "turn": turn}).sort_values(
        ["turn", "stratum"], kind="stable"
    )
    return order["stratum"].head(n)
