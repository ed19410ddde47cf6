"""Quotes for a report: chosen by a stated rule, with their context, personal data masked."""

from collections.abc import Hashable
from difflib import SequenceMatcher
from typing import Literal, get_args

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.errors import ParameterError, did_you_mean, some
from cxkit.measures.tones import FELT
from cxkit.reports.blocks import Quote, Quotes, Tone
from cxkit.reports.privacy import blotted, mask, mask_forms, personal_places
from cxkit.reports.series_words import time_zone_of
from cxkit.reports.wording import Language, day, number, word
from cxkit.schema.conform import check_columns
from cxkit.schema.mentions import INFERRED, MENTIONS

SHORT = 20
"""Letters under which a quote is a word or two: whether it repeats another, its context tells."""
REPEATED = 0.8
"""Likeness of letters from which one quote repeats another."""
CONTEXT = 90
"""Characters of context on each side, at most; cut at a space."""

Sentiment = Literal["negative", "neutral", "positive"]


def quotes(
    mentions: pd.DataFrame,
    feedback: pd.DataFrame | None = None,
    *,
    touchpoint: str | None = None,
    sentiment: Sentiment | None = None,
    n: int = 5,
    language: Language = "en",
    title: str = "",
) -> Quotes:
    """Choose the quotes that stand for their group: those nearest to its median score.

    Not the most striking ones, and none of a code that its text tells only as a whole. With
    *touchpoint*, *sentiment* and rows of the layer "sentiment" they come from texts that as a whole
    feel the same, if there are any: in others a tone is misread more often. At most one quote a
    text; ties go to the quote of the most usual length, then to the first id. For another group,
    pass only the mentions of that group.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS rows; those of one group, or of many when *touchpoint* chooses among them.
        Rows of the layer "personal" mask their characters wherever they meet a quote.
    feedback : DataFrame, optional
        FEEDBACK rows with the texts; without them quotes have no context and no date. Dates are
        days of the zone that the file was read with.
    touchpoint : str, optional
        Take only mentions of this touchpoint of the codebook.
    sentiment : {"negative", "neutral", "positive"}, optional
        Take only mentions whose value has this sign; under 0.05 either way it is neutral.
    n : int
        How many, at most.
    language : {"ru", "en"}
        Language of the rule's sentence and of dates.
    title : str
        A heading over the quotes.

    Returns
    -------
    Quotes
        From the nearest on; empty, and saying so, when nothing fits.

    Raises
    ------
    ParameterError
        *n* is under 1, *sentiment* is none of the three words, or *touchpoint* is neither in the
        codebook nor among the mentions.
    SchemaError
        *mentions* are none.

    Examples
    --------
    >>> mentions = pd.DataFrame({
    ...     "feedback_id": ["r1", "r2", "r3"], "start": 0, "end": 4,
    ...     "quote": ["Late", "Lost", "Fine"], "layer": "touchpoint", "code": "delivery",
    ...     "value": [-0.5, -1.0, 0.4]})
    >>> [quote.quote for quote in quotes(mentions, touchpoint="delivery", n=1).quotes]
    ['Late']
    """
    if n < 1:
        raise ParameterError(f"n={n}: at least one quote is needed. Pass n=1 or more.")
    check_columns(mentions, MENTIONS, ("feedback_id", "start", "end", "quote", "layer", "value"))
    _check_choice(mentions, touchpoint, sentiment)
    group = _group(mentions, touchpoint, sentiment)
    alike = _of_the_same_tone(group, mentions) if touchpoint and sentiment else group
    chosen = _unlike(_nearest_to_middle(alike), feedback, n)
    texts = {} if feedback is None else _texts(_rows_of(feedback, chosen))
    personal = personal_places(mentions)
    zone = "UTC" if feedback is None else time_zone_of(feedback)
    built = tuple(
        _quote(row, texts.get(str(row["feedback_id"])), personal, (language, zone))
        for _, row in chosen.iterrows()
    )
    key = "rule_value" if len(alike) == len(group) else "rule_alike"
    return Quotes(built, rule=_rule(group, len(built), key, language), title=title)


def quote_at(
    text: str, place: tuple[int, int], *, source_id: str, tone: Tone = "", note: str = ""
) -> Quote:
    """Cut one quote out of its text, with context, masked.

    Examples
    --------
    >>> quote_at("They were late. Twice.", (0, 15), source_id="r1").after
    ' Twice.'
    """
    masked = mask(text)
    start, end = place
    after = _after(masked, end)
    return Quote(
        source_id=source_id,
        start=start,
        end=end,
        quote=masked[start:end],
        before=_before(masked, start),
        after=after,
        note=note,
        tone=tone,
        goes_on=end + len(after) < len(masked.rstrip()),
    )


def _check_choice(mentions: pd.DataFrame, touchpoint: str | None, sentiment: str | None) -> None:
    """Refuse what would choose nothing, or everything, without a word."""
    tones = get_args(Sentiment)
    if sentiment is not None and sentiment not in tones:
        raise ParameterError(
            f"sentiment='{sentiment}' is not one of: {', '.join(tones)}."
            f"{did_you_mean(str(sentiment), tones)} Leave it out for all."
        )
    if touchpoint is None:
        return
    named = mentions.loc[mentions["layer"].eq("touchpoint"), "code"].dropna()
    known = {*load_codebook().touchpoints, *named}
    if touchpoint not in known:
        raise ParameterError(
            f"touchpoint='{touchpoint}' is neither in the codebook nor among the mentions."
            f"{did_you_mean(str(touchpoint), sorted(known))}"
            f" The mentions have: {some(sorted(set(named))) or 'none'}."
        )


