"""The section about plan and life: where cases left the planned journey."""

import pandas as pd

from cxkit.measures.journey_deviations import deviating_cases
from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.findings.journey_aggregate import deviations_finding
from cxkit.reports.journey_words import say
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import Language, number, proportion, word

ROWS = 12


def deviations_section(
    deviations: pd.DataFrame,
    events: pd.DataFrame,
    plan: pd.DataFrame,
    *,
    language: Language = "en",
) -> Group:
    """Build the section; nothing without a plan or without events.

    Parameters
    ----------
    deviations : DataFrame
        JOURNEY_DEVIATIONS.
    events, plan : DataFrame
        EVENTS and PLAN that were compared.
    language : {"ru", "en"}
        Language of the page.
    """
    if plan.empty or events.empty:
        return show()
    n = int(events["case_id"].nunique())
    counts = deviating_cases(deviations, events)
    finding = deviations_finding(counts, int(deviations["case_id"].nunique()), n, language)
    section = Section("plan", finding, say("name_plan", language), say("plan_lead", language))
    heads = ("deviation", "from_step", "why", "n_cases", "share_cases")
    rows = tuple(
        (
            say("dev_" + row["deviation"].replace(" ", "_"), language),
            step_name(str(row["event"]), language),
            say("why_" + row["why"].replace(" ", "_"), language),
            number(int(row["n_cases"]), language),
            proportion(int(row["n_cases"]), n, language),
        )
        for _, row in counts.head(ROWS).iterrows()
    )
    caption = say("plan_caption", language)
    if len(counts) > ROWS:
        shown, n_all = number(ROWS, language), number(len(counts), language)
        caption = f"{caption} ({shown} {word('from', language)} {n_all})"
    names = tuple(say(head, language) for head in heads)
    return show(section, Table("plan-table", caption, names, rows, align="lllrr", stack=True))
