import pandas as pd
import pytest

from cxkit.figures.escalation import plot_escalation
from cxkit.figures.incident_clocks import plot_incident_clocks
from cxkit.figures.theme import stray_colours
from cxkit.figures.verification import PHASES, plot_verification


def at(text):
    return pd.Timestamp(text, tz="UTC")


CHRONOLOGY = pd.DataFrame(
    {
        "mark": [1, None, 2],
        "entry": ["first_signal", "gap", "acknowledged"],
        "side": ["customers", "customers", "company"],
        "at": [at("2026-04-14 08:00"), at("2026-04-14 12:00"), at("2026-04-15 08:00")],
        "until_at": [pd.NaT, at("2026-04-14 20:00"), pd.NaT],
        "about": [None, "<b>chat</b>", None],
    }
).astype({"until_at": "datetime64[us, UTC]"})
DAYS = pd.DataFrame(
    {
        "day_at": [at("2026-04-14"), at("2026-04-15")],
        "n_asked": [3, 1],
        "n_first": [2, 1],
        "n_repeat": [1, 0],
        "is_gap": [True, False],
    }
)
STEPS = pd.DataFrame(
    {
        "kind": ["work", "wait", "work"],
        "line": ["1", "1", "2"],
        "label": ["first line", "first line", "<i>second</i>"],
        "waits_on": ["us", "customer", "us"],
        "from_at": [at("2026-04-14 08:00"), at("2026-04-14 09:00"), at("2026-04-14 12:00")],
        "hours": [1.0, 3.0, 0.5],
    }
)
CHECK = {
    f"rate_{phase}{end}": value
    for phase, values in {
        "before": (0.1, 0.05, 0.2), "during": (4.0, 3.0, 5.0), "after": (0.2, 0.0, 0.6),
    }.items()
    for end, value in zip(("", "_low", "_high"), values, strict=True)
}  # fmt: skip
CHECKS = pd.DataFrame([CHECK | {"check": "contacts", "bound": 0.3, "verdict": "unproven"}])


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("is_narrow", [False, True])
def test_figures_use_the_palette_only(language, is_narrow):
    options = {"language": language, "is_narrow": is_narrow}
    for figure in (
        plot_incident_clocks(CHRONOLOGY, DAYS, **options),
        plot_escalation(STEPS, **options),
        plot_verification(CHECKS, **options),
    ):
        assert stray_colours(figure) == []
        assert figure.layout.height


def test_marks_of_the_tracks_are_the_numbers_of_the_chronology():
    figure = plot_incident_clocks(CHRONOLOGY, DAYS)
    marked = list(figure.select_traces({"mode": "markers+text"}))
    assert [list(trace.text) for trace in marked] == [["1"], ["2"]]
    assert [trace.marker.symbol for trace in marked] == ["square", "circle"]


def test_no_mark_lies_on_another_on_a_phone():
    # Four milestones of one morning lay on two floors, pair on pair: "46" and "25" to read.
    times = pd.date_range("2026-04-14 08:00", periods=3, freq="1h", tz="UTC")
    far = pd.Timestamp("2026-04-25 08:00", tz="UTC")
    rows = pd.DataFrame({"at": [*times, far], "mark": [1, 2, 3, 4], "entry": "known_error"})
    rows = rows.assign(
        side="company", until_at=pd.Series(pd.NaT, index=rows.index, dtype="M8[us, UTC]")
    )
    figure = plot_incident_clocks(rows.assign(about=None), DAYS, is_narrow=True)
    heights = list(figure.select_traces({"mode": "markers+text"}))[1].y
    assert len(set(heights[:3])) == 3
    assert heights[3] == heights[0]


def test_a_gap_is_a_dashed_column_and_its_channel_is_escaped():
    figure = plot_incident_clocks(CHRONOLOGY, DAYS)
    assert any(shape.line.dash == "dash" for shape in figure.layout.shapes)
    assert any("&lt;b&gt;chat" in note.text for note in figure.layout.annotations)


def test_without_an_acknowledgement_nothing_is_shaded():
    figure = plot_incident_clocks(CHRONOLOGY.iloc[:2], DAYS)
    assert not [shape for shape in figure.layout.shapes if shape.layer == "below"]


def test_waiting_is_hatched_and_work_is_solid():
    bar = plot_escalation(STEPS).data[0]
    assert list(bar.marker.pattern.shape) == ["", ".", ""]
    assert bar.x[1] == 3.0
    # the hover gave the line and no length, and set a stranger's tags
    assert bar.hovertext[1].endswith(": 3\xa0h")
    assert "&lt;i&gt;second&lt;/i&gt;" in bar.hovertext[2]


def test_what_is_unproven_is_hollow_and_dashed():
    traces = plot_verification(CHECKS).data
    after_line, after_dot = traces[0], traces[1]
    assert after_line.line.dash == "dash"
    assert after_dot.marker.color != after_dot.marker.line.color


def test_a_hover_says_what_happened_in_the_readers_language():
    # It said "Apr 17, 2026, 10:30" on a Russian page, and nothing of the event.
    figure = plot_incident_clocks(CHRONOLOGY, DAYS, labels={1: "14 апреля: сигнал"}, language="ru")
    said = [list(trace.hovertext) for trace in figure.select_traces({"mode": "markers+text"})]
    assert said[0] == ["14 апреля: сигнал"]
    assert "апреля 2026" in said[1][0]
    check = plot_verification(CHECKS, language="ru").data
    assert "До: 0,1 (от 0,1 до 0,2)" in {(trace.hovertext or [""])[0] for trace in check}


def test_a_share_of_few_texts_is_hollow_and_has_its_n():
    # 5 of 7 was drawn as firmly as 16 of 34, and the figure gave no n
    row = {"check": "complaints", "verdict": "proven", "bound": 0.5}
    for phase, base in (("before", 34), ("during", 7), ("after", 40)):
        row |= {f"rate_{phase}": 0.4, f"rate_{phase}_low": 0.2, f"rate_{phase}_high": 0.6,
                f"base_{phase}": base}  # fmt: skip
    figure = plot_verification(pd.DataFrame([row]))
    dashes = [trace.line.dash for trace in figure.data if trace.mode == "lines"]
    assert dashes == ["solid", "dash", "solid"]
    assert list(figure.layout.yaxis.ticktext)[1] == "During<br>n = 7"


def test_a_check_without_any_rate_is_drawn_empty():
    # A post-mortem with no action to verify stopped here: missing rates were read as numbers.
    rates = [f"rate_{phase}{end}" for phase in PHASES for end in ("", "_low", "_high")]
    bare = CHECKS.astype(dict.fromkeys(rates, "Float64")).assign(**dict.fromkeys(rates, pd.NA))
    figure = plot_verification(bare)
    assert list(figure.data) == []
    assert figure.layout.xaxis.range[1] > 0
