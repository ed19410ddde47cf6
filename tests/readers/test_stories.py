import docx
import pytest

from cxkit.errors import CxkitWarning, ReadError
from cxkit.readers.check import check_file
from cxkit.readers.stories import read_stories


def test_a_text_is_left_as_it_is_so_that_offsets_point_into_the_file(write):
    text = "I called.\r\nNobody answered.\r\r\n  Twice.\n"
    stories = read_stories(write(text, "call.txt"))
    assert stories.loc[0, ["feedback_id", "kind", "source", "text"]].tolist() == [
        "call", "story", "call.txt", text,
    ]  # fmt: skip


def test_a_russian_text_of_windows_is_decoded(write):
    stories = read_stories(write("Я звонил три раза.", "a.txt", "cp1251"))
    assert stories["text"][0] == "Я звонил три раза."
    assert stories.attrs["reading"][0]["encoding"] == "cp1251"


def test_markdown_keeps_its_marks(write):
    assert read_stories(write("# Title\n\nI *waited*.\n", "a.md"))["text"][0].startswith("# Title")


def test_a_web_page_gives_its_text_without_scripts(write):
    page = "<html><head><title>x</title></head><body><p>I waited.</p><script>evil()</script>"
    page += "<p>Nobody <b>came</b>.<br>Ever.</p></body></html>"
    assert read_stories(write(page, "a.html"))["text"][0] == "I waited.\nNobody came.\nEver."


def test_a_word_document_gives_a_line_a_paragraph(tmp_path):
    document = docx.Document()
    document.add_paragraph("Я ждал.")
    document.add_paragraph("Никто не приехал.")
    document.save(tmp_path / "wait.docx")
    assert read_stories(tmp_path / "wait.docx")["text"][0] == "Я ждал.\nНикто не приехал."


def test_a_broken_word_document_is_refused(tmp_path, write):
    document = docx.Document()
    document.save(tmp_path / "whole.docx")
    half = (tmp_path / "whole.docx").read_bytes()[:9000]
    with pytest.raises(ReadError, match="damaged"):
        read_stories(write(half, "half.docx"))


def test_a_folder_is_read_in_order_of_names_without_its_readme(tmp_path, write):
    write("Second.", "b.txt")
    write("First.", "a.md")
    write("About.", "README.md")
    write("kind: gold", "a.gold.yaml")
    assert read_stories(tmp_path)["feedback_id"].tolist() == ["a", "b"]


def test_what_a_folder_holds_beside_stories_is_told(tmp_path, write):
    # An e-mail and a folder in the folder were left out without a word.
    for name in ("a.txt", "mail.eml", "notes.pdf", "a.gold.yaml", "score.py", ".DS_Store"):
        write("First.", name)
    (tmp_path / "more").mkdir()
    with pytest.warns(CxkitWarning, match=r"left out.*: mail\.eml, more/, notes\.pdf\. Name"):
        stories = read_stories(tmp_path)
    assert stories["feedback_id"].tolist() == ["a"]


def test_an_email_is_no_story_with_headers(write):
    # Headers and a subject in base64 were read as what a customer told.
    path = write("From: a@example.org\nSubject: =?utf-8?b?0J/RgNC40LLQtdGC?=\n\nLate.\n", "m.eml")
    with pytest.raises(ReadError, match=r"a mail message is no story.*save its text"):
        read_stories(path)
    assert check_file(path).kind == "contacts"


def test_an_unreadable_file_of_a_folder_is_told_and_passed_over(tmp_path, write):
    write("First.", "a.txt")
    write(b"", "b.txt")
    with pytest.warns(CxkitWarning, match=r"passed over: b\.txt: the file is empty"):
        stories = read_stories(tmp_path)
    assert stories["feedback_id"].tolist() == ["a"]


def test_a_named_file_that_cannot_be_read_is_an_error(tmp_path, write):
    with pytest.raises(ReadError, match="the file is empty"):
        read_stories([write("First.", "a.txt"), write(b"", "b.txt")])
    with pytest.raises(ReadError, match="no such file"):
        read_stories(tmp_path / "c.txt")


def test_equal_names_are_told_apart_by_their_extension(write):
    stories = read_stories([write("One.", "a.txt"), write("Two.", "a.md")])
    assert stories["feedback_id"].tolist() == ["a.txt", "a.md"]


def test_each_file_has_its_record(write):
    stories = read_stories([write("One.", "a.txt"), write("Two.", "b.txt")])
    assert [one["path"].rpartition("/")[2] for one in stories.attrs["reading"]] == [
        "a.txt",
        "b.txt",
    ]


def test_an_empty_folder_and_a_table_are_refused(tmp_path, write):
    with pytest.raises(ReadError, match="no story is there"):
        read_stories(tmp_path)
    with pytest.raises(ReadError, match="a csv is no story"):
        read_stories(write("text\nGood\n", "a.csv"))