def _group(
    mentions: pd.DataFrame, touchpoint: str | None, sentiment: Sentiment | None
) -> pd.DataFrame:
    group = mentions[mentions["layer"].ne("personal") & mentions["end"].gt(mentions["start"])]
    if "by" in group:
        group = group[~group["by"].str.startswith(INFERRED)]
    if touchpoint is not None:
        group = group[group["layer"].eq("touchpoint") & group["code"].eq(touchpoint)]
    if sentiment == "negative":
        group = group[group["value"].le(-FELT)]
    elif sentiment == "positive":
        group = group[group["value"].ge(FELT)]
    elif sentiment == "neutral":
        group = group[group["value"].abs().lt(FELT)]
    return group


def _nearest_to_middle(group: pd.DataFrame) -> pd.DataFrame:
    value = pd.to_numeric(group["value"]).astype("float64")
    length = (group["end"] - group["start"]).astype("float64")
    ranked = group.assign(
        _from_middle=(value - value.median()).abs().round(9),
        _from_usual_length=(length - length.median()).abs(),
    )
    order = ["_from_middle", "_from_usual_length", "feedback_id", "start"]
    return ranked.sort_values(order, kind="stable").drop_duplicates("feedback_id")


def _unlike(ranked: pd.DataFrame, feedback: pd.DataFrame | None, n: int) -> pd.DataFrame:
    """Take the first *n* rows that do not repeat, or nearly repeat, one that was taken."""
    ranked = ranked.reset_index(drop=True)
    said = ranked["quote"].astype("object")
    is_short = said.str.len() < SHORT
    if feedback is not None and is_short.any():
        texts = ranked["feedback_id"].map(feedback.set_index("feedback_id")["text"])
        around = [
            str(text)[max(0, start - CONTEXT) : end + CONTEXT]
            for text, start, end in zip(texts, ranked["start"], ranked["end"], strict=True)
        ]
        said = said.mask(is_short & texts.notna(), around)
    said = said.str.strip(" .!…").str.casefold().str.replace(r"\d+", "0", regex=True)
    taken: dict[Hashable, str] = {}
    for place, words in said.drop_duplicates().items():
        if all(SequenceMatcher(None, words, other).ratio() < REPEATED for other in taken.values()):
            taken[place] = words
        if len(taken) == n:
            break
    return ranked.loc[list(taken)]


def _of_the_same_tone(group: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows whose text as a whole has their tone, all where none has."""
    whole = mentions[mentions["layer"].eq("sentiment")].drop_duplicates("feedback_id")
    felt = group["feedback_id"].map(whole.set_index("feedback_id")["value"].map(_tone))
    alike = group[felt.eq(group["value"].map(_tone))]
    return alike if len(alike) else group


def _rule(group: pd.DataFrame, shown: int, key: str, language: Language) -> str:
    if not shown:
        return word("rule_none", language)
    key = key if group["value"].notna().any() else "rule_length"
    return word(key, language, shown=number(shown, language), all=number(len(group), language))


def _texts(feedback: pd.DataFrame) -> dict[str, pd.Series]:
    return {str(row["feedback_id"]): row for _, row in feedback.iterrows()}


def _rows_of(feedback: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    return feedback[feedback["feedback_id"].isin(chosen["feedback_id"])]


def _quote(
    row: pd.Series,
    source: pd.Series | None,
    personal: dict[str, list[tuple[int, int]]],
    told_in: tuple[Language, str],
) -> Quote:
    source_id, start, end = str(row["feedback_id"]), int(row["start"]), int(row["end"])
    tone = _tone(row["value"])
    if source is None:
        return Quote(source_id, start, end, mask(str(row["quote"])), tone=tone)
    text = blotted(str(source["text"]), personal.get(source_id, []))
    note = _note(source, *told_in)
    return quote_at(text, (start, end), source_id=source_id, tone=tone, note=note)


def _note(source: pd.Series, language: Language, time_zone: str) -> str:
    where, when = source.get("source"), source.get("created_at")
    parts = [mask_forms(str(where))] if isinstance(where, str) else []
    if isinstance(when, pd.Timestamp) and not pd.isna(when):
        parts.append(day(when.tz_convert(time_zone), language, year=True))
    return " · ".join(parts)


def _tone(value: float) -> Tone:
    if pd.isna(value):
        return ""
    amount = float(value)
    if amount <= -FELT:
        return "neg"
    return "pos" if amount >= FELT else "mid"


def _before(text: str, start: int) -> str:
    if start <= CONTEXT:
        return text[:start]
    piece = text[start - CONTEXT : start]
    cut = piece.find(" ") + 1
    return piece[cut:]


def _after(text: str, end: int) -> str:
    piece = text[end : end + CONTEXT]
    if end + CONTEXT >= len(text):
        return piece
    cut = piece.rfind(" ")
    return piece[:cut] if cut > 0 else piece
