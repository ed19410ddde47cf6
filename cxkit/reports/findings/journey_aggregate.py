"""Sentences with numbers about many paths, in Russian and English."""

import pandas as pd

from cxkit.reports.journey_words import felt, say
from cxkit.reports.series_words import local
from cxkit.reports.step_names import short_name
from cxkit.reports.wording import (
    FEW,
    NO_BREAK_SPACE,
    Language,
    capital,
    counted,
    counted_of,
    day,
    forms,
    interval,
    number,
    plural,
    proportion,
    proportion_of,
    sample,
    small_base,
)

ALIKE = 6
"""Paths that all feel the same, from which on their side of zero is no chance."""


def many_findings(
    aggregate: pd.DataFrame, overview: pd.DataFrame, labels: dict[str, str], language: Language
) -> tuple[str, str]:
    """Give the headline of many paths and the heading of their map.

    The headline says where customers are unhappy; where no touchpoint has paths enough to say so,
    it says who stayed and what promises were kept, and the heading that it is too early.
    """
    unhappy = below_zero_finding(aggregate, labels, language)
    strongest = aggregate_finding(aggregate, overview, labels, language)
    is_judged = (aggregate["mean"].notna() & (aggregate["n_paths"] >= FEW)).any()
    if is_judged:
        return unhappy, strongest
    return outcomes_finding(overview.iloc[0], language) or strongest, unhappy


def outcomes_finding(row: pd.Series, language: Language) -> str:
    """Say how many stayed and how many promises were kept, of those whose end is told.

    Examples
    --------
    >>> row = pd.Series({"n_stayed": 1, "n_left": 5, "n_kept": 6, "n_known": 19})
    >>> outcomes_finding(row, "en")
    'Stayed: 1 of 6 whose decision is clear; promises kept: 6 of 19'
    """
    told, known = int(row.get("n_stayed", 0) + row.get("n_left", 0)), int(row.get("n_known", 0))
    said = []
    if told:
        stayed = proportion(int(row["n_stayed"]), told, language)
        said.append(say("stayed_of", language, stayed=stayed))
    if known:
        kept = proportion(int(row["n_kept"]), known, language)
        said.append(say("kept_promises", language, kept=kept))
    return capital("; ".join(said))


def aggregate_finding(
    aggregate: pd.DataFrame, overview: pd.DataFrame, labels: dict[str, str], language: Language
) -> str:
    """Say which touchpoint is most often the strongest moment of a path; of two alike none is."""
    longer, peaks = int(overview["n_longer"].iloc[0]), aggregate["n_peak"]
    if not longer or not peaks.sum() or peaks.eq(peaks.max()).sum() > 1:
        n = counted(int(overview["n_paths"].iloc[0]), language, "path")
        return say("strongest_too_few", language, n=n)
    top = aggregate.loc[aggregate["n_peak"].idxmax()]
    share = proportion_of(int(top["n_peak"]), longer, language, "path")
    return say("strongest", language, label=labels[top["touchpoint"]], share=share)


def below_zero_finding(aggregate: pd.DataFrame, labels: dict[str, str], language: Language) -> str:
    """Say which touchpoint is lowest, and how many others are surely below zero.

    Only touchpoints of 30 paths or more are counted, and where others are left out the base says
    so. Where none of these is surely below zero, the lowest of the others whose interval lies below
    zero is named with its few paths, as the map draws it.
    """
    known = aggregate.dropna(subset="mean")
    judged = known.loc[known["n_paths"] >= FEW]
    low = judged.loc[_is_below(judged)]
    if low.empty:
        return _none_below_zero(known, judged, labels, language)
    worst = low.loc[low["mean"].idxmin()]
    label, mean = labels[worst["touchpoint"]], felt(worst["mean"], language, 1)
    if pd.notna(worst["mean_high"]):
        mean += f" ({interval(worst['mean_low'], worst['mean_high'], language, 1, sign=True)})"
    mean += f", {sample(worst['n_paths'], language)}"
    n, of = number(len(low), language), _judged_of(known, judged, language)
    return say("worst_of_all", language, label=label, mean=mean, n=n, of=of)


def _is_below(rows: pd.DataFrame) -> pd.Series:
    """Tell which touchpoints lie below zero: their interval, or all of at least six paths alike.

    Equal values have no interval; six of them below zero by chance are rarer than one in 20, by
    the sign test.
    """
    alike = rows["mean_high"].isna() & (rows["mean"] < 0) & (rows["n_paths"] >= ALIKE)
    return (rows["mean_high"] < 0).fillna(False) | alike


