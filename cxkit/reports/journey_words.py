"""The words of journey maps in both languages, where long words and long quotes may be broken."""

import re
from functools import partial

from cxkit.reports.wording import Language, hours, number, phrase, signed

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

_CLUSTER = re.compile("th|ch|sh|ph|ck|gh|qu|[bcdfgpt]r|[bcfgp]l", re.IGNORECASE)
"""Letters that stay together."""

_LATIN_VOWEL, _LATIN_CONSONANT = "[aeiouy]", "[b-df-hj-np-tv-xz]"
_LATIN_BREAKS = tuple(
    re.compile(rf"(?<={before})(?={after})", re.IGNORECASE)
    for before, after in (
        (rf"\w{{2}}{_LATIN_VOWEL}", rf"{_LATIN_CONSONANT}{_LATIN_VOWEL}\w"),
        (rf"\w{_LATIN_VOWEL}{_LATIN_CONSONANT}", rf"{_LATIN_CONSONANT}{_LATIN_VOWEL}\w"),
    )
)
_LONG_LATIN = re.compile("[A-Za-z]{9,}|[A-Za-z]{8}(?=['’])")
"""Shorter English words fit a column whole."""

LONGEST_QUOTE = 200
_SENTENCE_END = re.compile(r"[.!?…]+[\"»”’)]*(?=\s)")
_CLAUSE_END = re.compile(r"(?=[,;:—–])")
_SHORTEST_CLAUSE = 60


say = partial(phrase, "journey_words")
"""Return a phrase of the journeys: ``say("day", "ru", n=3)``."""


def soft(label: str) -> str:
    """Mark the places where a long word may be broken.

    Russian by P. Hristov's six rules; English words of nine letters and more between two
    consonants that vowels enclose, and before a consonant between vowels.

    Examples
    --------
    >>> soft("Подтверждение").replace(SOFT_HYPHEN, "-")
    'Под-твер-жде-ние'
    >>> [soft(word).replace(SOFT_HYPHEN, "-") for word in ("Delivery", "Advertising")]
    ['Delivery', 'Adver-ti-sing']
    """
    label = _LONG_LATIN.sub(_latin_soft, label)
    for rule in _BREAKS:
        label = rule.sub(rf"\1{SOFT_HYPHEN}", label)
    return _SHORT_START.sub(r"\1", label)


def shorter(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """Return where a quote of at most 200 characters ends, when its words allow it.

    A long quote ends with the last whole sentence that fits, else with the last clause; one
    without either stays whole.

    Examples
    --------
    >>> text = "They were late. " + "And then " * 30
    >>> shorter(text, (0, len(text))), shorter(text, (0, 15)), shorter("x" * 300, (0, 300))
    ((0, 15), (0, 15), (0, 300))
    """
    start, end = place
    if end - start <= LONGEST_QUOTE:
        return place
    held = text[start : start + LONGEST_QUOTE + 1]
    sentences = [found.end() for found in _SENTENCE_END.finditer(held)]
    clauses = [found.end() for found in _CLAUSE_END.finditer(held, _SHORTEST_CLAUSE)]
    kept = len(held[: max(sentences or clauses or [end - start])].rstrip())
    return (start, start + kept) if sentences or clauses else place


def felt(value: float | None, language: Language, digits: int = 0) -> str:
    """Write a valence with its sign; a missing one is a question mark.

    Examples
    --------
    >>> felt(-2, "en"), felt(0.84, "ru", 1), felt(None, "en")
    ('−2', '+0,8', '?')
    """
    return "?" if value is None else signed(value, language, digits)


def minutes(amount: float, language: Language) -> str:
    """Write a told length of time in minutes, or in days and hours from 90 minutes on.

    Examples
    --------
    >>> [minutes(n, "en").replace("\u00a0", " ") for n in (20, 150, 10080)]
    ['20 min', '2 h 30 min', '7 d']
    """
    if amount < 90:
        return say("minutes", language, n=number(amount, language))
    return hours(amount / 60, language)


def _latin_soft(word: re.Match[str]) -> str:
    broken = word[0]
    places = {at.start() for rule in _LATIN_BREAKS for at in rule.finditer(broken)}
    allowed = [at for at in places if not _CLUSTER.match(broken, at - 1)]
    for at in sorted(allowed, reverse=True):
        broken = broken[:at] + SOFT_HYPHEN + broken[at:]
    return broken
