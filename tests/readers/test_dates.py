import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import ParameterError
from cxkit.readers.date_orders import check_order, find_orders
from cxkit.readers.dates import as_instants, zone_in_name, zone_of

AUGUST_12 = "2015-08-12 00:00:00+00:00"


def instant(cell, **how):
    return str(as_instants(pd.Series([cell], dtype="object"), **how)[0].iloc[0])


@pytest.mark.parametrize(
    "cell",
    [
        "2015-08-12", "2015/8/12", "2015.08.12", "12.08.2015", "12.08.15", "12-08-2015",
        "12 августа 2015", "12 авг. 2015 г.", "12 августа 2015 года", "12 August 2015",
        "August 12, 2015", "Aug 12 2015", "12th Aug 2015", "Wed, 12 Aug 2015", "08/12/2015",
        "1439337600", "1439337600000", 1439337600, dt.date(2015, 8, 12),
        "12/Aug/15", "20150812", "20150812.0", 20150812, "42228", "42228.0", 42228,
    ],
)  # fmt: skip
def test_one_day_in_many_forms(cell):
    orders = {"/": "month first"} if "/" in str(cell) else {}
    assert instant(cell, orders=orders) == AUGUST_12


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2015-08-12T14:05:09Z", "2015-08-12 14:05:09+00:00"),
        ("2015-08-12T14:05:09.250+03:00", "2015-08-12 11:05:09.250000+00:00"),
        ("2015-08-12 14:05 MSK", "2015-08-12 11:05:00+00:00"),
        # A clock before the day, what Unix and Twitter write, American zones and digits alone
        # were no dates at all: a whole column was missing.
        ("14:05:09 12.08.2015", "2015-08-12 14:05:09+00:00"),
        ("2:05 PM 8/24/2015", "2015-08-24 14:05:00+00:00"),
        ("Wed Aug 12 14:05:09 +0000 2015", "2015-08-12 14:05:09+00:00"),
        ("Wed Aug 12 14:05:09 UTC 2015", "2015-08-12 14:05:09+00:00"),
        ("12/Aug/2015:14:05:09 +0300", "2015-08-12 11:05:09+00:00"),
        ("Aug 12, 2015 2:05 PM EST", "2015-08-12 19:05:00+00:00"),
        ("20150812T140509Z", "2015-08-12 14:05:09+00:00"),
        ("20150812140509", "2015-08-12 14:05:09+00:00"),
        ("12.08.2015, 14:05", "2015-08-12 14:05:00+00:00"),
        ("12 августа 2015 г. в 14:05", "2015-08-12 14:05:00+00:00"),
        ("24/8/2015 2:05 PM", "2015-08-24 14:05:00+00:00"),
        ("24/8/2015 12:05 a.m.", "2015-08-24 00:05:00+00:00"),
        ("Wed, 12 Aug 2015 14:05:09 GMT", "2015-08-12 14:05:09+00:00"),
        ("2015-08-12 14:05:09 -0500", "2015-08-12 19:05:09+00:00"),
        ("20150812 14:05", "2015-08-12 14:05:00+00:00"),
        ("42228.5", "2015-08-12 12:00:00+00:00"),
        (42228.75, "2015-08-12 18:00:00+00:00"),
    ],
)
def test_times_and_zones(cell, expected):
    assert instant(cell) == expected


def test_a_time_without_zone_is_in_the_zone_of_the_caller():
    # Moscow was three hours ahead of UTC in August 2015.
    assert instant("2015-08-12 03:00", zone=ZoneInfo("Europe/Moscow")) == AUGUST_12


def test_forms_may_be_mixed_in_one_column():
    column = pd.Series(["2015-08-12", "12.08.15", "August 12, 2015", None, "-"])
    instants, unread, _ = as_instants(column)
    assert instants.notna().tolist() == [True, True, True, False, False]
    assert unread.empty


@pytest.mark.parametrize(
    "cell", ["вчера", "31.02.2015", "0000-00-00", "12.2025", "2015-13-01", "5"]
)
def test_what_is_no_date_is_handed_back(cell):
    _, unread, _ = as_instants(pd.Series([cell], index=[7]))
    assert unread.to_dict() == {7: cell}


def test_one_sure_date_decides_for_its_mark():
    (order,) = find_orders([pd.Series(["2/3/2015", "2/24/2015"])])
    assert (order.decided, order.n_ambiguous, order.example) == ("month first", 1, "2/3/2015")


def test_points_and_slashes_are_decided_apart():
    orders = find_orders([pd.Series(["02.03.2015", "24.03.2015", "2/3/2015", "2/24/2015"])])
    assert {one.mark: one.decided for one in orders} == {".": "day first", "/": "month first"}


def test_nothing_decides_between_two_readings_of_slashes():
    (order,) = find_orders([pd.Series(["2/3/2015", "4/5/2015"])])
    assert order.decided is None


def test_a_column_that_contradicts_itself_decides_nothing():
    (order,) = find_orders([pd.Series(["2/3/2015", "24/3/2015", "3/24/2015"])])
    assert order.decided is None


def test_points_alone_are_day_first():
    (order,) = find_orders([pd.Series(["02.03.2015"])])
    assert order.decided == "day first"


def test_the_same_number_twice_is_not_ambiguous():
    (order,) = find_orders([pd.Series(["3/3/2015"])])
    assert order.n_ambiguous == 0


def test_unknown_words_are_refused():
    with pytest.raises(ParameterError, match="Allowed: day first, month first"):
        check_order("american")
    with pytest.raises(ParameterError, match="timezone='Moscow'"):
        zone_of("Moscow")


@given(st.dates(dt.date(1970, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_is_the_same_in_both_orders_when_the_order_is_said(day):
    russian = instant(f"{day:%d.%m.%Y}")
    american = instant(f"{day:%m/%d/%Y}", orders={"/": "month first"})
    assert russian == american == f"{day.isoformat()} 00:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Created UTC+3", 3), ("at (UTC+05:30)", 5.5), ("Created UTC-2024", 0), ("Time UTC+99", 0)],
)
def test_a_zone_in_a_name_has_hours_that_zones_have(name, hours):
    assert zone_in_name(name).utcoffset(None) == dt.timedelta(hours=hours)


# "(UTC+5)" behind a time was passed over as a remark: the time was five hours wrong.
def test_a_zone_in_brackets_is_read():
    cells = pd.Series(
        ["01.02.2026 10:00 (UTC+5)", "01.02.2026 10:00 (МСК)", "01.02.2026 10:00 (new)"]
    )
    assert as_instants(cells)[0].dt.hour.tolist() == [5, 7, 10]
