"""Layout of the map: bands, runs of a stage, promise tracks, words beside the curve."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxkit.reports.blocks import Quote
from cxkit.reports.journey_columns import Bracket, Column, Frame, Gutter, Lane
from cxkit.reports.journey_curve import cells
from cxkit.reports.journey_grid import cut_bands, lay_out

LANES = (Lane("touchpoint", "name", "Touchpoint"), Lane("curve", "curve", "Felt"),
         Lane("promises", "promises", "Promises"), Lane("effort", "effort", "Effort"))  # fmt: skip


def column(stage, value=1.0, **more):
    return Column("e1", "Order", stage, value, "+1", "name", {}, **more)


def bracket(first, last):
    return Bracket(first, last, "kept", "P1", "", Quote("s1", 0, 1, "x"), True)


def grid_of(columns, **frame):
    return lay_out("map", columns, LANES, Frame("en", **frame))


def test_neighbours_of_one_stage_share_a_heading():
    grid = grid_of([column("Buy"), column("Buy"), column("Use")])
    assert [moment["span"] for moment in grid.moments] == [2, 0, 1]


def test_a_return_to_the_same_stage_opens_a_new_heading():
    grid = grid_of([column("Buy"), column("Buy", is_returned=True)])
    assert [moment["span"] for moment in grid.moments] == [1, 1]


def test_a_map_that_is_too_wide_for_a_screen_is_cut_into_bands():
    # Maps of 14 to 16 moments were cards on a screen of 1280 px, and longer ones were maps.
    bands = {n: [band["n"] for band in grid_of([column("Buy")] * n).summary["bands"]]
             for n in (13, 14, 16)}  # fmt: skip
    assert bands == {13: [13], 14: [7, 7], 16: [8, 8]}
    assert grid_of([column("Buy")] * 13).summary["wide_from"] < 1280


def test_seventeen_moments_make_two_bands_cut_where_the_stage_changes():
    grid = grid_of([column("Buy")] * 7 + [column("Use")] * 10)
    assert [band["n"] for band in grid.summary["bands"]] == [7, 10]
    assert grid.moments[7]["column"] == 2
    assert grid.summary["wide_from"] == 272 + 72 * 10


@given(st.lists(st.sampled_from(["buy", "use", "support"]), min_size=1, max_size=80))
def test_bands_hold_every_moment_once_and_never_too_many(stages):
    bands = cut_bands(stages)
    assert bands[0][0] == 0
    assert bands[-1][1] == len(stages)
    assert all(stop == start for (_, stop), (start, _) in pairwise(bands))
    assert all(0 < stop - start <= 13 for start, stop in bands)


def test_overlapping_promises_stand_on_different_tracks():
    grid = grid_of([column("Buy")] * 6, brackets=(bracket(0, 3), bracket(2, 4), bracket(4, 5)))
    assert [(piece["first"], piece["track"]) for piece in grid.promises] == [(0, 0), (2, 1), (4, 0)]
    rows = {lane["key"]: lane["row"] for lane in grid.summary["bands"][0]["lanes"]}
    assert rows == {"touchpoint": 2, "curve": 3, "promises": 4, "effort": 6}


def test_a_promise_over_two_bands_is_cut_and_closes_only_in_the_last():
    columns = [column("Buy")] * 10 + [column("Use")] * 10
    pieces = grid_of(columns, brackets=(bracket(8, 12),)).promises
    assert [(piece["opens"], piece["closes"]) for piece in pieces] == [(True, False), (False, True)]


def test_words_beside_the_curve_do_not_cover_each_other():
    gutter = (Gutter(-1.9, "a", "mean"), Gutter(-2, "b", "peak"), Gutter(-2, "c", "end"))
    heights = [item["y"] for item in grid_of([column("Buy")], gutter=gutter).summary["gutter"]]
    assert all(below - above >= 18 for above, below in pairwise(heights))
    assert heights[-1] <= 92


def test_curve_is_level_at_a_moment_and_meets_its_neighbour_at_the_border():
    left, right = cells([1, -2])
    # heights 30 and 90; the border is crossed half-way, at 60
    assert left.lines == (("M50 30C75 30 87.5 45 100 60", False),)
    assert right.lines == (("M50 90C25 90 12.5 75 0 60", False),)


def test_an_unknown_value_breaks_the_curve():
    drawn = cells([1, None, 1, 1])
    assert [len(cell.lines) for cell in drawn] == [0, 0, 1, 1]


def test_a_small_base_makes_the_line_on_both_sides_thin():
    drawn = cells([1, 1, 1], small=[False, True, False])
    assert [thin for cell in drawn for _, thin in cell.lines] == [True, True, True, True]


def test_on_a_phone_good_is_to_the_right_and_time_runs_down():
    first = cells([2, 2], upright=True)[0]
    assert first.lines[0][0] == "M90 50C90 75 90 87.5 90 100"


def test_a_value_that_is_written_as_zero_is_neither_good_nor_bad():
    # "0,0" stood in blue on the map of many paths: its mean was +0.04.
    columns = [
        Column("e", "Order", "Buy", 0.04, "0.0", "", {}),
        Column("f", "Pay", "Buy", -0.06, "−0.1", "", {}),
    ]
    grid = lay_out("map", columns, LANES, Frame("en"))
    assert [moment["tone"] for moment in grid.moments] == ["zero", "neg"]
