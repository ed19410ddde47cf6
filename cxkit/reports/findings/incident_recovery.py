"""Sentences with numbers about an incident: causes, help, actions, proof and limits."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.findings.incident_postmortem import clock, count, loss
from cxkit.reports.incident_words import (
    ACTIONS,
    CASES,
    CUSTOMERS,
    DAYS,
    ORDERS,
    TABLES,
    channel_name,
    local,
    say,
    share_of,
)
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import (
    Language,
    capital,
    counted,
    counted_of,
    day,
    hours,
    instant,
    number,
)
from cxkit.schema.incident import MILESTONES
from cxkit.schema.results.incident_postmortem import Postmortem

FACTORS = {"ru": ("причина", "причины", "причин"), "en": ("factor", "factors")}
QUESTIONS = {"ru": ("вопрос", "вопроса", "вопросов"), "en": ("question", "questions")}
GIVEN = {"ru": ("ответ", "ответа", "ответов"), "en": ("answer", "answers")}
SOON = pd.Timedelta("24h")


def factors_finding(post: Postmortem, language: Language) -> str:
    """Say how many factors there are, and which one shows in most cases."""
    rows = post.factors
    if rows.empty:
        return "Причины по данным не видны" if language == "ru" else "The data show no factor"
    first = rows.iloc[0]
    label = load_codebook().label(first["factor"], language).lower()
    n = counted(len(rows), language, FACTORS[language])
    if int(first["n_all"]) == 1:
        return f"{n}, все из одного рассказа" if language == "ru" else f"{n}, all from one account"
    cases, of = int(first["n_cases"]), int(first["n_all"])
    shown = (
        f"{counted(cases, 'ru', CASES['ru'])} из {number(of, 'ru')}"
        if language == "ru"
        else f"{number(cases, 'en')} of {counted_of(of, 'en', CASES['en'])}"
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
    cases = counted(n_all, language, CASES[language])
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
        of = counted_of(int(row["n_answered"]), language, GIVEN[language])
        found.append(
            f"Узнав об ошибке, первая линия назвала обходной путь в {n} из {of}."
            if language == "ru"
            else f"Once told, the first line named the workaround in {n} of {of}."
        )
    reach = post.reach.set_index("event")["n_cases"] if len(post.reach) else pd.Series(dtype=int)
    if len(reach) > 1:
        last, most = reach.index[-1], reach.index[0]
        few = number(reach[last], language)
        many = counted_of(int(reach[most]), language, ORDERS[language])
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
        if length is not None and 0 <= length <= 48:
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
        people = counted_of(told, "ru", CUSTOMERS["ru"])
        warned = f"предупредили {people}" if told else "не предупредили никого"
        counts = f"заранее {warned}, сами обратились {number(asked, 'ru')}"
    else:
        people = counted(told, "en", CUSTOMERS["en"]) if told else "no customer"
        were = "were" if told > 1 else "was"
        counts = f"{people} {were} told first, {number(asked, 'en')} had to ask"
    if not is_seen:
        alone = counted(asked, language, CUSTOMERS[language])
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
    n = counted(len(rows), language, ACTIONS[language])
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
    n = counted(n_tables, language, TABLES[language])
    return (
        f"Каждое число открывает свои строки: {n} рядом с отчётом"
        if language == "ru"
        else f"Every number opens its rows: {n} beside the report"
    )


def limits_finding(said: list[str], language: Language) -> str:
    """Say how many limits follow."""
    n = counted(len(said), language, QUESTIONS[language])
    return f"На {n} данные не отвечают" if language == "ru" else f"The data leave {n} open"


def limits(
    post: Postmortem, language: Language, *, n_refused: int = 0, n_undated: int = 0
) -> list[str]:
    """List what the data cannot say; each sentence from a fact of the data."""
    ru = language == "ru"
    said = [_gap(gap, post, language) for _, gap in post.gaps.iterrows()]
    missing = [
        say(name, language).lower()
        for name in MILESTONES
        if post.milestones.loc[post.milestones["milestone"].eq(name), "source"].eq("missing").all()
    ]
    if missing:
        names = ", ".join(missing)
        said.append(f"Неизвестно, когда: {names}." if ru else f"It is unknown when: {names}.")
    if post.record_from is not None:
        first = day(local(post.record_from, post.incident.time_zone), language, year=True)
        said.append(
            f"Записи начинаются {first}, позже сбоя: когда пришёл первый клиент и сколько их было"
            " до того, неизвестно."
            if ru
            else f"The record begins on {first}, after the incident did: when the first customer"
            " came, and how many came before that, is unknown."
        )
    if n_refused:
        n = number(n_refused, language)
        said.append(
            f"Строк источников не прочитано: {n}; что в них, неизвестно."
            if ru
            else f"{n} rows of the sources could not be read; what they hold is unknown."
        )
    if n_undated:
        n = number(n_undated, language)
        said.append(
            f"Без даты строк источников: {n}; в окно инцидента попадают только строки с датой,"
            " и эти в отчёт не вошли."
            if ru
            else f"{n} rows of the sources have no date; only dated rows fall into the incident's"
            " window, and these are left out of the report."
        )
    said += _limits_of_contacts(post, language)
    unknown = int(post.promises["result"].isin(["unknown", "vague"]).sum())
    if unknown:
        n, of = number(unknown, language), number(len(post.promises), language)
        said.append(f"Исход {n} обещаний из {of} никем не назван." if ru else
                    f"Nobody tells the end of {n} of {of} promises.")  # fmt: skip
    if post.before is None:
        said.append("Периода для сравнения нет: рост обращений не оценить." if ru else
                    "There is no time to compare with: a rise cannot be judged.")  # fmt: skip
    said.append("Причины найдены по словам и записям; что из них вызвало остальное, данные не"
                " решают." if ru else "Factors come from words and records; which of them caused"
                " the rest the data do not decide.")  # fmt: skip
    return said


def _gap(gap: pd.Series, post: Postmortem, language: Language) -> str:
    zone = post.incident.time_zone
    start, until = (instant(local(gap[name], zone), language) for name in ("from_at", "until_at"))
    n, name = number(gap["n_expected"], language), channel_name(gap["channel"], language)
    return (
        f"Канал «{name}» молчит с {start} до {until}; ждали бы около {n} обращений по всем темам."
        if language == "ru"
        else f"Channel “{name}” is silent from {start} to {until}; about {n} contacts on"
        " all topics would be expected."
    )


def _limits_of_contacts(post: Postmortem, language: Language) -> list[str]:
    ru, calls = language == "ru", post.contacts
    if calls.empty:
        return ["Ни одно обращение к инциденту не отнесено: сколько клиентов задето, неизвестно."
                if ru else "No contact belongs to the incident: how many customers were hit is"
                " unknown."]  # fmt: skip
    said = []
    if calls["case_id"].isna().all():
        said.append("Номеров обращений в записях нет: кому не дали номера, неизвестно." if ru else
                    "The record has no case numbers: who was given none is unknown.")  # fmt: skip
    no_end = int(calls["ended_at"].isna().sum())
    if no_end:
        n = number(no_end, language)
        said.append(f"Без времени конца обращений {n}: работа в них не посчитана." if ru else
                    f"{n} contacts have no end: work in them is not counted.")  # fmt: skip
    silent = loss(post, "share_silent")
    if silent is not None and int(silent["n_of"]):
        n = number(silent["n_of"], language)
        said.append(f"Почему {n} задетых клиентов молчали и ушёл ли кто-то из них, неизвестно."
                    if ru else f"Why {n} customers who were hit stayed silent, and whether any"
                    " left, is unknown.")  # fmt: skip
    elif post.reach.empty:
        said.append(
            "Кого задело молча, не видно: журнал не отделяет задетых."
            if ru
            else "Who was hit in silence is not seen: the log does not tell them apart."
        )
    if count(post, "customers") == 0:
        said.append("Ключей клиентов нет: делом считается номер, и один клиент может быть"
                    " посчитан дважды." if ru else "There are no customers' keys: a case is its"
                    " number, and one customer may be counted twice.")  # fmt: skip
    return said


def overdue_words(days_late: int, language: Language) -> str:
    r"""Say by how many days an action is late.

    Examples
    --------
    >>> overdue_words(31, "en") == "overdue by 31\u00a0days"
    True
    """
    n = counted(days_late, language, DAYS[language])
    return f"просрочено на {n}" if language == "ru" else f"overdue by {n}"


def due_words(iso: str, language: Language) -> str:
    """Write a due day.

    Examples
    --------
    >>> due_words("2026-05-08", "en")
    '8 May'
    """
    return day(pd.Timestamp(iso), language)
