"""Sentences of the summary: the whole incident in a few lines."""

import pandas as pd

from cxkit.reports.findings.incident_postmortem import (
    clock,
    count,
    loss,
    promises_finding,
    told_once,
    who,
)
from cxkit.reports.incident_words import say
from cxkit.reports.wording import Language, counted, counted_of, hours, number, plural
from cxkit.schema.results.incident_postmortem import Postmortem

WERE = ("was", "were")


def summary_finding(post: Postmortem, language: Language) -> str:
    """Say how many came how often."""
    asked = count(post, "asked")
    if not asked:
        return told_once(post, language) or say("none_found", language)
    times = counted(asked, language, "contact")
    came = who(post, language)
    return f"{came}: {times} в поддержку" if language == "ru" else f"{came}, {times} with support"


def summary(post: Postmortem, language: Language) -> list[str]:
    """Tell the incident in plain sentences; what is unknown is listed at the end of the report."""
    sentences = [
        _what(post, language),
        _told(post, language),
        _who(post, language),
        _first_line(post, language),
        _workaround(post, language),
        _after(post, language),
    ]
    return [sentence for sentence in sentences if sentence]


def _what(post: Postmortem, language: Language) -> str:
    error = post.incident.known_error.of(language)
    length = clock(post, "signal_to_fixed")
    if length is None:
        return " ".join(filter(None, (error, _still_open(post, language))))
    took = hours(length, language)
    return (
        f"{error} От первого сигнала клиента до исправления прошло {took}."
        if language == "ru"
        else f"{error} From the first customer's signal to the fix {took} went by."
    )


def _still_open(post: Postmortem, language: Language) -> str:
    """Say that no fix is known, where the company stated anything at all."""
    at = post.milestones.set_index("milestone")["at"]
    if pd.notna(at["fixed"]) or at.isna().all():
        return ""
    return (
        "Исправление не указано: сбой, возможно, продолжается."
        if language == "ru"
        else "No fix is stated: the incident may still go on."
    )


def _told(post: Postmortem, language: Language) -> str:
    """Tell what accounts say, where there is no record."""
    if count(post, "asked") or not count(post, "texts"):
        return ""
    said = told_once(post, language)
    lead = "Обращений в данных нет, только слова клиентов" if language == "ru" else (
        "There are no contacts in the data, only customers' words"
    )  # fmt: skip
    return f"{lead}: {said}. {promises_finding(post, language)}."


def _who(post: Postmortem, language: Language) -> str:
    repeat, silent = loss(post, "share_repeat"), loss(post, "share_silent")
    if repeat is None:
        without, came = _without_it(post, language), number(count(post, "asked"), language)
        lead = "Обращений клиентов" if language == "ru" else "Contacts from customers"
        return f"{lead}: {came}.{without}" if without else ""
    n, of = int(repeat["n_of"]), counted_of(int(repeat["n"]), language, "contact")
    text = (
        f"Из {of} клиентов повторных {number(n, 'ru')}."
        if language == "ru"
        else f"Of {of} from customers, {number(n, 'en')} {plural(n, 'en', WERE)} repeated."
    )
    text += _without_it(post, language)
    if silent is None:
        return text
    quiet, n_hit = number(silent["n_of"], language), int(silent["n"])
    return (
        f"{text} Журнал показывает, что задело {counted_of(n_hit, 'ru', 'customer')}; из них"
        f" не обратились {quiet}."
        if language == "ru"
        else f"{text} The log shows {counted(n_hit, 'en', 'customer')} who"
        f" {plural(n_hit, 'en', WERE)} hit; {quiet} of them never came."
    )


def _without_it(post: Postmortem, language: Language) -> str:
    """Say how many of the contacts would have come anyway; "" where none did before."""
    usual = loss(post, "usual")
    if usual is None or usual["value"] < 1:
        return ""
    n = number(usual["value"], language)
    return (
        f" Около {n} из них, судя по времени до инцидента, пришли бы и без него: те же слова,"
        " другая причина."
        if language == "ru"
        else f" As the time before shows, about {n} of them would have come without the incident:"
        " the same words, another cause."
    )


def n_answers(post: Postmortem, time: str) -> int:
    """Return how many different answers were given in a stretch of the incident."""
    return int(post.answers["time"].eq(time).sum())


def _first_line(post: Postmortem, language: Language) -> str:
    n, wait = n_answers(post, "before_told"), clock(post, "known_error_to_first_line")
    answers = counted(n, language, "different_answer")
    if wait is None or wait <= 0:
        return "" if n < 2 else (
            f"Первая линия давала {answers} на один вопрос."
            if language == "ru"
            else f"The first line gave {answers} to one question."
        )  # fmt: skip
    late = hours(wait, language)
    if n < 2:
        return (
            f"Первая линия узнала об ошибке через {late} после её записи."
            if language == "ru"
            else f"The first line was told {late} after the error was recorded."
        )
    return (
        f"Первая линия узнала об ошибке через {late} после её записи, а до того давала"
        f" {answers} на один вопрос."
        if language == "ru"
        else f"The first line was told {late} after the error was recorded; until then it gave"
        f" {answers} to one question."
    )


def _workaround(post: Postmortem, language: Language) -> str:
    workaround = post.incident.workaround.of(language)
    if not workaround:
        return ""
    return f"Обходной путь: {workaround}" if language == "ru" else f"Workaround: {workaround}"


def _after(post: Postmortem, language: Language) -> str:
    checks = post.verification[post.verification["check"].eq("contacts")]
    if checks.empty:
        return ""
    verdict = checks.iloc[0]["verdict"]
    told = {
        "proven": ("После исправления обращения вернулись к норме: это доказано.",
                   "After the fix contacts are back to normal: this is proven."),
        "failed": ("После исправления обращения к норме не вернулись.",
                   "After the fix contacts are not back to normal."),
    }.get(verdict, ("Помогло ли исправление, ещё не доказано.",
                    "Whether the fix worked is not proven yet."))  # fmt: skip
    return told[0] if language == "ru" else told[1]
