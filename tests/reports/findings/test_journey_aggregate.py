"""Sentences about many paths: their bases, the local days."""

import pandas as pd
import pytest

from cxkit.reports.findings.journey_aggregate import (
    aggregate_finding,
    below_zero_finding,
    deviations_finding,
    many_findings,
    read_of,
)


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_headline_names_the_base_of_its_share():
    # "25 % of paths" stood beside 2,165 paths; the share was of the 1,285 with two moments or more
    aggregate = pd.DataFrame({"touchpoint": ["d", "o"], "n_peak": [321, 80], "mean": [0.3, 0.1]})
    overview = pd.DataFrame({"n_longer": [1285], "n_paths": [2165]})
    labels = {"d": "Доставка"}
    assert plain(aggregate_finding(aggregate, overview, labels, "ru")) == (
        "Самый сильный момент пути чаще всего «Доставка»: 25 % из 1 285 путей, где моментов не"
        " меньше двух"
    )
    assert plain(aggregate_finding(aggregate, overview, labels, "en")) == (
        "The strongest moment of a path is most often “Доставка”: 25% of 1,285 paths with two"
        " moments or more"
    )
    # "most often “Waiting”: 2 of 8 paths" headed a page where another had as many
    alike = aggregate.assign(n_peak=2)
    assert "too few to say" in aggregate_finding(alike, overview, labels, "en")


def test_a_deviation_says_what_was_wrong_with_the_step():
    # "most often “delivered”" meant that it was delivered late
    counts = pd.DataFrame({"event": ["delivered"], "why": ["too late"], "n_cases": [893]})
    assert plain(deviations_finding(counts, 1471, 1501, "ru")) == (
        "Отступили от плана 98 % из 1 501 случая; чаще всего «Заказ доставлен», позже срока"
        " плана: 59 %"
    )


@pytest.mark.parametrize(("zone", "day"), [("Europe/Moscow", "1 September 2026"),
                                           (None, "31 August 2026")])  # fmt: skip
def test_what_was_read_has_local_days(zone, day):
    # the page of one file began a day before the timeline of the same file
    texts = pd.DataFrame({"kind": ["review"], "language": ["en"],
                          "created_at": [pd.Timestamp("2026-08-31 21:30", tz="UTC")]})  # fmt: skip
    texts.attrs["reading"] = [{"arguments": {"timezone": zone} if zone else {}}]
    assert day in read_of(texts, "en")


WAITING, VISIT, ORDER = (
    ("waiting", 10, -1.84, -1.48),
    ("visit", 40, -0.9, -0.4),
    ("order", 60, 1, 2),
)
LABELS = {
    "ru": {"waiting": "Ожидание", "visit": "Визит", "order": "Заказ"},
    "en": {"waiting": "Waiting", "visit": "Visit", "order": "Order"},
}


