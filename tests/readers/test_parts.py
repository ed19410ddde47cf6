"""Reviews whose words stand in several columns."""

import pandas as pd
import pytest

from cxkit.errors import CxkitWarning
from cxkit.readers.grid import Grid
from cxkit.readers.parts import join_parts, parts_of
from cxkit.readers.reviews import read_reviews

MARKET = (
    "Дата;Оценка;Текст отзыва;Достоинства;Недостатки\n"
    "15.02.2024;1;Течёт;;\n"
    "16.02.2024;5;;Красивый;-\n"
    "17.02.2024;3;Беру;Цена;Шумит\n"
    "18.02.2024;2;;;Порвалась упаковка\n"
)


def notes(frame):
    return " ".join(frame.attrs["reading"][0]["notes"])


def test_advantages_and_disadvantages_are_part_of_the_text(write):
    # Most reviews of marketplaces have no comment: they were refused as empty, and of the others
    # what was liked and disliked was lost without a word.
    reviews = read_reviews(write(MARKET))
    assert reviews["text"].tolist() == [
        "Течёт",
        "Достоинства: Красивый",
        "Беру\nДостоинства: Цена\nНедостатки: Шумит",
        "Недостатки: Порвалась упаковка",
    ]
    assert "joined from 'Текст отзыва', 'Достоинства', 'Недостатки'" in notes(reviews)
    assert reviews["Недостатки"].iloc[2] == "Шумит"


def test_the_column_that_is_named_is_taken_alone(write):
    with pytest.warns(CxkitWarning, match="2 of 4 rows refused"):
        reviews = read_reviews(write(MARKET), columns={"text": "Текст отзыва"})
    assert reviews["text"].tolist() == ["Течёт", "Беру"]


def test_a_heading_goes_before_its_text_once(write):
    text = "title,text\nSlow,It took weeks\nGreat shop…,Great shop and staff\nFine,\n"
    reviews = read_reviews(write(text))
    assert reviews["text"].tolist() == ["Slow\nIt took weeks", "Great shop and staff", "Fine"]


def test_the_name_of_what_was_reviewed_is_no_heading():
    titles = ["Doom", "Doom", "Quake", "Quake", "Doom"]
    cells = pd.DataFrame({"title": titles, "review": ["a", "b", "c", "d", "e"]})
    assert parts_of(Grid(cells, "csv"), {"text": "review"}) == {}


PRODUCTS = ["Samsung Galaxy S21 128GB", "Чайник Bosch TWK3A", "Wireless mouse, black", "The Hobbit"]
HEADINGS = ["Not worth the money", "Great phone", "Разочарован", "Fits as described"]


@pytest.mark.parametrize(("titles", "is_joined"), [(PRODUCTS, False), (HEADINGS, True)])
def test_a_bare_title_is_joined_only_where_it_speaks(write, titles, is_joined):
    # Each review was of another product, and the products' names became words of customers.
    rows = "".join(f'"{title}",Came late {at}\n' for at, title in enumerate(titles))
    reviews = read_reviews(write("title,text\n" + rows))
    assert reviews["text"].iloc[0] == (f"{titles[0]}\n" if is_joined else "") + "Came late 0"
    assert ("'title' is not joined to the text" in notes(reviews)) is not is_joined


def test_titles_that_differ_within_a_product_are_headings(write):
    rows = "".join(f"Heading {at},Came late {at},mug\n" for at in range(4))
    assert read_reviews(write("title,text,product\n" + rows))["text"].iloc[0].startswith("Heading")


@pytest.mark.parametrize("cells", [("3", "0"), ("да", "нет")])
def test_how_many_liked_a_review_is_no_text(cells):
    # "Advantages: 3" stood below the texts of an export with counts of likes.
    cells = pd.DataFrame({"Review": ["a", "b"], "Likes": cells, "Dislikes": cells})
    assert parts_of(Grid(cells, "csv"), {"text": "Review"}) == {}


def test_columns_of_advantages_need_no_comment(write):
    reviews = read_reviews(write("pros,cons\nCheap,Noisy\nNice,No Negative\n"))
    assert reviews["text"].tolist() == [
        "Advantages: Cheap\nDisadvantages: Noisy",
        "Advantages: Nice",
    ]


def test_no_rows_give_no_texts():
    empty = pd.Series([], dtype="str")
    assert join_parts(None, {"cons": empty}).empty
