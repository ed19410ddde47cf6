import pandas as pd
import pytest

from cxkit.errors import ParameterError, ReportError
from cxkit.reports.tables import mask_placed_quotes, table, write_tables

FRAME = pd.DataFrame(
    {
        "touchpoint": ["delivery", "call +7 912 345-67-89"],
        "share_bad": [0.47, None],
        "share_bad_low": [0.4, None],
        "share_bad_high": [0.54, None],
        "n_texts": [1398, 2],
        "week_on": pd.to_datetime(["2026-03-05", "2026-03-12"]),
        "is_real": [True, False],
        "score": [-0.125, 0.5],
    }
)
HEADINGS = {name: name for name in FRAME.columns if name != "share_bad_high"}


def test_a_table_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / "texts.csv").mkdir()
    with pytest.raises(ParameterError, match=r"texts.csv: the table cannot be written \(Is a dir"):
        write_tables(tmp_path, texts=FRAME)


def test_columns_are_written_by_their_names():
    first = table(FRAME, HEADINGS, anchor="t", caption="c").rows[0]
    assert first[:4] == ("delivery", "47%", "40% – 54%", "1,398")
    assert first[4:] == ("5 March 2026", "yes", "−0.12")


@pytest.mark.parametrize(
    ("name", "value", "en", "ru"),
    [
        ("hours_median", 290.21, "12 d 2 h", "12 д 2 ч"),
        ("hours", 0.25, "15 min", "15 мин"),
        ("minutes_waited", 95.0, "1 h 35 min", "1 ч 35 мин"),
        ("gap_days", 1.5, "1 d 12 h", "1 д 12 ч"),
    ],
)
def test_lengths_of_time_are_for_people_and_stay_raw_in_files(tmp_path, name, value, en, ru):
    # "290.21" under "hours, median" had to be divided by 24 in one's head.
    frame = pd.DataFrame({name: [value, None]})
    for language, text in (("en", en), ("ru", ru)):
        rows = table(frame, {name: "t"}, anchor="t", caption="c", language=language).rows
        assert rows[0][0].replace("\u00a0", " ") == text
        assert rows[1][0]["unknown"]
    (path,) = write_tables(tmp_path, lengths=frame)
    assert path.read_text(encoding="utf-8").splitlines()[1] == str(value)


def test_a_count_of_days_stays_a_count():
    frame = pd.DataFrame({"n_days": [12]})
    assert table(frame, {"n_days": "Days"}, anchor="t", caption="c").rows == (("12",),)


def test_missing_is_no_data_and_never_zero():
    second = table(FRAME, HEADINGS, anchor="t", caption="c", language="ru").rows[1]
    assert second[1] == {"text": "нет данных", "unknown": True}
    assert second[2] == {"text": "нет данных", "unknown": True}


def test_personal_data_in_text_are_masked():
    assert "912" not in table(FRAME, HEADINGS, anchor="t", caption="c").rows[1][0]


def test_own_writing_wins():
    own = {"n_texts": lambda value: f"n = {value}"}
    assert table(FRAME, {"n_texts": "n"}, anchor="t", caption="c", write=own).rows[0] == (
        "n = 1398",
    )


def test_unknown_column_is_refused_with_a_hint():
    with pytest.raises(ReportError, match="Did you mean 'n_texts'"):
        table(FRAME, {"n_text": "n"}, anchor="t", caption="c")


def test_empty_frame_gives_a_table_without_rows():
    assert table(FRAME.head(0), HEADINGS, anchor="t", caption="c").rows == ()


def test_files_hold_no_formula_and_no_personal_data(tmp_path):
    frame = pd.DataFrame(
        {"text": ["=1+1", "@x", "Write to anna.k@example.org", "-"], "n": [-1] * 4}
    )
    (path,) = write_tables(tmp_path / "tables", texts=frame)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["text,n", "'=1+1,-1", "'@x,-1"]
    assert "anna" not in lines[3]


def test_without_a_folder_nothing_is_written():
    assert write_tables(None, texts=FRAME) is None


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"out=.*file/tables: this folder cannot be made \("):
        write_tables(tmp_path / "file" / "tables", texts=FRAME)


MENTIONS = pd.DataFrame(
    {
        "feedback_id": ["89161234567"] * 2,
        "start": [0, 0],
        "end": [11, 19],
        "layer": ["personal", "touchpoint"],
        "quote": ["Иван Петров", "Иван Петров опоздал"],
        "city": ["Владимир", "Владимир"],
    }
)


def test_names_leave_in_no_table_and_ids_and_labels_stay(tmp_path):
    # Mentions were written with names, and a feedback_id like a phone became bullets: one in ten
    # ids of 11 figures lost the way back to its text.
    (path,) = write_tables(tmp_path, mentions=MENTIONS)
    written = pd.read_csv(path, dtype=str)
    assert written["quote"].tolist() == ["•" * 11, "•" * 11 + " опоздал"]
    assert written["feedback_id"].tolist() == ["89161234567"] * 2
    assert written["city"].tolist() == ["Владимир"] * 2


def test_names_leave_in_no_table_of_the_page():
    built = table(MENTIONS, {"quote": "Quote", "city": "City"}, anchor="t", caption="c")
    assert built.rows[0] == ("•" * 11, "Владимир")


