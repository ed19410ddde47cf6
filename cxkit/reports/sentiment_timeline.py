"""The blocks of the sentiment timeline: head, line with its slider, what happened, method."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxkit.errors import some
from cxkit.figures.sentiment_timeline import plot_sentiment_timeline
from cxkit.figures.time_axes import period_label
from cxkit.figures.units import UNITS
from cxkit.measures.intervals import mean_interval
from cxkit.reports.blocks import (
    Call,
    Fact,
    Group,
    Head,
    Items,
    Note,
    Quote,
    Section,
    Table,
    Tone,
    Walk,
    show,
)
from cxkit.reports.charts import chart
from cxkit.reports.findings.sentiment_timeline import (
    CUSTOMERS,
    FEWEST,
    TEXTS,
    effect_time,
    effect_words,
    line_finding,
    n_known,
    no_line_cause,
    timeline_finding,
)
from cxkit.reports.privacy import mask_forms
from cxkit.reports.quotes import Sentiment, quotes
from cxkit.reports.series_words import dated, local, on_clock, period_name, say, time_zone_of
from cxkit.reports.wording import (
    Language,
    counted,
    day,
    number,
    percent,
    sample,
    small_base,
    word,
)

FIGURE = "line"
MOST_FACTS = 3
WEEKS = ("7D", "1W")
ALPHA = 0.05
MOST_COLUMNS = 12
SHORTEST = 20
"""Characters of a sentence that can stand for a period; greetings are shorter."""
OF_PERIODS = {"ru": ("периода", "периодов", "периодов"), "en": ("period", "periods")}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def timeline_head(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    segments: pd.DataFrame,
    feedback: pd.DataFrame,
    *differences: pd.DataFrame,
    of: str = "net",
    subject: str = "",
    language: Language = "en",
) -> Head:
    """Build the top of the page: the finding, its base, the levels and how sure they are.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE of one group.
    changes, segments : DataFrame
        CHANGE_POINTS and CHANGE_SEGMENTS of it.
    feedback : DataFrame
        FEEDBACK that was counted, for the number of undated texts.
    *differences : DataFrame
        PERIOD_DIFFERENCES of the timeline, as in `differences_section`: the finding then says of a
        short series whether its periods differ.
    of : str
        Figure of the timeline.
    subject : str
        Of what: a shop, a product, a data set.
    language : {"ru", "en"}
        Language of the page.
    """
    facts = (
        *_level_facts(timeline, segments, of, language),
        _changes_fact(changes, timeline, of, language),
        _weak_fact(timeline, language),
    )
    return Head(
        report="sentiment_timeline",
        language=language,
        label=say("report", language),
        finding=timeline_finding(timeline, changes, *differences, of=of, language=language),
        base=_base(timeline, feedback, language),
        facts=facts if len(timeline) else _undated_facts(feedback, of, language),
        subject=subject,
    )


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
    figures = [
        plot_sentiment_timeline(
            timeline, changes, segments, happenings=marks, of=of, language=language, is_narrow=slim
        )
        for slim in (False, True)
    ]
    figure = chart(
        figures[0],
        _periods_table(timeline, changes, of, language),
        anchor=FIGURE,
        title=title,
        how_to_read=" ".join(say(key, language) for key in read),
        alt=say("alt_line", language, title=title, finding=finding),
        narrow=figures[1],
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
    keys = ("method_series", "method_changes", "method_limits")
    return show(section, *(Note(say(key, language)) for key in keys))


def lettered(happenings: pd.DataFrame, timeline: pd.DataFrame) -> pd.DataFrame:
    """Give a letter to each happening in the timeline's time, in order of time."""
    if timeline.empty:
        return happenings.head(0).assign(mark="")
    inside = happenings["at"].between(
        timeline["period_at"].min(), timeline["period_end_at"].max(), inclusive="left"
    )
    shown = happenings[inside].sort_values("at", kind="stable").head(len(LETTERS))
    return shown.assign(mark=list(LETTERS[: len(shown)])).reset_index(drop=True)


def _no_line(timeline: pd.DataFrame, language: Language) -> Group:
    """Say why there is no line; nothing for a survey whose dated answers are to other questions."""
    cause, is_survey = no_line_cause(timeline), "kind" in timeline.attrs
    if is_survey and cause != "no_dates":
        return show()
    title = say(f"{cause}_label", language)
    reason = "no_dates_survey" if is_survey else f"{cause}_text"
    section = Section(anchor="timeline", finding=title, name=say("line", language))
    names = timeline.attrs.get("columns", [])
    shown = some(names, MOST_COLUMNS) if names else word("no_data", language)
    text = say(reason, language, columns=mask_forms(shown))
    call = Call(say(f"{cause}_call", language), text, state="flag")
    return show(section, call)


def _undated_facts(feedback: pd.DataFrame, of: str, language: Language) -> tuple[Fact, ...]:
    """Tell the mean rating, which needs no dates; of tones the themes tell."""
    if of != "rating" or "rating" not in feedback or not feedback["rating"].notna().any():
        return ()
    mean, n = mean_interval(feedback["rating"]), int(feedback["rating"].notna().sum())
    bounds = "" if pd.isna(mean.low) else UNITS[of].bounds(mean.low, mean.high, language)
    note = ", ".join(filter(None, (bounds, f"n = {number(n, language)}")))
    value = UNITS[of].axis(mean.estimate, language)
    return (Fact(say("figure_rating_name", language), value, note, "", mean.estimate),)


