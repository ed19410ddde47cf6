"""Weekdays, the year and holidays on the page, in both languages."""

import pandas as pd
import pytest

from cxkit.measures.public_holidays import public_holidays
from cxkit.measures.seasonality import seasonality
from cxkit.reports.blocks import Note, Table
from cxkit.reports.seasonality import season_finding, seasonality_section


def by_day(n_days):
    when = pd.date_range("2026-01-05", periods=n_days, freq="1D", tz="UTC")
    place = pd.Series(range(n_days))
    positive = 24 - 8 * (place % 7 == 0) + place % 2
    days = pd.DataFrame(
        {"group": "all", "period_at": when, "n": 40, "n_rated": 0, "n_positive": positive,
         "n_negative": 40 - positive, "net": (2 * positive - 40) / 40}
    )  # fmt: skip
    days.attrs = {"period": "1D", "time_zone": "UTC"}
    return days


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Weekdays differ: "), ("ru", "Дни недели различаются: выше всех ")],
)
def test_a_pattern_names_the_best_and_the_worst_day(language, said):
    finding = season_finding(seasonality(by_day(140)), language=language)
    # "Better than other days" was also said of the day with the largest share of negative.
    assert said in finding
    assert ("Monday" if language == "en" else "понедельник") in finding


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Too few to say about weekdays: full weeks 3"), ("ru", "О днях недели судить рано")],
)
def test_few_weeks_are_said_to_be_few(language, said):
    found = seasonality(by_day(21))
    group = seasonality_section(found, public_holidays(by_day(21)), language=language)
    assert group.blocks[0].finding.startswith(said)
    assert [block.anchor for block in group.blocks if isinstance(block, Table)] == [
        "holidays-table"
    ]


def test_the_page_has_seven_days_the_year_and_the_holidays():
    days = by_day(140)
    blocks = seasonality_section(seasonality(days), public_holidays(days)).blocks
    tables = {block.anchor: block for block in blocks if isinstance(block, Table)}
    assert [row[0] for row in tables["seasons-table"].rows][:2] == ["Monday", "Tuesday"]
    assert len(tables["seasons-table"].rows) == 7
    # Seven days that do not differ and a year of holidays too few to judge are folded away.
    assert [tables[name].folded for name in ("seasons-table", "holidays-table")] == [False, True]
    holidays = [row[1] for row in tables["holidays-table"].rows]
    assert "Victory Day" in holidays
    notes = [block.text for block in blocks if isinstance(block, Note)]
    assert notes == ["Too few to say about seasons: full years 0, 2 are needed."]


def test_a_holiday_with_few_texts_shows_no_figures():
    days = by_day(140)
    days[["n", "n_positive", "n_negative"]] = [9, 9, 0]
    table = seasonality_section(seasonality(days), public_holidays(days)).blocks[-1]
    assert table.rows[-1][2:5] == ("9", {"text": "too few to say", "unknown": True}, "–")


def test_without_texts_enough_there_is_no_section():
    # "1 weeks have texts on every day, 8 are needed" headed a section with nothing in it.
    days = by_day(21).head(0)
    assert not seasonality_section(seasonality(days), public_holidays(days)).blocks
    few = by_day(21)
    none = public_holidays(few).head(0)
    assert not seasonality_section(seasonality(few), none).blocks
    assert not seasonality_section(seasonality(few), public_holidays(few).assign(n=9)).blocks


@pytest.mark.parametrize(
    ("language", "label", "said"),
    [
        ("en", "Day off (moved from 2025-11-01)", "Day off (moved from 1 November 2025)"),
        ("ru", "Выходной (перенесено с 01.11.2025)", "Выходной (перенесено с 1 ноября 2025)"),
    ],
)
def test_the_day_of_a_moved_holiday_is_written_as_other_days(language, label, said):
    holidays = public_holidays(by_day(140)).assign(**{f"label_{language}": label})
    table = seasonality_section(seasonality(by_day(140)), holidays, language=language).blocks[-1]
    assert {row[1].replace("\u00a0", " ") for row in table.rows} == {said}
