"""Durations, dates, money and counts of contacts, in figures and words, in both languages."""

from itertools import pairwise

from cxkit.language.ground.document import parse
from cxkit.language.quantities.quantities import quantities_in


def test_quantity(quantities_case):
    text, expected = (part.strip() for part in quantities_case.split("|"))
    found = [
        f"{quantity.layer} {quantity.code} "
        + ("none" if quantity.value is None else f"{quantity.value:g}")
        for quantity in quantities_in(parse(text).tokens)
    ]
    assert "; ".join(found) == expected


def test_quantities_never_overlap():
    tokens = parse("5 дней 3 часа 20 минут назад, 12.08.2015 в 14:30 заплатил 10 000 руб").tokens
    found = quantities_in(tokens)
    assert all(one.last <= other.first for one, other in pairwise(found))
