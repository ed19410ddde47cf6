"""Sentences with numbers about an incident: the headline, the summary, the first seven sections."""

import pandas as pd

from cxkit.measures.escalation import UNKNOWN_LINE
from cxkit.reports.incident_words import local, say
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
from cxkit.schema.incident import Window
from cxkit.schema.results.incident_postmortem import Postmortem
from cxkit.schema.results.promises import KNOWN


def clock(post: Postmortem, name: str) -> float | None:
    """Return the hours of a clock; None while one of its ends is unknown."""
    found = post.clocks.loc[post.clocks["clock"].eq(name), "hours"]
    return None if found.empty or pd.isna(found.iloc[0]) else float(found.iloc[0])


def loss(post: Postmortem, name: str) -> pd.Series | None:
    """Return one row of the losses, or None."""
    found = post.impact[post.impact["loss"].eq(name)]
    return None if found.empty else found.iloc[0]


def count(post: Postmortem, name: str) -> int:
    """Return a count of the losses; 0 when it was not counted."""
    row = loss(post, name)
    return 0 if row is None else int(row["n"])


def postmortem_finding(post: Postmortem, language: Language) -> str:
    """Say what happened, and by how long customers were ahead of the company."""
    title = post.incident.title.of(language) or post.incident.id
    ahead = clock(post, "signal_to_acknowledged")
    if ahead is None:
        told = _unacknowledged(post, language) or told_once(post, language)
        return f"{title}: {told}" if told else title
    by = hours(abs(ahead), language)
    if language == "ru":
        tail = f"клиенты сообщили за {by} до признания" if ahead > 0 else (
            f"признано за {by} до первого сигнала клиентов"
        )  # fmt: skip
    else:
        tail = f"customers reported it {by} before it was acknowledged" if ahead > 0 else (
            f"acknowledged {by} before the first customer spoke"
        )  # fmt: skip
    return f"{title}; {tail}"


def _unacknowledged(post: Postmortem, language: Language) -> str:
    """Say since when customers report what the company, which states other times, has not owned.

    "" where the company states nothing, or nobody can say when the first customer came.
    """
    at = post.milestones.set_index("milestone")["at"]
    since = reported_since(post, language)
    if not since or pd.notna(at["acknowledged"]) or at.isna().all():
        return ""
    return (
        f"клиенты сообщают с {since}, признание не указано"
        if language == "ru"
        else f"reported by customers since {since}, no acknowledgement is stated"
    )


def reported_since(post: Postmortem, language: Language) -> str:
    """Write when the first customer spoke; "" where nobody can say."""
    signal = post.clocks.set_index("clock")["from_at"].get("signal_to_fixed")
    if signal is None or pd.isna(signal) or post.record_from is not None:
        return ""
    return instant(local(signal, post.incident.time_zone), language)


def told_once(post: Postmortem, language: Language) -> str:
    """Say how many spoke of it, when no clock can be read."""
    n, texts = count(post, "asked"), count(post, "texts")
    if n:
        asked = counted(n, language, "contact")
        people = counted(count(post, "cases"), language, "case")
        return f"{asked}, {people}"
    if texts:
        is_story = post.texts["kind"].eq("story").any()
        told = [counted(texts, language, "account" if is_story else "review")]
        calls = post.effort["n_contacts"].sum()
        told += [counted(int(calls), language, "contact")] if calls else []
        told += _open(post, language)
        return ", ".join(told)
    return ""


def _open(post: Postmortem, language: Language) -> list[str]:
    """Say that an account ends unresolved."""
    ends = post.mentions.loc[post.mentions["layer"].eq("outcome"), "code"]
    if not ends.eq("open").any():
        return []
    return ["вопрос открыт" if language == "ru" else "still open"]


def header_finding(post: Postmortem, language: Language) -> str:
    """Say the severity and what decided it."""
    reason = say(post.severity_reason, language)
    return (
        f"Тяжесть {post.severity} из 4 (1 — самая высокая): {reason}"
        if language == "ru"
        else f"Severity {post.severity} of 4 (1 is the gravest): {reason}"
    )


