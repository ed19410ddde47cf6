import pytest

from cxkit.readers.delimited import read_delimited
from cxkit.readers.files import open_source
from cxkit.readers.layout import Layout


@pytest.fixture
def cut(tmp_path):
    def run(text, layout=None, name="a.csv"):
        file = tmp_path / name
        file.write_bytes(text.encode())
        return read_delimited(open_source(file), layout or Layout())

    return run


def test_rows_have_the_numbers_of_a_spreadsheet(cut):
    grid = cut("id,text\n1,Good\n2,Bad\n")
    assert grid.cells.index.tolist() == [2, 3]


def test_a_cell_of_several_lines_is_one_row(cut):
    grid = cut('id,text\n1,"Good\r\nand quick"\n2,Bad\n')
    assert grid.cells["text"].tolist() == ["Good\r\nand quick", "Bad"]
    assert grid.cells.index.tolist() == [2, 3]


def test_ragged_rows_are_refused_with_their_numbers(cut):
    grid = cut("id,text,stars\n1,Good,5\n2,Bad\n3,So,so,3\n4,Fine,4\n")
    assert grid.cells["id"].tolist() == ["1", "4"]
    assert [(one["row"], one["reason"]) for one in grid.refused] == [
        (3, "2 fields where the header has 3"),
        (4, "4 fields where the header has 3"),
    ]


def test_blank_fields_at_the_end_are_no_fault(cut):
    grid = cut("id,text\n1,Good,,\n2,Bad\n")
    assert grid.cells["text"].tolist() == ["Good", "Bad"]


def test_a_quote_that_is_never_closed_costs_one_row(cut):
    grid = cut('id,text\n1,Good\n2,"Bad\n3,Fine\n4,Nice\n')
    assert grid.cells["id"].tolist() == ["1", "3", "4"]
    assert [one["row"] for one in grid.refused] == [3]
    assert grid.refused[0]["reason"].startswith("broken quotation marks")


def test_a_quote_closed_by_a_later_row_costs_one_row(cut):
    grid = cut('id,text\n1,"Bad\n2,"Good, quick"\n3,Fine\n')
    assert grid.cells["text"].tolist() == ["Good, quick", "Fine"]


def test_quotes_in_a_tabbed_file_may_be_plain_characters(cut):
    grid = cut('text\tlabel\n"Great" film\t1\n"Bad one\t0\nFine\t1\n', name="a.tsv")
    assert grid.cells["text"].tolist() == ['"Great" film', '"Bad one', "Fine"]
    assert not grid.refused


def test_a_title_above_the_header_is_passed_over(cut):
    grid = cut("Report for May\n\nid,text,stars\n1,Good,5\n2,Bad,1\n")
    assert grid.names == ["id", "text", "stars"]
    assert grid.cells.index.tolist() == [4, 5]


def test_repeated_names_are_numbered(cut):
    assert cut("Other,text,Other\na,b,c\n").names == ["Other", "text", "Other (2)"]


def test_the_separator_line_of_excel_is_obeyed(cut):
    grid = cut("sep=;\nid;text\n1;Good, quick\n")
    assert grid.cells["text"].tolist() == ["Good, quick"]


def test_merged_cells_above_the_names_are_passed_over(cut):
    # Of a workbook with groups of columns the groups became the names, and «Текст» a review.
    above = "Отчёт;;;\nКлиент;;Отзыв;\n"
    grid = cut(f"{above}ID;Дата;Текст;Оценка\n1;01.01.2025;Хорошо;5\n2;02.02.2025;Плохо;1\n")
    assert grid.names == ["ID", "Дата", "Текст", "Оценка"]
    assert grid.cells.index.tolist() == [4, 5]
    # A second row that leaves a group without a name holds answers, and the first the names.
    grid = cut("id;q;;\n;one;two;three\n7;x;y;z\n8;x;y;z\n")
    assert grid.names[:2] == ["id", "q"]


def test_a_row_of_words_under_few_names_is_no_header(cut):
    grid = cut("text,,source,\nGreat shop,a,site,b\nBad shop,c,app,d\n")
    assert grid.names == ["text", "column 2", "source", "column 4"]
    assert len(grid.cells) == 2


def test_without_a_header_columns_have_numbers(cut):
    grid = cut("Good\t1\nBad\t0\n", Layout(header=False))
    assert grid.names == ["column 1", "column 2"]
    assert grid.cells.index.tolist() == [1, 2]


def test_backslashes_before_quotes_are_understood(cut):
    grid = cut('id,text\n1,"He said \\"no\\", twice"\n')
    assert grid.cells["text"].tolist() == ['He said "no", twice']


def test_blank_rows_are_passed_over_and_told(cut):
    grid = cut("id,text\n1,Good\n,\n\n2,Bad\n ,\n")
    assert grid.cells.index.tolist() == [2, 5]
    assert grid.notes == ["2 blank rows passed over"]


def test_thousands_of_blank_lines_lose_nothing(cut):
    grid = cut("id,text\n1,Good\n" + "\n" * 5000 + "2,Bad\n")
    assert grid.cells["text"].tolist() == ["Good", "Bad"]


def test_a_quote_opened_in_a_long_file_does_not_swallow_it(cut):
    rows = "".join(f"{i},Good\n" for i in range(6000))
    grid = cut('id,text\nx,"Bad\n' + rows)
    assert len(grid.cells) == 6000
    assert len(grid.refused) == 1


def test_a_table_whose_lines_are_quoted_whole_is_cut(cut):
    # The whole line was the text of a review.
    grid = cut('"date,stars,text"\n"2025-05-01,5,""Good, quick"""\n"2025-05-02,1,Bad"\n')
    assert grid.cells.values.tolist() == [
        ["2025-05-01", "5", "Good, quick"],
        ["2025-05-02", "1", "Bad"],
    ]


def test_the_header_that_names_more_columns_is_that_of_the_table(cut):
    # A small table of counts above the reviews gave them its names.
    text = "Итоги,,,\nОценка,Количество,,\n5,3,,\n,,,\nДата,Оценка,Отзыв,Город\n"
    rows = "".join(f"2025-05-0{n},{n},Хорошо {n},Омск\n" for n in (1, 2, 3, 4, 5))
    grid = cut(text + rows)
    assert grid.names == ["Дата", "Оценка", "Отзыв", "Город"]
    assert len(grid.cells) == 5
