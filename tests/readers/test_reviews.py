import gzip
import json

import openpyxl
import pandas as pd
import pytest

from cxkit.errors import CxkitWarning, ParameterError, ReadError
from cxkit.readers.people import pseudonyms
from cxkit.readers.reading import refused
from cxkit.readers.reviews import read_reviews

ROWS = [
    {"id": "r1", "дата": "2026-05-01", "отзыв": "Привезли вовремя", "оценка": 5},
    {"id": "r2", "дата": "2026-05-02", "отзыв": "Коробка помята", "оценка": 2},
]


def reading(frame):
    return frame.attrs["reading"][0]


def as_csv(delimiter=","):
    lines = [delimiter.join(ROWS[0])] + [delimiter.join(map(str, r.values())) for r in ROWS]
    return "\n".join(lines) + "\n"


def workbook(path):
    book = openpyxl.Workbook()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(path)
    return path.read_bytes()


def parquet(path):
    pd.DataFrame(ROWS).to_parquet(path)
    return path.read_bytes()


def export(kind, folder):
    scratch = folder / "scratch"
    makers = {
        "csv": lambda: as_csv().encode(),
        "tsv": lambda: as_csv("\t").encode(),
        "json": lambda: json.dumps({"reviews": ROWS}).encode(),
        "jsonl": lambda: "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode(),
        "xlsx": lambda: workbook(scratch),
        "parquet": lambda: parquet(scratch),
    }
    return makers[kind]()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "xlsx", "parquet"])
def test_every_format_gives_the_same_table(tmp_path, kind, packed):
    data = export(kind, tmp_path)
    file = tmp_path / f"reviews.{kind}{'.gz' if packed else ''}"
    file.write_bytes(gzip.compress(data) if packed else data)
    reviews = read_reviews(file)
    assert reviews["feedback_id"].tolist() == ["r1", "r2"]
    assert reviews["text"].tolist() == ["Привезли вовремя", "Коробка помята"]
    assert reviews["rating"].tolist() == [5, 2]
    assert reviews["rating_max"].tolist() == [5, 5]
    assert reviews["created_at"].dt.day.tolist() == [1, 2]
    assert reading(reviews)["format"] == kind + (".gz" if packed else "")


def test_an_open_document_sheet_is_read(tmp_path):
    pytest.importorskip("odf", reason="odfpy writes the sheet for this test")
    file = tmp_path / "reviews.ods"
    pd.DataFrame(ROWS).to_excel(file, engine="odf", index=False)
    assert read_reviews(file)["text"].tolist() == ["Привезли вовремя", "Коробка помята"]


def test_the_record_tells_how_to_read_it_again(write):
    file = write(as_csv(";"), encoding="cp1251")
    record = reading(read_reviews(file, columns={"product": None}, timezone="Europe/Moscow"))
    assert record["encoding"] == "cp1251"
    assert record["delimiter"] == ";"
    assert record["columns"]["text"] == "отзыв"
    assert (record["n_rows"], record["n_read"], record["n_refused"]) == (2, 2, 0)
    again = read_reviews(record["path"], **record["arguments"])
    assert reading(again) == record


def test_the_files_own_columns_are_kept_after_the_declared_ones(write):
    reviews = read_reviews(write("text,segment\nGood,gold\n"))
    assert reviews.columns[-1] == "segment"
    assert reviews["segment"].tolist() == ["gold"]


def test_ids_are_made_of_file_name_and_row(write):
    reviews = read_reviews(write("text\nGood\nBad\n", "may.csv"))
    assert reviews["feedback_id"].tolist() == ["may-2", "may-3"]


def test_rows_are_refused_with_their_reasons_and_never_dropped_in_silence(write):
    file = write("id,text,stars\nr1,Good,5\nr2,,4\nr3,Odd,55\nr1,Again,1\nr5,Fine,4\nr6,x\n"
                 + "".join(f"s{i},Nice,4\n" for i in range(40)))  # fmt: skip
    with pytest.warns(CxkitWarning, match="4 of 46 rows refused"):
        reviews = read_reviews(file)
    found = refused(reviews)
    assert dict(zip(found["row"], found["reason"], strict=True)) == {
        3: "empty text",
        4: "rating outside its scale: 1 to 5",
        5: "the id is there already: row 2 has it",
        7: "2 fields where the header has 3",
    }
    assert found.loc[1, ["column", "value"]].tolist() == ["rating", "55"]
    assert len(reviews) == 46 - 4