@pytest.mark.parametrize(
    "label", ["San Jose", "Saint Paul", "Fort Wayne", "кресло Виктория", "Диван Анна", "Лада Веста"]
)
def test_labels_of_several_words_stay_in_files_and_on_the_page(tmp_path, label):
    # Every cell with a space in it was searched for names: groups became "San ••••" in the file
    # and on the page, and stood plain in the chart beside them.
    frame = pd.DataFrame({"group": [label], "Comment": ["Thanks to Jennifer"]})
    (path,) = write_tables(tmp_path, groups=frame)
    written = pd.read_csv(path)
    assert written["group"][0] == label
    assert written["Comment"][0] == "Thanks to " + "•" * 8
    built = table(frame, {"group": "Group"}, anchor="t", caption="c")
    assert built.rows == ((label,),)


@pytest.mark.parametrize("name", ["due_quote", "proof_quote", "reply_text", "Отзыв", "resolution"])
def test_names_are_masked_in_every_column_of_words(tmp_path, name):
    (path,) = write_tables(tmp_path, t=pd.DataFrame({name: ["Jennifer"]}))
    assert pd.read_csv(path)[name][0] == "•" * 8


def test_keys_that_look_like_cards_stay_apart(tmp_path):
    # Loyalty numbers of 16 figures became bullets, all customers the same, in file and page.
    keys = ["4111111111111111", "5555555555554444", "1234567812345678", "K-7", "Иван Петров"]
    frame = pd.DataFrame({"customer_key": keys})
    (path,) = write_tables(tmp_path, queue=frame)
    written = pd.read_csv(path, dtype=str)["customer_key"].tolist()
    assert written[2:4] == keys[2:4]
    assert len(set(written)) == 5
    assert all(written[at].startswith("p-") for at in (0, 1, 4))
    built = table(frame, {"customer_key": "Customer"}, anchor="t", caption="c")
    assert [row[0] for row in built.rows] == written


TOLD = "Я Ирина Кожевникова. Доставка опоздала, =1 день."


@pytest.mark.parametrize(
    "columns",
    [
        ("feedback_id", "start", "end", "quote"),
        ("source_id", "start", "end", "quote"),
        ("quote_feedback_id", "quote_start", "quote_end", "quote"),
        ("feedback_id", "proof_start", "proof_end", "proof_quote"),
    ],
)
def test_a_surname_cut_from_its_name_is_masked_in_the_files(tmp_path, columns):
    # Tables without a layer said "Кожевникова" in full: a surname alone is no name to the finder.
    rows = [["r1", 8, 19, "Кожевникова"], ["r1", 40, 47, TOLD[40:47]], ["r2", 0, 4, "Late"]]
    rows.append(["r3", 8, 19, "Кожевникова"])  # of a text that is not there
    frame = pd.DataFrame(rows, columns=list(columns)).convert_dtypes()
    (path,) = write_tables(tmp_path, journey=frame)
    before = pd.read_csv(path, dtype=str)
    mask_placed_quotes(tmp_path, {"r1": [TOLD], "r2": ["Late again"]})
    written = pd.read_csv(path, dtype=str)
    assert written[columns[3]].tolist() == ["•" * 11, "'=1 день", "Late", "Кожевникова"]
    assert written.drop(columns=columns[3]).equals(before.drop(columns=columns[3]))


def test_equal_headings_stay_when_a_quote_is_masked(tmp_path):
    rows = [["a", "b", "r1", 8, 19, "Кожевникова"]]
    names = ["x", "x", "feedback_id", "start", "end", "quote"]
    (path,) = write_tables(tmp_path, t=pd.DataFrame(rows, columns=names))
    mask_placed_quotes(tmp_path, {"r1": [TOLD]})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == ["x,x,feedback_id,start,end,quote", f"a,b,r1,8,19,{'•' * 11}"]


def test_tables_without_places_are_left_as_they_are(tmp_path):
    own = 'quote,city\n"Кожевникова",Пермь\n'
    (tmp_path / "own.csv").write_text(own, encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "old.csv").write_bytes("отзыв\n".encode("cp1251"))
    mask_placed_quotes(tmp_path, {"r1": [TOLD]})
    assert (tmp_path / "own.csv").read_text(encoding="utf-8") == own


def test_categories_lists_and_headings_are_made_safe(tmp_path):
    # Only columns of text were: a category, a list or a heading could run as a formula.
    frame = pd.DataFrame({
        "kind": pd.Categorical(["=1+1", "call +7 912 345-67-89"]),
        "tags": [["a@b.org"], ("=x",)],
        "=cmd": [1, 2],
        "ann@shop.org": [True, False],
    })  # fmt: skip
    (path,) = write_tables(tmp_path, t=frame)
    written = pd.read_csv(path, dtype=str)
    assert list(written) == ["kind", "tags", "'=cmd", "•" * 12]
    assert written["kind"].tolist() == ["'=1+1", "call " + "•" * 16]
    assert "a@b" not in written["tags"][0]
    assert written["=cmd".join(["'", ""])].tolist() == ["1", "2"]


def test_empty_frames_and_equal_headings_are_written(tmp_path):
    twice = pd.DataFrame([["a", "b"]], columns=["x", "x"], index=[3])
    paths = write_tables(tmp_path, none=pd.DataFrame(), twice=twice)
    assert paths[1].read_text(encoding="utf-8") == "x,x\na,b\n"
