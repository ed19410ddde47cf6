"""Sentences with numbers about many paths, in Russian and English."""

import pandas as pd

from cxkit.reports.findings.journey_map import MOMENTS, PATHS
from cxkit.reports.journey_words import felt, say
from cxkit.reports.series_words import local
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import (
    FEW,
    NO_BREAK_SPACE,
    Language,
    counted,
    counted_of,
    day,
    days,
    number,
    plural,
    proportion,
    proportion_of,
    small_base,
    span,
)

POINTS = {"ru": ("точка", "точки", "точек"), "en": ("touchpoint", "touchpoints")}
TIMES = {"ru": ("раз", "раза", "раз"), "en": ("time", "times")}
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


def many_findings(
    aggregate: pd.DataFrame, overview: pd.DataFrame, labels: dict[str, str], language: Language
) -> tuple[str, str]:
    """Give the headline of many paths and the heading of their map.

    The headline says where customers are unhappy; where no touchpoint has paths enough to say so,
    it says where the strongest moments are, and the heading that it is too early.
    """
    unhappy = below_zero_finding(aggregate, labels, language)
    strongest = aggregate_finding(aggregate, overview, labels, language)
    is_judged = (aggregate["mean"].notna() & (aggregate["n_paths"] >= FEW)).any()
    return (unhappy, strongest) if is_judged else (strongest, unhappy)


def aggregate_finding(
    aggregate: pd.DataFrame, overview: pd.DataFrame, labels: dict[str, str], language: Language
) -> str:
    """Say which touchpoint is most often the strongest moment of a path, and its mean."""
    longer = int(overview["n_longer"].iloc[0])
    if not longer or not aggregate["n_peak"].sum():
        n = counted(int(overview["n_paths"].iloc[0]), language, PATHS[language])
        return (
            f"{n}: где самые сильные моменты, судить рано"
            if language == "ru"
            else f"{n}: too few to say where the strongest moments are"
        )
    top = aggregate.loc[aggregate["n_peak"].idxmax()]
    share = proportion_of(int(top["n_peak"]), longer, language, PATHS[language])
    label = labels[top["touchpoint"]]
    mean = "" if pd.isna(top["mean"]) else felt(top["mean"], language, 1)
    if language == "ru":
        tail = f"; средняя оценка этой точки {mean}" if mean else ""
        told = f"{share}, где моментов не меньше двух"
        return f"Самый сильный момент пути, пик, чаще всего «{label}»: {told}{tail}"
    tail = f"; its mean is {mean}" if mean else ""
    told = f"{share} with two moments or more"
    return f"The strongest moment of a path, its peak, is most often “{label}”: {told}{tail}"


def below_zero_finding(aggregate: pd.DataFrame, labels: dict[str, str], language: Language) -> str:
    """Say at how many touchpoints the mean is surely below zero, and which one is lowest.

    Only touchpoints of 30 paths or more are counted, and where others are left out the base says
    so. Where none of these is surely below zero, the lowest of the others whose interval lies below
    zero is named with its few paths, as the map draws it.
    """
    known = aggregate.dropna(subset="mean")
    judged = known.loc[known["n_paths"] >= FEW]
    low = judged.loc[judged["mean_high"] < 0]
    if low.empty:
        return _none_below_zero(known, judged, labels, language)
    worst = low.loc[low["mean"].idxmin()]
    label, mean = labels[worst["touchpoint"]], felt(worst["mean"], language, 1)
    n, of = number(len(low), language), _judged_of(known, judged, language)
    if language == "ru":
        return f"Клиенты явно недовольны в {n} из {of}; хуже всего «{label}»: {mean}"
    return f"Customers are clearly unhappy at {n} of {of}; worst is “{label}”: {mean}"


def _none_below_zero(
    known: pd.DataFrame, judged: pd.DataFrame, labels: dict[str, str], language: Language
) -> str:
    of = _judged_of(known, judged, language)
    small = known.loc[(known["n_paths"] < FEW) & (known["mean_high"] < 0)]
    tail = ""
    if len(small):
        lowest = small.loc[small["mean"].idxmin()]
        label, n = labels[lowest["touchpoint"]], small_base(int(lowest["n_paths"]), language)
        tail = f"; ниже нуля «{label}» ({n})" if language == "ru" else f"; “{label}” is below ({n})"
    if judged.empty:
        paths = f"{FEW}{NO_BREAK_SPACE}{PATHS[language][-1]}"
        said = {
            "ru": f"Где клиенты недовольны, судить рано: ни у одной точки нет {paths}",
            "en": f"Too few to say where customers are unhappy: no touchpoint has {paths}",
        }
    elif len(judged) == 1:
        said = {
            "ru": f"Клиенты явно недовольны в 0 из {of}",
            "en": f"Customers are clearly unhappy at 0 of {of}",
        }
    else:
        said = {
            "ru": f"Явного недовольства нет ни в одной из {of}",
            "en": f"Customers are clearly unhappy at none of {of}",
        }
    return said[language] + tail


