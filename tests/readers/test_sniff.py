import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import ReadError
from cxkit.readers.sniff import decode, find_delimiter

RUSSIAN = "дата;отзыв\n01.05.2026;Привезли вовремя, но коробка была помята. Спасибо курьеру!\n"
FRENCH = "id;texte\n1;Très bien reçue, caissière aimable et prix élevés à côté\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_russian_is_found_in_every_usual_encoding(encoding):
    assert decode(RUSSIAN.encode(encoding), "a.csv")[0] == RUSSIAN


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic"])
def test_russian_is_found_in_old_encodings(encoding):
    text, found, _ = decode(RUSSIAN.encode(encoding), "a.csv")
    assert (text, found) == (RUSSIAN, encoding)


def test_three_russian_words_are_enough_for_windows_1251():
    assert decode("Всё очень плохо".encode("cp1251"), "a.csv")[1] == "cp1251"


def test_capital_russian_letters_are_windows_1251():
    shout = "УЖАСНЫЙ МАГАЗИН НЕ ПОКУПАЙТЕ здесь ничего\n"
    assert decode(shout.encode("cp1251"), "a.csv")[0] == shout


def test_accents_are_latin():
    text, found, _ = decode(FRENCH.encode("latin-1"), "a.csv")
    assert (text, found) == (FRENCH, "latin-1")


def test_the_mark_of_utf8_is_no_part_of_the_text():
    text, found, _ = decode(codecs.BOM_UTF8 + b"text\n", "a.csv")
    assert (text, found) == ("text\n", "utf-8-sig")


def test_line_ends_are_kept():
    assert decode(b"a\r\nb\rc\n", "a.txt")[0] == "a\r\nb\rc\n"


def test_a_few_broken_bytes_do_not_change_the_encoding():
    data = RUSSIAN.encode() + b"\xff\n"
    text, found, notes = decode(data, "a.csv")
    assert found == "utf-8"
    assert text.startswith(RUSSIAN)
    assert notes == ["1 broken character of utf-8, shown as \ufffd"]


def test_nul_characters_are_taken_out_and_counted():
    text, _, notes = decode(b"text\nGood\x00 thing\n" * 30, "a.csv")
    assert "\x00" not in text
    assert notes == ["30 NUL characters taken out"]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ReadError, match=r"not text|not a text file"):
        decode(bytes(range(256)) * 40, "a.csv")


def test_a_given_encoding_that_does_not_fit_is_refused():
    with pytest.raises(ReadError, match="the file is not in utf-8: byte 0"):
        decode(b"\xff\xfeX", "a.csv", "utf-8")


def test_an_unknown_encoding_is_refused():
    with pytest.raises(ReadError, match="no encoding is called 'klingon'"):
        decode(b"a", "a.csv", "klingon")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff\ufffd")))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode(), "a.txt")[0] == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter):
    lines = [f"id{delimiter}text\n", f"1{delimiter}Good\n", f"2{delimiter}Bad\n"]
    assert find_delimiter(lines) == delimiter


def test_commas_inside_texts_do_not_win_over_semicolons():
    lines = ["id;text\n", "1;Good, quick, cheap\n", "2;Bad, slow, dear\n"]
    assert find_delimiter(lines) == ";"


def test_a_single_column_with_commas_has_no_delimiter():
    assert find_delimiter(["text\n", "Good, quick\n", "Bad\n", "So, so, so\n"]) is None
