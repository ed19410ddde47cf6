"""A tone learned from the researcher's own ratings: fitted or loaded, saved, and told."""

from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.language.fit_sentiment import contradictions, fit_sentiment
from cxkit.language.sentiment_model import SentimentModel, load_sentiment
from cxkit.reports.blocks import Block, Group, Note, Section, Table, show
from cxkit.reports.recovery_queue import quotes_of
from cxkit.reports.series_words import say
from cxkit.reports.wording import Language, number

FILE = "sentiment_model.npz"
SHOWN = 8
LONGEST = 160
"""Characters of a text that contradicts its stars."""


def adapted_sentiment(
    feedback: pd.DataFrame,
    *,
    fit: bool = False,
    model: str | Path | None = None,
    out: str | Path | None = None,
) -> SentimentModel | None:
    """Learn the tone from ratings, or load what an earlier run learned.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK with ratings.
    fit : bool
        Learn from them; the general model stays where it is at least as good.
    model : path, optional
        The file that an earlier run saved; then nothing is learned.
    out : path, optional
        Folder in which a learned model is saved as "sentiment_model.npz".

    Returns
    -------
    SentimentModel or None
        None when neither is asked for.

    Examples
    --------
    >>> adapted_sentiment(pd.DataFrame()) is None
    True
    """
    if model is not None:
        return load_sentiment(model)
    if not fit:
        return None
    learned = fit_sentiment(feedback)
    if out is not None:
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        learned.save(folder / FILE)
    return learned


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
            {
                "text": quote.quote,
                "quote": True,
                "where": {"source_id": quote.source_id, "start": quote.start, "end": quote.end},
            },
        )
        for row in first.to_dict("records")
        if (quote := said.get(row["feedback_id"]))
    )
    keys = ("adapted_stars", "adapted_tone", "queue_quote")
    heads = tuple(say(key, language) for key in keys)
    caption = say("adapted_table", language, n=number(len(against), language))
    return Table("contradictions-table", caption, heads, rows, "rll")