def who(post: Postmortem, language: Language) -> str:
    """Say how many customers there are, or cases where customers have no keys."""
    people = count(post, "customers")
    if people:
        return counted(people, language, "customer")
    return counted(count(post, "cases"), language, "case")


def chronology_finding(post: Postmortem, language: Language) -> str:
    """Say how many entries, gaps and conflicting times there are."""
    rows = post.chronology
    is_gap = rows["entry"].eq("gap")
    entries = counted(int((~is_gap).sum()), language, "entry")
    gaps = counted(int(is_gap.sum()), language, "gap")
    clashes = int(rows["is_conflict"].sum())
    if language == "ru":
        tail = f"расходится время: {clashes}" if clashes else "расхождений во времени нет"
        return f"{entries}, {gaps}; {tail}"
    tail = f"{clashes} with conflicting times" if clashes else "no conflicting times"
    return f"{entries}, {gaps}; {tail}"


def clocks_finding(post: Postmortem, language: Language) -> str:
    """Say who knew first and by how much."""
    for name, ru, en in (
        ("signal_to_alert", ("проверки", "Проверка сработала"), ("monitoring", "Monitoring was")),
        ("signal_to_known_error", ("записи об ошибке", "Ошибку записали"),
         ("the error was recorded", "The error was recorded")),
        ("signal_to_acknowledged", ("признания", "Сбой признали"),
         ("it was acknowledged", "It was acknowledged")),
    ):  # fmt: skip
        ahead = clock(post, name)
        if ahead is None:
            continue
        by = hours(abs(ahead), language)
        if language == "ru":
            late, early = (
                f"Клиенты знали на {by} раньше {ru[0]}",
                f"{ru[1]} на {by} раньше клиентов",
            )
        else:
            late, early = f"Customers knew {by} before {en[0]}", f"{en[1]} {by} before customers"
        return late if ahead > 0 else early
    return _no_clock(post, language)


def _no_clock(post: Postmortem, language: Language) -> str:
    """Say why nobody can tell who knew first."""
    if post.record_from is not None:
        ru = "Кто узнал первым, неизвестно: записи начинаются позже сбоя"
        en = "Who knew first is unknown: the record begins after the incident"
    elif since := reported_since(post, language):
        ru = f"Клиенты сообщают с {since}; когда узнала компания, неизвестно"
        en = f"Customers have reported it since {since}; when the company knew is unknown"
    elif post.milestones["at"].notna().any():
        ru = "Кто узнал первым, неизвестно: час первого сигнала клиента не записан"
        en = "Who knew first is unknown: the hour of the first customer's signal is not recorded"
    else:
        ru = "Вторых часов нет: когда узнала компания, неизвестно"
        en = "The second clock is missing: when the company knew is unknown"
    return ru if language == "ru" else en


def impact_finding(post: Postmortem, language: Language) -> str:
    """Say how many were hit and how many of them were silent."""
    silent = loss(post, "share_silent")
    if not count(post, "contacts"):
        return _hit_by_log(post, language)
    hit = who(post, language)
    if silent is None:
        again = loss(post, "share_came_again")
        if again is None:
            return f"{'Задето' if language == 'ru' else 'Hit'}: {hit}"
        part, of = number(again["n_of"], language), number(again["n"], language)
        return (
            f"Дали о себе знать {hit}; {part} из {of} приходили не раз"
            if language == "ru"
            else f"{hit} got in touch; {part} of {of} came more than once"
        )
    quiet, of = number(silent["n_of"], language), number(silent["n"], language)
    return (
        f"Дали о себе знать {hit}; из {of} задетых, судя по журналу, промолчали {quiet}"
        if language == "ru"
        else f"{hit} got in touch; of {of} hit, as the log shows, {quiet} stayed silent"
    )


