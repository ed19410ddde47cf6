"""The blocks of the tour: what was read, what was found, and where each part goes on."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.measures.tones import FELT
from cxkit.reports.blocks import Fact, Group, Head, Section, Table, show
from cxkit.reports.findings.tour import (
    files_finding,
    layers_finding,
    quotes_finding,
    say,
    tour_finding,
)
from cxkit.reports.privacy import mask_forms
from cxkit.reports.quotes import quotes
from cxkit.reports.wording import Language, number, phrases_of, word

NEXT = ("journey_map", "sentiment_timeline", "incident_postmortem", "survey_scores")
"""Reports in which the parts of the tour go on."""

LONGEST_EXAMPLE = 120
"""Characters; a longer example is left out of the table, never cut."""


def tour_head(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    subject: str = "",
    language: Language = "en",
) -> Head:
    """Build the top of the tour's page.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK, one row a text.
    mentions : DataFrame
        MENTIONS of these texts.
    subject : str
        Whose customers wrote.
    language : {"ru", "en"}
        Language of the page.
    """
    spoken = mentions.loc[mentions["layer"].eq("language"), "code"].map(
        lambda code: _language(str(code), language)
    )
    shown = ", ".join(f"{name} {number(n, language)}" for name, n in spoken.value_counts().items())
    n_personal = int(mentions["layer"].eq("personal").sum())
    return Head(
        report="tour",
        language=language,
        label=say("label", language),
        finding=tour_finding(len(mentions), len(feedback), language),
        base=(f"{say('head_languages', language)}: {shown}",),
        facts=(
            Fact(
                say("head_texts", language),
                number(len(feedback), language),
                amount=len(feedback),
            ),
            Fact(say("places", language), number(len(mentions), language)),
            Fact(say("head_personal", language), number(n_personal, language)),
        ),
        subject=subject,
    )


def files_section(*frames: pd.DataFrame, language: Language = "en") -> Group:
    """Show what the readers found in each file, and how many rows they set aside.

    Parameters
    ----------
    *frames : DataFrame
        What the readers returned.
    language : {"ru", "en"}
        Language of the page.
    """
    readings = [item for frame in frames for item in frame.attrs.get("reading", [])]
    columns = tuple(say(key, language) for key in ("file", "format", "rows", "set_aside"))
    rows = tuple(_file_row(item, language) for item in readings)
    n_rows, n_refused = (
        sum(int(item[key]) for item in readings) for key in ("n_rows", "n_refused")
    )
    return show(
        Section(
            anchor="files",
            finding=files_finding(n_rows, n_refused, len(readings), language),
            name=say("files_name", language),
            lead=say("files_lead", language),
        ),
        Table("files-read", say("files_table", language), columns, rows, "llrr"),
    )


def layers_section(
    counts: pd.DataFrame,
    mentions: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    language: Language = "en",
) -> Group:
    """Show what was found, by layer, each with a representative example.

    Parameters
    ----------
    counts : DataFrame
        MENTION_COUNTS.
    mentions, feedback : DataFrame
        The mentions that were counted, and their texts.
    language : {"ru", "en"}
        Language of the page.
    """
    columns = tuple(say(key, language) for key in ("layer", "places", "texts", "example"))
    rows = tuple(
        (
            say(f"layer_{layer}", language),
            number(n_mentions, language),
            number(n_texts, language),
            _example(mentions[mentions["layer"].eq(layer)], feedback),
        )
        for layer, n_mentions, n_texts in zip(
            counts["layer"], counts["n_mentions"], counts["n_texts"], strict=True
        )
    )
    return show(
        Section(
            anchor="layers",
            finding=layers_finding(len(counts), language),
            name=say("layers_name", language),
            lead=say("layers_lead", language),
        ),
        Table("layers-found", say("layers_table", language), columns, rows, "lrrl"),
    )


def quotes_section(
    mentions: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    touchpoint: str = "",
    n: int = 3,
    language: Language = "en",
) -> Group:
    """Show representative unhappy quotes about one touchpoint; nothing where nobody is unhappy.

    Parameters
    ----------
    mentions, feedback : DataFrame
        The mentions and their texts.
    touchpoint : str
        A touchpoint of the codebook; "" takes the one with most unhappy mentions.
    n : int
        How many quotes, at most.
    language : {"ru", "en"}
        Language of the page.
    """
    is_unhappy = mentions["layer"].eq("touchpoint") & mentions["value"].le(-FELT)
    unhappy = mentions.loc[is_unhappy, "code"].value_counts()
    if not touchpoint and unhappy.empty:
        return show()
    touchpoint = touchpoint or str(unhappy.index[0])
    chosen = quotes(
        mentions, feedback, touchpoint=touchpoint, sentiment="negative", n=n, language=language
    )
    n_unhappy = int(unhappy.get(touchpoint, 0))
    finding = quotes_finding(n_unhappy, load_codebook().label(touchpoint, language), language)
    return show(Section("quotes", finding, say("quotes_name", language)), chosen)


def next_section(*, language: Language = "en") -> Group:
    """Tell where each part of the tour goes on, with links into the list of all reports."""
    rows = tuple(
        ({"text": name, "link": f"../../index.html#{name}"}, say(f"next_{name}", language))
        for name in NEXT
    )
    heads = (say("next_report", language), say("next_about", language))
    return show(
        Section("next", say("next_finding", language), say("next_name", language)),
        Table("next-reports", say("next_table", language), heads, rows, "ll"),
    )


def _file_row(item: dict[str, Any], language: Language) -> tuple[str, ...]:
    name = str(item["path"]).replace("\\", "/").rsplit("/", 1)[-1]
    found = [str(item[key]) for key in ("format", "encoding") if item.get(key)]
    found += [word("quoted", language, it=item["delimiter"])] if item.get("delimiter") else []
    written = ", ".join(found)
    counts: Sequence[str] = [number(item[key], language) for key in ("n_rows", "n_refused")]
    return (mask_forms(name), written, *counts)


def _example(rows: pd.DataFrame, feedback: pd.DataFrame) -> Any:
    short = rows[(rows["end"] - rows["start"]).between(1, LONGEST_EXAMPLE)]
    chosen = quotes(short, feedback, n=1).quotes
    return chosen[0].cell if chosen else "•••"


def _language(code: str, language: Language) -> str:
    """Name a language of the texts; what is neither Russian nor English is another."""
    key = f"language_{code}"
    return say(key if key in phrases_of("tour") else "language_other", language)
