"""Sentences and clauses are cut where the cases say."""

from cxkit.language.ground.document import parse
from cxkit.language.ground.sentences import sentence_bounds


def test_sentences_are_cut_at_the_bars(sentences_case):
    parts = sentences_case.split("|")
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentence_bounds(text)] == parts


def test_line_ends_and_items_of_lists_end_sentences():
    text = "Плюсы:\n- быстро\n- вкусно\r\nМинусы: нет"
    found = [text[start:end] for start, end in sentence_bounds(text)]
    assert found == ["Плюсы:", "- быстро", "- вкусно", "Минусы: нет"]


def test_white_space_holds_no_sentence():
    assert sentence_bounds(" \n \t") == []


def test_clauses_are_cut_at_the_bars(clauses_case):
    text = clauses_case.replace("|", "")
    (sentence,) = parse(text).sentences
    assert [text[clause.start : clause.end] for clause in sentence.clauses] == [
        part.strip() for part in clauses_case.split("|")
    ]
