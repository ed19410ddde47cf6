"""A sheet to code: blank where people write, the same for the same seed, spread over the strata."""

import gzip

import pandas as pd
import pytest

from cxkit.errors import CxkitWarning, ParameterError
from cxkit.runner.sample_sheet import sample_sheet
from cxkit.schema.coding_sheet import CODED

REVIEWS = """id,date,text
1,2026-03-01,The courier was late. Nobody answered the phone.
2,2026-03-02,Great lamp and quick delivery.
3,2026-03-03,The refund took a month.
4,2026-03-04,Курьер опоздал на два часа.
5,2026-03-05,Деньги не вернули.
6,2026-03-06,Спасибо за быструю доставку.
"""


@pytest.fixture
def reviews(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(REVIEWS, encoding="utf-8")
    return path


def test_the_sheet_is_blank_and_the_machine_codes_the_same_sentences(reviews, tmp_path):
    path, n_sentences = sample_sheet(reviews, tmp_path / "out", n=4)
    sheet, machine = pd.read_csv(path), pd.read_csv(path.with_name("machine.csv"))
    assert len(sheet) == n_sentences
    assert sheet[list(CODED)].isna().all().all()
    keys = ["feedback_id", "start", "end"]
    assert sheet[keys].equals(machine[keys])
    assert machine[list(CODED)].notna().any().any()


def test_a_story_and_a_table_are_told_apart_by_what_is_in_them(tmp_path):
    # By its ending a packed story was a table, and a table in a .txt was a story.
    story = tmp_path / "story.txt.gz"
    story.write_bytes(gzip.compress(b"I waited two hours. Nobody answered.\n\nThen they left."))
    path, _ = sample_sheet(story, tmp_path / "story")
    assert pd.read_csv(path)["feedback_id"].unique().tolist() == ["story"]
    table = tmp_path / "table.txt"
    table.write_text(REVIEWS.replace(",", ";"), encoding="utf-8")
    path, _ = sample_sheet(table, tmp_path / "table")
    assert pd.read_csv(path)["feedback_id"].nunique() == 6


def test_strata_give_equal_parts(reviews, tmp_path):
    path, _ = sample_sheet(reviews, tmp_path, n=4)
    ids = pd.read_csv(path)["feedback_id"].drop_duplicates().astype(int)
    assert (ids.le(3).sum(), ids.gt(3).sum()) == (2, 2)  # two English texts, two Russian ones


def test_no_text_to_code_is_refused(tmp_path):
    empty = tmp_path / "reviews.csv"
    empty.write_text("id,date,text\n1,2026-03-01,\n", encoding="utf-8")
    with (
        pytest.warns(CxkitWarning, match="empty text"),
        pytest.raises(ParameterError, match="no sentence to code"),
    ):
        sample_sheet(empty, tmp_path / "out")


def test_a_sheet_that_somebody_codes_is_not_written_over(reviews, tmp_path):
    # A second draw into the same folder took the codes of an afternoon with it.
    path, _ = sample_sheet(reviews, tmp_path / "out", n=2)
    path.write_text("coded by hand", encoding="utf-8")
    with pytest.raises(ParameterError, match="somebody's codes"):
        sample_sheet(reviews, tmp_path / "out", n=2)
    assert path.read_text(encoding="utf-8") == "coded by hand"
