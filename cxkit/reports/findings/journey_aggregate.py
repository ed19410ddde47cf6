"""Sentences with numbers about many paths, in Russian and English."""

import pandas as pd

from cxkit.reports.findings.journey_map import MOMENTS, PATHS
from cxkit.reports.journey_words import felt
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    day,
    number,
    percent,
    plural,
    proportion,
    span,
)

POINTS = {"ru": ("точка", "точки", "точек"), "en": ("touchpoint", "touchpoints")}
CASES = {"ru": ("случай", "случая", "случаев"), "en": ("case", "cases")}
EVENTS = {"ru": ("событие", "события", "событий"), "en": ("event", "events")}
KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "ru": {
        "review": ("отзыв", "отзыва", "отзывов"),
        "story": ("рассказ", "рассказа", "рассказов"),
        "post": ("пост", "поста", "постов"),
        "message": ("сообщение", "сообщения", "сообщений"),
        "transcript": ("стенограмма", "стенограммы", "стенограмм"),
        "answer": ("ответ", "ответа", "ответов"),
    },
    "en": {
        "review": ("review", "reviews"),
        "story": ("story", "stories"),
        "post": ("post", "posts"),
        "message": ("message", "messages"),
        "transcript": ("transcript", "transcripts"),
        "answer": ("answer", "answers"),
    },
}
LANGUAGES = {"ru": {"ru": "русский", "en": "английский"}, "en": {"ru": "Russian", "en": "English"}}
PROMISES = {"ru": ("обещание", "обещания", "обещаний"), "en": ("promise", "promises")}


def aggregate_finding(
    aggregate: pd.DataFrame, overview: pd.DataFrame, labels: dict[str, str], language: Language
) -> str:
    """Say at which touchpoint most peaks fell, and whether they were bad ones."""
    longer = int(overview["n_longer"].iloc[0])
    if not longer or not aggregate["n_peak"].sum():
        n = counted(int(overview["n_paths"].iloc[0]), language, PATHS[language])
        return (
            f"{n}: пики судить рано"
            if language == "ru"
            else f"{n}: too few to say where peaks fall"
        )
    top = aggregate.loc[aggregate["n_peak"].idxmax()]
    share = proportion(int(top["n_peak"]), longer, language)
    label = labels[top["touchpoint"]]
    mean = "" if pd.isna(top["mean"]) else felt(top["mean"], language, 1)
    if language == "ru":
        return f"Чаще всего пик приходится на «{label}»: {share} путей, среднее {mean}"
    return f"Peaks fall most often at “{label}”: {share} of paths, mean {mean}"


def below_zero_finding(aggregate: pd.DataFrame, labels: dict[str, str], language: Language) -> str:
    """Say how many touchpoints are surely below zero, and which one is lowest."""
    known = aggregate.dropna(subset="mean")
    low = known.loc[(known["mean_high"] < 0) & (known["n_paths"] >= FEW)]
    of = counted(len(known), language, POINTS[language])
    if low.empty:
        return (
            f"Уверенно ниже нуля нет ни одной точки: смотрели {of}"
            if language == "ru"
            else f"No touchpoint is surely below zero, of {len(known)}"
        )
    worst = labels[low.loc[low["mean"].idxmin(), "touchpoint"]]
    if language == "ru":
        forms = ("точка", "точки", "точек")
        n = f"{len(low)} {plural(len(low), language, forms)}"
        return f"Уверенно ниже нуля {n} из {len(known)}; ниже всех «{worst}»"
    n = f"{len(low)} of {len(known)} touchpoints"
    return f"Surely below zero: {n}; lowest is “{worst}”"


def groups_finding(groups: pd.DataFrame, labels: dict[str, str], language: Language) -> str:
    """Say where those who left and those who stayed differ after correction."""
    tested = groups["is_significant"].notna()
    apart = groups.loc[groups["is_significant"].fillna(value=False)]
    if not tested.any():
        return (
            "Чем ушедшие отличаются от оставшихся, судить рано"
            if language == "ru"
            else "Too few to say how those who left differ from those who stayed"
        )
    if apart.empty:
        n = counted(int(tested.sum()), language, POINTS[language])
        return (
            f"Ушедшие и оставшиеся не различаются доказанно: проверены {n}"
            if language == "ru"
            else f"Those who left and those who stayed do not provably differ at {n}"
        )
    first = labels[apart.loc[apart["difference"].abs().astype(float).idxmax(), "touchpoint"]]
    if language == "ru":
        return f"Ушедшие и оставшиеся сильнее всего расходятся на точке «{first}»"
    return f"Those who left and those who stayed differ most at “{first}”"


