"""Sentences with numbers about a timeline, in Russian and English."""

from typing import Any

import pandas as pd

from cxkit.figures.units import UNITS
from cxkit.reports.series_words import dated, in_period, is_long, local, say
from cxkit.reports.wording import (
    Language,
    capital,
    counted,
    counted_of,
    interval,
    lowered,
    number,
    sample,
    signed,
    word,
)

LISTED = 3
NARROW = 3
"""Periods that a date range may have and still be told as one: the change and its neighbours."""
FEWEST = 12
"""Periods from which "no change" can be said; in fewer even a large one may stay unseen."""
MANY = 24
"""Periods from which changes of level are looked for with some power; fewer are also compared."""


def timeline_finding(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    *differences: pd.DataFrame,
    of: str,
    language: Language,
    level: str = "",
) -> str:
    """Say how the series moved: its first proven change, then what became of it.

    Of a short series without a proven change it says whether the periods differ.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE of one group.
    changes : DataFrame
        CHANGE_POINTS of the group.
    *differences : DataFrame
        PERIOD_DIFFERENCES of the group, where it was tested.
    of : str
        Figure of the timeline.
    language : {"ru", "en"}
        Language of the sentence.
    level : str
        The one level of a series without a proven change, with its bounds.
    """
    proven = changes[changes["is_proven"].astype(bool)].to_dict("records")
    subject = say(of, language)
    if timeline.empty:
        return say(f"{no_line_cause(timeline)}_finding", language, subject=subject)
    if not proven:
        tested = [rows.iloc[0] for rows in differences if len(rows)]
        known = f"{subject} {level}" if level else subject
        return _no_change(timeline, tested[0] if tested else None, known, of, language)
    first = _moved(proven[0], timeline, subject, of, language)
    if len(proven) == 1:
        return first
    return f"{first}; {_then(proven, timeline, of, language)}"


def _no_change(
    timeline: pd.DataFrame, differ: pd.Series | None, subject: str, of: str, language: Language
) -> str:
    n = n_known(timeline)
    told = ""
    if differ is not None and differ["is_proven"]:
        told = lowered(say("differ_yes", language, **_ends(differ, timeline, of, language)))
        if n < MANY:
            return f"{subject}: {told}"
    if n < FEWEST:
        few = say("changes_few", language, n=number(n, language))
        alike = "" if differ is None else f"{lowered(say('differ_no', language))}; "
        return f"{subject}: {alike}{few}"
    periods = counted(n, language, "period")
    yet = told and say("differ_yet", language, told=told)
    return f"{subject}: {say('no_change', language, periods=periods)}{yet}"


def no_line_cause(timeline: pd.DataFrame) -> str:
    """Say why a timeline has no periods: no rows in the file, no dates, or no tone in any text.

    Examples
    --------
    >>> no_line_cause(pd.DataFrame())
    'no_dates'
    """
    if timeline.attrs.get("n_texts") == 0:
        return "no_rows"
    return "no_tones" if timeline.attrs.get("is_dated") else "no_dates"


def n_known(timeline: pd.DataFrame) -> int:
    """Count the periods with texts, of all groups together."""
    return int(timeline.loc[timeline["n"] > 0, "period_at"].nunique())


def differences_finding(
    differences: pd.DataFrame, timeline: pd.DataFrame, *, of: str, language: Language
) -> str:
    """Say whether the periods of a short series differ, and between which figures.

    Parameters
    ----------
    differences : DataFrame
        PERIOD_DIFFERENCES of one group.
    timeline : DataFrame
        SENTIMENT_TIMELINE of it, for its clock.
    of : str
        Figure of the timeline.
    language : {"ru", "en"}
        Language of the sentence.
    """
    row = differences.iloc[0]
    if not row["is_proven"]:
        return say("differ_no", language)
    return say("differ_yes", language, **_ends(row, timeline, of, language))


def _ends(differ: pd.Series, timeline: pd.DataFrame, of: str, language: Language) -> dict[str, str]:
    """Write the lowest and the highest figure, each with its day."""
    return {
        end: f"{UNITS[of].axis(differ[end], language)}"
        f" ({dated(differ[f'{end}_at'], timeline, language)})"
        for end in ("lowest", "highest")
    }


def _when(change: dict[str, Any], timeline: pd.DataFrame, language: Language) -> str:
    """Say when a change was, as the end of a sentence; a wide date range is told with it."""
    period = timeline.attrs["period"]
    when = local(change["changed_at"], timeline)
    told = in_period(when, period, language, year=is_long(timeline))
    begins = timeline["period_at"].drop_duplicates()
    low, high = change.get("changed_at_low"), change.get("changed_at_high")
    if low is None or int(begins.between(low, high).sum()) <= NARROW:
        return f" {told}"
    ends = {"low": dated(low, timeline, language), "high": dated(high, timeline, language)}
    return f", {say('most_likely', language, when=told, **ends)}"


def _moved(
    change: dict[str, Any], timeline: pd.DataFrame, subject: str, of: str, language: Language
) -> str:
    size = UNITS[of].size_in_words(change["difference"], language)
    when = _when(change, timeline, language)
    key = "fell" if change["difference"] < 0 else "rose"
    if UNITS[of].factor == 1:
        key += "_by"
    return say(key, language, subject=subject, size=size, when=when)


