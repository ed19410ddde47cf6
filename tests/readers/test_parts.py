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
