"""What is left out to be quick changes nothing that is found."""

import time
from pathlib import Path

import pytest

from cxkit.language.annotate import read_text
from cxkit.language.ground.document import parse
from cxkit.language.ground.tokens import once
from cxkit.language.story import actors, reading
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.frames.factors import (
    factor_hits,
    is_praise,
    mention,
    read_factors,
    tones_of,
)
from cxkit.language.story.frames.frame_match import match
from cxkit.language.story.judge.line_terms import KINDS
from cxkit.language.story.reading import read
from cxkit.language.story.times.time_cues import cues_in, may_tell, tells_more

SAMPLES = Path(__file__).parents[3] / "data"
TALK = "\n".join(
    (
        "DESK: We will call you back on Friday.",
        "ME: Nobody called me back.",
        "DESK: No.",
        "ME: I had to explain it all again.",
    )
)


def slowly(document):
    """The factors of a text of which every line is marked in full, with all classes."""
    whole = read(document)
    mark_told(whole)
    felt = tones_of(document)
    return [mention(hit) for hit in factor_hits(whole) if not is_praise(hit, felt)]


def texts():
    """Reviews of both languages, stories, and a talk."""
    reviews = [SAMPLES / "reviews_shop_ru.csv", SAMPLES / "reviews_shop_en.csv"]
    lines = [line for path in reviews for line in path.read_text(encoding="utf-8").splitlines()]
    stories = sorted((SAMPLES / "stories").glob("*.txt"))
    return [*lines[::9], *(path.read_text(encoding="utf-8") for path in stories), TALK]


def test_factors_are_those_of_the_whole_reading():
    # Lines that no frame can meet are not marked, actors are told only where a frame asks for
    # them, and only the classes that decide about factors are looked for.
    found = 0
    for text in texts():
        document = parse(text)
        quick = read_factors(document)
        assert quick == slowly(document), text
        found += len(quick)
    assert found > 300


def test_frames_of_all_files_together_are_those_of_each_file():
    def named(hits):
        return sorted((hit.frame.kind, hit.code, hit.frame.name, hit.start) for hit in hits)

    for text in texts()[-4:]:
        lines = read(parse(text)).lines
        together = named(match(lines, *KINDS))
        assert together == named(hit for kind in KINDS for hit in match(lines, kind))
        assert together


def test_a_sentence_without_a_word_of_time_tells_none():
    quiet = 0
    for text in texts():
        for sentence in parse(text).sentences:
            if not may_tell(sentence.tokens):
                cues, _ = cues_in(sentence, set(), month=5)
                assert not cues, text
                assert not tells_more(sentence, [], set()), text
                quiet += 1
    assert quiet > 1_000


def test_the_memory_of_sets_of_classes_starts_anew_when_it_is_full(monkeypatch):
    before = read(parse("The courier never called, so I rang the shop.")).lines[0].holds
    for memory in (actors._DENIED, actors._NOT_DENIED):
        monkeypatch.setattr(memory, "_most", 3)
        memory.clear()
    assert read(parse("The courier never called, so I rang the shop.")).lines[0].holds == before
    assert len(actors._NOT_DENIED) <= 3


def test_the_memory_of_words_starts_anew_when_it_is_full(monkeypatch):
    monkeypatch.setattr(reading, "_KEPT", 3)
    reading._words_of.cache_clear()
    before = read(parse("The courier never called, so I rang the shop.")).lines[0].holds
    assert len(reading._words_of(None)) <= 3
    reading._words_of.cache_clear()
    assert read(parse("The courier never called, so I rang the shop.")).lines[0].holds == before
    reading._words_of.cache_clear()


@pytest.mark.parametrize(
    "piece",
    [
        "5 дней 3 раза ",
        "I waited two days and rang three times for 5 May ",
        "25-го сказал на 9-е ",
        "5 мая, 3 раза, час, ",
        "потратил 2 часа ",
    ],
)
def test_a_long_unbroken_sentence_is_read_in_linear_time(piece):
    read_text(piece * 10, is_story=True)
    began = time.process_time()
    read_text(piece * (80_000 // len(piece)), is_story=True)
    assert time.process_time() - began < 3


def test_what_is_found_in_a_sentence_is_found_once_and_belongs_to_it():
    asked = []

    @once
    def count(tokens, least):
        asked.append(least)
        return sum(len(token.text) >= least for token in tokens)

    document = parse("He rang twice. They rang.")
    document.remember()
    words, others = (sentence.tokens for sentence in document.sentences)
    assert [count(words, 3), count(words, 3), count(words, 5), count(others, 3)] == [2, 2, 1, 2]
    assert asked == [3, 5, 3]
    assert [count(words[:2], 3), count(words[:2], 3)] == [1, 1]
    assert asked == [3, 5, 3, 3, 3]