def test_a_refused_row_does_not_take_the_id_of_a_good_one(write):
    with pytest.warns(CxkitWarning, match="1 of 2 rows refused"):
        reviews = read_reviews(write("id,text\nr1,\nr1,Good\n"))
    assert reviews["text"].tolist() == ["Good"]


def test_an_unreadable_date_becomes_missing_and_is_told(write):
    file = write("text,date\nGood,2026-05-01\nBad,вчера\n")
    with pytest.warns(CxkitWarning, match=r"created_at: 1 value not readable.*row 3: 'вчера'"):
        reviews = read_reviews(file)
    assert reviews["created_at"].isna().tolist() == [False, True]


def test_an_undecided_date_is_refused_until_it_is_said(write):
    file = write("text,date\nGood,3/4/2026\nBad,5/6/2026\n")
    with pytest.raises(ReadError, match=r"2 dates such as '3/4/2026'.*dates=\"day first\""):
        read_reviews(file)
    assert read_reviews(file, dates="day first")["created_at"].dt.month.tolist() == [4, 6]
    assert read_reviews(file, dates="month first")["created_at"].dt.month.tolist() == [3, 5]


def test_a_said_order_that_a_date_contradicts_is_told(write):
    file = write("text,date\nGood,3/4/2026\nBad,3/24/2026\n")
    with pytest.warns(CxkitWarning, match="'3/24/2026' can only be read the other way"):
        reviews = read_reviews(file, dates="day first")
    assert reviews["created_at"].dt.month.tolist() == [4, 3]


def test_a_decided_date_is_told_without_a_warning(write):
    reviews = read_reviews(write("text,date\nGood,3/4/2026\nBad,3/24/2026\n"))
    assert reviews["created_at"].dt.month.tolist() == [3, 3]
    assert any("read month first: '3/24/2026'" in note for note in reading(reviews)["notes"])


def test_dates_with_points_are_day_first_and_that_is_said(write):
    with pytest.warns(CxkitWarning, match="read day first: as dates with points usually are"):
        reviews = read_reviews(write("text;date\nGood;03.04.26\n"))
    assert reviews["created_at"].dt.month.tolist() == [4]


@pytest.mark.parametrize(
    ("ratings", "scale"),
    [(["1", "5"], (1, 5)), (["0", "5"], (0, 5)), (["3", "9"], (1, 10)), (["0", "100"], (0, 100))],
)
def test_the_scale_is_the_smallest_usual_one(write, ratings, scale):
    rows = "".join(f"Text {i},{rating}\n" for i, rating in enumerate(ratings))
    reviews = read_reviews(write("text,rating\n" + rows))
    assert (reviews["rating_min"][0], reviews["rating_max"][0]) == scale


def test_a_given_scale_refuses_what_lies_outside(write):
    with pytest.warns(CxkitWarning, match="rating outside its scale"):
        reviews = read_reviews(write("text,rating\nGood,2\nBad,7\n"), scale=(0, 5))
    assert reviews["rating_max"].tolist() == [5]


def test_scripts_and_formulas_are_kept_verbatim(write):
    texts = ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "+7 lucky", "@SUM(A1)"]
    frame = pd.DataFrame({"text": texts})
    assert read_reviews(write(frame.to_csv(index=False)))["text"].tolist() == texts


def test_spaces_around_a_text_are_kept(write):
    assert read_reviews(write('text\n"  Good \n"\n'))["text"].tolist() == ["  Good \n"]


def test_names_of_people_are_left_out_and_told(write):
    reviews = read_reviews(write("text,Имя,Телефон\nGood,Анна,+7 900\n"))
    assert not {"Имя", "Телефон"} & set(reviews.columns)
    assert "left out because they may name people: Имя, Телефон" in reading(reviews)["notes"]


def test_a_name_mapped_to_a_key_becomes_a_pseudonym(write):
    file = write("text,e-mail\nGood,ann@example.org\nBad,ANN@example.org\n")
    keys = read_reviews(file, columns={"customer_key": "e-mail"})["customer_key"]
    assert keys[0] == keys[1]
    assert "@" not in keys[0]


