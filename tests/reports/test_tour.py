import pandas as pd
import pytest

from cxkit.measures.mention_counts import mention_counts
from cxkit.reports.tour import files_section, layers_section, quotes_section, tour_head


@pytest.fixture
def found(mentions):
    return pd.concat(
        [
            mentions.assign(by="rule"),
            mentions.assign(by="rule", layer="language", code=["en", "en", "ru"], end=0, quote=""),
        ],
        ignore_index=True,
    )


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "6 things found in 3 texts"), ("ru", "В 3 текстах найдено 6 ме")],
)
def test_head_counts_what_was_found(feedback, found, language, says):
    head = tour_head(feedback, found, language=language)
    assert says in " ".join(head.finding.split())
    assert {"en": "English 2, Russian 1", "ru": "английский 2, русский 1"}[language] in head.base[0]


def test_the_languages_of_the_head_add_up_to_all_texts(feedback):
    # "English 4,606, other 109, Russian 9" left out six mixed texts of 4,730
    codes = ["en", "en", "ru", "other", "mixed", "uk"]
    spoken = pd.DataFrame({"layer": "language", "code": codes})
    said = tour_head(feedback, spoken, language="en").base[0]
    assert sum(int(part.split()[-1]) for part in said.split(",")) == len(codes)
    assert "mixed 1" in said
    assert "other 2" in said


def test_files_tell_rows_and_refusals(feedback):
    feedback.attrs["reading"] = [
        {"path": "a/b.csv", "format": "csv", "encoding": "utf-8", "n_rows": 4, "n_refused": 1}
    ]
    section, table = files_section(feedback).blocks
    assert " ".join(section.finding.split()).startswith("3 of 4 rows in 1 file")
    assert table.rows == (("b.csv", "csv, utf-8", "4", "1"),)


def test_each_layer_has_an_example_with_its_place(feedback, found):
    _, table = layers_section(mention_counts(found), found, feedback).blocks
    by_layer = {row[0]: row for row in table.rows}
    assert by_layer["touchpoint"][1:3] == ("3", "3")
    assert by_layer["touchpoint"][3]["where"] == {"source_id": "r1", "start": 0, "end": 11}
    assert by_layer["language"][3] == "•••"


def test_quotes_are_unhappy_ones_of_the_touchpoint(feedback, found):
    section, chosen = quotes_section(found, feedback).blocks  # the one most complained of
    assert section.finding == "“Delivery hand-over”: 2\xa0unhappy mentions"
    assert [quote.source_id for quote in chosen.quotes] == ["r1", "r3"]


def test_quotes_of_another_business_are_of_its_own_touchpoint(feedback, found):
    # of a hotel the tour said "Delivery: 0 unhappy mentions", for the parameter named delivery
    stay = found.assign(code=found["code"].replace("delivery", "visit"))
    section, chosen = quotes_section(stay, feedback).blocks
    assert section.finding == "“Visit in person”: 2\xa0unhappy mentions"
    assert chosen.quotes
    assert not quotes_section(stay.assign(value=0.5), feedback).blocks
