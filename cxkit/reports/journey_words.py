"""The words of journey maps in both languages, and where long Russian words may be broken."""

import re
from functools import cache
from importlib.resources import files

import yaml

from cxkit.errors import did_you_mean
from cxkit.reports.wording import Language, number, signed

SOFT_HYPHEN = "\u00ad"

_VOWEL, _CONSONANT = "[аеёиоуыэюя]", "[бвгджзклмнпрстфхцчшщ]"
_BREAKS = tuple(
    re.compile(rule.replace("v", _VOWEL).replace("c", _CONSONANT), re.IGNORECASE)
    for rule in (
        "([йьъ])(?=[а-яё][а-яё])", "(v)(?=v[а-яё])", "(vc)(?=cv)", "(cv)(?=cv)", "(vc)(?=ccv)",
        "(vcc)(?=ccv)",
    )
)  # fmt: skip
_SHORT_START = re.compile(rf"(?<![\w{SOFT_HYPHEN}])(\w{{1,2}}){SOFT_HYPHEN}")
"""Not after one or two letters."""


def say(key: str, language: Language, **values: object) -> str:
    """Return a word of the journey maps, with *values* put in.

    Examples
    --------
    >>> say("day", "ru", day=3), say("promise", "en", n=2)
    ('день 3', 'P2')
    """
    words = _words()
    if key not in words:
        raise KeyError(f"'{key}' is not in journey_words.yaml.{did_you_mean(key, words)}")
    return words[key][language].format(**values)


def soft(label: str) -> str:
    """Mark the places where a Russian word may be broken, by P. Hristov's six rules.

    Examples
    --------
    >>> soft("Подтверждение").replace(SOFT_HYPHEN, "-")
    'Под-твер-жде-ние'
    >>> soft("Delivery")
    'Delivery'
    """
    for rule in _BREAKS:
        label = rule.sub(rf"\1{SOFT_HYPHEN}", label)
    return _SHORT_START.sub(r"\1", label)


def felt(value: float | None, language: Language, digits: int = 0) -> str:
    """Write a valence with its sign; a missing one is a question mark.

    Examples
    --------
    >>> felt(-2, "en"), felt(0.84, "ru", 1), felt(None, "en")
    ('−2', '+0,8', '?')
    """
    return "?" if value is None else signed(value, language, digits)


def minutes(amount: float, language: Language) -> str:
    """Write a told length of time in minutes, or in hours from 90 minutes on.

    Examples
    --------
    >>> minutes(20, "en"), minutes(150, "en")
    ('20 min', '2.5 h')
    """
    if amount < 90:
        return say("minutes", language, n=number(amount, language))
    hours = amount / 60
    return say("hours", language, n=number(hours, language, 0 if hours == round(hours) else 1))


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("cxkit.reports").joinpath("journey_words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
