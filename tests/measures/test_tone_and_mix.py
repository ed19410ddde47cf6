"""Mix and tone add up exactly, and each is what a person would call it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.measures.tone_and_mix import tone_and_mix

DAY = pd.Timestamp("2026-03-02", tz="UTC")
WEEK = pd.Timedelta(7, unit="D")
SEGMENTS = pd.DataFrame({"from_at": [DAY, DAY + WEEK], "until_at": [DAY + WEEK, DAY + 2 * WEEK]})


def make(rows):
    """Feedback and mentions from (side 0 or 1, themes, sign)."""
    ids = [f"f{i}" for i in range(len(rows))]
    feedback = pd.DataFrame(
        {"feedback_id": ids, "created_at": [DAY + side * WEEK for side, _, _ in rows]}
    )
    names = {-1: "negative", 0: "neutral", 1: "positive"}
    whole = pd.DataFrame(
        {"feedback_id": ids, "layer": "sentiment", "code": [names[sign] for _, _, sign in rows],
         "value": 0.0}
    )  # fmt: skip
    found = [(i, theme) for i, (_, themes, _) in zip(ids, rows, strict=True) for theme in themes]
    themes = pd.DataFrame(found, columns=["feedback_id", "code"])
    return feedback, pd.concat([whole, themes.assign(layer="touchpoint", value=None)])


def net(rows, side):
    signs = [sign for where, _, sign in rows if where == side]
    return sum(signs) / len(signs)


def test_the_same_topics_with_another_feeling_are_tone():
    rows = [(0, ["delivery"], 1), (0, ["price"], 1), (1, ["delivery"], -1), (1, ["price"], 1)]
    table = tone_and_mix(*make(rows), SEGMENTS).set_index("code")
    # Delivery is half of the texts and goes from +1 to -1: one point of the change, all tone.
    assert table.loc["delivery", "tone"] == pytest.approx(-1.0)
    assert table["mix"].tolist() == pytest.approx([0, 0])


def test_other_topics_with_the_same_feeling_are_mix():
    rows = [(0, ["price"], 1)] * 3 + [(0, ["delivery"], -1)]
    rows += [(1, ["price"], 1)] + [(1, ["delivery"], -1)] * 3
    table = tone_and_mix(*make(rows), SEGMENTS)
    assert table["tone"].tolist() == pytest.approx([0, 0])
    assert table["mix"].sum() == pytest.approx(-1.0)


def test_a_theme_that_is_new_is_mix():
    rows = [(0, ["price"], 1), (1, ["price"], 1), (1, ["app"], -1)]
    table = tone_and_mix(*make(rows), SEGMENTS).set_index("code")
    assert table.loc["app", "tone"] == 0
    assert table["total"].sum() == pytest.approx(-1.0)


ROWS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.lists(st.sampled_from(["delivery", "price", "app"]), unique=True, max_size=3),
        st.integers(-1, 1),
    ),
    min_size=2,
    max_size=25,
)


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_the_parts_add_up_to_the_change_exactly(rows):
    if {side for side, _, _ in rows} != {0, 1}:
        return
    table = tone_and_mix(*make(rows), SEGMENTS)
    assert float(table["total"].sum()) == pytest.approx(net(rows, 1) - net(rows, 0), abs=1e-12)


def test_a_side_without_texts_and_a_single_stretch_give_no_rows():
    assert tone_and_mix(*make([(0, ["price"], 1)]), SEGMENTS).empty
    assert tone_and_mix(*make([(0, ["price"], 1)]), SEGMENTS.head(1)).empty
