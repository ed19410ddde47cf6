"""The judge: laws that hold for any model, with a model made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from cxkit.codebook.load import load_codebook
from cxkit.language.ground.document import parse
from cxkit.language.story.candidates import candidates
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.episodes import episodes, passage_of
from cxkit.language.story.judge.judge import LONGEST, judge, told_numbers, told_signs
from cxkit.language.story.judge.linear import Linear
from cxkit.language.story.judge.net import AROUND, Net
from cxkit.language.story.judge.story_model import (
    CUTS,
    FEW,
    HEADS,
    StoryModel,
    load,
    save,
    story_model,
)
from cxkit.language.story.reading import read
from cxkit.schema.mentions import INFERRED

TEXT = "I bought a lamp. The lamp broke. I rang. They sent a lamp. It broke again. I left."


def head(codes, weights, intercept=-3.0):
    terms = tuple(weights)
    table = [[weights[term].get(code, 0.0) for code in codes] for term in terms]
    return Linear(tuple(codes), terms, np.array(table), np.full(len(codes), float(intercept)))


def quiet(linear, together=False):
    """Give a net that says what a linear reader says: twice as loud beside a silent network."""
    codes = (*linear.codes, "hidden:0")
    weights = np.hstack([2 * linear.weights, np.zeros((len(linear.terms), 1))])
    first = Linear(codes, linear.terms, weights, np.append(2 * linear.intercepts, 0))
    inputs = tuple(f"{place}:0" for place in (AROUND if together else ("own",)))
    silent = np.zeros((len(inputs), len(linear.codes)))
    return Net(first, Linear(linear.codes, inputs, silent, silent[0]), together)


@pytest.fixture
def model():
    codes = (
        "factor:product_defect", "touchpoint:product_use", "touchpoint:visit", "promise", "story",
    )  # fmt: skip
    lines = head(
        codes,
        {
            "w:break": {"factor:product_defect": 6.0, "touchpoint:product_use": 6.0},
            "g:word": {"story": 4.0},
        },
    )
    defect = "factor:product_defect|1"
    return StoryModel(
        quiet(lines, together=True),
        head(["factor:product_defect"], {defect: {"factor:product_defect": 1.0}}, 0),
        head(["is"], {"own": {"is": 1.0}}, 0),
        quiet(head(["is"], {"judged": {"is": 1.0}}, 0)),
        quiet(
            head(
                ["channel:phone", "channel:unknown", "valence:bad", "valence:good"],
                {"w:ring": {"channel:phone": 9.0}, "w:break": {"valence:bad": 9.0}},
            )
        ),
        head(["kept", "broken", "unknown"], {"where": {"kept": 1.0}}),
        dict.fromkeys([cut + few for cut in CUTS for few in ("", FEW)], 0.5),
    )


def verdict_of(text, model):
    reading = read(parse(text))
    mark_told(reading)
    return judge(reading, model)


def test_a_code_is_given_where_it_shows_loudest(model):
    signs = told_signs(verdict_of(TEXT, model), {})
    assert [(sign.code, TEXT[sign.start : sign.end]) for sign in signs] == [
        ("product_defect", "The lamp broke."),
        ("product_defect", "It broke again."),
    ]


# Every fourth or fifth factor of the sample stories was quoted with a line that told another thing.
def test_a_code_that_only_the_whole_story_tells_is_marked_as_inferred(model):
    silent = replace(model, lines=quiet(head(model.lines.codes, {"w:never": {}}), together=True))
    sure = replace(silent, told=head(["factor:product_defect"], {"lines": {}}, 9))
    (sign,) = told_signs(verdict_of(TEXT, sure), {})
    assert sign.by == f"{INFERRED}factor.product_defect"
    assert not any(s.is_inferred for s in told_signs(verdict_of(TEXT, model), {}))


def test_runs_two_lines_apart_are_two_events(model):
    verdict = verdict_of(TEXT, model)
    assert [run.lines for run in candidates(verdict)] == [[1], [4]]
    told = episodes(verdict)
    assert [TEXT[one.start : one.end] for one in told] == ["The lamp broke.", "It broke again."]
    assert [one.valence for one in told] == [-2, -2]


# Two visits with a line between them that named none were one event, and the second was lost.
@pytest.mark.parametrize(
    ("shares", "runs"),
    [
        ([0.8, 0.1, 0.6, 0.5], [[0], [1, 2, 3]]),  # falls and rises again
        ([0.8, 0.6, 0.7], [[0, 1, 2]]),  # hardly falls
        ([0.8, 0.1, 0.15], [[0, 1, 2]]),  # rises to next to nothing
        ([0.3, 0.0, 0.9, 0.2, 0.9], [[0], [2], [3, 4]]),
    ],
)
def test_a_run_is_parted_where_its_touchpoint_falls_and_rises(model, shares, runs):
    verdict = verdict_of("The shop was shut. " * len(shares), model)
    held = np.zeros_like(verdict.shares)
    held[:, verdict.of_layer("touchpoint")[0]] = shares
    assert [run.lines for run in candidates(replace(verdict, shares=held))] == runs


def test_a_passage_is_the_sentence_and_those_around_it_up_to_400_characters(model):
    lines = verdict_of(TEXT, model).reading.lines
    start, end = passage_of(lines, 2)
    assert TEXT[start:end] == TEXT[: TEXT.index(" I left")]
    long = " ".join(["This sentence has some length to it, about sixty characters."] * 20)
    lines = verdict_of(long, model).reading.lines
    start, end = passage_of(lines, 10)
    assert 0 < end - start <= LONGEST


def test_a_short_story_has_the_same_numbers_as_a_long_one(model):
    short = told_numbers(verdict_of("It broke.", model), {})
    assert set(short) == set(told_numbers(verdict_of(TEXT, model), {}))


def test_a_model_survives_its_file(model, tmp_path):
    save(model, tmp_path / "model.npz")
    again = load(tmp_path / "model.npz")
    assert again.cuts == model.cuts
    for name in HEADS:
        one, other = getattr(model, name), getattr(again, name)
        assert one.codes == other.codes
        pairs = zip(parts(one), parts(other), strict=True)
        for own, kept in pairs:
            assert (own.codes, own.terms) == (kept.codes, kept.terms)
            assert np.allclose(own.weights, kept.weights, atol=0.01)


def parts(one):
    return (one.first, one.second) if isinstance(one, Net) else (one,)


def test_a_weight_loses_no_more_than_a_step_in_its_file(model, tmp_path):
    terms = ("w:loud", "w:soft", "w:silent")
    weights = np.array([[8.0, -0.02], [0.5, 0.3], [0.0, 0.0]], dtype=np.float32)
    told = Linear(("factor:a", "factor:b"), terms, weights, np.array([-1.5, 0.25]))
    save(replace(model, told=told), tmp_path / "model.npz")
    kept = load(tmp_path / "model.npz").told
    assert kept.intercepts.tolist() == [-1.5, 0.25]
    step = np.abs(weights).max(axis=0) / 127
    assert (np.abs(kept.weights - weights) <= step).all()
    assert not kept.weights[2].any()


def test_the_shipped_model_speaks_of_codes_of_the_codebook_only():
    codebook = load_codebook()
    known = {f"factor:{code}" for code in codebook.factors}
    known |= {f"recovery:{code}" for code in codebook.recovery}
    known |= {f"outcome:{code}" for code in codebook.outcomes}
    assert set(story_model().told.codes) == known
    touchpoints = {f"touchpoint:{code}" for code in codebook.touchpoints}
    assert set(story_model().lines.codes) == known | touchpoints | {"promise", "story"}
