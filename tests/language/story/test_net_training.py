"""Training of the networks: what a linear reader cannot learn, and that chance is fixed."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from cxkit.language.story.judge.linear import Table, shares_of
from cxkit.language.story.judge.net import with_neighbours

TOOL = Path(__file__).parents[3] / "tools" / "net_training.py"


@pytest.fixture(scope="module")
def training():
    found = importlib.util.spec_from_file_location("net_training", TOOL)
    module = importlib.util.module_from_spec(found)
    sys.modules["net_training"] = module
    found.loader.exec_module(module)
    return module


def shares(hidden, second, rows, together=False):
    values = np.maximum(hidden.logits(rows), 0)
    values = with_neighbours(values) if together else values
    return shares_of(second.logits_of(Table(second.terms, values)))[:, 0]


def test_one_term_or_the_other_but_not_both_is_learned(training):
    cases = [({"a": 1.0}, 1), ({"b": 1.0}, 1), ({"a": 1.0, "b": 1.0}, 0), ({"c": 1.0}, 0)]
    rows = [row for row, _ in cases] * 100
    labels = np.array([[label] for _, label in cases] * 100, dtype=float)
    plan = training.Plan(16, 100, 8, 0.0, 0.0, hidden_unheard=0.0)
    hidden, second = training.fit_net(rows, labels, np.ones_like(labels), ["odd"], plan)
    found = shares(hidden, second, [row for row, _ in cases])
    assert (found > 0.5).tolist() == [True, True, False, False]


def test_the_line_before_is_heard(training):
    # "again" is what matters only after "promise"
    text = [{"promise": 1.0}, {"again": 1.0}]
    other = [{"weather": 1.0}, {"again": 1.0}]
    rows, text_of = (text + other) * 60, np.repeat(np.arange(120), 2)
    labels = np.array([[0.0], [1.0], [0.0], [0.0]] * 60)
    plan = training.Plan(8, 60, 16, 0.0, 0.0, hidden_unheard=0.0, around_unheard=0.0, together=True)
    hidden, second = training.fit_net(rows, labels, np.ones_like(labels), ["x"], plan, text_of)
    assert shares(hidden, second, text, together=True)[1] > 0.5
    assert shares(hidden, second, other, together=True)[1] < 0.5


def test_numbers_brought_to_one_scale_are_read_as_they_are(training):
    chance = np.random.default_rng(3)
    values = chance.normal(50, 10, size=400)
    rows = [{"minutes": float(value)} for value in values]
    labels = (np.abs(values - 50) > 8).astype(float)[:, None]
    plan = training.Plan(8, 60, 16, 0.0, 0.0, hidden_unheard=0.0, even=True)
    hidden, second = training.fit_net(rows, labels, np.ones_like(labels), ["far"], plan)
    found = shares(hidden, second, [{"minutes": 20.0}, {"minutes": 50.0}, {"minutes": 80.0}])
    assert (found > 0.5).tolist() == [True, False, True]


def test_the_same_rows_give_the_same_network(training):
    rows, labels = [{"a": 1.0}, {"b": 1.0}] * 20, np.array([[1.0], [0.0]] * 20)
    plan = training.Plan(4, 3, 8, 0.5, 0.01)
    one, other = (
        training.fit_net(rows, labels, np.ones_like(labels), ["x"], plan) for _ in range(2)
    )
    assert np.array_equal(one[0].weights, other[0].weights)
    assert np.array_equal(one[1].weights, other[1].weights)