def test_languages_become_codes(write):
    reviews = read_reviews(write("text,language\nХорошо,русский\nGood,en-US\nBien,fr\n"))
    assert reviews["language"].tolist() == ["ru", "en", "fr"]


def test_without_a_text_column_the_call_to_type_is_given(write):
    file = write("когда,слова клиента\n2026-05-01,Долго ждали курьера и не дождались его\n")
    with pytest.raises(ReadError, match=r'columns=\{"text": "слова клиента"\}'):
        read_reviews(file)


def test_without_a_header_the_call_to_type_is_given_and_works(write):
    file = write("The film was long and dull and grey.\t0\nLoved every single minute of it\t1\n")
    with pytest.raises(ReadError, match=r'layout=\{"header": False\}, columns=\{"text": 1\}'):
        read_reviews(file)
    reviews = read_reviews(file, layout={"header": False}, columns={"text": 1})
    assert reviews["feedback_id"].tolist() == ["reviews-1", "reviews-2"]


def test_a_sheet_is_named_and_an_unknown_one_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append(["Good"])
    book.create_sheet("Июнь").append(["text"])
    book["Июнь"].append(["Плохо"])
    file = tmp_path / "book.xlsx"
    book.save(file)
    assert read_reviews(file, layout={"sheet": "Июнь"})["text"].tolist() == ["Плохо"]
    with pytest.warns(CxkitWarning, match="1 sheet with the same columns not read: Июнь"):
        assert "read from sheet 'Sheet'; not read: Июнь" in reading(read_reviews(file))["notes"]
    with pytest.raises(ReadError, match=r"no sheet 'Июль'. Sheets: Sheet, Июнь"):
        read_reviews(file, layout={"sheet": "Июль"})


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"kind": "rant"}, "kind='rant' is not known"),
        ({"scale": (5, 1)}, r"scale=\(5, 1\) must be"),
        ({"dates": "us"}, "dates='us'"),
        ({"layout": {"encodng": "utf-8"}}, "Did you mean 'encoding'"),
        ({"layout": {"delimiter": "::"}}, "must be one character"),
        ({"timezone": "Mars"}, "timezone='Mars'"),
    ],
)
def test_wrong_arguments_are_refused(write, how, message):
    with pytest.raises(ParameterError, match=message):
        read_reviews(write("text\nGood\n"), **how)


def test_texts_that_parquet_keeps_as_bytes_are_read(tmp_path):
    # Python's own form, "b'Late'", would pass for a text.
    frame = pd.DataFrame({"id": [b"r1"], "text": ["Поздно".encode()]})
    frame.to_parquet(tmp_path / "a.parquet")
    reviews = read_reviews(tmp_path / "a.parquet")
    assert reviews.loc[0, ["feedback_id", "text"]].tolist() == ["r1", "Поздно"]


def test_the_exports_words_for_no_answer_are_no_feedback(write):
    # A hospital trust's file says "Did not answer" 606 times; it was read as 606 complaints
    # about a telephone that nobody picked up.
    rows = "Did not answer\nThey did not answer the phone\nНет ответа\nGood\n"
    file = write("text\n" + rows * 4)
    with pytest.warns(CxkitWarning, match="8 of 16 rows refused"):
        reviews = read_reviews(file)
    assert set(reviews["text"]) == {"They did not answer the phone", "Good"}
    assert set(refused(reviews)["reason"]) == {"only says that nobody answered"}


def test_phones_in_a_key_become_pseudonyms_and_running_numbers_stay(write):
    # Keys that are phones left as they were; among running numbers a few always look like one.
    phones = read_reviews(
        write("id,customer,text\n1,89161234567,Late\n2,+7 (912) 345-67-89,Fine\n"),
        columns={"customer_key": "customer"},
    )
    assert phones["customer_key"].str.startswith("p-").all()
    numbers = read_reviews(
        write("id,customer,text\n1,89161234567,Late\n2,19161234568,Fine\n"),
        columns={"customer_key": "customer"},
    )
    assert numbers["customer_key"].tolist() == ["89161234567", "19161234568"]


