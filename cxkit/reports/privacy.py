"""Personal data in text: found by form and checksum, masked one mark a character.

The same finder masks quotes when they are made and searches the finished page, so that a page
cannot fail on what its own quotes were masked for. It favours the customer: a number that could
be a card or a phone is masked. Names are not found here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

MASK = "\u2022"


@dataclass(frozen=True)
class Personal:
    """One piece of personal data in a text: its kind and its place."""

    kind: str
    start: int
    end: int


def find_personal(text: str) -> list[Personal]:
    """Find personal data in *text*, in order, without overlaps.

    Kinds: email, phone, card (Luhn), iban (mod 97), snils, inn (checksums), passport, handle.

    Examples
    --------
    >>> [found.kind for found in find_personal("Mail a.b@shop.org or +7 912 345-67-89")]
    ['email', 'phone']
    >>> find_personal("Order 1234567890 from 12.08.2015 cost 1 198,50")
    []
    """
    if not _WORTH_A_LOOK.search(text):
        return []
    found = sorted(_all_matches(text), key=lambda item: (item.start, -item.end))
    kept: list[Personal] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def mask(text: str) -> str:
    """Replace every character of personal data by a mark; the length stays.

    Examples
    --------
    >>> mask("Call 8 (912) 345-67-89 now")
    'Call ••••••••••••••••• now'
    """
    masked = text
    for item in find_personal(text):
        length = item.end - item.start
        masked = masked[: item.start] + MASK * length + masked[item.end :]
    return masked


def luhn(digits: str) -> bool:
    """Tell whether a card number's last digit is right (ISO/IEC 7812-1, annex B).

    Examples
    --------
    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def snils(digits: str) -> bool:
    """Tell whether a Russian pension number's last two digits are right.

    Examples
    --------
    >>> snils("11223344595"), snils("11223344596")
    (True, False)
    """
    weighted = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return weighted % 101 % 100 == int(digits[9:])


def inn(digits: str) -> bool:
    """Tell whether a Russian taxpayer number's check digits are right (10 or 12 digits).

    Examples
    --------
    >>> inn("7707083893"), inn("500100732259"), inn("7707083894")
    (True, True, False)
    """
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    checks = (9,) if len(digits) == 10 else (10, 11)
    return all(
        sum(int(d) * w for d, w in zip(digits[:place], weights[-place:], strict=True)) % 11 % 10
        == int(digits[place])
        for place in checks
    )


def iban(text: str) -> bool:
    """Tell whether an account number's check digits are right (ISO 13616).

    Examples
    --------
    >>> iban("GB82WEST12345698765432"), iban("GB83WEST12345698765432")
    (True, False)
    """
    turned = text[4:] + text[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _always(_: str) -> bool:
    return True


def _card(digits: str) -> bool:
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn(digits)


def _phone(digits: str) -> bool:
    return 10 <= len(digits) <= 15 and len(set(digits)) > 2


_WORTH_A_LOOK = re.compile(r"@|\d[\d\s().-]{6,}\d|[A-Z]{2}\d{2}")
_CHECKS: dict[str, Callable[[str], bool]] = {
    "always": _always, "card": _card, "iban": iban, "snils": snils, "inn": inn, "phone": _phone,
}  # fmt: skip


@dataclass(frozen=True)
class _Rule:
    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


@cache
def _rules() -> tuple[_Rule, ...]:
    source = files("cxkit.reports").joinpath("personal.yaml").read_text(encoding="utf-8")
    return tuple(
        _Rule(rule["kind"], re.compile(rule["pattern"]), _CHECKS[rule["check"]])
        for rule in yaml.safe_load(source)
    )


def _all_matches(text: str) -> Iterator[Personal]:
    for rule in _rules():
        group = "id" if "id" in rule.pattern.groupindex else 0
        for match in rule.pattern.finditer(text):
            if rule.holds(re.sub(r"[\W_]", "", match.group(group))):
                yield Personal(rule.kind, match.start(group), match.end(group))
