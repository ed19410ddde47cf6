"""Sentences with numbers about one customer's path, in Russian and English."""

import pandas as pd

from cxkit.reports.journey_words import felt, minutes
from cxkit.reports.wording import (
    NO_BREAK_SPACE,
    Language,
    capital,
    counted,
    counted_of,
    days,
    number,
)

OUTCOMES = {
    "leave": {"ru": "Уходит", "en": "Leaves"},
    "stay": {"ru": "Остаётся", "en": "Stays"},
    "open": {"ru": "Вопрос открыт", "en": "Unresolved"},
}
VERDICTS = {
    "leave": {"ru": "клиент уходит", "en": "the customer leaves"},
    "stay": {"ru": "клиент остаётся", "en": "the customer stays"},
    "open": {"ru": "вопрос открыт", "en": "the matter is open"},
    "warn": {"ru": "клиент отговаривает других", "en": "the customer warns others"},
    "promote": {"ru": "клиент рекомендует", "en": "the customer recommends"},
}


def journey_finding(summary: pd.Series, labels: dict[int, str], language: Language) -> str:
    """Say how a path (one row of JOURNEY_SUMMARY) went: its worst or best moment, and its end.

    *labels* name the moments' touchpoints by their numbers.
    """
    if pd.isna(summary["mean"]):
        return "Что пережито, рассказ не говорит" if language == "ru" else (
            "The story does not say what was felt"
        )  # fmt: skip
    start = _turning(summary, labels, language)
    verdict = _verdict(summary, language)
    return f"{start}; {verdict}" if verdict else start


def map_finding(summary: pd.Series, labels: dict[int, str], language: Language) -> str:
    """Say where the map is lowest or highest, with the length of that stretch."""
    if pd.isna(summary["peak"]) or summary["peak"] == 0:
        n = int(summary["n_moments"])
        return (
            f"Ровный путь: {counted(n, language, 'moment')} около нуля"
            if language == "ru"
            else f"An even path: {counted(n, language, 'moment')} near zero"
        )
    low, n, label = summary["peak"] < 0, int(summary["n_peak"]), labels[summary["peak_moment"]]
    run = counted(n, language, "moment")
    if language == "ru":
        kind = "Худшее" if low else "Лучшее"
        tail = f"{run} подряд на {felt(summary['peak'], language)}" if n > 1 else felt(
            summary["peak"], language
        )  # fmt: skip
        return f"{kind} началось здесь: {label}, {tail}" if n > 1 else f"{kind}: {label}, {tail}"
    kind = "The worst" if low else "The best"
    value = felt(summary["peak"], language)
    return (
        f"{kind} began at “{label}”: {run} in a row at {value}"
        if n > 1
        else f"{kind} moment: “{label}”, {value}"
    )


def peak_sentence(summary: pd.Series, language: Language) -> str:
    """Say the peak and how many moments in a row it lasted.

    Examples
    --------
    >>> peak_sentence(pd.Series({"peak": -2.0, "n_peak": 4}), "en")
    'Peak −2: 4 moments in a row'
    """
    if pd.isna(summary["peak"]) or not summary["peak"]:
        return ""
    value, n = felt(summary["peak"], language), int(summary["n_peak"])
    name = "Пик" if language == "ru" else "Peak"
    if n == 1:
        return f"{name} {value}"
    run = counted(n, language, "moment").replace("\u00a0", " ")
    return f"{name} {value}: {run} {'подряд' if language == 'ru' else 'in a row'}"