# «Уверенно ниже нуля ни одной из 22 точек» stood over a map whose bar for «Ожидание» ended at
# −1.48: no touchpoint had 30 paths, so none had been judged.
@pytest.mark.parametrize(
    ("rows", "ru", "en"),
    [
        (
            [WAITING, ("order", 9, 1, 2)],
            "Где клиенты недовольны, судить рано: ни у одной точки нет 30 путей;"
            " ниже нуля «Ожидание» (мало, n = 10)",
            "Too few to say where customers are unhappy: no touchpoint has 30 paths;"
            " “Waiting” is below zero (few, n = 10)",
        ),
        (
            [("order", 9, 1, 2)],
            "Где клиенты недовольны, судить рано: ни у одной точки нет 30 путей",
            "Too few to say where customers are unhappy: no touchpoint has 30 paths",
        ),
        (
            [WAITING, ORDER],
            "Клиенты явно недовольны в 0 из 1 точки контакта, где путей не меньше 30;"
            " ниже нуля «Ожидание» (мало, n = 10)",
            "Customers are clearly unhappy at 0 of 1 touchpoint with 30 paths or more;"
            " “Waiting” is below zero (few, n = 10)",
        ),
        (
            [ORDER, ("visit", 40, 0.1, 0.4)],
            "Явного недовольства нет ни в одной из 2 точек контакта",
            "Customers are clearly unhappy at none of 2 touchpoints",
        ),
        (
            [WAITING, VISIT, ORDER],
            "Хуже всего «Визит»: −0,9 (от −1,4 до −0,4), n = 40; клиенты недовольны в 1 из 2"
            " точек контакта, где путей не меньше 30",
            "Worst is “Visit”: −0.9 (−1.4 to −0.4), n = 40; customers are unhappy at 1 of 2"
            " touchpoints with 30 paths or more",
        ),
        (
            [VISIT, ORDER],
            "Хуже всего «Визит»: −0,9 (от −1,4 до −0,4), n = 40; клиенты недовольны в 1 из 2"
            " точек контакта",
            "Worst is “Visit”: −0.9 (−1.4 to −0.4), n = 40; customers are unhappy at 1 of 2"
            " touchpoints",
        ),
    ],
)
def test_what_is_below_zero_is_said_of_touchpoints_with_paths_enough(rows, ru, en):
    frame = pd.DataFrame(rows, columns=["touchpoint", "n_paths", "mean", "mean_high"])
    frame["mean_low"] = 2 * frame["mean"] - frame["mean_high"]
    assert plain(below_zero_finding(frame, LABELS["ru"], "ru")) == ru
    assert plain(below_zero_finding(frame, LABELS["en"], "en")) == en


@pytest.mark.parametrize(("n", "is_said"), [(11, True), (3, False)])
def test_paths_that_all_feel_alike_are_below_zero_without_an_interval(n, is_said):
    # "Support contact" (−1.3) was named as below zero, "Waiting" (−2 on all 11 paths) was not
    rows = pd.DataFrame(
        [("waiting", n, -2.0, None, None), ("visit", 12, -1.3, -2.0, -0.5)],
        columns=["touchpoint", "n_paths", "mean", "mean_low", "mean_high"],
    )
    assert ("Waiting" in below_zero_finding(rows, LABELS["en"], "en")) == is_said


def test_texts_without_a_moment_are_told():
    # 16 stories were read, 13 paths shown, and nothing said of the rest
    texts = pd.DataFrame({"kind": "story", "created_at": pd.NaT, "language": "en",
                          "text": ["a", "b", "c"]})  # fmt: skip
    told = plain(", ".join(read_of(texts, "en", 2)))
    assert told == "read: 3 stories, no moment told: 1, English 3"
    assert "из них без моментов: 1" in read_of(texts, "ru", 2)
    assert len(read_of(texts, "en", 3)) == len(read_of(texts, "en")) == 2


def test_the_headline_says_where_customers_are_unhappy_and_the_map_where_peaks_are():
    # the first line of a page was "Peaks fall most often at …": nobody learnt what is bad from it
    overview = pd.DataFrame({"n_longer": [50], "n_paths": [90]})
    rows = [("visit", 40, -0.9, -0.5, 2), ("order", 60, 0.4, 0.6, 40)]
    columns = ["touchpoint", "n_paths", "mean", "mean_high", "n_peak"]
    many = pd.DataFrame(rows, columns=columns).assign(mean_low=-1.3)
    labels = {"visit": "Visit", "order": "Order"}
    first, second = many_findings(many, overview, labels, "en")
    assert plain(first).startswith("Worst is “Visit”: −0.9 (−1.3 to −0.5), n = 40; customers are")
    assert second.startswith("The strongest moment of a path is most often “Order”")
    few = many.assign(n_paths=9)
    assert many_findings(few, overview, labels, "en")[0].startswith("The strongest moment")
    told = overview.assign(n_stayed=1, n_left=5, n_kept=6, n_known=19)
    assert many_findings(few, told, labels, "ru")[0] == (
        "Остались: 1 из 6, чьё решение ясно; обещаний сдержано: 6 из 19"
    )
