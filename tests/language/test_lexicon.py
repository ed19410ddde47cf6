"""The lists of words of tone: well formed, and found again in texts."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.ground.lemmas import WORDS
from cxkit.language.sentiment.lexicon import COMPARATIVES, COMPARED, LISTS, lexicon, phrase_keys
from cxkit.language.sentiment.tone_hits import find_hits
from cxkit.language.word_lists import rows

KINDS = {"word", "phrase", "mark", "intensifier"}


@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_well_formed_and_stands_once(name: str) -> None:
    entries = [(row[0], row[1]) for row in rows(name)]
    assert len(entries) == len(set(entries))
    for kind, entry, value, *negated in rows(name):
        assert kind in KINDS, entry
        assert entry == entry.strip(), entry
        assert -3 <= float(value) <= 3, entry
        assert all(-3 <= float(number) <= 3 for number in negated if number), entry


def test_both_languages_have_thousands_of_words() -> None:
    counts = {name: len(rows(name)) for name in LISTS}
    assert counts["lexicon_ru"] > 5_000
    assert counts["lexicon_en"] > 5_000


def test_the_compared_lemmas_are_those_of_the_comparatives() -> None:
    assert {WORDS[word].lemma for word in COMPARATIVES} == COMPARED


@pytest.mark.parametrize("name", ["lexicon_ru", "lexicon_en"])
def test_words_of_tone_are_found_as_they_are_listed(name: str) -> None:
    strong = [row[1] for row in rows(name) if row[0] == "word" and abs(float(row[2])) == 3]
    missed = [entry for entry in strong if not find_hits(parse(entry).tokens)[0]]
    assert len(missed) <= len(strong) // 100, missed


def test_a_contraction_is_one_phrase_with_its_long_form() -> None:
    assert phrase_keys("doesn't work") == phrase_keys("does not work") == phrase_keys("dont work")
    assert lexicon().phrases


@pytest.mark.parametrize(
    "text",
    [
        "Бокал белого вина у окна",  # «вина» was listed as guilt and coloured every wine
        "Дом стоит около горы",  # «ок» and «горе» lent their values to these two
        "Высокий стол у дороги",  # «высшее» lent its value to «высокий»
        "Виниловые обои, коса и кривая линия",
        "Воздушный шар поднялся над городом",
        "Везли шкаф 24 дня и повезли обратно",  # the luck of «везёт» praised every carrier
        "The notes of other patients are kept here",  # not the patience of "patient"
        "White goods, flip flops, jerk chicken",
    ],
)
def test_words_that_only_look_like_words_of_tone_carry_none(text: str) -> None:
    assert find_hits(parse(text).tokens)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ни одной царапины, ничего не разбилось",
        "Носит не снимая",
        "Кот оценил",
        "Взял ровно сколько назвал",
        "Мурашки по коже",
    ],
)
def test_success_is_read_from_what_happened(text: str) -> None:
    assert sum(hit.value for hit in find_hits(parse(text).tokens)[0]) > 0
