"""Holidays of the calendar, each beside the days around it."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.public_holidays import public_holidays


def days(start, n_days, *, zone="UTC"):
    when = pd.date_range(start, periods=n_days, freq="1D", tz=zone).tz_convert("UTC")
    table = pd.DataFrame(
        {"group": "all", "period_at": when, "n": 10, "n_positive": 6, "n_negative": 2}
    )
    table.attrs = {"period": "1D", "time_zone": zone}
    return table


def test_new_year_is_one_row_of_its_days():
    found = public_holidays(days("2024-12-20", 30))
    # 1 to 6 and 8 January are New Year, 7 January is Christmas.
    spans = found[["from_on", "until_on"]].to_numpy().tolist()
    assert ["2025-01-01", "2025-01-06"] in spans
    assert ["2025-01-07", "2025-01-07"] in spans
    assert found.set_index("from_on").loc["2025-01-01", "label_ru"] == "Новогодние каникулы"


def test_a_worse_holiday_shows_a_difference_from_the_days_around():
    table = days("2026-06-01", 30)
    is_holiday = table["period_at"] == pd.Timestamp("2026-06-12", tz="UTC")
    table.loc[is_holiday, ["n", "n_positive", "n_negative"]] = [100, 20, 60]
    row = public_holidays(table).iloc[0]
    # On the day (20 - 60) / 100 = -0.4; 11 days before and 14 after: 25 days of 10 texts, 0.4.
    assert (row["from_on"], row["n"], row["n_around"]) == ("2026-06-12", 100, 250)
    assert (row["net"], row["net_around"]) == (pytest.approx(-0.4), pytest.approx(0.4))
    assert row["difference_high"] < -0.5
    assert row["difference"] == pytest.approx(-0.8)


def test_a_day_is_that_of_the_local_clock():
    assert public_holidays(days("2026-06-12", 1, zone="Europe/Moscow"))["n"].tolist() == [10]


def test_a_holiday_without_texts_is_listed_without_figures():
    table = days("2026-06-01", 30)
    is_holiday = table["period_at"] == pd.Timestamp("2026-06-12", tz="UTC")
    table.loc[is_holiday, ["n", "n_positive", "n_negative"]] = 0
    row = public_holidays(table).iloc[0]
    assert row["n"] == 0
    assert pd.isna(row["net"])
    assert pd.isna(row["difference"])


def test_without_a_calendar_or_a_holiday_there_are_no_rows():
    assert public_holidays(days("2026-06-01", 30), calendar="none").empty
    assert public_holidays(days("2026-07-01", 20)).empty
    assert public_holidays(days("2026-07-01", 0)).empty


def test_an_unknown_calendar_and_weeks_are_refused():
    with pytest.raises(ParameterError, match="'none', 'ru'"):
        public_holidays(days("2026-06-01", 3), calendar="kz")
    weeks = days("2026-06-01", 3)
    weeks.attrs["period"] = "7D"
    with pytest.raises(ParameterError, match="need days"):
        public_holidays(weeks)


@pytest.mark.parametrize(("codes", "n"), [(["en", "en", "ru"], 0), (["ru", "ru", "en"], 1)])
def test_the_calendar_follows_the_language_of_the_texts(codes, n):
    # Tweets about airlines of the USA were tested on Defender of the Fatherland Day.
    mentions = pd.DataFrame({"layer": ["language"] * 3, "code": codes})
    assert len(public_holidays(days("2026-06-12", 1), mentions, calendar="auto")) == n


def test_without_mentions_the_language_is_not_guessed():
    with pytest.raises(ParameterError, match="calendar='ru'"):
        public_holidays(days("2026-06-12", 1), calendar="auto")


def test_a_timeline_that_lost_its_attrs_is_refused():
    # The day off of a local clock was looked for on the clock of UTC.
    table = days("2026-06-12", 1, zone="Europe/Moscow")
    del table.attrs["time_zone"]
    with pytest.raises(ParameterError, match="does not say its time_zone"):
        public_holidays(table)


def test_texts_of_one_customer_on_a_holiday_are_not_taken_for_independent():
    table = days("2026-06-01", 30)
    is_holiday = table["period_at"] == pd.Timestamp("2026-06-12", tz="UTC")
    table.loc[is_holiday, ["n", "n_positive", "n_negative"]] = [100, 20, 60]
    alone = public_holidays(table).iloc[0]
    one_wrote_ten = table.assign(n_effective=table["n"].where(~is_holiday, 10.0))
    row = public_holidays(one_wrote_ten).iloc[0]
    assert (row["n"], row["net"]) == (100, pytest.approx(-0.4))
    assert row["net_high"] - row["net_low"] > 2 * (alone["net_high"] - alone["net_low"])
    assert row["difference_low"] < alone["difference_low"]
