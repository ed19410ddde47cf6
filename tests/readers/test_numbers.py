import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.readers.numbers import as_numbers


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("5", 5), ("4,5", 4.5), ("4.5", 4.5), (" 3 ", 3), ("-2", -2), ("−2", -2),
        ("4/5", 4), ("4 из 5", 4), ("4 out of 5", 4), ("★★★★☆", 4), ("5 звёзд", 5),
        ("1 234,56", 1234.56), ("1\u00a0234", 1234), ("1,234,567", 1234567),
        ("1.234.567", 1234567), ("1.234,56", 1234.56), ("80%", 80), (True, 1), (3.0, 3),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_ways_people_write_it(cell, number):
    numbers, unread = as_numbers(pd.Series([cell], dtype="object"))
    assert numbers.tolist() == [number]
    assert unread.empty


def test_commas_part_thousands_where_the_column_shows_it():
    numbers, _ = as_numbers(pd.Series(["1,234", "12,345.50"]))
    assert numbers.tolist() == [1234, 12345.5]


def test_words_for_nothing_are_missing_and_no_fault():
    numbers, unread = as_numbers(pd.Series(["-", "N/A", "", None, "NULL"]))
    assert numbers.isna().all()
    assert unread.empty


def test_what_is_no_number_is_handed_back_with_its_row():
    _, unread = as_numbers(pd.Series(["5", "пять", "12 дней назад"], index=[2, 3, 4]))
    assert unread.to_dict() == {3: "пять", 4: "12 дней назад"}


@given(st.lists(st.integers(-(10**6), 10**6)))
def test_whole_numbers_come_back_as_they_were(values):
    numbers, unread = as_numbers(pd.Series([str(value) for value in values], dtype="object"))
    assert numbers.tolist() == values
    assert unread.empty
