"""The linear reader: sums that a person can work out."""

import numpy as np
import pytest

from cxkit.language.story.judge.linear import Linear, Table, logit, shares_of

HEAD = Linear(
    ("late", "kind"),
    ("w:delay", "w:smile"),
    np.array([[2.0, 0.0], [-0.5, 3.0]]),
    np.array([-1.0, -2.0]),
)


def test_a_logit_is_the_intercept_and_the_weights_of_what_is_shown():
    # Late is -1 and 2 once and -0.5 half: 0.75. Kind is -2 and 3 half: -0.5.
    assert HEAD.logits([{"w:delay": 1.0, "w:smile": 0.5}]).tolist() == [[0.75, -0.5]]


def test_unknown_names_and_empty_rows_leave_the_intercepts():
    assert HEAD.logits([{}, {"w:other": 7.0}]).tolist() == [[-1.0, -2.0], [-1.0, -2.0]]


def test_a_table_gives_what_its_rows_give():
    table = Table(("w:smile", "w:other", "w:delay"), np.array([[0.5, 7.0, 1.0], [0.0, 1.0, 0.0]]))
    rows = [dict(zip(table.names, row, strict=True)) for row in table.values]
    assert np.allclose(HEAD.logits_of(table), HEAD.logits(rows))


def test_a_share_and_its_logit_turn_into_each_other():
    assert np.allclose(shares_of(logit(np.array([0.2, 0.9]))), [0.2, 0.9])


def test_no_rows_give_no_shares():
    assert HEAD.shares([]).shape == (0, 2)


def test_logits_are_bounded():
    found = logit(np.array([0.0, 0.5, 1.0]))
    assert found[1] == 0
    assert found[2] == pytest.approx(-found[0])
    assert np.isfinite(found).all()