def test_a_pseudonym_with_a_secret_cannot_be_found_from_a_list_of_addresses(monkeypatch):
    # Anybody can hash a list of addresses and look the pseudonyms up; the secret prevents that.
    people = pd.Series(["ann@shop.example", " Ann@Shop.example", "bob@shop.example"], dtype="str")
    monkeypatch.delenv("CXKIT_KEY", raising=False)
    plain = pseudonyms(people)
    monkeypatch.setenv("CXKIT_KEY", "one secret")
    keyed = pseudonyms(people)
    assert keyed[0] == keyed[1] != keyed[2]
    assert not set(keyed) & set(plain)
    assert keyed.tolist() == pseudonyms(people).tolist()
    monkeypatch.setenv("CXKIT_KEY", "another secret")
    assert not set(pseudonyms(people)) & set(keyed)


def test_a_deleted_text_is_no_feedback(write):
    # "[deleted]" was read as a review without tone.
    texts = ["[deleted]", "Отзыв удалён", "This review has been removed.", "Удалено с телефона"]
    with pytest.warns(CxkitWarning, match="the text was deleted"):
        reviews = read_reviews(write("\n".join(["text", *texts]) + "\n"))
    assert reviews["text"].tolist() == ["Удалено с телефона"]


@pytest.mark.parametrize(
    ("heading", "ratings", "read", "scale"),
    [
        ("Rating", ["FIVE", "ONE", "FOUR"], [5, 1, 4], (1, 5)),
        ("Rating", ["👍", "👎", "👍"], [1, 0, 1], (0, 1)),
        ("Оценка", ["Отлично", "Плохо", "Ужасно"], [5, 2, 1], (1, 5)),
        ("Rating", ["2/10", "5/10", "3/10"], [2, 5, 3], (1, 10)),
        ("Rating", ["20%", "5%", "4%"], [20, 5, 4], (0, 100)),
        ("Rating (1-10)", ["2", "5", "3"], [2, 5, 3], (1, 10)),
        # A heading that the ratings contradict had most of them refused.
        ("Rating (1-5)", ["9", "5", "3"], [9, 5, 3], (1, 10)),
        ("Rating", ["5 stars", "Rated 4 out of 5 stars", "1/5"], [5, 4, 1], (1, 5)),
    ],
)
def test_words_signs_and_what_is_said_tell_the_scale(write, heading, ratings, read, scale):
    # "5/10" was five of five, and the ratings of Google's business profiles were lost.
    rows = [f"{rating},Text {at}" for at, rating in enumerate(ratings)]
    reviews = read_reviews(write("\n".join([f"{heading},text", *rows]) + "\n"))
    assert reviews["rating"].tolist() == read
    assert (reviews["rating_min"][0], reviews["rating_max"][0]) == scale


def test_the_scale_in_columns_of_the_file_goes_before_what_its_words_tell(write):
    reviews = read_reviews(write("rating,rating max,text\n10%,200,One\n20%,200,Two\n"))
    assert reviews["rating_max"].tolist() == [200, 200]


def test_a_rating_of_another_scale_is_told(write):
    with pytest.warns(CxkitWarning, match="not readable as a number of 5"):
        reviews = read_reviews(write("rating,text\n3/5,One\n4/5,Two\n8/10,Three\n"))
    assert reviews["rating"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            "Review Submit Date and Time,Star Rating,Review Text,Developer Reply Text,Review Link",
            ("created_at", "rating", "text", "reply_text", "url"),
        ),
        ("at,score,content,replyContent,repliedAt",
         ("created_at", "rating", "text", "reply_text", "reply_at")),
        ("Review Created (UTC),Review Stars,Review Content,Company Reply Date (UTC)",
         ("created_at", "rating", "text", "reply_at")),
        ("Дата,Оценка,Текст,Ответ организации,Дата ответа",
         ("created_at", "rating", "text", "reply_text", "reply_at")),
        ("createTime,starRating,comment,reviewReply.comment,reviewReply.updateTime",
         ("created_at", "rating", "text", "reply_text", "reply_at")),
    ],
)  # fmt: skip
def test_exports_of_the_stores_are_recognised(write, header, columns):
    # Google Play Console, its scraper, Trustpilot, Яндекс Карты, Google's business profiles: dates
    # and answers were not found.
    cells = ["2024-05-01", "5", "Good shop", "2024-05-02", "2024-05-03"][: len(columns)]
    reviews = read_reviews(write(f"{header}\n{','.join(cells)}\n"))
    assert list(reading(reviews)["columns"]) == [
        name for name in reviews.columns if name in columns
    ]