def _judged_of(known: pd.DataFrame, judged: pd.DataFrame, language: Language) -> str:
    """Write the touchpoints that can be judged; that others cannot is said."""
    of = counted_of(len(judged), language, POINTS[language])
    if len(judged) == len(known):
        return of
    return (
        f"{of}, где путей не меньше{NO_BREAK_SPACE}{FEW}"
        if language == "ru"
        else f"{of} with {FEW}{NO_BREAK_SPACE}paths or more"
    )


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
            f"Различий ушедших и оставшихся не доказано; проверено: {n}"
            if language == "ru"
            else f"No difference between those who left and those who stayed is proven at {n}"
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
    share = proportion_of(int(paths["n_paths"].sum()), total, language, PATHS[language])
    n = counted(len(paths), language, PATHS[language])
    if language == "ru":
        verb = plural(len(paths), language, ("описывает", "описывают", "описывают"))
        return f"{n} {verb} {share}, где моментов не меньше трёх"
    verb = plural(len(paths), language, ("stands", "stand"))
    return f"{n} {verb} for {share} with three moments or more"


def flow_finding(steps: pd.DataFrame, n_cases: int, language: Language) -> str:
    r"""Say with which step most cases end; where that is the end of nearly all who come, the next.

    Parameters
    ----------
    steps : DataFrame
        EVENT_STEPS, its steps named.
    n_cases : int
        Cases of the log; of fewer than 30 only their number is said.
    language : {"ru", "en"}
        Language of the sentence.

    Examples
    --------
    >>> steps = pd.DataFrame({"event": ["Resolve", "Closed"], "n_last": [10, 4557],
    ...                       "share_last": [0.01, 1.0]})
    >>> flow_finding(steps, 4580, "en").replace("\xa0", " ")
    '4,580 cases; the last step was most often “Closed”: 4,557 times, next “Resolve”: 10 times'
    """
    cases = counted(n_cases, language, CASES[language])
    ends = steps.loc[steps["n_last"] > 0].sort_values("n_last", ascending=False, kind="stable")
    if ends.empty or n_cases < FEW:
        return f"{cases} в журнале событий" if language == "ru" else f"{cases} in the event log"
    quoted = "«{}»: {}" if language == "ru" else "“{}”: {}"
    told = [
        quoted.format(step, counted(int(n), language, TIMES[language]))
        for step, n in zip(ends["event"], ends["n_last"], strict=True)
    ]
    is_usual_end = len(told) > 1 and ends["share_last"].iloc[0] >= 0.9
    if language == "ru":
        tail = f", затем {told[1]}" if is_usual_end else ""
        return f"{cases}; чаще всего последним был шаг {told[0]}{tail}"
    tail = f", next {told[1]}" if is_usual_end else ""
    return f"{cases}; the last step was most often {told[0]}{tail}"


def log_finding(events: pd.DataFrame, language: Language) -> str:
    r"""Say how long half of the cases of a log take; of fewer than 30, only what the page shows.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-03-01", "2026-03-03"], utc=True)
    >>> log = pd.DataFrame({"case_id": [*range(40)] * 2, "event_at": days.repeat(40)})
    >>> log_finding(log, "en").replace("\xa0", " ")
    'Half of 40 cases took 2 d or longer, from the first step to the last'
    >>> log_finding(log.head(4), "en").replace("\xa0", " ")
    'The event log: where 4 cases go and where they end'
    """
    times = events.groupby("case_id")["event_at"].agg(["min", "max"])
    n_cases, typical = len(times), (times["max"] - times["min"]).median()
    if n_cases >= FEW and typical > pd.Timedelta(0):
        half = counted_of(n_cases, language, CASES[language])
        took = days(typical / pd.Timedelta(1, unit="D"), language)
        if language == "ru":
            return f"Половина из {half} длилась {took} и дольше, от первого шага до последнего"
        return f"Half of {half} took {took} or longer, from the first step to the last"
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
    share = proportion_of(n_deviating, n, language, CASES[language])
    top = counts.iloc[0]
    often = proportion(int(top["n_cases"]), n, language)
    step = step_name(str(top["event"]), language)
    why = say("why_" + str(top["why"]).replace(" ", "_"), language)
    if language == "ru":
        return f"Отступили от плана {share}; чаще всего «{step}», {why}: {often}"
    return f"{share} left the plan; most often “{step}”, {why}: {often}"


def case_finding(timeline: pd.DataFrame, key: str, language: Language) -> str:
    """Say how much is known about one case and over how many days."""
    times = timeline["at"].dropna()
    records = {"ru": ("запись", "записи", "записей"), "en": ("record", "records")}[language]
    told = counted(len(timeline), language, records)
    case = f"{'Случай' if language == 'ru' else 'Case'} {key}: {told}"
    if times.empty:
        return f"{case}, {say('no_time', language)}"
    begins, ends = (local(when, timeline) for when in (times.min(), times.max()))
    last = day(ends, language, year=True)
    if begins.date() == ends.date():
        return f"{case}, {last}"
    first = day(begins, language, year=begins.year != ends.year)
    return f"{case} с {first} по {last}" if language == "ru" else f"{case} from {first} to {last}"


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
        ends = (local(when, feedback) for when in (dates.min(), dates.max()))
        first, last = (day(when, language, year=True) for when in ends)
        said.append(first if first == last else span(first, last, language))
    tongues = {name: int(feedback["language"].eq(code).sum())
               for code, name in LANGUAGES[language].items()}  # fmt: skip
    named = [f"{name} {number(n, language)}" for name, n in tongues.items() if n]
    return (*said, ", ".join(named)) if named else tuple(said)
