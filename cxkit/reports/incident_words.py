"""The words of the incident post-mortem, and the forms that its numbers take."""

from functools import cache
from importlib.resources import files

import pandas as pd
import yaml

from cxkit.codebook.load import load_codebook
from cxkit.errors import did_you_mean
from cxkit.reports.wording import Language, number, percent, percent_interval

CUSTOMERS = {"ru": ("клиент", "клиента", "клиентов"), "en": ("customer", "customers")}
CONTACTS = {"ru": ("обращение", "обращения", "обращений"), "en": ("contact", "contacts")}
CASES = {"ru": ("дело", "дела", "дел"), "en": ("case", "cases")}
ORDERS = {"ru": ("заказ", "заказа", "заказов"), "en": ("order", "orders")}
REVIEWS = {"ru": ("отзыв", "отзыва", "отзывов"), "en": ("review", "reviews")}
ENTRIES = {"ru": ("запись", "записи", "записей"), "en": ("entry", "entries")}
GAPS = {"ru": ("пропуск", "пропуска", "пропусков"), "en": ("gap", "gaps")}
ANSWERS = {
    "ru": ("разный ответ", "разных ответа", "разных ответов"),
    "en": ("answer", "different answers"),
}
ACTIONS = {"ru": ("действие", "действия", "действий"), "en": ("action", "actions")}
TABLES = {"ru": ("таблица", "таблицы", "таблиц"), "en": ("table", "tables")}
DAYS = {"ru": ("день", "дня", "дней"), "en": ("day", "days")}
BASES: dict[str, dict[Language, tuple[str, ...]]] = {
    "of_asked": {
        "ru": ("обращение, где клиент пришёл сам", "обращения, где клиент пришёл сам",
               "обращений, где клиент пришёл сам"),
        "en": ("contact in which the customer came", "contacts in which the customer came"),
    },
    "of_cases": {"ru": CASES["ru"], "en": CASES["en"]},
    "of_solved": {
        "ru": ("решённое дело", "решённых дела", "решённых дел"),
        "en": ("case that was settled", "cases that were settled"),
    },
    "of_affected": {
        "ru": ("клиент с событием «{event}»", "клиента с событием «{event}»",
               "клиентов с событием «{event}»"),
        "en": ("customer with the event “{event}”", "customers with the event “{event}”"),
    },
}  # fmt: skip
"""What a loss is counted from, by number."""


def say(key: str, language: Language, **values: object) -> str:
    """Return a word of the post-mortem, with *values* put in.

    Examples
    --------
    >>> say("kept", "ru"), say("peak_day", "en", n=66)
    ('Сдержано', 'Most contacts in a day: 66')
    """
    words = _words()
    if key not in words:
        raise KeyError(f"'{key}' is not in incident_words.yaml.{did_you_mean(key, words)}")
    return words[key][language].format(**values)


def is_said(key: str) -> bool:
    """Tell whether there is a word for *key*; a researcher's own codes have none."""
    return key in _words()


def line_name(line: str, language: Language) -> str:
    """Name a support line: the usual ones in words, others as the source writes them.

    Examples
    --------
    >>> line_name("2", "ru"), line_name("V30", "ru")
    ('2-я линия', 'V30')
    """
    return say(f"line_{line}", language) if is_said(f"line_{line}") else line


def channel_name(channel: str, language: Language) -> str:
    """Name a channel: those of the codebook in words, others as the source writes them.

    Examples
    --------
    >>> channel_name("phone", "ru"), channel_name("kiosk", "ru")
    ('Телефон', 'kiosk')
    """
    codes = load_codebook()
    return codes.label(channel, language) if channel in codes.channels else channel


def share_of(n_of: int, n: int, language: Language, *, base: str = "") -> str:
    """Write a share with its base; below 30 only the base.

    Examples
    --------
    >>> share_of(108, 239, "en"), share_of(7, 11, "en")
    ('45% (108 of 239)', '7 of 11')
    """
    of = "из" if language == "ru" else "of"
    counts = f"{number(n_of, language)} {of} {number(n, language)}"
    counts = f"{counts} {base}".strip()
    return f"{percent(n_of / n, language)} ({counts})" if n >= 30 else counts


def bounds(low: float, high: float, language: Language) -> str:
    """Write the interval of a share.

    Examples
    --------
    >>> bounds(0.39, 0.515, "en")
    '39% to 52%'
    """
    return percent_interval(float(low), float(high), language)


def local(when: pd.Timestamp, time_zone: str) -> pd.Timestamp:
    """Return an instant as the wall clock of the incident."""
    return when.tz_convert(time_zone).tz_localize(None)


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("cxkit.reports").joinpath("incident_words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
