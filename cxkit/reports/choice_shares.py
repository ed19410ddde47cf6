"""The blocks of questions with options: a figure a question, the rest in one table."""

from functools import partial
from typing import Any

import pandas as pd

from cxkit.figures.survey_scores import plot_shares
from cxkit.reports.blocks import Figure, Group, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.choice_shares import choice_finding, is_led, option_of
from cxkit.reports.series_words import say
from cxkit.reports.survey_tables import LISTED, is_weighted, labels_of
from cxkit.reports.wording import (
    FEW,
    Language,
    capital,
    counted,
    number,
    percent,
    percent_interval,
    word,
)

MOST_CHOICES = 6
"""Questions with options that have a figure."""
PAIR = 2
"""Options that a line of a table tells as well as a figure."""
MOST_DRAWN = 8
"""Options that one figure holds."""
MOST_OPTIONS = 30
"""Options of one question that a table lists."""
NAMED_OPTIONS = 4
"""Options of one question that one cell names."""


def choices_section(choices: pd.DataFrame, *, language: Language = "en") -> Group:
    """Show what was chosen in answer to questions with options; nothing without one.

    Of questions with three options or more, and 30 answers, those with most answers have a figure
    each. The others are rows of one table, with counts in place of shares under 30 answers.

    Parameters
    ----------
    choices : DataFrame
        CHOICE_SHARES.
    language : {"ru", "en"}
        Language of the page.
    """
    if choices.empty:
        return show()
    told, drawn, _ = _asked(choices)
    rest = [one for place, one in enumerate(told) if place not in drawn]
    figures = [
        _options_figure(*told[place], anchor=f"choice-{count}", language=language)
        for count, place in enumerate(drawn, start=1)
    ]
    finding = choices_finding(choices, language)
    caption = say("choices_table" if figures else "choices_table_only", language)
    tables = [choices_table(rest, caption, language)] if rest else []
    name, lead = say("choices_name", language), say("choices_lead", language)
    return show(Section("choices", finding, name, lead), *figures, *tables)


def choices_finding(choices: pd.DataFrame, language: Language) -> str:
    """Say what most chose of the question with most answers, one with a clear leader if any has."""
    told, drawn, full = _asked(choices)
    tested = [told[place] for place in drawn or full]
    if not tested:
        return say("choices_few", language, n=number(choices["n_answered"].max(), language))
    led = [one for one in tested if is_led(one[1])]
    label, options = max(led or tested, key=lambda one: int(one[1]["n_answered"].iloc[0]))
    return f"{word('quoted', language, it=label)}: {choice_finding(options, language)}"


def _asked(
    choices: pd.DataFrame,
) -> tuple[list[tuple[str, pd.DataFrame]], list[int], list[int]]:
    """Give label and options of each question; which are drawn; which have a full base."""
    keys = ["survey_id", "question_id"]
    parts = [part for _, part in choices.groupby(keys, sort=False)]
    asked = choices.drop_duplicates(keys).reset_index(drop=True)
    asked["n_options"] = [len(part) for part in parts]
    told = list(zip(labels_of(asked), parts, strict=True))
    full = asked[asked["n_answered"].ge(FEW) & asked["share"].notna()]
    large = full[full["n_options"].gt(PAIR)]
    drawn = sorted(large.nlargest(MOST_CHOICES, "n_answered", keep="first").index)
    return told, drawn, full.index.tolist()


def _options_figure(
    label: str, options: pd.DataFrame, *, anchor: str, language: Language
) -> Figure:
    """Draw the options of one question, under what they tell."""
    drawn = options.head(MOST_DRAWN)
    names = [option_of(row) for row in drawn.to_dict("records")]
    left = counted(max(len(options) - MOST_DRAWN, 0), language, "more_options")
    notes = {
        "choice_several": options["question_kind"].iloc[0] == "multiple"
        and options["share"].sum() > 1,
        "choice_weighted": is_weighted(options, options["n_answered"]),
        "choice_rest": len(options) > MOST_DRAWN,
    }
    said = [say(key, language, n=left) for key, holds in notes.items() if holds]
    how = f"{capital(choice_finding(options, language))}. {say('choice_how', language)}"
    return chart(
        partial(plot_shares, drawn, names, "share", language=language),
        options_table(options, anchor, label, language),
        anchor=anchor,
        title=label,
        how_to_read=" ".join([how, *said]),
        alt=say("choice_alt", language),
    )


def options_table(options: pd.DataFrame, anchor: str, label: str, language: Language) -> Table:
    """Show the options of one question, the most chosen first, with their shares."""
    rows: list[tuple[Any, ...]] = [
        (
            option_of(row),
            number(row["n"], language),
            percent(row["share"], language),
            " – ".join(percent(row[f"share_{end}"], language) for end in ("low", "high")),
        )
        for row in options.head(MOST_OPTIONS).to_dict("records")
    ]
    if len(options) > MOST_OPTIONS:
        rows.append((capital(_more(options, MOST_OPTIONS, language)), "–", "–", "–"))
    keys = ("col_option", "col_chose", "col_share", "col_interval")
    columns = tuple(say(key, language) for key in keys)
    return Table(anchor, label, columns, tuple(rows), "lrrr")


def choices_table(rest: list[tuple[str, pd.DataFrame]], caption: str, language: Language) -> Table:
    """Show questions with options a row each: how many answered, and what most of them chose."""
    rows = tuple(
        (label, number(options["n_answered"].iloc[0], language), _chosen(options, language))
        for label, options in rest
    )
    columns = (say("col_question", language), "n", say("col_options", language))
    is_long = len(rows) > LISTED
    return Table("choices-table", caption, columns, rows, "lrl", folded=is_long, stack=True)


def _chosen(options: pd.DataFrame, language: Language) -> str:
    """List the first options of a question; of a small base in counts."""
    said = []
    for row in options.head(NAMED_OPTIONS).to_dict("records"):
        share = number(row["n"], language)
        if row["n_answered"] >= FEW and pd.notna(row["share"]):
            bounds = percent_interval(row["share_low"], row["share_high"], language)
            share = f"{percent(row['share'], language)} ({bounds})"
        said.append(f"{option_of(row)} {share}")
    more = [_more(options, NAMED_OPTIONS, language)] if len(options) > NAMED_OPTIONS else []
    return "; ".join([*said, *more])


def _more(options: pd.DataFrame, told: int, language: Language) -> str:
    """Say how many options are left when the first ones are told."""
    return say("choice_more", language, n=counted(len(options) - told, language, "more_options"))