def last_change(
    timeline: pd.DataFrame, changes: pd.DataFrame, *, of: str, language: Language
) -> str:
    """Say the last proven change of a score, as the end of a sentence about it; else nothing.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE of one group.
    changes : DataFrame
        CHANGE_POINTS of the group.
    of : str
        Figure of the timeline.
    language : {"ru", "en"}
        Language of the sentence.
    """
    proven = changes[changes["is_proven"].astype(bool)].to_dict("records")
    if not proven:
        return ""
    size = UNITS[of].size_in_words(proven[-1]["difference"], language)
    when = _when(proven[-1], timeline, language)
    key = "score_fell" if proven[-1]["difference"] < 0 else "score_rose"
    return say(key, language, size=size, when=when)


def _then(proven: list[dict[str, Any]], timeline: pd.DataFrame, of: str, language: Language) -> str:
    if len(proven) > 2:
        return say("more_changes", language, n=counted(len(proven) - 1, language, "change"))
    first, second = proven
    if first["difference"] * second["difference"] > 0:
        key = "moved_on"
    else:
        key = "was_lost" if first["difference"] > 0 else "came_back"
    size = UNITS[of].size_in_words(second["difference"], language)
    return say(key, language, size=size, when=_when(second, timeline, language))


def line_finding(
    changes: pd.DataFrame, segments: pd.DataFrame, language: Language, *, n_periods: int = FEWEST
) -> str:
    r"""Say how many levels and changes there are, or that periods are too few to say.

    Examples
    --------
    >>> line_finding(pd.DataFrame({"is_proven": [True]}), pd.DataFrame({"n": [9, 9]}), "en")
    '2\xa0levels, 1\xa0proven change'
    """
    n = int(changes["is_proven"].astype(bool).sum())
    if n == 0 and n_periods < FEWEST:
        few = say("changes_few", language, n=number(n_periods, language))
        return capital(few)
    if n == 0:
        return say("no_level_change", language)
    levels = counted(len(segments), language, "level")
    return f"{levels}, {counted(n, language, 'proven_change')}"


def panels_finding(
    changes: pd.DataFrame,
    labels: dict[str, str],
    differing: list[str],
    language: Language,
    *,
    kind: str = "",
) -> str:
    r"""Say which groups changed, or else whose periods differ.

    *differing* are labels; *kind* is "scores" or "answers" where the groups are questions.

    Examples
    --------
    >>> none = pd.DataFrame({"group": [], "is_proven": []})
    >>> panels_finding(none, {"a": "A", "b": "B"}, [], "en")
    'No proven change of level in any of 2\xa0groups'
    >>> panels_finding(none, {"a": "A", "b": "B"}, ["A"], "en")
    'Periods differ beyond chance in 1 of 2: A'
    >>> panels_finding(none, {"a": "A", "b": "B"}, [], "en", kind="answers")
    'Tone of answers: no proven change of level in any of 2\xa0questions'
    """
    proven = changes[changes["is_proven"].astype(bool)]
    moved = [label for group, label in labels.items() if (proven["group"] == group).any()]
    told = moved or differing
    if told:
        listed = ", ".join(told[:LISTED]) + (" …" if len(told) > LISTED else "")
        counts = {"moved": number(len(told), language), "n": number(len(labels), language)}
        said = say("panels_proven" if moved else "panels_differ", language, listed=listed, **counts)
    else:
        key, noun = ("panels_none_of_questions", "question") if kind else ("panels_none", "group")
        said = say(key, language, n=counted_of(len(labels), language, noun))
    return say("panels_tone", language, said=lowered(said)) if kind == "answers" else said


def effect_words(effect: dict[str, Any], language: Language) -> str:
    """Say what was seen after a happening, or that it is too early to say.

    Parameters
    ----------
    effect : dict
        One row of ACTION_EFFECTS.
    language : {"ru", "en"}
        Language of the words.
    """
    if effect["verdict"] == "too few":
        return f"{word('too_few', language)}, {sample(_smaller(effect), language)}"
    change = signed(100 * effect["difference"], language)
    ends = (100 * effect["difference_low"], 100 * effect["difference_high"])
    bounds = interval(*ends, language, sign=True)
    if effect["verdict"] == "unproven":
        needed = say("effect_needs", language, n=sample(effect["n_needed"], language))
        return f"{word('unproven', language)}, {change} ({bounds}); {needed}"
    return f"{say(effect['verdict'], language)}, {change} ({bounds})"


def effect_time(effect: dict[str, Any], language: Language) -> str:
    r"""Say how long was looked at before and after a happening.

    Examples
    --------
    >>> effect_time({"days_before": 28.0, "days_after": 4.6}, "en").replace("\xa0", " ")
    '28 days before, 5 days after:'
    """
    before, after = (
        counted(max(1, round(effect[f"days_{side}"])), language, "day")
        for side in ("before", "after")
    )
    if before == after:
        return say("effect_same", language, days=before)
    return say("effect_days", language, before=before, after=after)


def _smaller(effect: dict[str, Any]) -> int:
    return int(min(effect["n_before"], effect["n_after"]))