def _none_below_zero(
    known: pd.DataFrame, judged: pd.DataFrame, labels: dict[str, str], language: Language
) -> str:
    of = _judged_of(known, judged, language)
    small = known.loc[(known["n_paths"] < FEW) & _is_below(known)]
    if judged.empty:
        paths = f"{FEW}{NO_BREAK_SPACE}{forms('path', language)[-1]}"
        said = say("unhappy_too_few", language, paths=paths)
    else:
        said = say("unhappy_none" if len(judged) > 1 else "unhappy_zero", language, of=of)
    if small.empty:
        return said
    lowest = small.loc[small["mean"].idxmin()]
    base = small_base(int(lowest["n_paths"]), language)
    return f"{said}; {say('below_zero', language, label=labels[lowest['touchpoint']], base=base)}"


def _judged_of(known: pd.DataFrame, judged: pd.DataFrame, language: Language) -> str:
    """Write the touchpoints that can be judged; that others cannot is said."""
    of = counted_of(len(judged), language, "touchpoint")
    if len(judged) == len(known):
        return of
    return say("judged_of", language, of=of, few=FEW)


def groups_finding(groups: pd.DataFrame, labels: dict[str, str], language: Language) -> str:
    """Say where those who left and those who stayed differ after correction."""
    tested = groups["is_significant"].notna()
    apart = groups.loc[groups["is_significant"].fillna(value=False)]
    if not tested.any():
        return say("groups_too_few", language)
    if apart.empty:
        n = counted(int(tested.sum()), language, "touchpoint")
        return say("groups_none", language, n=n)
    first = labels[apart.loc[apart["difference"].abs().astype(float).idxmax(), "touchpoint"]]
    return say("groups_apart", language, label=first)


def typical_finding(typical: pd.DataFrame, language: Language) -> str:
    """Say how many real paths stand for which share of all."""
    paths = typical.drop_duplicates("path")
    paths = paths.loc[paths["n_paths"] >= 2]
    if paths.empty:
        return say("typical_none", language)
    total = round(paths["n_paths"].iloc[0] / paths["share_paths"].iloc[0])
    share = proportion_of(int(paths["n_paths"].sum()), total, language, "path")
    n, stand = (counted(len(paths), language, "path"), forms("stands", language))
    return say("typical", language, n=n, stands=plural(len(paths), language, stand), share=share)


def deviations_finding(counts: pd.DataFrame, n_deviating: int, n: int, language: Language) -> str:
    """Say how many cases left the plan, and by what most often."""
    if not n_deviating:
        return say("as_planned", language)
    share = proportion_of(n_deviating, n, language, "logged_case")
    top = counts.iloc[0]
    often = proportion(int(top["n_cases"]), n, language)
    step = short_name(str(top["event"]), language)
    why = say("why_" + str(top["why"]).replace(" ", "_"), language)
    return say("left_plan", language, share=share, step=step, why=why, often=often)


def case_finding(timeline: pd.DataFrame, key: str, language: Language) -> str:
    """Say how much is known about one case and over how many days."""
    times = timeline["at"].dropna()
    told = counted(len(timeline), language, "record")
    if times.empty:
        return say("case_on", language, case=key, told=told, day=say("no_time", language))
    begins, ends = (local(when, timeline) for when in (times.min(), times.max()))
    last = day(ends, language, year=True)
    if begins.date() == ends.date():
        return say("case_on", language, case=key, told=told, day=last)
    first = day(begins, language, year=begins.year != ends.year)
    return say("case_over", language, case=key, told=told, first=first, last=last)


def base_of(overview: pd.DataFrame, language: Language) -> tuple[str, ...]:
    """Say paths and moments for the line under the headline."""
    row = overview.iloc[0]
    return (
        counted(int(row["n_paths"]), language, "path"),
        counted(int(row["n_moments"]), language, "moment"),
    )


def read_of(
    feedback: pd.DataFrame, language: Language, n_paths: int | None = None
) -> tuple[str, ...]:
    """Say what was read: texts by kind, the days they were written on, and by language.

    Where *n_paths* of them are paths and others are none, it says how many tell no moment.

    Examples
    --------
    >>> texts = pd.DataFrame({"kind": ["story", "review"], "created_at": pd.NaT,
    ...                       "language": ["ru", "en"]})
    >>> read_of(texts, "en")[-1]
    'Russian 1, English 1'
    """
    kinds = feedback["kind"].dropna().value_counts()
    told = ", ".join(counted(int(n), language, str(kind)) for kind, n in kinds.items())
    said = [say("was_read", language, told=told)] if told else []
    n_without = 0 if n_paths is None else int(feedback["text"].notna().sum()) - n_paths
    if n_without > 0:
        said.append(say("no_moment", language, n=number(n_without, language)))
    dates = feedback["created_at"].dropna()
    if len(dates):
        ends = (local(when, feedback) for when in (dates.min(), dates.max()))
        first, last = (day(when, language, year=True) for when in ends)
        said.append(first if first == last else f"{first} – {last}")
    tongues = {code: int(feedback["language"].eq(code).sum()) for code in ("ru", "en")}
    named = [
        f"{say(f'in_{code}', language)} {number(n, language)}" for code, n in tongues.items() if n
    ]
    return (*said, ", ".join(named)) if named else tuple(said)