def promises_finding(promises: pd.DataFrame, language: Language) -> str:
    """Say how many promises were given and what became of them."""
    n, counts = len(promises), promises["result"].value_counts()
    given = counted(n, language, "promise")
    if not n:
        return "Обещаний в рассказе нет" if language == "ru" else "No promise is told"
    kept, failed = int(counts.get("kept", 0)), int(counts.get("broken", 0) + counts.get("late", 0))
    unknown = n - kept - failed
    one = n == 1
    if language == "ru":
        ends = ((kept, f"сдержано {kept}"), (failed, f"нарушено или с опозданием {failed}"),
                (unknown, f"исход неизвестен у {unknown}"))  # fmt: skip
        whole = {kept: "сдержано" if one else "все сдержаны", unknown: "исход неизвестен"}
        whole[failed] = "не сдержано в срок" if one else "ни одно не сдержано в срок"
    else:
        ends = ((kept, f"{kept} kept"), (failed, f"{failed} broken or late"),
                (unknown, f"{unknown} unknown"))  # fmt: skip
        whole = {kept: "kept" if one else "all kept", unknown: "end unknown"}
        whole[failed] = "not kept in time" if one else "none kept in time"
    if n in whole:
        return f"{given}: {whole[n]}"
    return f"{given}: {', '.join(words for count, words in ends if count)}"


def told_promises(promises: pd.DataFrame, language: Language) -> str:
    """Say the ledger's sum in the map's margin; empty without promises."""
    if not len(promises):
        return ""
    known = promises.loc[promises["result"].isin(["kept", "late", "broken"])]
    kept, of = int((known["result"] == "kept").sum()), len(known)
    if not of:
        return "исход неизвестен" if language == "ru" else "end unknown"
    return (
        f"сдержано {kept} из {of} известных" if language == "ru" else f"{kept} of {of} known kept"
    )


def told_effort(effort: pd.DataFrame, language: Language) -> str:
    """Say contacts and hours as told; what is not told is unknown.

    Examples
    --------
    >>> row = {"n_contacts": 2, "is_least": True, "hours_spent": 2.5, "hours_waited": None}
    >>> told_effort(pd.DataFrame([row]), "en").replace("\u00a0", " ")
    'at least 2 contacts, 2 h 30 min'
    """
    unknown = "неизвестно" if language == "ru" else "unknown"
    if not len(effort):
        return unknown
    row, parts = effort.iloc[0], []
    if pd.notna(row["n_contacts"]):
        least = {"ru": "не менее ", "en": "at least "}[language] if row["is_least"] else ""
        write = counted_of if least else counted
        parts.append(least + write(round(row["n_contacts"]), language, "contact"))
    hours = [row[name] for name in ("hours_spent", "hours_waited") if pd.notna(row[name])]
    if pd.notna(row["hours_spent"]):
        parts.append(minutes(float(row["hours_spent"]) * 60, language))
    elif hours:
        waited = "ждал " if language == "ru" else "waited "
        parts.append(waited + minutes(float(row["hours_waited"]) * 60, language))
    return ", ".join(parts) or unknown


def gap_words(gap_days: float | None, language: Language) -> str:
    """Say how far what happened was from what was promised; empty when it is not known.

    Examples
    --------
    >>> gap_words(2, "ru"), gap_words(-11, "en"), gap_words(0, "en"), gap_words(None, "en")
    ('на 2 дня позже', '11 days earlier', 'on time', '')
    >>> gap_words(0.13, "en"), gap_words(1.5, "ru")
    ('3 h late', 'на 1 д 12 ч позже')
    """
    if gap_days is None or pd.isna(gap_days):
        return ""
    if gap_days == 0:
        return "в срок" if language == "ru" else "on time"
    size = abs(float(gap_days))
    is_whole = size == round(size)
    hours = round(24 * size)  # days are told to a hundredth: minutes would be made up
    length = days(hours / 24 if hours else size, language)
    far = counted(round(size), language, "day") if is_whole else length
    far = far.replace(NO_BREAK_SPACE, " ")
    late = gap_days > 0
    if language == "ru":
        return f"на {far} {'позже' if late else 'раньше'}"
    return f"{far} {'late' if late else 'earlier'}"


