"""The block of one story, and its agreement with the plotly figure of the same frame."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.figures.journey_map import plot_journey_map
from cxkit.figures.theme import stray_colours
from cxkit.measures.effort import effort
from cxkit.measures.journey_map import journey_map
from cxkit.measures.journey_summary import journey_summary
from cxkit.measures.promises import promises
from cxkit.reports.blocks import Head
from cxkit.reports.journey_map import journey_grid, place_of
from cxkit.reports.page import render

TEXT = "I paid at once. <b>They</b> promised Monday. Nobody came, I called +7 912 345-67-89. Done."


def mention(layer, code, words, *, value=None, episode=None, promise=None, by="rule"):
    start = TEXT.index(words)
    return {
        "feedback_id": "s1", "start": start, "end": start + len(words), "quote": words,
        "layer": layer, "code": code, "value": value, "by": by, "episode": episode,
        "promise": promise,
    }  # fmt: skip


TOLD = [
    mention("episode", "payment", "I paid at once", value=1, episode=1, by="coder:anna"),
    mention("episode", "waiting", "Nobody came", value=-2, episode=2),
    mention("episode", "resolution", "Done", value=None, episode=3),
    mention("channel", "web", "I paid", episode=1),
    mention("emotion", "anger", "Nobody came", episode=2),
    mention("factor", "broken_promise", "Nobody came", episode=2),
    mention("contacts", "phone", "I called +7 912 345-67-89", value=3, episode=2),
    mention("promise", "broken", "<b>They</b> promised Monday", value=2, episode=1, promise=1),
    mention("fulfilment", "broken", "Nobody came", episode=2, promise=1),
    mention("outcome", "leave", "Done"),
]
FEEDBACK = pd.DataFrame({"feedback_id": ["s1"], "text": [TEXT]})


@pytest.fixture
def frames():
    mentions = pd.DataFrame(TOLD)
    journey = journey_map(mentions)
    ledger, spent = promises(mentions, journey), effort(mentions, journey)
    return journey, journey_summary(journey, mentions), ledger, spent


def test_no_moments_draw_an_empty_figure(frames):
    # A run on an event log alone stopped at the figure of the path that there was not.
    assert plot_journey_map(frames[0].head(0)).data == ()


@pytest.fixture
def grid(frames):
    return journey_grid(*frames, FEEDBACK)


def test_grid_and_figure_show_the_same_moments_values_and_quotes(frames, grid):
    figure = plot_journey_map(frames[0])
    trace = figure.data[0]
    drawn = [(50 - moment["y"]) / 20 if moment["y"] else None for moment in grid.moments]
    assert list(trace.y) == drawn == [1, -2, None]
    assert [place for place, *_ in trace.customdata] == [m["number"] for m in grid.moments]
    assert [quote for *_, quote in trace.customdata] == [m["quote"]["quote"] for m in grid.moments]
    assert not stray_colours(figure)


def test_figure_escapes_strangers_words():
    told = journey_map(pd.DataFrame([mention("episode", "waiting", "<b>They</b>", value=-1)]))
    assert "&lt;b&gt;They&lt;/b&gt;" in plot_journey_map(told).data[0].hovertext[0]


def test_moments_carry_the_words_of_every_lane(grid):
    waiting = grid.moments[1]
    assert waiting["cells"]["factors"]["items"][0]["text"] == "Broken promise"
    assert waiting["cells"]["emotions"]["items"][0]["text"] == "Anger"
    assert waiting["cells"]["effort"] == {"n": 3, "said": "contacts: 3", "text": ""}
    assert waiting["name"] == "Moment 2 of 3: Waiting, Phone, value −2"
    assert waiting["is_peak"]


def test_an_unknown_value_is_a_question_mark_never_a_zero(grid):
    assert grid.moments[2]["value_text"] == "?"
    assert grid.moments[2]["tone"] == "unknown"


def test_codes_of_a_person_are_told_from_the_machines(grid):
    assert [moment["is_machine"] for moment in grid.moments] == [False, True, True]
    assert "checked by a person" in grid.moments[0]["where"][1]


def test_the_promise_spans_from_the_moment_given_to_the_moment_broken(grid):
    (piece,) = grid.promises
    assert (piece["first"], piece["last"], piece["result"]) == (0, 1, "broken")
    assert (piece["label"], piece["text"]) == ("P1 broken", "2 days late")


def test_quotes_keep_their_place_and_hide_personal_data(grid):
    for moment in grid.moments:
        quote = moment["quote"]
        assert TEXT[quote["start"] : quote["end"]] == quote["quote"]
    assert "345" not in str(grid.as_dict())


def test_lanes_without_anything_to_say_are_left_out(grid):
    assert [lane["key"] for lane in grid.lanes] == [
        "touchpoint", "channel", "curve", "emotions", "promises", "factors", "effort",
    ]  # fmt: skip


def test_russian_labels(frames):
    grid = journey_grid(*frames, FEEDBACK, language="ru")
    assert grid.moments[0]["label"] == "Оплата"
    assert grid.summary["gutter"][0]["text"] == "−0,5"  # (1 - 2) / 2


def test_several_paths_are_refused(frames):
    journey = frames[0]
    two = pd.concat([journey, journey.assign(feedback_id="s2")])
    with pytest.raises(ParameterError, match="2 paths"):
        journey_grid(two, *frames[1:], FEEDBACK)


def test_page_holds_every_moment_once_and_no_markup_of_a_stranger(grid):
    page = render([Head("journey_map", "en", "Journey map", "It went badly", ("1 story",)), grid])
    assert page.count('class="pt ') == 3
    assert "<b>They</b>" not in page
    assert 'aria-label="Moment 2 of 3: Waiting, Phone, value −2"' in page
    assert f"(min-width:{272 + 3 * 72}px)" in page


def test_a_path_without_moments_gives_an_empty_map():
    none = pd.DataFrame(TOLD)[:0]
    journey = journey_map(none)
    grid = journey_grid(
        journey, journey_summary(journey, none), promises(none, journey), effort(none, journey),
        FEEDBACK,
    )  # fmt: skip
    assert grid.moments == ()
    assert "jm" in render([Head("journey_map", "en", "Map", "No story", ("0",)), grid])


def test_names_are_masked_with_the_text_and_without_it():
    # Quotes of a map named people: only those of quotes(...) were masked by the mentions.
    text = "Менеджер Иван Петров обещал перезвонить"
    row = pd.Series({"feedback_id": "s1", "start": 9, "end": 27, "quote": text[9:27]})
    for texts in ({"s1": text}, {}):
        assert place_of(row, texts).quote == "••••••••••• обещал"
