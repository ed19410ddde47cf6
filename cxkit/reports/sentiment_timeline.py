"""The blocks of the sentiment timeline: line with its slider, what happened, method."""

from collections.abc import Mapping
from functools import partial
from string import ascii_uppercase
from typing import Any

import pandas as pd

from cxkit.figures.sentiment_timeline import plot_sentiment_timeline
from cxkit.figures.time_axes import period_label
from cxkit.figures.units import UNITS
from cxkit.reports.blocks import (
    Call,
    Group,
    Items,
    Note,
    Quote,
    Section,
    Table,
    Walk,
    show,
)
from cxkit.reports.charts import chart
from cxkit.reports.findings.sentiment_timeline import (
    effect_time,
    effect_words,
    line_finding,
    n_known,
    no_line_cause,
)
from cxkit.reports.quotes import Sentiment, quotes
from cxkit.reports.series_words import (
    columns_told,
    is_week,
    local,
    on_clock,
    period_name,
    say,
    time_zone_of,
)
from cxkit.reports.wording import (
    Language,
    day,
    number,
    sample,
    small_base,
    word,
)

FIGURE = "line"
SHORTEST = 20
"""Characters of a sentence that can stand for a period; greetings are shorter."""


def timeline_section(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    segments: pd.DataFrame,
    *,
    of: str = "net",
    evidence: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    happenings: pd.DataFrame | None = None,
    language: Language = "en",
) -> Group:
    """Build the line, its table, and the slider that walks its periods.

    Parameters
    ----------
    timeline, changes, segments : DataFrame
        As in `timeline_head`.
    of : str
        Figure of the timeline.
    evidence : pair of DataFrame, optional
        FEEDBACK and its MENTIONS: each period then shows the quote nearest to its middle.
    happenings : DataFrame, optional
        HAPPENINGS; drawn as letters.
    language : {"ru", "en"}
        Language of the page.
    """
    if timeline.empty:
        return _no_line(timeline, language)
    finding = line_finding(changes, segments, language, n_periods=n_known(timeline))
    figure_name = "nps_line" if timeline.attrs.get("kind") == "nps" else of
    period = period_name(timeline.attrs["period"], language)
    title = say(f"title_{figure_name}", language, period=period)
    marks = None if happenings is None else lettered(happenings, timeline)
    proven = changes["is_proven"].astype(bool).any()
    read = [f"measured_{figure_name}", "how_line", *(["how_line_change"] if proven else [])]
    draw = partial(
        plot_sentiment_timeline,
        timeline,
        changes,
        segments,
        happenings=marks,
        of=of,
        language=language,
    )
    figure = chart(
        draw,
        _periods_table(timeline, changes, of, language),
        anchor=FIGURE,
        title=title,
        how_to_read=" ".join(say(key, language) for key in read),
        alt=say("alt_line", language, title=title, finding=finding),
    )
    section = Section(anchor="timeline", finding=finding, name=say("line", language))
    return show(section, figure, _walk(timeline, of, evidence, language))


def happenings_section(
    happenings: pd.DataFrame,
    timeline: pd.DataFrame,
    *,
    effects: pd.DataFrame | None = None,
    language: Language = "en",
) -> Group:
    """List the happenings of the timeline's time under their letters; nothing when there is none.

    Parameters
    ----------
    happenings : DataFrame
        HAPPENINGS.
    timeline : DataFrame
        SENTIMENT_TIMELINE; happenings outside its time are left out.
    effects : DataFrame, optional
        ACTION_EFFECTS of them: before and after each.
    language : {"ru", "en"}
        Language of the page.
    """
    marked = lettered(happenings, timeline)
    if marked.empty:
        return show()
    told = {} if effects is None else {row["at"]: row for row in effects.to_dict("records")}
    items = tuple(_item(row, told, timeline, language) for row in marked.to_dict("records"))
    section = Section(
        anchor="happened",
        finding=say("happened_heading", language),
        name=say("happened", language),
        lead=say("happened_lead", language),
    )
    return show(section, Items(anchor="happenings", items=items))


def _item(
    row: dict[str, Any],
    told: dict[pd.Timestamp, dict[str, Any]],
    timeline: pd.DataFrame,
    language: Language,
) -> dict[str, Any]:
    text = str(row[f"label_{language}"])
    effect = told.get(row["at"])
    if effect is not None:
        text += f" · {effect_time(effect, language)} {effect_words(effect, language)}"
    when = day(local(row["at"], timeline), language, year=True)
    return {"mark": row["mark"], "when": when, "text": text}


def timeline_method(*, language: Language = "en") -> Group:
    """Say how it was counted and what cannot be learnt from it."""
    section = Section(
        anchor="method", finding=say("method_heading", language), name=say("method", language)
    )
    folded = (
        Note(say(key, language), title=say(f"{key}_title", language))
        for key in ("method_series", "method_changes")
    )
    return show(section, Note(say("method_limits", language)), *folded)


def lettered(happenings: pd.DataFrame, timeline: pd.DataFrame) -> pd.DataFrame:
    """Give a letter to each happening in the timeline's time, in order of time."""
    if timeline.empty:
        return happenings.head(0).assign(mark="")
    inside = happenings["at"].between(
        timeline["period_at"].min(), timeline["period_end_at"].max(), inclusive="left"
    )
    shown = happenings[inside].sort_values("at", kind="stable").head(len(ascii_uppercase))
    return shown.assign(mark=list(ascii_uppercase[: len(shown)])).reset_index(drop=True)


