"""The blocks of what changed with the series: themes before and after, and their quotes."""

from functools import partial
from typing import Any

import pandas as pd

from cxkit.figures.drivers import plot_drivers
from cxkit.measures.tones import LAYERS
from cxkit.reports.blocks import Block, Group, Quotes, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.drivers import drivers_finding, mix_finding, themes_finding
from cxkit.reports.quotes import Sentiment, quotes
from cxkit.reports.series_words import dated, group_name, on_clock, say, time_zone_of
from cxkit.reports.tables import table
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    number,
    percent,
    signed,
    word,
)

MOST_ROWS = 12
MIX_ROWS = 6


def drivers_section(
    drivers: pd.DataFrame,
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    timeline: pd.DataFrame,
    by: str = "touchpoint",
    language: Language = "en",
) -> Group:
    """Show for each change which themes changed with it, with quotes from after it.

    Quotes after a change stand before the next one. In the contents, on the first screen, a change
    with proven themes stands with them.

    Parameters
    ----------
    drivers : DataFrame
        DRIVERS.
    feedback, mentions : DataFrame
        FEEDBACK and MENTIONS that were compared, for the quotes.
    timeline : DataFrame
        SENTIMENT_TIMELINE, for its clock.
    by : str
        What the codes are: a layer of the codebook or a column.
    language : {"ru", "en"}
        Language of the page.

    Returns
    -------
    Group
        Nothing where nothing changed.
    """
    blocks: list[Block] = []
    for place, (when, rows) in enumerate(drivers.groupby("changed_at", sort=True), start=1):
        shown = rows.head(MOST_ROWS)
        labels = {code: group_name(code, by, language) for code in rows["code"]}
        date = dated(when, timeline, language)
        name = say("changed", language) if place == 1 else say("changed_on", language, day=date)
        finding = drivers_finding(rows, labels, language)
        if rows["is_proven"].fillna(value=False).any():
            name = f"{finding} ({date})"
        blocks.append(Section(anchor=f"drivers-{place}", finding=finding, name=name))
        tested = int(drivers["p_value"].notna().sum())
        blocks.append(_figure(shown, labels, (f"before-after-{place}", date, tested), language))
        later = _until_next(feedback, when, drivers["changed_at"])
        texts = on_clock(later, time_zone_of(timeline))
        blocks += _voices(rows, texts, mentions, (by, date, labels), language)
    return show(*blocks)


def themes_section(
    shares: pd.DataFrame,
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    by: str = "touchpoint",
    language: Language = "en",
) -> Group:
    """Show how texts feel about each theme, all time together, with quotes of the worst one.

    Themes with a small base are left out where others have a full one, else counted.

    Parameters
    ----------
    shares : DataFrame
        THEME_SHARES; the most negative rows are shown.
    feedback, mentions : DataFrame
        FEEDBACK and MENTIONS that were counted, for the quotes.
    by : str
        What the codes are.
    language : {"ru", "en"}
        Language of the page.

    Returns
    -------
    Group
        Nothing where no theme was found.
    """
    if shares.empty:
        return show()
    full = shares[shares["n"] >= FEW]
    worst_first = full.sort_values("share_negative", ascending=False, kind="stable")
    rows = (worst_first if len(full) else shares).head(MOST_ROWS)
    told = ("share_negative", "share_negative_low") if len(full) else ("n_negative",)
    labels = {code: group_name(code, by, language) for code in rows["code"]}
    named = rows.assign(code=rows["code"].map(labels))
    headings = {
        "code": say("col_theme", language),
        "n": "n",
        told[0]: say("col_negative", language),
    }
    headings |= {name: say("col_interval", language) for name in told[1:]}
    block = table(
        named,
        headings,
        anchor="themes-table",
        caption=say("title_overall" if len(full) else "themes_counted", language),
        language=language,
    )
    section = Section(
        anchor="themes", finding=themes_finding(named, language), name=say("overall", language)
    )
    voices = _voices_of_worst(rows, feedback, mentions, (by, labels), language)
    return show(section, block, *voices)


def _voices_of_worst(
    rows: pd.DataFrame,
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    names: tuple[str, dict[str, str]],
    language: Language,
) -> list[Quotes]:
    """Quote the theme that is named as the most negative."""
    by, labels = names
    full = rows[rows["n"] >= FEW]
    if full.empty or by not in LAYERS:
        return []
    code = full.loc[full["share_negative"].astype(float).idxmax(), "code"]
    return [_quotes_of(code, "negative", mentions, feedback, by, labels[code], language)]


def _quotes_of(
    code: str,
    tone: Sentiment,
    mentions: pd.DataFrame,
    feedback: pd.DataFrame,
    by: str,
    title: str,
    language: Language,
) -> Quotes:
    """Quote a code of a layer, a touchpoint in the tone that is asked for."""
    show_three = partial(quotes, feedback=feedback, n=3, language=language, title=title)
    if by == "touchpoint":
        return show_three(mentions, touchpoint=code, sentiment=tone)
    is_told = mentions["layer"].eq(by) & mentions["code"].eq(code)
    return show_three(mentions[is_told | mentions["layer"].eq("personal")])


