"""The section about real paths that stand for many."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.findings.journey_aggregate import typical_finding
from cxkit.reports.journey_groups import groups_section
from cxkit.reports.journey_words import felt, say
from cxkit.reports.wording import Language, number, proportion, word


def paths_sections(
    typical: pd.DataFrame, groups: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Build the sections about real paths that stand for many, and about who left and stayed.

    Parameters
    ----------
    typical, groups : DataFrame
        TYPICAL_PATHS and JOURNEY_GROUPS.
    language : {"ru", "en"}
        Language of the page.
    """
    return show(
        typical_section(typical, language=language), groups_section(groups, language=language)
    )


def typical_section(typical: pd.DataFrame, *, language: Language = "en") -> Group:
    """Build the section of TYPICAL_PATHS; nothing for fewer than two paths of three moments.

    Paths that stand only for themselves are not shown.
    """
    if typical.loc[typical["step"] == 1, "n_paths"].sum() < 2:
        return show()
    shared = typical.loc[typical["n_paths"] >= 2]
    finding, name = typical_finding(typical, language), say("name_paths", language)
    if shared.empty:
        return show(Section("paths", finding, name))
    return show(
        Section("paths", finding, name, say("paths_lead", language)), _table(shared, language)
    )


def _table(typical: pd.DataFrame, language: Language) -> Table:
    heads = tuple(
        say(head, language) for head in ("real_path", "support", "its_steps", "outcome", "contacts")
    )
    rows = tuple(_row(path, language) for _, path in typical.groupby("path"))
    return Table(
        "paths-table", say("paths_caption", language), heads, rows, align="lrllr", stack=True
    )


def _row(path: pd.DataFrame, language: Language) -> tuple[object, ...]:
    codes, head = load_codebook(), path.iloc[0]
    steps = " → ".join(
        f"{codes.label(row.touchpoint, language)} "
        f"({felt(None if pd.isna(row.valence) else float(row.valence), language, 1)})"
        for row in path.itertuples()
    )
    n = int(head["n_paths"])
    total = round(n / float(head["share_paths"]))
    unknown = {"text": word("unknown", language), "unknown": True}
    outcome = head["outcome"]
    contacts = head["contacts_median"]
    return (
        str(head["feedback_id"]),
        f"{number(n, language)} ({proportion(n, total, language)})",
        steps,
        codes.outcomes[outcome].label(language) if outcome in codes.outcomes else unknown,
        unknown if pd.isna(contacts) else number(float(contacts), language),
    )
