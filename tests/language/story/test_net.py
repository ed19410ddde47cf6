"""The network beside the linear reader: sums that a person can work out."""

import numpy as np
import pytest

from cxkit.language.story.judge.linear import Linear, Table
from cxkit.language.story.judge.net import AROUND, Net, with_neighbours

# "delay" makes the hidden number 2, "smile" makes it -2, which is heard as 0.
FIRST = Linear(
    ("late", "story", "hidden:0"),
    ("w:delay", "w:smile"),
    np.array([[1.0, 5.0, 2.0], [0.0, 0.0, -2.0]]),
    np.array([-1.0, 0.5, 0.0]),
)


def second(weights):
    places = AROUND if len(weights) > 1 else ("own",)
    names = tuple(f"{place}:0" for place in places)
    return Linear(("late",), names, np.array(weights)[:, None], np.array([-3.0]))


def test_linear_reader_and_network_count_the_same():
    # Linear: -1 + 1 = 0. Network: -3 + 2 * 3 = 3. The mean is 1.5.
    assert Net(FIRST, second([3.0])).logits([{"w:delay": 1.0}])[0, 0] == 1.5


def test_a_hidden_number_below_zero_says_nothing():
    net = Net(FIRST, second([3.0]))
    assert net.logits([{"w:smile": 1.0}])[0, 0] == net.logits([{}])[0, 0] == -2.0


def test_a_code_without_a_network_is_left_to_the_linear_reader():
    net = Net(FIRST, second([3.0]))
    assert net.codes == ("late", "story")
    assert net.logits([{"w:delay": 1.0}])[0, 1] == 5.5


def test_lines_read_together_hear_the_line_before_the_line_after_and_the_mean():
    rows = [{"w:delay": 1.0}, {}, {}]

    def late(*weights):
        return Net(FIRST, second(list(weights)), together=True).logits(rows)[:, 0].tolist()

    assert late(0.0, 3.0, 0.0, 0.0) == [-1.5, 1.0, -2.0]
    assert late(0.0, 0.0, 3.0, 0.0) == [-1.5, -2.0, -2.0]
    assert late(0.0, 0.0, 0.0, 3.0) == pytest.approx([-0.5, -1.0, -1.0])


def test_a_line_alone_has_no_neighbours_and_is_its_own_mean():
    assert with_neighbours(np.array([[4.0]])).tolist() == [[4.0, 0.0, 0.0, 4.0]]


def test_a_table_gives_what_its_rows_give():
    net = Net(FIRST, second([3.0]))
    table = Table(("w:smile", "w:delay"), np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert np.allclose(net.logits_of(table), net.logits(table.rows))


def test_numbers_in_rows_and_beside_them_are_the_numbers_of_one_row():
    net = Net(FIRST, second([3.0]))
    beside = Table(("w:smile",), np.array([[0.5]]))
    apart = net.logits([{"w:delay": 1.0}], beside)
    assert np.allclose(apart, net.logits([{"w:delay": 1.0, "w:smile": 0.5}]))


def test_why_adds_what_a_term_says_straight_and_through_the_hidden_numbers():
    # straight 1, through the hidden number 2 * 3, both halved
    net = Net(FIRST, second([3.0]))
    assert net.why({"w:delay": 1.0, "w:other": 1.0}, "late") == [("w:delay", 3.5)]


def test_why_leaves_out_what_speaks_against_a_code():
    assert Net(FIRST, second([-3.0])).why({"w:delay": 1.0}, "late") == []


def test_why_of_a_code_without_a_network_is_what_the_linear_reader_says():
    assert Net(FIRST, second([3.0])).why({"w:delay": 1.0}, "story") == [("w:delay", 5.0)]


def test_why_of_unknown_terms_is_nothing():
    assert Net(FIRST, second([3.0])).why({"w:other": 1.0}, "late") == []
