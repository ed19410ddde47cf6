"""Sentences about event logs: last steps, waits, cases that may go on."""

import pandas as pd
import pytest

from cxkit.reports.findings.event_flow import flow_finding, flow_note, log_finding, wait_finding


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_step_that_most_cases_end_with_is_told_by_its_count():
    # the heading gave the share of those who came there, and others had a larger one in bold
    steps = pd.DataFrame({"event": ["Опрос отправлен", "Деньги возвращены"], "n_cases": [830, 111],
                          "n_last": [399, 94], "share_last": [0.48, 0.85]})  # fmt: skip
    assert plain(flow_finding(steps, 1501, "ru")) == (
        "1 501 случай; чаще всего последним был шаг «Опрос отправлен»: 399 раз"
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "4,580 cases; the last step was most often “Closed”: 4,557 times, next “Resolve”:"
            " 10 times"),
     ("ru", "4 580 случаев; чаще всего последним был шаг «Closed»: 4 557 раз, затем «Resolve»:"
            " 10 раз")],
)  # fmt: skip
def test_the_end_of_nearly_all_cases_is_told_before_the_next(language, said):
    # a log in which 4,557 of 4,580 cases were closed said "most often “Resolve ticket”: 10 times"
    steps = pd.DataFrame({"event": ["Resolve", "Closed", "Wait"], "n_cases": [4575, 4557, 1463],
                          "n_last": [10, 4557, 8], "share_last": [0.002, 1.0, 0.005]})  # fmt: skip
    assert plain(flow_finding(steps, 4580, language)) == said


def test_a_log_that_always_ends_alike_names_no_other_step():
    # "the last step was most often “b”: 0 times" was said where every case came to its end
    steps = pd.DataFrame({"event": ["b", "c"], "n_cases": [40, 40], "n_last": [0, 40],
                          "share_last": [0.0, 1.0]})  # fmt: skip
    assert flow_finding(steps, 40, "en").endswith("the last step was most often “c”: 40\xa0times")


WAITS = pd.DataFrame(
    {"source": ["Paid"], "target": ["Sent"], "n_cases": [340], "n": [340], "n_tied": [12],
     "hours_median": [50.0], "hours_p90": [96.0]}
)  # fmt: skip


def test_the_longest_wait_is_told_with_its_base_and_nothing_of_few_cases():
    assert plain(wait_finding(WAITS, "ru")) == (
        "Среди переходов, что встретились не меньше чем в 30 случаях, дольше всех «Paid» → «Sent»:"
        " медиана 2 д 2 ч, 9 из 10 не дольше 4 д; 340 случаев."
    )
    assert wait_finding(WAITS.assign(n_cases=29), "en") == ""


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ["7 of 340 cases may still be going", "12 of 340 neighbouring steps"]),
     ("ru", ["ещё идут 7 из 340 случаев", "У 12 из 340 соседних шагов"])],
)  # fmt: skip
def test_open_cases_and_steps_at_one_time_are_told(language, told):
    said = plain(flow_note(pd.DataFrame({"n_open": [7, 0]}), WAITS, 340, language))
    assert all(one in said for one in told)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Half of 31 cases took 1 d 12 h or longer, from the first step to the last"),
     ("ru", "Половина из 31 случая длилась 1 д 12 ч и дольше, от первого шага до последнего")],
)  # fmt: skip
def test_a_log_alone_is_told_by_how_long_its_cases_take(language, said):
    # "where 4,580 cases go and where they end" promised a finding and gave none
    begins = pd.Timestamp("2026-03-01", tz="UTC")
    ends = begins + pd.Timedelta("36h")
    log = pd.DataFrame({"case_id": [*range(31)] * 2, "event_at": [begins] * 31 + [ends] * 31})
    assert plain(log_finding(log, language)) == said
