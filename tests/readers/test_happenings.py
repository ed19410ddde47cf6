"""Small tables of dated happenings."""

import pytest

from cxkit.errors import ReadError
from cxkit.readers.happenings import read_happenings


def write(tmp_path, text):
    path = tmp_path / "happenings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_happenings_come_in_order_of_time_with_both_labels(tmp_path):
    path = write(tmp_path, "Дата;Событие\n2026-03-05;Сбой\n2026-02-01;Новый курьер\n")
    read = read_happenings(path, timezone="Europe/Moscow")
    assert read["label_en"].tolist() == ["Новый курьер", "Сбой"]
    assert str(read["at"].iloc[0]) == "2026-01-31 21:00:00+00:00"


def test_a_row_without_a_date_is_set_aside(tmp_path):
    path = write(tmp_path, "at,label\n2026-03-05,Outage\nsoon,Sale\n")
    with pytest.warns(match="at"):
        read = read_happenings(path)
    assert read["label_en"].tolist() == ["Outage"]
    assert read.attrs["reading"][0]["n_refused"] == 1


def test_a_table_without_dates_is_refused_with_what_is_needed(tmp_path):
    with pytest.raises(ReadError, match="needs the columns 'at'"):
        read_happenings(write(tmp_path, "label,kind\nOutage,incident\n"))
