"""A tone learned from the researcher's own ratings, told: how good it is, what contradicts it."""

from typing import Any

import pandas as pd

from cxkit.language.sentiment.adapted_sentiment import contradictions
from cxkit.language.sentiment.sentiment_model import SentimentModel
from cxkit.reports.blocks import Block, Group, Note, Section, Table, show
from cxkit.reports.recovery_queue import quotes_of
from cxkit.reports.series_words import say
from cxkit.reports.wording import Language, number

SHOWN = 8
LONGEST = 160
"""Characters of a text that contradicts its stars."""


def adaptation_section(
    model: SentimentModel | None,
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    language: Language = "en",
) -> Group:
    """Say how good the learned tone is, and which stars contradict their text.

    Parameters
    ----------
    model : SentimentModel or None
        What `adapted_sentiment` gave; nothing is shown for None.
    feedback, mentions : DataFrame
        FEEDBACK and MENTIONS, for the texts that contradict.
    language : {"ru", "en"}
        Language of the page.
    """
    if model is None:
        return show()
    section = Section(
        anchor="adapted",
        finding=adaptation_finding(model.report, language),
        name=say("adapted_name", language),
        lead=say("adapted_lead", language),
    )
    blocks: list[Block] = [section]
    against = contradictions(feedback)
    if against.empty:
        return show(*blocks, Note(say("adapted_agree", language)))
    blocks.append(_table(against, feedback, mentions, language))
    return show(*blocks)


def adaptation_finding(report: dict[str, Any], language: Language) -> str:
    """Say which model is used and how both did on texts left out.

    Examples
    --------
    >>> adaptation_finding({"kept": "adapted", "n": 904, "f1_adapted": 0.731,
    ...     "f1_general": 0.586}, "en")
    'Tone is learned from 904 ratings: macro-F1 0.73 on texts left out, the general model 0.59'
    """
    n = number(report["n"], language)
    if "f1_adapted" not in report:
        return say("adapted_few", language, n=n)
    f1 = {name: number(report[f"f1_{name}"], language, 2) for name in ("adapted", "general")}
    return say(f"adapted_{report['kept']}", language, n=n, **f1)


def _table(
    against: pd.DataFrame, feedback: pd.DataFrame, mentions: pd.DataFrame, language: Language
) -> Table:
    first = against.head(SHOWN)
    length = first["text"].str.len().clip(upper=LONGEST)
    cut = [text[:end] for text, end in zip(first["text"], length, strict=True)]
    places = first.assign(start=0, end=length, quote=cut)
    said = quotes_of(places, feedback, mentions, language)
    rows = tuple(
        (
            number(row["rating"], language),
            say(f"adapted_{row['tone']}", language),
            quote.cell,
        )
        for row in first.to_dict("records")
        if (quote := said.get(row["feedback_id"]))
    )
    keys = ("adapted_stars", "adapted_tone", "queue_quote")
    heads = tuple(say(key, language) for key in keys)
    caption = say("adapted_table", language, n=number(len(against), language))
    return Table("contradictions-table", caption, heads, rows, "rll", stack=True)