def test_names_in_a_key_become_pseudonyms(write):
    # «Клиент» with first and last names was kept as it was.
    text = "Клиент,Отзыв\nАнна Петрова,Хорошо\nОлег Б.,Плохо\n"
    assert read_reviews(write(text))["customer_key"].str.startswith("p-").all()


def test_records_under_two_keys_and_texts_in_pieces_are_read(write):
    found = {
        "data": {
            "feedbacks": [{"text": ["See ", {"type": "link", "text": "x.com"}], "from": "Al"}]
        },
        "error": False,
    }
    reviews = read_reviews(write(json.dumps(found), "api.json"))
    assert reviews["text"].tolist() == ["See x.com"]
    assert "from" not in reviews


def test_a_birthday_is_not_the_day_of_a_time(write):
    # The only column of days was taken, whatever its name: reviews of 1980.
    with pytest.warns(CxkitWarning, match="not readable as a date"):
        reviews = read_reviews(write("Время,Дата рождения,Отзыв\n09:30,1980-01-01,Долго\n"))
    assert reviews["created_at"].isna().all()


@pytest.mark.parametrize(
    "cell", ["{n} stars out of 5", "{n} - {label}", "⭐️", "Оценка: {n}", "Rating: {n} / 5"]
)
def test_points_beside_words_are_ratings(write, cell):
    # All ratings of such a column were missing.
    labels = ["Ужасно", "Плохо", "Нормально", "Хорошо", "Отлично"]
    points = [1, 5, 2, 3, 4, 5]
    cells = [cell.format(n=n, label=labels[n - 1]) if "n" in cell else cell * n for n in points]
    reviews = read_reviews(write("text,rating\n" + "".join(f"Good,{one}\n" for one in cells)))
    assert reviews["rating"].tolist() == points
    assert reviews[["rating_min", "rating_max"]].iloc[0].tolist() == [1, 5]


def test_points_before_labels_from_best_to_worst_are_turned(write):
    reviews = read_reviews(write("text,rating\nGood,1 - Отлично\nBad,5 - Ужасно\nOk,2 - Хорошо\n"))
    assert reviews["rating"].tolist() == [5, 1, 4]


def test_totals_and_a_repeated_header_are_no_reviews(write):
    text = "id;date;text;rating\n1;2026-05-01;Good;5\nid;date;text;rating\n2;2026-05-02;Bad;1\n"
    for end in ("Итого;;;3,0\n", ";;Всего отзывов: 2;\n", "Total: 2;;;\n;made by A. Lee;;\n"):
        with pytest.warns(CxkitWarning, match="the header again: 1"):
            reviews = read_reviews(write(text + end))
        assert reviews["text"].tolist() == ["Good", "Bad"]
        assert set(refused(reviews)["reason"]) == {
            "the header again", "totals or remarks below the table",
        }  # fmt: skip


def test_a_last_review_that_says_total_stays(write):
    reviews = read_reviews(write("id,text,rating\n1,Good,5\n2,Total mess,1\n3,Всего хватает,5\n"))
    assert len(reviews) == 3


def test_the_sheet_with_the_table_is_read_and_not_its_cover(tmp_path):
    # The cover was read and its title was the only column.
    book = openpyxl.Workbook()
    book.active.append(["Сводка", "Значение"])
    book.active.append(["Всего отзывов", 6])
    hidden, sheet = book.create_sheet("cache"), book.create_sheet("Отзывы")
    hidden.sheet_state = "hidden"
    for row in [["id", "Отзыв", "Оценка"], *([n, f"Хорошо {n}", 5] for n in range(6))]:
        hidden.append(row)
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    reviews = read_reviews(tmp_path / "book.xlsx")
    assert len(reviews) == 6
    assert "read from sheet 'Отзывы'" in reviews.attrs["reading"][0]["notes"][0]


