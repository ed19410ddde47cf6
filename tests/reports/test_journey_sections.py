"""The sections of a journey report: what they say, and that they say nothing of nothing."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError, ReportError
from cxkit.figures.event_flow import plot_event_flow
from cxkit.figures.journey_groups import plot_journey_groups
from cxkit.figures.promises import plot_promises
from cxkit.figures.theme import stray_colours
from cxkit.measures.case_timeline import case_timeline
from cxkit.measures.contact_steps import contact_steps
from cxkit.measures.directly_follows import directly_follows
from cxkit.measures.effort import effort
from cxkit.measures.event_flow import event_flow
from cxkit.measures.event_paths import event_paths
from cxkit.measures.event_steps import event_steps
from cxkit.measures.journey_aggregate import journey_aggregate
from cxkit.measures.journey_codes import journey_codes
from cxkit.measures.journey_deviations import journey_deviations
from cxkit.measures.journey_groups import journey_groups
from cxkit.measures.journey_map import journey_map
from cxkit.measures.journey_overview import journey_overview
from cxkit.measures.journey_summary import journey_summary
from cxkit.measures.ping_pong import ping_pong
from cxkit.measures.promises import promises
from cxkit.measures.typical_paths import typical_paths
from cxkit.readers.events import read_events
from cxkit.reports.case_timeline import case_section
from cxkit.reports.event_flow import flows_section
from cxkit.reports.journey_aggregate import aggregate_section
from cxkit.reports.journey_deviations import deviations_section
from cxkit.reports.journey_groups import groups_section
from cxkit.reports.journey_head import journey_head, journey_method
from cxkit.reports.journey_path import (
    factors_section,
    one_path,
    path_section,
    path_sections,
    verdict_section,
)
from cxkit.reports.page import render
from cxkit.reports.promises import promises_section
from cxkit.reports.step_names import step_name
from cxkit.reports.typical_paths import paths_sections, typical_section
from cxkit.reports.wording import word
from cxkit.schema.conform import conform, empty
from cxkit.schema.events import EVENTS
from cxkit.schema.feedback import FEEDBACK as TEXTS
from cxkit.schema.mentions import INFERRED, MENTIONS
from cxkit.schema.plan import PLAN
from cxkit.schema.results.promises import PROMISES

TEXT = "Ordered it. Paid it. They said Monday. Nobody came. I left for good, <i>never</i> again."
WORDS = ["Ordered it", "Paid it", "They said Monday", "Nobody came", "I left for good"]


def story(name, values, outcome):
    touchpoints = ["order", "payment", "waiting", "delivery", "relationship"]
    rows = []

    def add(layer, code, words, **more):
        start = TEXT.index(words)
        place = {"feedback_id": name, "start": start, "end": start + len(words), "quote": words}
        rows.append({**place, "layer": layer, "code": code, "by": "rule", **more})

    for n, (touchpoint, value) in enumerate(zip(touchpoints, values, strict=True), start=1):
        add("episode", touchpoint, WORDS[n - 1], value=value, episode=n)
    add("promise", "broken" if outcome == "leave" else "kept", WORDS[2], episode=3, promise=1)
    add("due", "time", WORDS[2], value=1.0, promise=1)
    add("fulfilment", "broken", WORDS[3], value=3.0, episode=4, promise=1)
    add("factor", "broken_promise", WORDS[3], episode=4)
    add("recovery", "apology", WORDS[3], episode=4)
    add("outcome", outcome, WORDS[4], episode=5)
    return rows


GOOD, BAD = [1, 1, 0, 2, 2], [1, 0, -1, -2, -2]
STORIES = [
    row
    for n in range(6)
    for row in (
        *story(f"g{n}", [1, 1, 0, 1 + n % 2, 2], "stay"),
        *story(f"b{n}", [1, 0, -1, -1 - n % 2, -2], "leave"),
    )
]
MENTIONS_OF_ALL = pd.DataFrame(STORIES)
FEEDBACK = pd.DataFrame({"feedback_id": sorted(MENTIONS_OF_ALL["feedback_id"].unique())})
FEEDBACK["text"] = TEXT
LOG = pd.DataFrame(
    {"case_id": ["1"] * 3 + ["2"] * 4, "event": ["a", "b", "c", "a", "b", "a", "b"],
     "event_at": pd.date_range("2026-03-01", periods=7, freq="h", tz="UTC"),
     "line": ["x", "y", "y", "x", "y", "x", "x"]}
)  # fmt: skip


def measured(mentions):
    journey = journey_map(mentions)
    summary = journey_summary(journey, mentions)
    return journey, summary, promises(mentions, journey), effort(mentions, journey)


@pytest.fixture(scope="module")
def frames():
    return measured(MENTIONS_OF_ALL)


@pytest.fixture(scope="module")
def aggregate(frames):
    return journey_aggregate(*frames[:3])


def blocks_of(group, kind):
    return [block for block in group.blocks if block.kind == kind]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_whole_page_is_rendered_with_every_section(frames, aggregate, language):
    journey, summary, ledger, spent = frames
    overview = journey_overview(summary, ledger, spent)
    path = one_path(*frames)
    page = render(
        [
            journey_head(overview, aggregate, path, language=language),
            aggregate_section(
                aggregate, journey_codes(journey), overview, FEEDBACK, language=language
            ),
            paths_sections(
                typical_paths(journey, summary, spent), journey_groups(journey, summary),
                language=language,
            ),
            path_sections(path, MENTIONS_OF_ALL, FEEDBACK, language=language),
            flows_section(
                event_flow(LOG), directly_follows(LOG), event_paths(LOG), event_steps(LOG),
                ping_pong(LOG, by="line"), language=language,
            ),
            journey_method(language=language),
        ]
    )  # fmt: skip
    for anchor in ("map", "paths", "groups", "story", "promises", "verdict", "why", "flows"):
        assert f'<h2 id="{anchor}" aria-labelledby="{anchor}-h">' in page
    assert "<i>never</i>" not in page


def test_the_head_says_what_was_read(frames, aggregate):
    _, summary, ledger, spent = frames
    overview = journey_overview(summary, ledger, spent)
    texts = FEEDBACK.assign(
        kind=["story"] * len(FEEDBACK), language="ru",
        created_at=pd.Timestamp("2026-03-01", tz="UTC"),
    )  # fmt: skip
    base = journey_head(overview, aggregate, one_path(*frames), texts, language="ru").base
    said = [part.replace("\u00a0", " ") for part in base]
    assert said[2].startswith(f"прочитано: {len(FEEDBACK)} рассказ")
    assert said[-1] == f"русский {len(FEEDBACK)}"


def test_the_head_of_few_paths_counts_them_and_tells_how_they_ended(frames, aggregate):
    _, summary, ledger, spent = frames
    head = journey_head(journey_overview(summary, ledger, spent), aggregate, one_path(*frames))
    assert head.base[0].replace("\u00a0", " ") == "12 paths"
    assert head.finding == "Stayed: 6 of 12 whose decision is clear; promises kept: 6 of 12"
    kept = {fact.name: fact.value for fact in head.facts}
    assert kept["Promises kept"] == "6 of 12"
    assert kept["Stayed"] == "6 of 12"


def test_the_head_of_one_path_tells_that_path():
    mentions = pd.DataFrame(story("b0", BAD, "leave"))
    frames = measured(mentions)
    overview = journey_overview(*frames[1:])
    head = journey_head(overview, journey_aggregate(*frames[:3]), one_path(*frames))
    assert head.finding.endswith("the customer leaves")
    assert {fact.name: fact.value for fact in head.facts}["Promises kept"] == "0 of 1"
    codes = journey_codes(frames[0])
    assert aggregate_section(pd.DataFrame(), codes, overview, FEEDBACK).blocks == ()


def test_nothing_told_is_refused_with_a_sentence():
    frames = measured(empty(MENTIONS))
    with pytest.raises(ReportError, match="no journey to map"):
        journey_head(journey_overview(*frames[1:]), pd.DataFrame(), one_path(*frames))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The event log: 3 cases, the way and the end of each"),
        ("ru", "Журнал событий: 3 случая, путь и конец каждого"),
    ],
)
def test_an_event_log_alone_is_a_report(language, said):
    # The promised "from stories, feedback, events" ended with "no journey to map" on a real log;
    # then a page about loans began with a section on the map that it did not have.
    frames = measured(empty(MENTIONS))
    overview, texts = journey_overview(*frames[1:]), empty(TEXTS)
    log = pd.DataFrame(
        {
            "case_id": ["a", "a", "b", "c"],
            "event": "opened",
            "event_at": pd.Timestamp("2026-03-01", tz="UTC"),
        }
    )
    aggregate = journey_aggregate(*frames[:3])
    path = one_path(*frames)
    head = journey_head(overview, aggregate, path, texts, (log, log.head(0)), language=language)
    assert head.finding.replace("\u00a0", " ") == said
    assert not aggregate_section(
        aggregate, journey_codes(frames[0]), overview, texts, language=language
    ).blocks


@pytest.mark.parametrize(("language", "below"), [("en", "below"), ("ru", "ниже")])
def test_a_page_without_a_log_speaks_of_none(language, below):
    # of contacts alone it was said that "an event log is shown below by itself"
    frames = measured(empty(MENTIONS))
    section, note = aggregate_section(
        journey_aggregate(*frames[:3]), journey_codes(frames[0]), journey_overview(*frames[1:]),
        FEEDBACK, language=language,
    ).blocks  # fmt: skip
    assert "stories=" in note.text
    assert section.name in ("No map", "Карты нет")  # the contents promised a "Map"
    assert below not in note.text
    assert "case=" in note.text


@pytest.mark.parametrize(("zone", "days"), [("Europe/Moscow", "6 March 2026"),
                                            ("UTC", "5 March 2026")])  # fmt: skip
def test_the_head_of_a_log_has_local_days(tmp_path, zone, days):
    # half past midnight in Moscow was told as the day before
    file = tmp_path / "events.csv"
    file.write_text("case_id,event,event_at\n1,opened,2026-03-05T21:30:00Z\n", encoding="utf-8")
    log = read_events(file, timezone=zone)
    frames = measured(empty(MENTIONS))
    head = journey_head(
        journey_overview(*frames[1:]), pd.DataFrame(), one_path(*frames),
        records=(log, pd.DataFrame()),
    )  # fmt: skip
    assert [part.replace("\u00a0", " ") for part in head.base] == ["1 event", days]


def test_contacts_alone_are_a_report():
    frames = measured(empty(MENTIONS))
    overview, calls = journey_overview(*frames[1:]), pd.DataFrame({"contact_id": ["1", "2"]})
    path = one_path(*frames)
    records = (empty(EVENTS), calls)
    head = journey_head(overview, pd.DataFrame(), path, records=records, language="ru")
    assert head.finding.replace("\u00a0", " ").startswith("2 обращения")


def test_a_stage_that_nobody_told_is_a_hatched_column(frames, aggregate):
    journey, summary, ledger, spent = frames
    overview = journey_overview(summary, ledger, spent)
    (grid,) = blocks_of(
        aggregate_section(aggregate, journey_codes(journey), overview, FEEDBACK), "journey_grid"
    )
    hatched = [moment["stage"] for moment in grid.moments if moment["none"]]
    assert hatched == ["Discovery", "Choice", "Use", "Support", "Feedback"]
    waiting = next(moment for moment in grid.moments if moment["label"] == "Waiting")
    assert waiting["is_small"]
    assert waiting["cells"]["promises"]["text"] == "6 of 12"


def test_the_path_is_chosen_by_name_or_by_rule(frames):
    # All are equally long: the worst mean decides.
    assert one_path(*frames)[0]["feedback_id"].unique().tolist() == ["b1"]
    assert one_path(*frames, story="g3")[1]["feedback_id"].tolist() == ["g3"]
    with pytest.raises(ParameterError, match=r"story='g33'.*Did you mean 'g3'"):
        one_path(*frames, story="g33")


def test_recovery_that_is_not_mentioned_is_unknown_not_refused(frames):
    group = path_sections(one_path(*frames), MENTIONS_OF_ALL, FEEDBACK)
    page = str(group.as_dict())
    assert "'state': 'yes'" in page
    assert "'state': 'unknown'" in page
    assert "'state': 'no'" not in page


def test_too_few_paths_give_a_call_and_no_figure():
    few = pd.DataFrame(story("g0", GOOD, "stay") + story("b0", BAD, "leave"))
    journey, summary, *_ = measured(few)
    group = groups_section(journey_groups(journey, summary))
    assert [block.kind for block in group.blocks] == ["section", "call"]


def test_groups_that_differ_are_named_in_the_heading(frames):
    group = groups_section(journey_groups(*frames[:2]))
    assert group.blocks[0].finding.startswith("Those who left and those who stayed differ most")


def test_deviations_and_case_say_nothing_of_nothing():
    nothing = empty(EVENTS)
    deviations = journey_deviations(nothing, empty(PLAN))
    assert deviations_section(deviations, nothing, empty(PLAN)).blocks == ()
    assert case_section(case_timeline("x"), FEEDBACK, case="x").blocks == ()


def test_deviations_are_told_with_their_share():
    plan = pd.DataFrame({"event": ["a", "b"], "step": [1, 2], "is_optional": False,
                         "is_failure": False})  # fmt: skip
    group = deviations_section(journey_deviations(LOG, plan), LOG, plan)
    (table,) = blocks_of(group, "table")
    assert ("ad hoc", "c", "not planned", "1", "1 of 2") in table.rows


def test_one_case_is_a_chronology():
    group = case_section(case_timeline("2", events=LOG), FEEDBACK, case="2")
    items = group.blocks[1].items
    assert [item["text"] for item in items] == [f"Event: {step}" for step in "abab"]
    assert {item["where"] for item in items} == {None}  # the heading names the case


def test_a_case_is_told_by_the_clock_of_its_files():
    # a case that ran from 17:52 to 25 April stood three hours early, under "7 days on one axis"
    log = LOG.assign(
        event=["order_placed"] * 7, event_at=pd.Timestamp("2026-04-17 22:30", tz="UTC")
    )
    log.attrs["reading"] = [{"arguments": {"timezone": "Europe/Moscow"}}]
    section, items = case_section(
        case_timeline("1", events=log), FEEDBACK, case="1", language="ru"
    ).blocks
    assert items.items[0]["when"] == "18 апреля 2026, 01:30"
    assert items.items[0]["text"] == "Событие: заказ оформлен"
    assert section.finding.replace("\xa0", " ") == "Случай 1: 3 записи, 18 апреля 2026"


def test_steps_and_lines_of_a_log_are_named_in_words():
    # Russian pages had order_placed and "courier | phone" in their tables and headings
    log = LOG.assign(
        event=LOG["event"].map({"a": "order_placed", "b": "survey_sent", "c": "own_step"}),
        line=LOG["line"].map({"x": "courier", "y": "phone"}),
    )
    tables = flow_tables(log, "ru")
    assert tables["steps-table"].rows[0][0] == "Заказ оформлен"
    assert any("own step" in row[0] for row in tables["variants-table"].rows)
    assert not any(
        "_" in str(cell) for table in tables.values() for row in table.rows for cell in row
    )


def test_a_mean_of_paths_that_are_all_alike_has_no_interval():
    # two paths with one value had an interval "from −1.0 to −1.0"
    alike = journey_aggregate(
        *measured(pd.DataFrame(story("a", GOOD, "stay") + story("b", GOOD, "stay")))[:3]
    )
    assert alike["mean_low"].isna().all()


def test_figures_keep_to_the_palette_and_show_their_frames(frames):
    journey, summary, ledger, _ = frames
    groups, flow = journey_groups(journey, summary), event_flow(LOG)
    figures = [plot_journey_groups(groups), plot_promises(ledger.head(3)), plot_event_flow(flow)]
    assert [stray_colours(figure) for figure in figures] == [[], [], []]
    assert list(figures[0].data[0].y) == groups["first_mean"].astype(float).tolist()
    assert list(figures[2].data[0].link.value) == flow["n_cases"].tolist()


def test_every_step_of_the_flow_has_its_name_in_the_hover():
    # a step of few cases has no room for its name, and its hover was ": 3"
    steps = ["placed"] * 200 + ["paid"] * 199 + ["called_<b>_back"]
    begins = pd.Timestamp("2026-03-01", tz="UTC")
    log = pd.DataFrame({"case_id": [*range(200)] * 2, "event": steps, "event_at": begins})
    sankey = plot_event_flow(event_flow(log)).data[0]
    assert "" in sankey.node.label
    assert all(sankey.node.customdata)
    assert "called &lt;b&gt; back" in sankey.node.customdata
    assert "n = %{value}" in sankey.node.hovertemplate
    assert sankey.valueformat == ",d"  # 4,557 cases were "4.56k", one was "1.00"


def test_the_flow_never_runs_backwards():
    sankey = plot_event_flow(event_flow(LOG)).data[0]
    assert all(s < t for s, t in zip(sankey.link.source, sankey.link.target, strict=True))


def many_cases(n_common, n_rare):
    """Make a log in which *n_common* cases go a, b and *n_rare* go a, c, two days and an hour."""
    when = pd.to_datetime(["2026-03-01T00:00", "2026-03-03T01:00"], utc=True)
    return pd.DataFrame(
        [(str(n), step, at) for n in range(n_common + n_rare)
         for step, at in zip("ab" if n < n_common else "ac", when, strict=True)],
        columns=["case_id", "event", "event_at"],
    )  # fmt: skip


def flow_tables(log, language="en"):
    group = flows_section(
        event_flow(log), directly_follows(log), event_paths(log), event_steps(log),
        ping_pong(log.assign(line="x"), by="line"), language=language,
    )  # fmt: skip
    figure = next(block for block in group.blocks if block.kind == "figure")
    return {block.anchor: block for block in blocks_of(group, "table")} | {"twin": figure.table}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "2\u00a0d\u00a01\u00a0h"), ("ru", "2\u00a0д\u00a01\u00a0ч")]
)
def test_times_between_steps_are_written_for_people(language, said):
    rows = flow_tables(many_cases(3, 1), language)["twin"].rows
    assert any(said in row for row in rows)
    figure = plot_event_flow(event_flow(many_cases(3, 1)), language=language)
    assert any(text.endswith(said) for text in figure.data[0].link.customdata)


# An analyst saw in which order cases go and not where they wait, and rows that were left out
# without a word; a share of 1 in 400 was "0%".
def test_the_longest_waits_stand_first_and_what_is_left_out_is_told():
    log = many_cases(399, 1)
    tables = flow_tables(log)
    assert [row[:3] for row in tables["waits-table"].rows] == [("a", "b", "399")]  # a, c: 1 case
    assert "in 30 cases or more" in tables["waits-table"].caption
    assert tables["variants-table"].caption.endswith("(1 of 2)")  # one path of a single case
    assert tables["steps-table"].rows[2][2] == "<1%"
    assert "few" in flow_tables(many_cases(3, 1))["waits-table"].caption
    # Tables that prove no heading stood open: 10,000 pixels of a phone.
    folded = {name for name, table in tables.items() if table.folded}
    assert {"waits-table", "variants-table", "steps-table"} <= folded


# Steps of one day without a time of day have no order: the page told of last steps and paths.
@pytest.mark.parametrize(("language", "said"), [("en", "does not tell"), ("ru", "не говорит")])
def test_a_log_without_times_of_day_tells_no_order(language, said):
    log = many_cases(40, 0).assign(event_at=pd.Timestamp("2026-03-01", tz="UTC"))
    group = flows_section(
        event_flow(log), directly_follows(log), event_paths(log), event_steps(log),
        ping_pong(log.assign(line="x"), by="line"), language=language,
    )  # fmt: skip
    assert said in group.blocks[0].finding
    assert group.blocks[-1].text.replace("\u00a0", " ").count("40") == 2  # 40 of 40 at one time


def test_a_log_that_tells_no_order_is_not_said_to_wait_between_its_steps():
    # "the log does not tell the order of steps" stood over "“a” → “b” takes longest"
    tied = many_cases(80, 0).assign(event_at=pd.Timestamp("2026-03-01", tz="UTC"))
    log = pd.concat([tied, many_cases(31, 0).assign(case_id=lambda rows: "x" + rows["case_id"])])
    group = flows_section(
        event_flow(log), directly_follows(log), event_paths(log), event_steps(log),
        ping_pong(log.assign(line="x"), by="line"), language="en",
    )  # fmt: skip
    assert "does not tell" in group.blocks[0].finding
    assert group.blocks[0].lead == ""


# A step "open" of an application was called "Unresolved", after the code of an outcome.
def test_a_step_is_not_named_after_an_outcome_or_a_factor():
    assert step_name("open", "en") == "open"
    assert step_name("chat", "ru") != "chat"


# A page about a log alone explained moments, peaks and promises that it did not hold.
def test_a_page_without_paths_says_nothing_of_how_moments_were_counted(frames):
    _, summary, ledger, spent = frames
    overview = journey_overview(summary, ledger, spent)
    assert journey_method(overview).blocks
    assert not journey_method(overview.head(0)).blocks
    many, one = journey_method(overview), journey_method(overview.assign(n_paths=1))
    assert len(one.blocks) == len(many.blocks) - 1  # nothing of means over paths beside one path


def test_the_steps_after_which_customers_call_stand_with_their_shares():
    log = many_cases(40, 0)
    calls = pd.DataFrame({"contact_id": ["k"], "case_id": "1", "started_at": log["event_at"].max()})
    group = flows_section(
        event_flow(log), directly_follows(log), event_paths(log), event_steps(log),
        ping_pong(log.assign(line="x"), by="line"), contact_steps(log, calls), language="en",
    )  # fmt: skip
    (told,) = [block for block in blocks_of(group, "table") if block.anchor == "asked-table"]
    assert [cell.replace("\u00a0", " ") for cell in told.rows[0][:4]] == ["a", "1", "1", "2%"]


# One status with a phone in it stopped the run: figure and heading showed what the tables masked.
def test_a_phone_in_the_name_of_a_step_is_masked():
    log = many_cases(40, 0)
    log["event"] = log["event"].replace("b", "SMS to +7 912 345-67-89")
    log.loc[log["case_id"] == "1", "event"] = "SMS to +7 912 345-67-88"  # one name, two steps
    group = flows_section(
        event_flow(log), directly_follows(log), event_paths(log), event_steps(log),
        ping_pong(log.assign(line="x"), by="line"), language="en",
    )  # fmt: skip
    assert "345" not in repr(group)
    assert "SMS to" in group.blocks[0].finding


# Sixty steps of seventy letters lay over each other, and a row held all sixty names.
def test_long_names_and_long_paths_stay_readable():
    names = [f"Шаг {n:02d}: обработка заявления на новую услугу, этап {n}" for n in range(60)]
    at = pd.date_range("2026-03-01", periods=60, freq="h", tz="UTC")
    case = pd.DataFrame({"event": names, "event_at": at})
    log = pd.concat([case.assign(case_id="1"), case.assign(case_id="2")])
    labels = plot_event_flow(event_flow(log), language="ru").data[0].node.label
    assert all(label.count("<br>") < 5 for label in labels)
    assert labels[0].startswith("Шаг 00")
    assert labels[0].endswith("этап 0")
    path = flow_tables(log, "ru")["variants-table"].rows[0][0]
    assert path.count("→") == 12
    assert "… ещё 48 …" in path


@pytest.mark.parametrize(("n_rare", "strong"), [(10, [True, False]), (20, [True, True])])
def test_the_largest_shares_of_the_common_paths_are_strong(n_rare, strong):
    rows = flow_tables(many_cases(30, n_rare))["variants-table"].rows
    assert [row[3]["strong"] for row in rows] == strong
    few = flow_tables(many_cases(3, 1))["variants-table"].rows
    assert not any(row[3]["strong"] for row in few)


def test_a_median_of_contacts_stands_beside_its_base(frames, aggregate):
    # "Customer's contacts: 800, median a path" came from one tweet.
    journey, summary, ledger, spent = frames
    told = aggregate.assign(contacts_median=2.0, n_contacts_told=4)
    overview = journey_overview(summary, ledger, spent)
    overview = overview.assign(contacts_median=3.0, n_contacts_told=7)
    group = aggregate_section(told, journey_codes(journey), overview, FEEDBACK, language="en")
    (grid,) = blocks_of(group, "journey_grid")
    cells = [cell for one in grid.moments if (cell := one["cells"].get("contacts"))]
    assert cells[0] == {"text": "2", "tone": "", "note": "n = 4"}
    totals = {lane["total"].replace("\u00a0", " ") for lane in grid.summary["bands"][0]["lanes"]}
    assert "3 (n = 7)" in totals


@pytest.mark.parametrize(("times", "strong"), [(3, {"relationship"}), (1, set())])
def test_the_touchpoints_where_most_paths_peak_are_strong(times, strong):
    # Three times twelve paths are enough for percentages, twelve are not.
    rows = [row | {"feedback_id": f"{row['feedback_id']}-{n}"} for n in range(times)
            for row in STORIES]  # fmt: skip
    frames = measured(pd.DataFrame(rows))
    texts = pd.DataFrame({"feedback_id": frames[1]["feedback_id"], "text": TEXT})
    group = aggregate_section(
        journey_aggregate(*frames[:3]), journey_codes(frames[0]), journey_overview(*frames[1:]),
        texts, language="en",
    )  # fmt: skip
    (grid,) = blocks_of(group, "journey_grid")
    bold = {m["anchor"][2:] for m in grid.moments if m["cells"].get("end", {}).get("strong")}
    assert bold == strong
    assert any("over half of the largest share" in key for key in grid.summary["key"])


def promise_row(**told):
    row = {"feedback_id": "a", "promise": 1, "result": "broken", "start": 21, "end": 37,
           "quote": "They said Monday", "by": "judge:promise"}  # fmt: skip
    return row | told


def ledger_table(*rows, language="en"):
    ledger = conform(pd.DataFrame(list(rows)), PROMISES)
    texts = pd.DataFrame({"feedback_id": ["a"], "text": [TEXT]})
    return promises_section(ledger, texts, language=language).blocks[-1]


@pytest.mark.parametrize(
    ("language", "untold"),
    [("en", "the day of the promise, a due time, the time from promise to outcome, the gap"),
     ("ru", "в какой день обещано, к какому сроку, сколько прошло от обещания до исхода, "
            "какова разница")],
)  # fmt: skip
def test_times_that_no_promise_has_are_said_once(language, untold):
    # "no due time, unknown, unknown" stood in every row, beside "broken" and nothing to prove it.
    table = ledger_table(promise_row(), language=language)
    assert len(table.columns) == len(table.rows[0]) == len(table.align) == 4
    assert untold in table.caption
    assert table.rows[0][2]["unknown"]


def test_the_ledger_shows_the_words_of_due_time_and_outcome():
    told = promise_row(
        day_given=3, due_start=31, due_end=37, due_quote="Monday", gap_days=0.13, proof_start=39,
        proof_end=50, proof_quote="Nobody came", result="late",
    )  # fmt: skip
    first, second = ledger_table(told, promise_row(promise=2, result="unknown")).rows
    assert [cell["text"] for cell in (first[1], first[3], first[4])] == [
        "They said Monday", "Monday", "Nobody came",
    ]  # fmt: skip
    assert first[2] == "day\u00a03"
    assert first[5] == "3 h late"
    assert [bool(cell["unknown"]) for cell in second[2:]] == [True] * 5


def test_a_promise_without_a_time_is_not_called_on_time():
    gap = {"gap_days": 0.0, "result": "kept"}
    timed = {"due_start": 31, "due_end": 37, "due_quote": "Monday"}
    rows = ledger_table(promise_row(**gap), promise_row(promise=2, **gap, **timed)).rows
    assert rows[0][-2]["unknown"]
    assert rows[1][-2] == "on time"


def test_the_flow_has_one_end():
    # Every place had an end of its own; drawn side by side their names covered each other.
    labels = plot_event_flow(event_flow(LOG)).data[0].node.label
    assert list(labels).count("(end)") == 1


def test_on_a_phone_the_flow_shows_its_first_places_only():
    # Five places on 390 px: the names of the steps lay on top of each other.
    flow = event_flow(LOG)
    wide, slim = (plot_event_flow(flow, is_narrow=is_narrow).data[0] for is_narrow in (False, True))
    assert len(slim.link.source) == (flow["place"] <= 2).sum() < len(wide.link.source)


def test_one_path_alone_is_compared_with_nothing():
    mentions = pd.DataFrame(story("a", BAD, "leave"))
    journey, summary, _, spent = measured(mentions)
    typical = typical_paths(journey, summary, spent)
    compared = paths_sections(typical, journey_groups(journey, summary))
    assert [group.blocks for group in compared.blocks] == [(), ()]


def test_typical_paths_name_their_steps_and_what_rounds_to_zero_is_neither():
    # Of reviews, whose moments feel alike, a chart of three paths was three level lines.
    path = pd.DataFrame(
        {"path": 1, "feedback_id": "R1", "n_paths": 211, "share_paths": 211 / 649,
         "step": [1, 2, 3], "touchpoint": ["order", "payment", "delivery"],
         "valence": [-0.01, 0.4, -1.0], "outcome": None, "contacts_median": 1.0}
    )  # fmt: skip
    section, table = typical_section(path, language="ru").blocks
    assert section.lead.startswith("Это не средний путь")
    assert (
        table.rows[0][2] == "Оформление заказа (0,0) → Оплата (+0,4) → Доставка и вручение (−1,0)"
    )
    assert table.rows[0][1].replace("\u202f", " ") == "211 (33 %)"
    alone = path.assign(n_paths=1, share_paths=0.5)
    both = pd.concat([alone, alone.assign(path=2, feedback_id="R2")])
    (section,) = typical_section(both, language="ru").blocks
    assert section.lead == ""


def test_steps_of_a_flow_are_words_in_lines_that_fit_between_two_places():
    # On a phone "payment_made" and "order_confirmed" were printed over each other.
    labels = plot_event_flow(event_flow(LOG), is_narrow=True).data[0].node.label
    assert all(len(line) <= 10 or " " not in line for name in labels for line in name.split("<br>"))
    assert not any("_" in name for name in labels)


@pytest.mark.parametrize(("kind", "said"), [("review", "review g1."), ("story", "story g1."),
                                            (None, "story g1.")])  # fmt: skip
def test_the_map_of_one_path_names_what_it_was_told_in(frames, kind, said):
    # a review of one line was called "the story review-0006"
    texts = FEEDBACK.assign(kind=kind)
    section, _ = path_section(one_path(*frames, story="g1"), texts).blocks
    # below a map of 2,157 paths "7 moments in a row at −2" seemed to be said of all of them
    assert section.lead == f"The path of one customer: {said}"


def test_a_cause_that_the_map_shows_twice_has_both_its_moments():
    # the map had a fault at moments 4 and 9, the section below "1 cause in 1 moment of the path"
    journey = pd.DataFrame(
        {"moment": [1, 2], "feedback_id": "s", "touchpoint": ["product_use", "waiting"],
         "factors": ["product_defect"] * 2}
    )  # fmt: skip
    told = pd.DataFrame(
        {"feedback_id": "s", "layer": "factor", "code": "product_defect", "start": [0, 7],
         "end": [6, 13], "quote": ["Broken", "broken"], "by": "machine"}
    )  # fmt: skip
    texts = pd.DataFrame({"feedback_id": ["s"], "text": ["Broken broken"]})
    section, table = factors_section((journey,), told, texts).blocks
    assert section.finding.replace("\u00a0", " ") == "1 cause in 2 moments of the path"
    assert table.rows[0][1]["text"].count(";") == 1
    # "machine, unchecked" stood in each of ten rows
    assert table.caption.endswith("coded by: machine, unchecked")
    assert len(table.columns) == 3


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_only_the_whole_text_tells_stands_without_a_quote_and_is_not_counted_as_done(language):
    text = "They said Monday. Nobody came. I left for good."
    rows = [
        ("episode", "waiting", "Nobody came.", "judge:x"),
        ("factor", "broken_promise", "Nobody came.", "judge:x"),
        ("factor", "siloed_data", "They said Monday.", f"{INFERRED}x"),
        ("recovery", "apology", "They said Monday.", f"{INFERRED}x"),
        ("outcome", "leave", "I left for good.", f"{INFERRED}x"),
    ]
    told = pd.DataFrame(
        {"feedback_id": "s", "start": text.index(words), "end": text.index(words) + len(words),
         "quote": words, "layer": layer, "code": code, "by": by, "value": -2.0}
        for layer, code, words, by in rows
    )  # fmt: skip
    texts = pd.DataFrame({"feedback_id": ["s"], "text": [text], "kind": ["story"]})
    path = one_path(*measured(told))
    _, causes = factors_section(path, told, texts, language=language).blocks
    assert [row[2] for row in causes.rows][1] == word("inferred", language)
    assert causes.rows[0][2]["text"] == "Nobody came."
    _, words, acts = verdict_section(path, told, texts, language=language).blocks
    assert not any("quote" in item for item in (*words.items, *acts.items))
    assert {item["state"] for item in acts.items} == {"unknown"}
    assert word("inferred", language) in words.items[0]["text"]


def test_touchpoints_of_very_few_paths_are_in_the_table_only(frames, aggregate):
    # "+2.0" of one path and "−2.0" of two were the highest waves of a map of 2,157 paths
    overview = journey_overview(*frames[1:])
    many = aggregate.assign(n_paths=[2] + [115] * (len(aggregate) - 1))
    section, grid = aggregate_section(many, journey_codes(frames[0]), overview, FEEDBACK).blocks
    drawn = {moment["anchor"] for moment in grid.moments if moment["anchor"]}
    assert f"t-{many['touchpoint'].iloc[0]}" not in drawn
    assert len(drawn) == len(many) - 1
    assert section.lead.endswith("Touchpoints of fewer than 5 paths are in the table only: 1.")
    names = [row[0] for row in grid.table.rows if isinstance(row[2], str)]
    assert len(names) == len(many)
    few = aggregate.assign(n_paths=2)
    _, grid = aggregate_section(few, journey_codes(frames[0]), overview, FEEDBACK).blocks
    assert len({moment["anchor"] for moment in grid.moments if moment["anchor"]}) == len(many)


def test_the_table_of_the_map_counts_paths_in_the_column_of_paths(frames, aggregate):
    # it held "+0.5 to +0.8, n = 115" beside the column of intervals
    overview = journey_overview(*frames[1:])
    many = aggregate.assign(n_paths=115, mean_low=0.5, mean_high=0.8)
    _, grid = aggregate_section(many, journey_codes(frames[0]), overview, FEEDBACK).blocks
    told = [row for row in grid.table.rows if isinstance(row[2], str)]
    assert {row[2] for row in told} == {"115"}
    assert {row[4] for row in told} == {"+0.5 to +0.8"}
