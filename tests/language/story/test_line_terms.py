"""What lines show: words, classes, neighbours, places."""

from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.judge.line_terms import line_terms
from cxkit.language.story.reading import read


def terms(text):
    reading = read(parse(text))
    mark_told(reading)
    return line_terms(reading)


def test_a_line_shows_its_words_stems_and_pairs():
    (only,) = terms("Курьер опоздал.")
    assert {"w:курьер", "w:опоздать", "s:опозд", "b:курьер опоздать", "lang:ru"} <= set(only)


def test_a_denied_class_and_who_acts_are_told_apart():
    (only,) = terms("I never rang them.")
    assert "c:-CALL&SELF" in only
    assert "c:+CALL&SELF" not in only


def test_neighbours_weigh_half_and_stay_neighbours():
    first, second = terms("I waited for an hour. The manager apologised.")
    assert second["p:WAIT"] == 0.5
    assert first["n:BOSS"] == 0.5
    assert "p:WAIT" not in first


def test_codes_of_earlier_lines_are_remembered():
    rows = terms("Nobody told me anything. I went home. The end.")
    assert "seen:factors:no_proactive_update" not in rows[0]
    assert rows[2]["seen:factors:no_proactive_update"] == 1.0


def test_figures_are_one_word():
    (only,) = terms("We paid 450 and 870 euros.")
    assert "w:#" in only
    assert "w:450" not in only


def test_an_empty_text_has_no_lines():
    assert terms("") == []
