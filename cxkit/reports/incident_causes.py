"""Sections 8 to 10 of the post-mortem: factors, known error, recovery."""

from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.blocks import Block, Call, Group, Note, Table, show
from cxkit.reports.findings import incident_recovery as say_it
from cxkit.reports.incident_cells import (
    factor_cell,
    heading,
    joined,
    missing,
    quote_cell,
    said_table,
    tag,
)
from cxkit.reports.incident_words import local, say, share_of
from cxkit.reports.wording import Language, hours, instant, interval, number, signed, word
from cxkit.schema.results.incident_postmortem import Postmortem

SHOWN_BY = {"both": ("both", ""), "log": ("log_only", ""), "words": ("words", "flag")}
LEARNT = ("known_error", "first_line_told", "acknowledged")


def causes_sections(post: Postmortem, *, language: Language = "en") -> Group:
    """Build sections 8 to 10: factors, known error, recovery.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    language : {"ru", "en"}
        Language of the page.
    """
    return joined(_factors(post, language), _known_error(post, language), _recovery(post, language))


def _factors(post: Postmortem, language: Language) -> Group:
    section = heading(8, say_it.factors_finding(post, language), language)
    if post.factors.empty:
        return show(section)
    codes = load_codebook()
    rows = tuple(
        (
            codes.label(row["factor"], language),
            share_of(int(row["n_cases"]), int(row["n_all"]), language),
            _shown_by(row["confidence"], language),
            factor_cell(post, row, language),
        )
        for _, row in post.factors.iterrows()
    )
    heads = ("factor", "cases", "confidence", "evidence")
    blocks: list[Block] = [
        section,
        said_table("factors", "factors_caption", heads, rows, language, align="lrll"),
        Note(_factors_note(post, language), title=say("factors_how", language)),
    ]
    for key, said in (
        ("limited", say_it.limited(post, language)),
        ("went_well", say_it.went_well(post, language)),
    ):
        if said:
            blocks.append(Call(say(key, language), " ".join(said), state="pos"))
    return show(*blocks)


def _factors_note(post: Postmortem, language: Language) -> str:
    return " ".join(
        filter(None, (say_it.cases_of_texts(post, language), say("factors_note", language)))
    )


def _shown_by(confidence: str, language: Language) -> dict[str, Any]:
    key, tone = SHOWN_BY[confidence]
    return tag(say(key, language), tone)


def _known_error(post: Postmortem, language: Language) -> Group:
    section = heading(9, say_it.known_error_finding(post, language), language)
    error = post.incident.known_error.of(language)
    workaround = post.incident.workaround.of(language)
    rows: list[tuple[Any, ...]] = [(say("ke_what", language), error)] if error else []
    rows += [(say("ke_workaround", language), workaround)] if workaround else []
    at = post.milestones.set_index("milestone")["at"]
    unknown = missing(say("unknown", language).lower())
    for name in LEARNT:
        when = at.get(name)
        written = unknown if pd.isna(when) else instant(
            local(when, post.incident.time_zone), language
        )  # fmt: skip
        rows.append((say(name, language), written))
    heads = ("field", "value")
    table = said_table("known-error", "ke_caption", heads, rows, language, align="ll", folded=True)
    return show(section, table)


def _recovery(post: Postmortem, language: Language) -> Group:
    section = heading(10, say_it.recovery_finding(post, language), language)
    blocks: list[Block] = [section]
    if len(post.acts):
        blocks.append(_acts(post, language))
    if post.effect[["n_with", "n_without"]].to_numpy().any():
        blocks += [*_too_few(post, language), _effect(post, language)]
    if len(blocks) == 1:
        return show(section)
    return show(*blocks, Note(say("recovery_note", language), title=say("recovery_how", language)))


def _acts(post: Postmortem, language: Language) -> Table:
    codes = load_codebook()
    rows = tuple(
        (
            codes.label(row["act"], language),
            share_of(int(row["n_customers"]), int(row["n_all"]), language),
            hours(row["hours"], language),
            quote_cell(post, row, whole=True),
        )
        for _, row in post.acts.iterrows()
    )
    heads = ("act", "n_customers", "hours_after", "example")
    return said_table("acts", "acts_caption", heads, rows, language, align="lrrl", folded=True)


def _too_few(post: Postmortem, language: Language) -> list[Call]:
    row = post.effect[post.effect["question"].eq("recovered")].iloc[0]
    if row["verdict"] != "too_few":
        return []
    text = say("helped_rated", language, n=number(int(row["n_with"]), language))
    if pd.notna(row["n_needed"]):
        text += " " + say("helped_needed", language, n=number(row["n_needed"], language))
    return [Call(word("too_few", language).capitalize(), text, state="few")]


def _effect(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (
            say(row["question"], language),
            f"{number(row['n_with'], language)} / {number(row['n_without'], language)}",
            "—" if pd.isna(row["effect"]) else signed(row["effect"], language, 1),
            "—" if pd.isna(row["effect_low"]) else interval(
                row["effect_low"], row["effect_high"], language, 1, sign=True
            ),
            _verdict(row["verdict"], language),
        )
        for _, row in post.effect.iterrows()
    )  # fmt: skip
    columns = (
        say("question", language), "n", say("difference", language), say("interval", language),
        say("verdict", language),
    )  # fmt: skip
    undecided = bool(post.effect["verdict"].eq("too_few").all())
    return Table("effect", say("effect_caption", language), columns, rows, "lrrll", undecided)


def _verdict(verdict: str, language: Language) -> dict[str, Any]:
    said = say(f"verdict_{verdict}", language)
    return missing(said) if verdict == "too_few" else tag(said)
