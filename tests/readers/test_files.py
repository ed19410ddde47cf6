import gzip
import io
import zipfile

import pandas as pd
import pytest

from cxkit.errors import ParameterError, ReadError
from cxkit.readers.alert_rules import read_alert_rules
from cxkit.readers.answer_files import read_answer_files
from cxkit.readers.answers import read_answers
from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts
from cxkit.readers.corrections import read_corrections
from cxkit.readers.events import read_events
from cxkit.readers.files import open_source
from cxkit.readers.happenings import read_happenings
from cxkit.readers.incident import read_incident, read_overrule
from cxkit.readers.plan import read_plan
from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories


def test_a_gzip_is_recognised_by_its_bytes_not_its_name(tmp_path):
    file = tmp_path / "reviews.csv"
    file.write_bytes(gzip.compress(b"text\nGood\n"))
    source = open_source(file)
    assert (source.data, source.format, source.packed) == (b"text\nGood\n", "csv", True)


def test_the_stem_has_neither_gz_nor_extension(tmp_path):
    file = tmp_path / "shop.may.csv.gz"
    file.write_bytes(gzip.compress(b"text\nGood\n"))
    assert open_source(file).stem == "shop.may"


def test_two_gzips_after_each_other_are_one_file(tmp_path):
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress(b"text\n") + gzip.compress(b"Good\n"))
    assert open_source(file).data == b"text\nGood\n"


def test_a_missing_file_names_its_neighbour(tmp_path):
    (tmp_path / "reviews.xlsx").write_bytes(b"x")
    with pytest.raises(ReadError, match=r"no such file\. Did you mean 'reviews.xlsx'"):
        open_source(tmp_path / "reviews.csv")


def test_a_link_to_nothing_is_said(tmp_path):
    # "there is no such file. Did you mean 'last.csv'?" named the link itself.
    link = tmp_path / "last.csv"
    link.symlink_to("gone.csv")
    with pytest.raises(ReadError, match=r"a link to 'gone\.csv', which is not there"):
        open_source(link)


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(ReadError, match="There is no folder"):
        open_source(tmp_path / "nowhere" / "a.csv")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ReadError, match="this is a folder"):
        open_source(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\xef\xbb\xbf", gzip.compress(b"")],
    ids=["nothing", "line ends", "byte order mark", "gzip of nothing"],
)
def test_an_empty_file_is_refused(tmp_path, content):
    file = tmp_path / "empty.csv"
    file.write_bytes(content)
    with pytest.raises(ReadError, match="the file is empty"):
        open_source(file)


def test_half_a_gzip_tells_how_much_could_be_unpacked(tmp_path):
    whole = gzip.compress(b"text\n" + b"Good and quick\n" * 5000)
    file = tmp_path / "half.csv.gz"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match=r"cut short: it ends after [\d,]+ unpacked bytes"):
        open_source(file)


def test_a_damaged_gzip_is_refused(tmp_path):
    whole = bytearray(gzip.compress(b"text\n" + b"Good and quick\n" * 50))
    whole[20] ^= 0xFF
    file = tmp_path / "damaged.csv.gz"
    file.write_bytes(bytes(whole))
    with pytest.raises(ReadError, match=r"gzip is (damaged|cut short)"):
        open_source(file)


def test_a_workbook_under_the_name_of_a_csv_is_a_workbook(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    file = tmp_path / "export.csv"
    file.write_bytes(packed.getvalue())
    assert open_source(file).format == "xlsx"


@pytest.mark.parametrize(
    "content",
    [
        "id;Дата;Отзыв\n1;13.05.2026;Хорошо\n".encode("cp1251"),
        "id\tДата\tОтзыв\n1\t13.05.2026\tХорошо\n".encode("utf-16"),
        "<html><table><tr><td colspan=3>Отчёт<tr><th>id<th>Дата<th>Отзыв"
        "<tr><td>1<td>13.05.2026<td>Хорошо</table></html>".encode(),
    ],
)
def test_tables_under_the_name_of_a_workbook_are_read(write, content):
    # Several systems write text or a web page and call it XLS: all were refused.
    reviews = read_reviews(write(content, name="export.xls"))
    assert reviews[["feedback_id", "text"]].to_numpy().tolist() == [["1", "Хорошо"]]
    assert reviews["created_at"].dt.day.tolist() == [13]


def test_a_page_in_place_of_an_export_is_told(write):
    with pytest.raises(ReadError, match="a web page without a table"):
        read_reviews(write("<!DOCTYPE html><html><body>Log in</body></html>"))


def test_text_under_the_name_of_a_workbook_is_refused(tmp_path):
    file = tmp_path / "export.xlsx"
    file.write_text("text\nGood\n")
    with pytest.raises(ReadError, match="the name says xlsx, but the content is something else"):
        open_source(file)


@pytest.mark.parametrize("read", [
    check_file, open_source, read_alert_rules, read_answer_files, read_answers, read_contacts,
    read_corrections, read_events, read_happenings, read_incident, read_overrule, read_plan,
    read_reviews, read_stories,
])  # fmt: skip
@pytest.mark.parametrize("given", [pd.DataFrame({"text": ["Late"]}), 7, io.BytesIO(b"text"), b"a"])
def test_what_is_no_path_is_told(read, given):
    # A table that was there already, given to a reader, gave a TypeError of pathlib.
    with pytest.raises(ParameterError, match=f"of the type {type(given).__name__}"):
        read(given)


def test_the_one_table_in_a_zip_archive_is_read(tmp_path):
    place = tmp_path / "export.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("report/", "")
        archive.writestr("report/Отзывы.csv", "Отзыв;Оценка\nХорошо;5\nПлохо;1\n")
        archive.writestr("__MACOSX/._Отзывы.csv", b"\0")
    assert read_reviews(place)["rating"].tolist() == [5, 1]
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr("second.csv", "a\n1\n")
    with pytest.raises(ReadError, match="unpack it and name a file in it"):
        read_reviews(place)
