import json

import pandas as pd
import pytest

from cxkit.errors import ReportError
from cxkit.reports.blocks import Quote, Quotes
from cxkit.reports.gate import check_files, check_notebook, check_page, check_quoted
from cxkit.reports.page import render
from cxkit.reports.privacy import MASK, mask
from cxkit.reports.tables import write_tables


def test_clean_page_with_six_charts_passes(six_charts):
    check_page(render(six_charts))


@pytest.mark.parametrize(
    "leak",
    [
        "<p>anna.k@example.org</p>",
        '<a href="mailto:anna.k@example.org">mail</a>',
        '<div role="img" aria-label="call +7 912 345-67-89"></div>',
        '<script type="application/json">{"x": ["anna.k@example.org"]}</script>',
        "<p>anna.k@<mark>example</mark>.org</p>",
        "<p>a</p>anna.k@example.org",
        # Comments and what stands after them were passed over.
        "<p>a<!-- anna.k@example.org --></p>",
        "<div>a<!-- b -->anna.k@example.org</div>",
    ],
)
def test_personal_data_anywhere_in_the_page_stop_it(leak):
    with pytest.raises(ReportError, match="Personal data in the finished page"):
        check_page(f"<body>{leak}</body>")


def test_message_names_the_kind_and_never_the_data():
    with pytest.raises(ReportError) as caught:
        check_page("<p>Write to anna.k@example.org</p>")
    assert "email" in str(caught.value)
    assert "anna" not in str(caught.value)


def test_notebook_output_is_searched():
    leak = {"cells": [{"outputs": [{"data": {"text/plain": ["call +7 912 345-67-89"]}}]}]}
    with pytest.raises(ReportError, match="executed notebook"):
        check_notebook(leak)


@pytest.mark.parametrize("number", ["569584744532287423", "89161234567", "4111111111111111"])
def test_a_number_in_the_place_of_an_id_is_an_id_and_a_card_beside_it_is_not(number):
    # One in ten numbers of 11 to 16 figures looks like a phone or a card; pages with such ids were
    # refused. They are known by their place: before offsets, in data-source, in fields in "_id".
    page = '<blockquote data-source="{0}">Late {1}<footer>{0} [0:4]</footer></blockquote>'
    check_page(page.format(number, ""))
    check_page(page.format(f"shop/{number}/why", ""))
    check_notebook({"cells": [{"outputs": [{"data": {"contact_id": number}}]}]})
    with pytest.raises(ReportError, match="card"):
        check_page(page.format(number, "4111111111111111"))
    with pytest.raises(ReportError, match="phone"):
        check_page(page.format("+79161234567", ""))


@pytest.mark.parametrize("source_id", ["ids/89160000031/What did you dislike?", "a&b/89160000031"])
def test_an_id_with_spaces_is_an_id_in_the_notebook_too(source_id):
    # Only the last word before the offsets was taken for the id: a survey whose respondents have
    # numbers of 11 figures got no page.
    quote = Quote(source_id, 0, 4, "Slow", after=" delivery")
    shown = Quotes((quote,), "first")._repr_mimebundle_()
    check_notebook({"cells": [{"outputs": [{"data": shown}]}]})
    with pytest.raises(ReportError, match="phone"):
        check_notebook({"cells": [{"outputs": [{"data": shown}]}, {"source": "89160000031 [0:4]"}]})


def test_a_picture_in_the_notebook_is_searched_and_holds_nothing_personal():
    # The search for ids hung on the letters of a picture, which have no space.
    check_notebook({"cells": [{"outputs": [{"data": {"image/png": "iVBOR" * 9_000 + " [a]"}}]}]})


def test_numbers_in_id_columns_of_files_are_ids(tmp_path):
    ids = pd.DataFrame({"feedback_id": ["89161234567"], "text": ["Late"]})
    (path,) = write_tables(tmp_path, ids=ids)
    (tmp_path / "ids.json").write_text(json.dumps({"source_id": "89161234567"}), encoding="utf-8")
    check_files(tmp_path)
    assert "89161234567" in path.read_text(encoding="utf-8")  # bullets led to no text
    ids.rename(columns={"feedback_id": "number"}).to_csv(path, index=False)
    with pytest.raises(ReportError, match=r"ids\.csv: phone"):
        check_files(tmp_path)


