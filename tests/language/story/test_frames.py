"""Frames: what a pattern asks for."""

import pytest

from cxkit.errors import CodebookError
from cxkit.language.ground.document import parse
from cxkit.language.story import reading
from cxkit.language.story.frames import frame_match
from cxkit.language.story.frames import frames as frames_of
from cxkit.language.story.frames.frame_gate import wanted
from cxkit.language.story.reading import Wanted, read


def matches(pattern, text, within="sentence"):
    """Whether a pattern is met anywhere in a text."""
    frame = frames_of._frame("test", f"code\tname\t{within}\t{pattern}\t0.5")
    lines = read(parse(text)).lines
    return any(True for _ in frame_match.find(lines, frame_match.asked_of([frame])))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("NOBODY -CALL", "Nobody called.", "Somebody called."),
        ("+DISRESPECT", "The clerk was rude.", "The clerk was not rude."),
        ("CALL&SELF", "I rang on Monday.", "The clerk rang on Monday."),
        ("CALL&THEM", "Менеджер позвонил утром.", "Я позвонила утром."),
        ("SAY !QUESTION", "He said so.", "What did he say?"),
        ("PROMISE<WEEKDAY", "They promised Friday.", "Friday was all they promised."),
        ("MONEY~TWICE_IS_NOT_A_CLASS", None, None),
    ],
)
def test_a_pattern_is_met_by_what_it_names(pattern, yes, no):
    if yes is None:
        with pytest.raises(CodebookError, match="TWICE_IS_NOT_A_CLASS"):
            matches(pattern, "x")
        return
    assert matches(pattern, yes)
    assert not matches(pattern, no)


def test_words_of_one_clause_do_not_answer_for_another():
    text = "I rang the shop, and the courier was polite."
    assert matches("CALL GOOD", text)
    assert not matches("CALL GOOD", text, within="clause")


def test_the_second_part_stands_in_a_later_sentence():
    assert matches(
        "PROMISE >> NOT_KEPT", "He promised to come on Friday. He never came.", within="next 1"
    )
    assert not matches(
        "PROMISE >> NOT_KEPT", "He never came. He promised to come.", within="next 1"
    )


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("Ok.", [Wanted.NOTHING]),
        ("It broke.", [Wanted.DENIAL]),
        ("They called.", [Wanted.NOTHING]),  # only who did not call says anything
        ("I had to explain it again.", [Wanted.ALL]),
        # a promise alone is no factor, nor is a day after it
        ("They promised Friday. The door is blue.", [Wanted.NOTHING, Wanted.NOTHING]),
        ("They promised Friday. Nobody came.", [Wanted.DENIAL, Wanted.ALL]),
    ],
)
def test_a_sentence_is_marked_as_far_as_some_frame_may_need_it(text, far):
    lines = reading._bare_lines(parse(text), reading._words_of(None))
    assert wanted("factors", lines) == far


def test_a_gate_meets_what_needs_met_one_by_one_meet():
    lists = [[frozenset("AB"), frozenset("C")], [frozenset("C")], [frozenset("D"), frozenset("D")]]
    needs = frames_of.Needs(lists)
    for held in ("", "A", "AC", "BC", "C", "D", "AD", "ABCD"):
        one_by_one = [not any(need.isdisjoint(held) for need in needs) for needs in lists]
        met = needs.met([frozenset(word) for word in held])
        assert [bool(met >> place & 1) for place in range(3)] == one_by_one
