"""Mood and negation of clauses, decided by form."""

import pytest

from cxkit.language.ground.document import parse


def test_mood_and_negation(moods_case):
    mood, text = moods_case.split(" | ")
    clause = parse(text).sentences[0].clauses[0]
    assert (clause.mood, clause.negated) == (mood.lstrip("!"), mood.startswith("!"))


@pytest.mark.parametrize("text", ["Не мог не заметить", "You can not not love it"])
def test_two_denials_cancel(text):
    assert not parse(text).sentences[0].clauses[0].negated


@pytest.mark.parametrize("text", ["Никто не пришёл", "Никогда ничего не отвечают"])
def test_russian_double_negation_stays_one(text):
    assert parse(text).sentences[0].clauses[0].negated


def test_only_the_clause_of_the_denial_is_denied():
    clauses = parse("Курьер опоздал, но не извинился").sentences[0].clauses
    assert [clause.negated for clause in clauses] == [False, True]