def _no_line(timeline: pd.DataFrame, language: Language) -> Group:
    """Say why there is no line; nothing for a survey whose dated answers are to other questions."""
    cause, is_survey = no_line_cause(timeline), "kind" in timeline.attrs
    if is_survey and cause != "no_dates":
        return show()
    title = say(f"{cause}_label", language)
    reason = "no_dates_survey" if is_survey else f"{cause}_text"
    section = Section(anchor="timeline", finding=title, name=say("line", language))
    columns = columns_told(timeline.attrs.get("columns", []), language)
    text = say(reason, language, columns=columns)
    call = Call(say(f"{cause}_call", language), text, state="flag")
    return show(section, call)


def _periods_table(
    timeline: pd.DataFrame, changes: pd.DataFrame, of: str, language: Language
) -> Table:
    unit = UNITS[of]
    turning = set(changes.loc[changes["is_proven"].astype(bool), "changed_at"])
    rows = []
    for row in timeline.to_dict("records"):
        known, bounded = pd.notna(row[of]), pd.notna(row[f"{of}_low"])
        absent = {"text": word("no_data", language), "unknown": True}
        rows.append(
            (
                period_label(local(row["period_at"], timeline), language, short=True),
                unit.axis(row[of], language) if known else absent,
                unit.bounds(row[f"{of}_low"], row[f"{of}_high"], language) if bounded else "–",
                number(row["n_rated"] if of == "rating" else row["n"], language),
                _state(row, row["period_at"] in turning, language),
            )
        )
    names = ("col_period", "col_value", "col_interval", "", "col_state")
    columns = tuple(say(name, language) if name else "n" for name in names)
    caption = say("table_periods", language)
    return Table(FIGURE, caption, columns, tuple(rows), align="lrrrl")


def _state(row: Mapping[str, Any], is_turning: bool, language: Language) -> str:
    states = [say("state_change", language)] if is_turning else []
    if row["is_small"] and row["n"]:
        states.append(word("small_base", language))
    if row["is_partial"]:
        states.append(say("state_partial", language))
    return ", ".join(states)


def _walk(
    timeline: pd.DataFrame,
    of: str,
    evidence: tuple[pd.DataFrame, pd.DataFrame] | None,
    language: Language,
) -> Walk:
    voices = {} if evidence is None else _voices(timeline, *evidence, language)
    points = tuple(
        _point(row, timeline, of, voices.get(row["period_at"]), language)
        for row in timeline.to_dict("records")
    )
    start = int(timeline["n"].astype(int).argmax())
    return Walk(figure=FIGURE, label=say("walk", language), points=points, start=start)


def _point(
    row: Mapping[str, Any],
    timeline: pd.DataFrame,
    of: str,
    voice: Quote | None,
    language: Language,
) -> dict[str, Any]:
    unit = UNITS[of]
    when = local(row["period_at"], timeline)
    date = period_label(when, language)
    if is_week(timeline.attrs["period"]):
        date = say("week_of", language, day=date)
    point: dict[str, Any] = {"x": when.isoformat(), "y": None, "text": word("no_data", language)}
    if pd.isna(row[of]):
        return point | {"head": f"{date}: {word('no_data', language)}"}
    n = int(row["n_rated"] if of == "rating" else row["n"])
    base = small_base(n, language) if row["is_small"] else sample(n, language)
    text = base
    if pd.notna(row[f"{of}_low"]):
        bounds = unit.bounds(row[f"{of}_low"], row[f"{of}_high"], language)
        text = f"{say('col_interval', language)}: {bounds}, {base}"
    point |= {"y": unit.factor * float(row[of]), "text": text}
    point["head"] = f"{date}: {unit.axis(row[of], language)}"
    return point | ({"quote": _plain(voice)} if voice else {})


def _plain(voice: Quote) -> dict[str, Any]:
    return {name: getattr(voice, name) for name in voice.__dataclass_fields__}


def _voices(
    timeline: pd.DataFrame, feedback: pd.DataFrame, mentions: pd.DataFrame, language: Language
) -> dict[pd.Timestamp, Quote]:
    """Choose for each period a sentence that speaks as the period does, nearest to the middle.

    Its text as a whole speaks so too.
    """
    if feedback.empty:
        return {}
    dates = feedback.set_index("feedback_id")["created_at"]
    texts = on_clock(feedback, time_zone_of(timeline))
    is_sentence = mentions["layer"].eq("sentence") & mentions["quote"].str.len().ge(SHORTEST)
    whole = mentions[mentions["layer"].eq("sentiment")].drop_duplicates("feedback_id")
    felt = mentions["feedback_id"].map(whole.set_index("feedback_id")["value"])
    told = mentions[is_sentence & (mentions["value"] * felt).gt(0)]
    edges = [*timeline["period_at"], timeline["period_end_at"].iloc[-1]]
    period = pd.cut(
        told["feedback_id"].map(dates), edges, right=False, labels=timeline["period_at"]
    )
    is_low = dict(zip(timeline["period_at"], timeline["net"] < 0, strict=True))
    chosen: dict[pd.Timestamp, Quote] = {}
    for begin, rows in told.groupby(period, observed=True):
        tone: Sentiment = "negative" if is_low[begin] else "positive"
        found = quotes(rows, texts, sentiment=tone, n=1, language=language).quotes
        if found:
            chosen[begin] = found[0]
    return chosen