def test_groups_of_columns_may_hold_the_same_names(tmp_path):
    # The row of groups was the header, and the ids were the texts.
    book = openpyxl.Workbook()
    for row in (
        ["Отзыв", None, None, "Врач", None, "Касса", None],
        ["ID", "Дата", "Текст", "Оценка", "Ответ", "Оценка", "Ответ"],
        [1, "2026-05-13", "Ждали долго", 4, "Да", 5, "Нет"],
        [2, "2026-05-14", "Приняли быстро", 5, "Да", 5, "Нет"],
    ):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    reviews = read_reviews(tmp_path / "book.xlsx")
    assert reviews["text"].tolist() == ["Ждали долго", "Приняли быстро"]
    assert reviews["rating"].tolist() == [4, 5]


def test_sheets_with_the_same_columns_are_told(tmp_path):
    # Eleven months of a year were left out, and only a note in the record said so.
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("February"), book.create_sheet("Legend")):
        sheet.append(["id", "text"] if sheet.title != "Legend" else ["code", "meaning"])
        sheet.append([sheet.title, "Good"])
    book.save(tmp_path / "book.xlsx")
    with pytest.warns(CxkitWarning, match="1 sheet with the same columns not read: February"):
        assert len(read_reviews(tmp_path / "book.xlsx")) == 1


def test_a_cell_that_is_merged_over_rows_stands_in_each_of_them(tmp_path):
    book = openpyxl.Workbook()
    for row in (["date", "text"], ["2026-05-13", "Good"], [None, "Bad"], ["2026-05-14", "Fine"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "book.xlsx")
    reviews = read_reviews(tmp_path / "book.xlsx")
    assert reviews["created_at"].dt.day.tolist() == [13, 13, 14]


def test_tags_are_taken_out_of_texts_and_told(write):
    alone = read_reviews(write("text\n<b>Fast</b>\n" + "Kind\n" * 9))
    assert alone["text"].iloc[0] == "<b>Fast</b>"
    reviews = read_reviews(write("text\n<p>Fast &amp; kind<br/>Thanks</p>\n1 < 2 & 3 > 2\n"))
    assert reviews["text"].tolist() == ["Fast & kind\nThanks", "1 < 2 & 3 > 2"]
    assert "text: tags taken out of 1 text" in reviews.attrs["reading"][0]["notes"]


def test_an_unnamed_column_that_counts_the_rows_is_none(write):
    reviews = read_reviews(write(",text\n0,Good\n1,Bad\n2,Fine\n"))
    assert "column 1" not in reviews


def test_a_break_of_lines_is_a_tag_however_few(write):
    text = "".join(f"Good {n}\n" for n in range(20))
    reviews = read_reviews(write(f"text\n{text}I will<br/>never come back\n"))
    assert reviews["text"].iloc[-1] == "I will\nnever come back"


def test_another_table_below_the_first_is_set_aside_and_told(write):
    # Its rows were reviews: "Texts", "2".
    text = "Date;Review;Stars\n2026-03-01;Late again;1\n2026-03-02;Kind staff;5\n\n"
    file = write(text + "Month;Texts;Mean\nMarch;2;3.0\n", "report.csv")
    with pytest.warns(CxkitWarning, match="another table below the first: 2"):
        reviews = read_reviews(file)
    assert reviews["text"].tolist() == ["Late again", "Kind staff"]
    parted = write(text + "2026-04-01;Nobody answered;2\n;No date, no stars;\n", "parted.csv")
    assert len(read_reviews(parted)) == 4


def test_another_table_of_another_width_is_told_as_one(write):
    # Its rows were said to be broken: "3 fields where the header has 4".
    text = "id;Date;Review;Stars\n1;2026-03-01;Late again;1\n2;2026-03-02;Kind staff;5\n\n"
    file = write(text + "Month;Texts;Mean\nMarch;2;3.0\n", "report.csv")
    with pytest.warns(CxkitWarning, match="another table below the first: 2"):
        reviews = read_reviews(file)
    assert reviews["text"].tolist() == ["Late again", "Kind staff"]


def test_a_phone_behind_its_scheme_is_left_out(write):
    # "tel:+44…" in a column of no known name went into the table as it stood.
    rows = "".join(f"2026-03-0{n};The line was busy {n};tel:+44207946000{n}\n" for n in (1, 2, 3))
    reviews = read_reviews(write("Date;Review;Leg\n" + rows, "calls.csv"))
    assert "7946" not in reviews.to_csv()
