"""Cells and quotes of the post-mortem: words with their place, masked, cut at sentences."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from cxkit.language.speakers import customer_turn
from cxkit.reports.blameless import blameless
from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.incident_words import say
from cxkit.reports.privacy import mask
from cxkit.reports.wording import Language, word
from cxkit.schema.mentions import INFERRED
from cxkit.schema.results.incident_postmortem import Postmortem

SHORTEST = 25
"""Characters of a sentence that can open a contact; greetings are shorter."""
TRANSCRIPT = "transcript"
"""Kind of the texts that are support contacts."""
WRITTEN_DOWN = ("phone", "in_person")
"""Channels whose contacts the staff writes down: they are the customer's words where marked."""
LONGEST = 180
"""Characters of a sentence that stands for a contact; longer ones give their coded words only."""


def quote_cell(post: Postmortem, row: pd.Series, *, whole: bool = False) -> Any:
    """Return the words of a row (source_id, start, end) as a cell; empty where none were said.

    *whole* gives the sentence around the words.
    """
    place = place_of(post, row, whole=whole)
    if place is None:
        return ""
    return {"text": place["quote"], "quote": True, "where": place}


def factor_cell(post: Postmortem, row: pd.Series, language: Language) -> Any:
    """Return the words of a factor, or say that texts tell it only as a whole.

    One that records alone show has neither.
    """
    inferred = word("inferred", language) if row["n_words"] else ""
    return quote_cell(post, row, whole=True) or inferred


def place_of(post: Postmortem, row: pd.Series, *, whole: bool = False) -> dict[str, Any] | None:
    """Return source, offsets and masked words of a row, or None when no words show it.

    ``is_staff`` says that they are not the customer's, so that no page sets them as such.
    """
    is_inferred = str(row.get("by", "")).startswith(INFERRED)
    if is_inferred or pd.isna(row["start"]) or pd.isna(row["source_id"]):
        return None
    source_id, start, end = str(row["source_id"]), int(row["start"]), int(row["end"])
    texts = post.texts.loc[post.texts["feedback_id"].eq(source_id), "text"]
    if texts.empty:
        return None
    is_staff = turn_of(post, source_id, (start, end)) is None
    if whole:
        start, end = _sentence(post, source_id, start, end)
    quote = mask(str(texts.iloc[0]))[start:end]
    return {
        "source_id": source_id, "start": start, "end": end, "quote": quote, "is_staff": is_staff,
    }  # fmt: skip


def turn_of(post: Postmortem, source_id: str, place: tuple[int, int]) -> tuple[int, int] | None:
    """Return the customer's turn around some words; None where they are the staff's.

    Reviews and stories are the customer's from end to end; what the staff wrote down after a call
    or a visit is so only where it marks the customer.
    """
    rows = post.texts.loc[post.texts["feedback_id"].eq(source_id)]
    if rows.empty:
        return None
    row = rows.iloc[0]
    text = str(row["text"])
    if row.get("kind") != TRANSCRIPT:
        return 0, len(text)
    return customer_turn(text, place, is_note=row.get("channel") in WRITTEN_DOWN)


def _sentence(post: Postmortem, source_id: str, start: int, end: int) -> tuple[int, int]:
    """Widen a place to its sentence when that is not too long."""
    rows = post.mentions
    around = rows[
        rows["feedback_id"].eq(source_id)
        & rows["layer"].eq("sentence")
        & rows["start"].le(start)
        & rows["end"].ge(end)
        & (rows["end"] - rows["start"]).le(LONGEST)
    ]
    if around.empty:
        return start, end
    return int(around.iloc[0]["start"]), int(around.iloc[0]["end"])


def opening(post: Postmortem, source_id: str) -> dict[str, Any] | None:
    """Return the customer's first sentence that is no greeting, or None without words.

    Where nobody marks the customer's words, the first sentence of the whole text.
    """
    rows = post.mentions
    own = rows[rows["feedback_id"].eq(source_id) & rows["layer"].eq("sentence")]
    places = zip(own["start"], own["end"], strict=True)
    is_customers = [turn_of(post, source_id, (int(a), int(b))) is not None for a, b in places]
    own = own[is_customers] if any(is_customers) else own
    full = own[(own["end"] - own["start"]).ge(SHORTEST)]
    chosen = full if len(full) else own
    if chosen.empty:
        return None
    row = chosen.sort_values("start").iloc[0].rename({"feedback_id": "source_id"})
    return place_of(post, row)


def tag(text: str, tone: str = "") -> dict[str, Any]:
    """Return a cell as a tag.

    Examples
    --------
    >>> tag("done", "pos")
    {'text': 'done', 'tag': True, 'tone': 'pos'}
    """
    return {"text": text, "tag": True, "tone": tone}


def missing(text: str) -> dict[str, Any]:
    """Return a hatched cell: unknown, absent."""
    return {"text": text, "unknown": True}


def heading(number: int, finding: str, language: Language) -> Section:
    """Return a numbered section; its anchor is its number after "s"."""
    return Section(
        anchor=f"s{number}",
        finding=finding,
        name=say(f"s{number}", language),
        numbered=True,
    )


def joined(*parts: Group) -> Group:
    """Return sections as one group, after a look for words that blame."""
    return blameless(show(*(block for part in parts for block in part.blocks)))


def said_table(
    anchor: str,
    caption: str,
    heads: Iterable[str],
    rows: Iterable[tuple[Any, ...]],
    language: Language,
    *,
    align: str,
    folded: bool = False,
) -> Table:
    """Return a table whose caption and heads are words of the post-mortem, by their keys."""
    columns = tuple(say(head, language) for head in heads)
    return Table(anchor, say(caption, language), columns, tuple(rows), align, folded)