TOLD = "Спасибо, менеджер Иван Петров всё решил за день."


def page_of(shown):
    marks = f'<q class="voice" data-source="r1" data-start="0" data-end="{len(shown)}">'
    return f"<body>{marks}<mark>{shown}</mark></q></body>"


def test_a_name_in_a_quote_stops_the_page():
    # "0 found in the finished page" was said of pages that named people: only forms were searched.
    with pytest.raises(ReportError, match="name in a quote of r1") as caught:
        check_quoted(page_of(TOLD), {"r1": [TOLD]})
    assert "Иван" not in str(caught.value)
    assert check_quoted(page_of(mask(TOLD)), {"r1": [TOLD]}) == 1


def test_a_name_beside_a_quote_stops_the_page():
    # What stands before the quote is shown with it, in grey.
    start = TOLD.index("всё")
    page = f'<p data-source="r1" data-start="{start}" data-end="{len(TOLD)}">{{}}</p>'
    shown = f'<span class="ctx">{{}}</span><mark>{TOLD[start:]}</mark>'
    with pytest.raises(ReportError, match="name in a quote of r1"):
        check_quoted(page.format(shown.format(TOLD[:start])), {"r1": [TOLD]})
    masked = mask(TOLD)[:start]
    assert check_quoted(page.format(shown.format(masked)), {"r1": [TOLD]}) == 1


def test_a_surname_cut_from_its_name_is_found_by_the_whole_text():
    start, end = TOLD.index("Петров"), TOLD.index("Петров") + 6
    page = f'<p data-source="r1" data-start="{start}" data-end="{end}"><mark>{{}}</mark></p>'
    with pytest.raises(ReportError, match="name"):
        check_quoted(page.format("Петров"), {"r1": [TOLD]})
    assert check_quoted(page.format(MASK * 6), {"r1": [TOLD]}) == 1


def test_a_name_in_a_column_of_words_stops_the_run(tmp_path):
    (tmp_path / "a.csv").write_text(
        f'quote,city\nfine,Владимир\n"{TOLD}",Пермь\n', encoding="utf-8"
    )
    with pytest.raises(ReportError, match=r"a\.csv: name in the column 'quote'"):
        check_files(tmp_path)
    (tmp_path / "a.csv").write_text("quote,city\nfine,Владимир\n", encoding="utf-8")
    check_files(tmp_path)


@pytest.mark.parametrize("name", ["deep/b.md", "b.html", "deep/b.JSON"])
def test_folders_and_pages_of_a_run_are_searched(tmp_path, name):
    # Only the files beside each other were read, and no page among them.
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("<p>call +7 912 345-67-89</p>", encoding="utf-8")
    with pytest.raises(ReportError, match=f"{name}: phone"):
        check_files(tmp_path)


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    # It ended the run in a traceback.
    (tmp_path / "a.csv").write_bytes("отзыв\nпоздно\n".encode("cp1251"))
    with pytest.raises(ReportError, match=r"a\.csv: the file cannot be read as UTF-8"):
        check_files(tmp_path)


def test_tables_and_records_are_searched(tmp_path):
    (tmp_path / "a.csv").write_text("text\nfine\n", encoding="utf-8")
    check_files(tmp_path)
    (tmp_path / "b.md").write_text("call +7 912 345-67-89", encoding="utf-8")
    with pytest.raises(ReportError, match=r"b\.md: phone"):
        check_files(tmp_path)


# A median of 8.8045637915 hours was taken for a phone, and the whole run was lost; a phone in a
# column of figures is still found.
def test_a_measure_is_no_phone(tmp_path):
    write_tables(tmp_path, follows=pd.DataFrame({"hours_median": [8.8045637915, 1.5, None]}))
    check_files(tmp_path)
    (tmp_path / "b.csv").write_text("hours\n8.5\n+7 912 345-67-89\n", encoding="utf-8")
    with pytest.raises(ReportError, match="phone"):
        check_files(tmp_path)