def typical_finding(typical: pd.DataFrame, language: Language) -> str:
    """Say how many real paths stand for which share of all."""
    paths = typical.drop_duplicates("path")
    paths = paths.loc[paths["n_paths"] >= 2]
    if paths.empty:
        return (
            "Похожих путей нет: каждый рассказ особый"
            if language == "ru"
            else "No two paths are alike: each story is its own"
        )
    total = round(paths["n_paths"].iloc[0] / paths["share_paths"].iloc[0])
    share = proportion(int(paths["n_paths"].sum()), total, language)
    n = counted(len(paths), language, PATHS[language])
    if language == "ru":
        verb = plural(len(paths), language, ("описывает", "описывают", "описывают"))
        return f"{n} {verb} {share} путей, в которых хотя бы три момента"
    verb = plural(len(paths), language, ("stands", "stand"))
    return f"{n} {verb} for {share} of the paths with three moments or more"


def flow_finding(steps: pd.DataFrame, n_cases: int, language: Language) -> str:
    """Say after which step most cases end, leaving out the step at which nearly all end."""
    cases = counted(n_cases, language, CASES[language])
    frequent = steps.loc[(steps["n_cases"] >= FEW) & (steps["share_last"] < 0.9)]
    if frequent.empty:
        return f"{cases} в журнале событий" if language == "ru" else f"{cases} in the event log"
    top = frequent.loc[frequent["n_last"].idxmax()]
    share = percent(top["share_last"], language)
    if language == "ru":
        return f"{cases}: чаще всего обрываются на «{top['event']}», {share} дошедших туда"
    return f"{cases}: most often cut off at “{top['event']}”, {share} of those who reached it"


def log_finding(n_cases: int, language: Language) -> str:
    r"""Say what a page is about that has an event log and no text with a moment.

    Examples
    --------
    >>> log_finding(4580, "en")
    'The event log: where 4,580\xa0cases go and where they end'
    """
    cases = counted(n_cases, language, CASES[language])
    if language == "ru":
        verbs = plural(n_cases, language, ("идёт", "идут", "идут"))
        ends = plural(n_cases, language, ("заканчивается", "заканчиваются", "заканчиваются"))
        return f"Журнал событий: куда {verbs} и чем {ends} {cases}"
    verbs = plural(n_cases, language, ("goes", "go"))
    it, ends = ("it", "ends") if n_cases == 1 else ("they", "end")
    return f"The event log: where {cases} {verbs} and where {it} {ends}"


def deviations_finding(counts: pd.DataFrame, n_deviating: int, n: int, language: Language) -> str:
    """Say how many cases left the plan, and by what most often."""
    if not n_deviating:
        return "Все случаи прошли по плану" if language == "ru" else "Every case went as planned"
    share = proportion(n_deviating, n, language)
    top = counts.iloc[0]
    often = proportion(int(top["n_cases"]), n, language)
    if language == "ru":
        return f"Отступили от плана {share} случаев; чаще всего «{top['event']}»: {often}"
    return f"{share} of cases left the plan; most often at “{top['event']}”: {often}"


def case_finding(timeline: pd.DataFrame, key: str, language: Language) -> str:
    """Say how much is known about one case and over how many days."""
    n = len(timeline)
    times = timeline["at"].dropna()
    days = 0 if times.empty else (times.max() - times.min()).days
    records = {"ru": ("запись", "записи", "записей"), "en": ("record", "records")}[language]
    span = {"ru": ("день", "дня", "дней"), "en": ("day", "days")}[language]
    what = f"{counted(n, language, records)}, {counted(days, language, span)}"
    return (
        f"Случай {key} на одной оси: {what}"
        if language == "ru"
        else f"Case {key} on one axis: {what}"
    )


def base_of(overview: pd.DataFrame, language: Language) -> tuple[str, ...]:
    """Say paths and moments for the line under the headline."""
    row = overview.iloc[0]
    return (
        counted(int(row["n_paths"]), language, PATHS[language]),
        counted(int(row["n_moments"]), language, MOMENTS[language]),
    )


def read_of(feedback: pd.DataFrame, language: Language) -> tuple[str, ...]:
    """Say what was read: texts by kind, the days they were written on, and by language.

    Examples
    --------
    >>> texts = pd.DataFrame({"kind": ["story", "review"], "created_at": pd.NaT,
    ...                       "language": ["ru", "en"]})
    >>> read_of(texts, "en")[-1]
    'Russian 1, English 1'
    """
    kinds = feedback["kind"].dropna().value_counts()
    told = ", ".join(counted(int(n), language, KINDS[language][str(k)]) for k, n in kinds.items())
    said = [f"{'прочитано' if language == 'ru' else 'read'}: {told}"] if told else []
    dates = feedback["created_at"].dropna()
    if len(dates):
        first = day(dates.min(), language, year=True)
        last = day(dates.max(), language, year=True)
        said.append(first if first == last else span(first, last, language))
    tongues = {name: int(feedback["language"].eq(code).sum())
               for code, name in LANGUAGES[language].items()}  # fmt: skip
    named = [f"{name} {number(n, language)}" for name, n in tongues.items() if n]
    return (*said, ", ".join(named)) if named else tuple(said)
