"""The top of a page of a sentiment timeline: the finding, its base, levels and changes."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxkit.figures.units import UNITS
from cxkit.measures.change_points import LEAST_FREEDOM
from cxkit.measures.intervals import mean_interval
from cxkit.reports.blocks import Fact, Head, Tone
from cxkit.reports.findings.sentiment_timeline import (
    FEWEST,
    n_known,
    timeline_finding,
)
from cxkit.reports.series_words import dated, is_week, local, say
from cxkit.reports.wording import (
    Language,
    capital,
    counted,
    counted_of,
    day,
    number,
    percent,
    sample,
    word,
)

MOST_FACTS = 3
ALPHA = 0.05


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
        *level_facts(timeline, segments, of, language),
        _changes_fact(changes, timeline, of, language),
        _weak_fact(timeline, language),
    )
    return Head(
        report="sentiment_timeline",
        language=language,
        label=say("report", language),
        finding=timeline_finding(
            timeline,
            changes,
            *differences,
            of=of,
            language=language,
            level=_only_level(segments, of, language),
        ),
        base=_base(timeline, feedback, language),
        facts=facts if len(timeline) else _undated_facts(feedback, language),
        subject=subject,
    )


def _only_level(segments: pd.DataFrame, of: str, language: Language) -> str:
    """Write the level of a series that has one, with its bounds; nothing of several."""
    if len(segments) != 1:
        return ""
    row, unit = segments.iloc[0], UNITS[of]
    level = unit.axis(row["level"], language)
    if pd.isna(row["level_low"]):
        return level
    return f"{level} ({unit.bounds(row['level_low'], row['level_high'], language)})"


def _undated_facts(feedback: pd.DataFrame, language: Language) -> tuple[Fact, ...]:
    """Tell the mean rating, which needs no dates; of tones the themes tell."""
    if "rating" not in feedback or not feedback["rating"].notna().any():
        return ()
    mean, n = mean_interval(feedback["rating"]), int(feedback["rating"].notna().sum())
    bounds = "" if pd.isna(mean.low) else UNITS["rating"].bounds(mean.low, mean.high, language)
    note = ", ".join(filter(None, (bounds, sample(n, language))))
    value = UNITS["rating"].axis(mean.estimate, language)
    return (Fact(say("figure_rating_name", language), value, note, "", mean.estimate),)


def level_facts(
    timeline: pd.DataFrame, segments: pd.DataFrame, of: str, language: Language
) -> tuple[Fact, ...]:
    """Tell the levels of a series, of more than three the first and the last."""
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
    """Write the bounds of a level, and whether they tell the spread of periods, of how many."""
    inside = timeline["period_at"].between(row["from_at"], row["until_at"], inclusive="left")
    n = int((inside & timeline[of].notna()).sum())
    bounds = UNITS[of].bounds(row["level_low"], row["level_high"], language)
    if n <= LEAST_FREEDOM:
        return bounds
    return say("spread", language, bounds=bounds, periods=counted_of(n, language, "period"))


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
        return Fact(say("changes_found", language), capital(word("too_few", language)), note)
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
    parts = [
        say(name, language, n=number(n, language))
        for name, n in (("weak_small", small), ("weak_empty", empty))
        if n
    ]
    weak, n = (number(count, language) for count in (small + empty, len(timeline)))
    value = say("changes_of", language, proven=weak, all=n) if parts else weak
    return Fact(say("weak_periods", language), value, ", ".join(parts))


def _base(timeline: pd.DataFrame, feedback: pd.DataFrame, language: Language) -> tuple[str, ...]:
    undated = int(feedback["created_at"].isna().sum()) if "created_at" in feedback else 0
    parts = [counted(len(feedback), language, "text")]
    known = feedback["customer_key"].dropna() if "customer_key" in feedback else pd.Series()
    if known.duplicated().any():
        texts = counted(len(known), language, "text_with_key")
        people = counted_of(known.nunique(), language, "customer")
        parts.append(say("texts_of_people", language, texts=texts, people=people))
    if len(timeline):
        first, last = (local(when, timeline) for when in feedback["created_at"].agg(["min", "max"]))
        ends = dict.fromkeys(day(when, language, year=True) for when in (first, last))
        parts.append(" – ".join(ends))
        if is_week(timeline.attrs["period"]):
            parts.append(say("weeks_monday", language))
        parts.append(say("clock", language, zone=timeline.attrs["time_zone"]))
    if undated:
        parts.append(say("undated", language, n=number(undated, language)))
    unread = len(feedback) - undated - int(timeline["n"].sum()) if len(timeline) else 0
    if unread > 0:
        parts.append(say("unread", language, n=number(unread, language)))
    return tuple(parts)
