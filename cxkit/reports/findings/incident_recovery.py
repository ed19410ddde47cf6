"""Sentences with numbers about an incident: causes, help, actions, proof and limits."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.findings.incident_postmortem import clock, count
from cxkit.reports.incident_words import say, share_of
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import Language, capital, counted, counted_of, day, hours, number
from cxkit.schema.results.incident_postmortem import Postmortem

SOON = pd.Timedelta("24h")


def factors_finding(post: Postmortem, language: Language) -> str:
    """Say how many factors there are, and which one shows in most cases."""
    rows = post.factors
    if rows.empty:
        return "Причины по данным не видны" if language == "ru" else "The data show no factor"
    first = rows.iloc[0]
    label = load_codebook().label(first["factor"], language).lower()
    n = counted(len(rows), language, "factor")
    if int(first["n_all"]) == 1:
        return f"{n}, все из одного рассказа" if language == "ru" else f"{n}, all from one account"
    cases, of = int(first["n_cases"]), int(first["n_all"])
    shown = (
        f"{counted(cases, 'ru', 'case')} из {number(of, 'ru')}"
        if language == "ru"
        else f"{number(cases, 'en')} of {counted_of(of, 'en', 'case')}"
    )
    if len(rows) == 1:
        return (
            f"По данным видна одна причина: {label}, {shown}"
            if language == "ru"
            else f"The data show one factor: {label}, {shown}"
        )
    return (
        f"{n}, не одна; чаще всего {label}: {shown}"
        if language == "ru"
        else f"{n}, not one cause; most often {label}: {shown}"
    )


def cases_of_texts(post: Postmortem, language: Language) -> str:
    """Say how many cases are reviews or stories alone, which no contact joins; "" without any."""
    n_all = 0 if post.factors.empty else int(post.factors["n_all"].iloc[0])
    n_cases = count(post, "cases")
    extra = n_all - n_cases
    if not n_cases or extra <= 0:
        return ""
    cases = counted(n_all, language, "case")
    return (
        f"Всего здесь {cases}: {number(n_cases, 'ru')} с обращениями и {number(extra, 'ru')} по"
        " одним отзывам."
        if language == "ru"
        else f"{cases} in all: {number(n_cases, 'en')} with contacts and {number(extra, 'en')} of"
        " reviews alone."
    )


def limited(post: Postmortem, language: Language) -> list[str]:
    """Say what limited the damage, as far as the data show it."""
    found = []
    workaround = post.answers[
        post.answers["answer"].eq("known_error") & post.answers["time"].eq("after_told")
    ]
    if len(workaround) and post.incident.workaround.of(language):
        row = workaround.iloc[0]
        n = number(row["n"], language)
        of = counted_of(int(row["n_answered"]), language, "answer")
        found.append(
            f"Узнав об ошибке, первая линия назвала обходной путь в {n} из {of}."
            if language == "ru"
            else f"Once told, the first line named the workaround in {n} of {of}."
        )
    reach = post.reach.set_index("event")["n_cases"] if len(post.reach) else pd.Series(dtype=int)
    if len(reach) > 1:
        last, most = reach.index[-1], reach.index[0]
        few = number(reach[last], language)
        many = counted_of(int(reach[most]), language, "order")
        begun, ended = (step_name(str(event), language) for event in (most, last))
        found.append(
            f"Из {many} с событием «{begun}» до события «{ended}» дошло {few}."
            if language == "ru"
            else f"Of {many} with “{begun}”, {few} came to “{ended}”."
        )
    return found


def went_well(post: Postmortem, language: Language) -> list[str]:
    """Say what went well: acts within a day, and lacks that went down."""
    found = []
    for name, ru, en in (
        ("acknowledged_to_fixed", "От признания до исправления", "From acknowledgement to fix"),
        ("first_line_to_acknowledged", "От первой линии до признания перед клиентами",
         "From the first line to the acknowledgement"),
    ):  # fmt: skip
        length = clock(post, name)
        if length is not None and 0 <= length <= 24:
            found.append(f"{ru if language == 'ru' else en}: {hours(length, language)}.")
    rows = post.first_line[post.first_line["lack"].eq("no_reference")].set_index("time")
    if {"before_told", "after_told"} <= set(rows.index):
        was, now = rows.loc["before_told"], rows.loc["after_told"]
        if float(now["share_high"]) < float(was["share_low"]):
            before, after = (
                share_of(int(row["n_of"]), int(row["n"]), language) for row in (was, now)
            )
            found.append(
                f"Обращений без номера стало меньше: было {before}, стало {after}."
                if language == "ru"
                else f"Fewer contacts without a number: {before} before, {after} after."
            )
    return found


def known_error_finding(post: Postmortem, language: Language) -> str:
    """Say how late the first line and the customers learnt, and who had to ask."""
    line = clock(post, "known_error_to_first_line")
    told, asked = told_before_asking(post)
    # Without one contact of the provider's own, the export may leave them all out.
    is_seen = bool(post.contacts["role"].eq("told").any())
    if line is None and not is_seen:
        return "Когда узнали внутри, неизвестно" if language == "ru" else (
            "When it was known inside is unknown"
        )  # fmt: skip
    if language == "ru":
        people = counted_of(told, "ru", "customer")
        warned = f"предупредили {people}" if told else "не предупредили никого"
        counts = f"заранее {warned}, сами обратились {number(asked, 'ru')}"
    else:
        people = counted(told, "en", "customer") if told else "no customer"
        were = "were" if told > 1 else "was"
        counts = f"{people} {were} told first, {number(asked, 'en')} had to ask"
    if not is_seen:
        alone = counted(asked, language, "customer")
        counts = f"сами обратились {alone}" if language == "ru" else f"{alone} had to ask"
    if line is None:
        return capital(counts)
    late = hours(abs(line), language)
    if language == "ru":
        learnt = f"через {late} после её записи" if line >= 0 else f"за {late} до её записи"
        return f"Первая линия узнала об ошибке {learnt}; {counts}"
    learnt = "after it was recorded" if line >= 0 else "before it was recorded"
    return f"The first line learnt of the error {late} {learnt}; {counts}"


def told_before_asking(post: Postmortem) -> tuple[int, int]:
    """Return how many customers were told before they asked, and how many had to ask."""
    first = post.contacts.sort_values("started_at").drop_duplicates("thread_id")
    return int(first["role"].eq("told").sum()), int(first["role"].ne("told").sum())


def recovery_finding(post: Postmortem, language: Language) -> str:
    """Say whether help shows in later ratings, or that it is too early."""
    if post.acts.empty and post.effect["n_with"].max() == 0:
        return "Помощь пострадавшим не видна" if language == "ru" else "No recovery act is seen"
    row = post.effect[post.effect["question"].eq("recovered")].iloc[0]
    n_of, n = number(row["n_with"], language), number(row["n_without"], language)
    verdict = str(row["verdict"])
    if verdict == "too_few":
        return (
            f"Вернула ли помощь доверие, судить рано: оценок {n_of} и {n}"
            if language == "ru"
            else f"Too few to say whether help brought trust back: {n_of} and {n} ratings"
        )
    words = say(f"verdict_{verdict}", language)
    return (
        f"Поздние оценки тех, кому помогли: {words}"
        if language == "ru"
        else f"Later ratings of those who were helped: {words}"
    )


def actions_finding(post: Postmortem, language: Language) -> str:
    """Say how many actions there are, done and overdue."""
    rows = post.actions
    if rows.empty:
        return "Действий в файле инцидента нет" if language == "ru" else (
            "The incident file states no action"
        )  # fmt: skip
    n = counted(len(rows), language, "action")
    done, late = int(rows["state"].eq("done").sum()), int(rows["is_overdue"].sum())
    return (
        f"{n}: сделано {done}, просрочено {late}"
        if language == "ru"
        else f"{n}: {done} done, {late} overdue"
    )


def verification_finding(post: Postmortem, language: Language) -> str:
    """Say each check's verdict."""
    if post.verification.empty:
        return "Проверить исправление пока не по чему" if language == "ru" else (
            "There is nothing yet to check the fix by"
        )  # fmt: skip
    parts = [
        say(f"{row['check']}_{row['verdict']}", language) for _, row in post.verification.iterrows()
    ]
    said = "; ".join(parts)
    return capital(said)


def traceability_finding(n_tables: int, language: Language) -> str:
    """Say that every number opens its rows."""
    n = counted(n_tables, language, "table")
    return (
        f"Каждое число открывает свои строки: {n} рядом с отчётом"
        if language == "ru"
        else f"Every number opens its rows: {n} beside the report"
    )


def overdue_words(days_late: int, language: Language) -> str:
    r"""Say by how many days an action is late.

    Examples
    --------
    >>> overdue_words(31, "en") == "overdue by 31\u00a0days"
    True
    """
    n = counted(days_late, language, "day")
    return f"просрочено на {n}" if language == "ru" else f"overdue by {n}"


def due_words(iso: str, language: Language) -> str:
    """Write a due day.

    Examples
    --------
    >>> due_words("2026-05-08", "en")
    '8 May'
    """
    return day(pd.Timestamp(iso), language)
