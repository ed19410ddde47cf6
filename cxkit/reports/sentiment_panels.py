"""The blocks of a timeline split by group: lines of the groups that moved, and a table of all."""

from functools import partial
from typing import Any

import pandas as pd

from cxkit.figures.sentiment_panels import plot_sentiment_panels
from cxkit.figures.units import UNITS
from cxkit.measures.tones import LAYERS
from cxkit.reports.blocks import Call, Group, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.sentiment_timeline import FEWEST, n_known, panels_finding
from cxkit.reports.series_words import columns_told, group_name, local, period_name, say
from cxkit.reports.wording import Language, day, number, word

MOST_PANELS = 8
KINDS = {"scores": "scores_by_question", "answers": "words_by_question"}
"""Kinds of series that have titles of their own, and the name of their section."""


def panels_section(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    *differences: pd.DataFrame,
    by: str,
    of: str = "net",
    language: Language = "en",
) -> Group:
    """Say which of the largest groups of a split timeline moved, and draw those.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE of several groups.
    changes : DataFrame
        CHANGE_POINTS of it.
    *differences : DataFrame
        PERIOD_DIFFERENCES of it, where its periods were compared.
    by : str
        What it was split by.
    of : str
        Figure of the timeline.
    language : {"ru", "en"}
        Language of the page.

    Returns
    -------
    Group
        Nothing for one group, nor where periods are too few for a change and none is proven to
        differ; where no dated text has a value, a sentence that says so. Without dates nothing:
        the line says it.
    """
    kind = timeline.attrs.get("kind", "")
    kind = kind if kind in KINDS else ""
    sizes = timeline.groupby("group")["n"].sum().sort_values(ascending=False, kind="stable")
    groups = [str(group) for group in sizes.index[:MOST_PANELS]]
    if not groups and timeline.attrs.get("is_dated") and not kind:
        return _no_groups(timeline, by, language)
    if len(groups) < 2:
        return show()
    labels = {group: group_name(group, by, language) for group in groups}
    shown = timeline[timeline["group"].isin(groups)]
    found = changes[changes["group"].isin(groups)]
    moved = [group for rows in (found, *differences) for group in _proven(rows)]
    drawn = {group: label for group, label in labels.items() if group in moved}
    n_periods = n_known(shown)
    if not drawn and n_periods < FEWEST:
        return show()
    anchor = f"panels-{kind}" if kind else "panels"
    name = say(KINDS.get(kind, "groups"), language)
    section = Section(
        anchor=f"groups-{kind}" if kind else "groups",
        finding=panels_finding(found, labels, list(drawn.values()), language, kind=kind),
        name=name,
        lead=_lead(len(groups), int(timeline.attrs.get("n_groups", len(sizes))), language),
    )
    table = _table(shown, found, labels, (of, anchor, name), language)
    if not drawn:
        return show(section, table)
    part = shown[shown["group"].isin(drawn)]
    draw = partial(plot_sentiment_panels, part, found, drawn, of=of, language=language)
    period = period_name(timeline.attrs["period"], language)
    proven = found["is_proven"].astype(bool).any()
    read = [f"how_{kind or 'panels'}", *(["how_vertical"] if proven else [])]
    figure = chart(
        draw,
        table,
        anchor=anchor,
        title=say(f"title_{kind or of}", language, period=period),
        how_to_read=" ".join(say(key, language) for key in read),
        alt=say("alt_panels", language),
    )
    return show(section, figure)


def _proven(rows: pd.DataFrame) -> list[str]:
    return [str(group) for group in rows.loc[rows["is_proven"].astype(bool), "group"]]


def _lead(shown: int, n_all: int, language: Language) -> str:
    key = "groups_lead_all" if shown >= n_all else "groups_lead"
    return say(key, language, shown=number(shown, language), all=number(n_all, language))


def _no_groups(timeline: pd.DataFrame, by: str, language: Language) -> Group:
    is_layer = by in LAYERS
    what = say(f"layer_{by}", language) if is_layer else by
    finding = say("groups_none_layer" if is_layer else "groups_none", language, by=what)
    section = Section(anchor="groups", finding=finding, name=say("groups", language))
    columns = columns_told(timeline.attrs["columns"], language)
    key = "groups_none_layer_text" if is_layer else "groups_none_text"
    text = say(key, language, by=by, columns=columns)
    return show(section, Call(say("groups_none_call", language), text, state="flag"))


def _table(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    labels: dict[str, str],
    named: tuple[str, str, str],
    language: Language,
) -> Table:
    of, anchor, caption = named
    rows = [
        _row(
            timeline[timeline["group"] == group],
            changes[changes["group"] == group],
            label,
            (of, language),
        )
        for group, label in labels.items()
    ]
    headings = ("col_group", "", "col_mean", "col_changes")
    return Table(
        anchor=anchor,
        caption=caption,
        columns=tuple(say(name, language) if name else "n" for name in headings),
        rows=tuple(rows),
        align="lrrl",
        folded=True,
    )


def _row(
    timeline: pd.DataFrame, changes: pd.DataFrame, label: str, how: tuple[str, Language]
) -> tuple[Any, ...]:
    of, language = how
    unit = UNITS[of]
    weights = timeline["n"].astype(float)
    known = timeline[of].notna()
    total = float(weights[known].sum())
    mean = float((timeline[of].astype(float) * weights)[known].sum()) / total if total else 0.0
    told = [_change(row, timeline, how) for row in changes.to_dict("records")]
    value: Any = unit.axis(mean, language) if total else word("no_data", language)
    return (label, number(weights.sum(), language), value, "; ".join(told) or "–")


def _change(row: dict[str, Any], timeline: pd.DataFrame, how: tuple[str, Language]) -> str:
    of, language = how
    when = day(local(row["changed_at"], timeline), language, year=True)
    change = f"{when}: {UNITS[of].change(row['difference'], language)}"
    if row["is_proven"]:
        return change
    return say("change_near", language, change=change, p=number(row["p_adjusted"], language, 2))