def mix_section(
    mix: pd.DataFrame, *, timeline: pd.DataFrame, by: str = "touchpoint", language: Language = "en"
) -> Group:
    """Show for each change what every theme brought, by mix and by tone; nothing without one.

    Parameters
    ----------
    mix : DataFrame
        TONE_AND_MIX.
    timeline : DataFrame
        SENTIMENT_TIMELINE, for its clock.
    by : str
        What the codes are.
    language : {"ru", "en"}
        Language of the page.
    """
    blocks: list[Block] = []
    for place, (when, rows) in enumerate(mix.groupby("changed_at", sort=True), start=1):
        if place == 1:
            finding = mix_finding(rows, language)
            name = say("mix", language)
            lead = say("mix_lead", language)
            blocks.append(Section(anchor="mix", finding=finding, name=name, lead=lead))
        labels = {code: _mix_label(code, by, language) for code in rows["code"]}
        date = dated(when, timeline, language)
        blocks.append(_mix_table(rows, labels, (f"mix-{place}", date), language))
    return show(*blocks)


def _mix_label(code: str, by: str, language: Language) -> str:
    return say("mix_none", language) if code == "none" else group_name(code, by, language)


def _mix_table(
    rows: pd.DataFrame, labels: dict[str, str], place: tuple[str, str], language: Language
) -> Table:
    anchor, date = place
    keys = ("col_theme", "col_share_before", "col_share_after", "col_mix", "col_tone", "col_total")
    shown = rows.head(MIX_ROWS).to_dict("records")
    rest = rows.iloc[MIX_ROWS:][["share_before", "share_after", "mix", "tone", "total"]].sum()
    lines = [(labels[row["code"]], row) for row in shown]
    if len(rows) > MIX_ROWS:
        lines.append((say("mix_rest", language), rest.to_dict()))
    whole = rows[["share_before", "share_after", "mix", "tone", "total"]].sum().to_dict()
    lines.append((say("mix_sum", language), whole))
    return Table(
        anchor=anchor,
        caption=say("mix_caption", language, day=date),
        columns=tuple(say(key, language) for key in keys),
        rows=tuple(
            (
                name,
                percent(row["share_before"], language),
                percent(row["share_after"], language),
                *(signed(100 * row[part], language, 1) for part in ("mix", "tone", "total")),
            )
            for name, row in lines
        ),
        align="lrrrrr",
    )


def _figure(
    rows: pd.DataFrame, labels: dict[str, str], place: tuple[str, str, int], language: Language
) -> Block:
    anchor, date, tested = place
    draw = partial(plot_drivers, rows, labels, language=language)
    return chart(
        draw,
        _table(rows, labels, (anchor, date), language),
        anchor=anchor,
        title=say("title_drivers", language, day=date),
        how_to_read=say("how_drivers", language, n=counted(tested, language, "comparison")),
        alt=say("alt_drivers", language),
    )


def _table(
    rows: pd.DataFrame, labels: dict[str, str], place: tuple[str, str], language: Language
) -> Table:
    anchor, date = place
    headings = (
        say("col_theme", language), say("before", language), "n", say("after", language), "n",
        say("col_change", language), say("col_verdict", language),
    )  # fmt: skip
    return Table(
        anchor=anchor,
        caption=say("table_drivers", language, day=date),
        columns=headings,
        rows=tuple(_row(row, labels, language) for row in rows.to_dict("records")),
        align="lrrrrrl",
    )


def _row(row: dict[str, Any], labels: dict[str, str], language: Language) -> tuple[Any, ...]:
    absent = {"text": word("no_data", language), "unknown": True}
    shares = [
        absent if pd.isna(row[f"share_{side}"]) else percent(row[f"share_{side}"], language)
        for side in ("before", "after")
    ]
    is_told = pd.notna(row["difference"])
    change = signed(100 * row["difference"], language) if is_told else "–"
    return (
        labels[row["code"]],
        shares[0],
        number(row["n_before"], language),
        shares[1],
        number(row["n_after"], language),
        change,
        _verdict(row, language),
    )


def _verdict(row: dict[str, Any], language: Language) -> Any:
    if pd.isna(row["is_proven"]):
        return {"text": word("too_few", language), "unknown": True}
    if not row["is_proven"]:
        return word("unproven", language)
    is_worse = row["difference"] > 0
    tone = "neg" if is_worse else "pos"
    return {"text": say("worse" if is_worse else "better", language), "tone": tone}


def _until_next(feedback: pd.DataFrame, when: pd.Timestamp, changes: pd.Series) -> pd.DataFrame:
    """Return the texts from one change up to the next."""
    later = changes[changes > when]
    is_inside = feedback["created_at"] >= when
    if len(later):
        is_inside &= feedback["created_at"] < later.min()
    return feedback[is_inside]


def _voices(
    rows: pd.DataFrame,
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    names: tuple[str, str, dict[str, str]],
    language: Language,
) -> list[Quotes]:
    """Quote the theme that changed most, in the direction in which it changed."""
    by, date, labels = names
    proven = rows[rows["is_proven"].fillna(value=False).astype(bool)]
    if proven.empty or by not in LAYERS:
        return []
    first = proven.iloc[0]
    is_after = mentions["feedback_id"].isin(feedback["feedback_id"])
    tone: Sentiment = "negative" if first["difference"] > 0 else "positive"
    title = say("quotes_after", language, theme=labels[first["code"]], day=date)
    return [_quotes_of(first["code"], tone, mentions[is_after], feedback, by, title, language)]