def told_gap(promise: pd.Series, language: Language) -> str:
    """Say the gap of one promise; that it was met on time only where it had a time.

    Examples
    --------
    >>> told_gap(pd.Series({"gap_days": 0.0, "due_days": None, "due_quote": "by two"}), "en")
    'on time'
    >>> told_gap(pd.Series({"gap_days": 0.0, "due_days": None, "due_quote": None}), "en")
    ''
    """
    gap = promise["gap_days"]
    is_timed = pd.notna(promise["due_days"]) or pd.notna(promise["due_quote"])
    return "" if pd.notna(gap) and gap == 0 and not is_timed else gap_words(gap, language)


def factors_finding(
    n_codes: int, n_moments: int, language: Language, *, n_unplaced: int = 0, n_inferred: int = 0
) -> str:
    r"""Say how many causes are shown, in how many moments; how many only the whole text tells.

    Examples
    --------
    >>> factors_finding(10, 6, "en", n_unplaced=3).replace("\u00a0", " ")
    '10 causes in 6 moments of the path; the moment of 3 is unknown'
    >>> factors_finding(1, 1, "en", n_inferred=4).replace("\u00a0", " ")
    '1 cause in 1 moment of the path; 4 more only from the story as a whole'
    """
    is_ru = language == "ru"
    if not n_codes and not n_inferred:
        return "Причин неудачи в рассказе нет" if is_ru else "No cause of failure is told"
    causes = counted(n_codes or n_inferred, language, "cause")
    if not n_codes:
        whole = "только из рассказа в целом" if is_ru else "only from the story as a whole"
        return f"{causes}, {whole}"
    more = number(n_inferred, language)
    more = f"ещё {more} лишь из рассказа в целом" if is_ru else (
        f"{more} more only from the story as a whole"
    )  # fmt: skip
    lost, is_lost = number(n_unplaced, language), n_unplaced == n_codes
    if is_lost:
        told = f"{causes}, момент неизвестен" if is_ru else f"{causes}, their moment is unknown"
    elif is_ru:
        told = f"{causes} в {counted(n_moments, language, 'in_moment')} пути"
    else:
        told = f"{causes} in {counted(n_moments, language, 'moment')} of the path"
    unplaced = f"у {lost} момент неизвестен" if is_ru else f"the moment of {lost} is unknown"
    parts = ((told, True), (unplaced, n_unplaced and not is_lost), (more, n_inferred))
    return "; ".join(part for part, is_said in parts if is_said)


def verdict_finding(summary: pd.Series, n_recovery: int, language: Language) -> str:
    """Say how the relationship ends and whether anything was made good."""
    untold = {
        "ru": "Останется ли клиент, неизвестно",
        "en": "Whether the customer stays is unknown",
    }
    start = capital(VERDICTS.get(summary["outcome"], untold)[language])
    if language == "ru":
        steps = counted(n_recovery, language, "step")
        tail = f"компания сделала {steps} навстречу" if n_recovery else "что исправили, не сказано"
    else:
        steps = counted(n_recovery, language, "step")
        tail = f"the company took {steps} to put it right" if n_recovery else "no recovery is told"
    return f"{start}; {tail}"


def _turning(summary: pd.Series, labels: dict[int, str], language: Language) -> str:
    low = summary["peak"] < 0
    label = labels[summary["peak_moment"]]
    mean = felt(summary["mean"], language, 1)
    if language == "ru":
        worst = "Хуже всего" if low else "Лучше всего"
        return f"{worst}: {label}, {felt(summary['peak'], language)} при среднем {mean}"
    worst = "Lowest" if low else "Highest"
    return f"{worst} at “{label}”, {felt(summary['peak'], language)} with a mean of {mean}"


def _verdict(summary: pd.Series, language: Language) -> str:
    told = str(summary["outcomes"]).split(";")
    outcome = summary["outcome"] if summary["outcome"] in VERDICTS else told[-1]
    return VERDICTS[outcome][language] if outcome in VERDICTS else ""
