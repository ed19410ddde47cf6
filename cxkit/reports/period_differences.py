"""The section about whether the periods of a short series differ at all."""

from typing import Any

import pandas as pd

from cxkit.figures.units import UNITS
from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.findings.sentiment_timeline import MANY, differences_finding, n_known
from cxkit.reports.series_words import chance, dated, group_name, say
from cxkit.reports.wording import Language


def differences_section(
    *differences: pd.DataFrame,
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    by: str = "",
    of: str = "net",
    language: Language = "en",
) -> Group:
    """Say whether periods differ, in a folded table where none do.

    Of many periods nothing, unless they differ and no change of level is proven.

    Parameters
    ----------
    *differences : DataFrame
        PERIOD_DIFFERENCES of the whole series, then of its groups.
    timeline : DataFrame
        SENTIMENT_TIMELINE of the whole series, for its clock.
    changes : DataFrame
        CHANGE_POINTS of it.
    by : str
        What the groups are.
    of : str
        Figure that was tested.
    language : {"ru", "en"}
        Language of the page.
    """
    whole = differences[0]
    is_told = changes["is_proven"].astype(bool).any() or not whole["is_proven"].astype(bool).any()
    if whole.empty or (is_told and n_known(timeline) >= MANY):
        return show()
    section = Section(
        anchor="differences",
        finding=differences_finding(whole, timeline, of=of, language=language),
        name=say("differ_name", language),
        lead=say("differ_lead", language),
    )
    everything = pd.concat(differences, ignore_index=True)
    is_proven = everything["is_proven"].astype(bool).any()
    told = everything.to_dict("records")
    keys = ("col_group", "differ_lowest", "differ_highest", "spike_p")
    rows = tuple(
        (
            say("differ_all", language) if place == 0 else group_name(row["group"], by, language),
            *(_end(row, end, timeline, (of, language)) for end in ("lowest", "highest")),
            chance(row["p_adjusted"], language),
        )
        for place, row in enumerate(told)
    )
    heads = tuple(say(key, language) for key in keys)
    caption = say("differ_table", language)
    return show(
        section, Table("differences-table", caption, heads, rows, "lrrr", folded=not is_proven)
    )


def _end(row: dict[str, Any], end: str, timeline: pd.DataFrame, how: tuple[str, Language]) -> str:
    of, language = how
    value = UNITS[of].axis(row[end], language)
    return f"{value} ({dated(row[f'{end}_at'], timeline, language)})"