def _hit_by_log(post: Postmortem, language: Language) -> str:
    """Say what texts tell, and whom the log shows to be hit, where there are no contacts."""
    told = told_once(post, language) or say("none_found", language)
    if post.reach.empty:
        return told
    n = int(post.reach.iloc[0]["n_customers"])
    return (
        f"{told}; по журналу задето {counted(n, 'ru', 'customer')}"
        if language == "ru"
        else f"{told}; the log shows {counted(n, 'en', 'customer')} hit"
    )


def promises_finding(post: Postmortem, language: Language) -> str:
    """Say how many promises there were, whose end is known, and how many were kept."""
    n, results = len(post.promises), post.promises["result"]
    if not n:
        return _no_promise(post, language)
    known, kept = int(results.isin(KNOWN).sum()), int(results.eq("kept").sum())
    given = counted_of(n, language, "promise")
    if not known:
        end = "исход неизвестен" if language == "ru" else "their end is unknown"
        return f"{capital(given)}: {end}" if language == "en" else (
            f"Обещаний {number(n, 'ru')}: {end}"
        )  # fmt: skip
    if language == "ru":
        ended = f"{number(kept, 'ru')} из {number(known, 'ru')} с известным исходом"
        return f"Сдержано {ended}; всего {number(n, 'ru')}"
    return (
        f"{number(kept, 'en')} of {number(known, 'en')} with a known end were kept; {given} in all"
    )


def _no_promise(post: Postmortem, language: Language) -> str:
    """Say that no answer holds a promise, and how many tell of a broken one nevertheless."""
    rows = post.factors.set_index("factor")["n_cases"]
    told = int(rows.get("broken_promise", 0))
    if not told:
        return "Обещаний не найдено" if language == "ru" else "No promise was found"
    cases = counted(told, language, "case")
    return (
        f"В ответах обещаний не найдено; о нарушенных говорят клиенты: {cases}"
        if language == "ru"
        else f"No answer holds a promise; customers tell of broken ones: {cases}"
    )


def escalation_finding(post: Postmortem, language: Language) -> str:
    """Say how many cases left the first line, and how many came back."""
    cases = post.cases
    if not has_lines(post):
        return _told_way(post, language)
    counts = cases["n_handovers"].gt(0).sum(), cases["is_ping_pong"].sum()
    moved, back = (number(int(value), language) for value in counts)
    n = counted_of(len(cases), language, "case")
    return (
        f"Из {n} передавали {moved}, вернули назад {back}"
        if language == "ru"
        else f"Of {n}, {moved} changed lines and {back} came back"
    )


def has_lines(post: Postmortem) -> bool:
    """Tell whether any record says which line had a case."""
    return bool(post.lines["line"].ne(UNKNOWN_LINE).any())


def _told_way(post: Postmortem, language: Language) -> str:
    """Say what an account tells of the way, where no record shows it."""
    told = set(post.factors["factor"])
    if "no_escalation_path" in told:
        pressed = "responds_to_pressure" in told
        if language == "ru":
            tail = "; помогла огласка или настойчивость" if pressed else ""
            return f"По рассказу, первая линия не передаёт дело на вторую{tail}"
        tail = "; publicity or insistence helped" if pressed else ""
        return f"As told, the first line does not hand the case to the second{tail}"
    return "Путь обращений по линиям неизвестен" if language == "ru" else (
        "The way through the lines is unknown"
    )  # fmt: skip


def window_words(post: Postmortem, language: Language) -> str:
    """Write the incident's window, its last day included."""
    zone = post.incident.time_zone
    if post.incident.window is None and post.contacts.empty:
        return say("unknown", language).lower()
    return f"{days_of(post.window, zone, language)}, {zone}"


def days_of(window: Window, zone: str, language: Language) -> str:
    """Write the first and last day of a stretch; both years where they differ."""
    first, last = local(window.start, zone), local(window.end - pd.Timedelta("1s"), zone)
    begun = day(first, language, year=first.year != last.year)
    return f"{begun} – {day(last, language, year=True)}"