def _level_facts(
    timeline: pd.DataFrame, segments: pd.DataFrame, of: str, language: Language
) -> tuple[Fact, ...]:
    unit = UNITS[of]
    rows = segments.to_dict("records")
    chosen = rows if len(rows) <= MOST_FACTS else [rows[0], rows[-1]]
    facts = []
    for row in chosen:
        base = sample(row["n"], language)
        known = pd.notna(row["level_low"])
        bounds = _spread(row, timeline, of, language) if known else ""
        tone: Tone = ""
        if unit.has_sign and known and (row["level_low"] > 0 or row["level_high"] < 0):
            tone = "pos" if row["level"] > 0 else "neg"
        name = _stretch_name(row, rows, timeline, language)
        facts.append(
            Fact(
                name,
                unit.axis(row["level"], language),
                ", ".join(filter(None, (bounds, base))),
                tone,
                float(row["level"]),
            )
        )
    return tuple(facts)


def _spread(row: dict[str, Any], timeline: pd.DataFrame, of: str, language: Language) -> str:
    """Write the bounds of a level and of how many periods they tell the spread."""
    inside = timeline["period_at"].between(row["from_at"], row["until_at"], inclusive="left")
    n = int((inside & timeline[of].notna()).sum())
    bounds = UNITS[of].bounds(row["level_low"], row["level_high"], language)
    return say(
        "spread", language, bounds=bounds, periods=counted(n, language, OF_PERIODS[language])
    )


def _stretch_name(
    row: Mapping[str, Any],
    rows: list[dict[str, Any]],
    timeline: pd.DataFrame,
    language: Language,
) -> str:
    first, end = (dated(row[name], timeline, language) for name in ("from_at", "until_at"))
    if len(rows) == 1:
        return say("whole", language)
    if row is rows[0]:
        return say("until", language, day=end)
    if row is rows[-1]:
        return say("since", language, day=first)
    last = dated(row["until_at"] - pd.Timedelta(1, unit="D"), timeline, language)
    return say("between", language, first=first, last=last)


def _changes_fact(
    changes: pd.DataFrame, timeline: pd.DataFrame, of: str, language: Language
) -> Fact:
    is_proven = changes["is_proven"].astype(bool)
    if changes.empty and (n := n_known(timeline)) < FEWEST:
        least = number(FEWEST, language)
        note = say("changes_note_few", language, n=number(n, language), least=least)
        return Fact(say("changes_found", language), word("too_few", language), note)
    value, name = number(int(is_proven.sum()), language), say("changes_found", language)
    near = [_near(row, timeline, of, language) for row in changes[~is_proven].to_dict("records")]
    alpha = percent(changes.attrs.get("alpha", ALPHA), language)
    if not near:
        return Fact(name, value, say("changes_note_all", language, alpha=alpha))
    value = say("changes_of", language, proven=value, all=number(len(changes), language))
    note = say("changes_note_near", language, alpha=alpha, near="; ".join(near))
    return Fact(name, value, note)


def _near(change: dict[str, Any], timeline: pd.DataFrame, of: str, language: Language) -> str:
    size = UNITS[of].change(change["difference"], language)
    p_value = number(change["p_adjusted"], language, 2)
    return f"{dated(change['changed_at'], timeline, language)}, {size} (p = {p_value})"


def _weak_fact(timeline: pd.DataFrame, language: Language) -> Fact:
    empty = int((timeline["n"] == 0).sum()) if len(timeline) else 0
    small = int(timeline["is_small"].astype(bool).sum()) - empty if len(timeline) else 0
    note = say("weak_note", language, small=number(small, language), empty=number(empty, language))
    return Fact(say("weak_periods", language), number(small + empty, language), note)


def _base(timeline: pd.DataFrame, feedback: pd.DataFrame, language: Language) -> tuple[str, ...]:
    undated = int(feedback["created_at"].isna().sum()) if "created_at" in feedback else 0
    parts = [counted(len(feedback), language, TEXTS[language])]
    known = feedback["customer_key"].dropna() if "customer_key" in feedback else pd.Series()
    if known.duplicated().any():
        parts.append(counted(known.nunique(), language, CUSTOMERS[language]))
    if len(timeline):
        first, last = (local(when, timeline) for when in feedback["created_at"].agg(["min", "max"]))
        ends = dict.fromkeys(day(when, language, year=True) for when in (first, last))
        parts.append(" – ".join(ends))
        if timeline.attrs["period"] in WEEKS:
            parts.append(say("weeks_monday", language))
        parts.append(say("clock", language, zone=timeline.attrs["time_zone"]))
    if undated:
        parts.append(say("undated", language, n=number(undated, language)))
    unread = len(feedback) - undated - int(timeline["n"].sum()) if len(timeline) else 0
    if unread > 0:
        parts.append(say("unread", language, n=number(unread, language)))
    return tuple(parts)


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
    if timeline.attrs["period"] in WEEKS:
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
    """Choose for each period a sentence that speaks as the period does, nearest to the middle."""
    if feedback.empty:
        return {}
    dates = feedback.set_index("feedback_id")["created_at"]
    texts = on_clock(feedback, time_zone_of(timeline))
    is_sentence = mentions["layer"].eq("sentence") & mentions["quote"].str.len().ge(SHORTEST)
    told = mentions[is_sentence & mentions["value"].abs().gt(0)]
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
