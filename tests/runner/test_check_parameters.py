import json
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from cxkit.errors import ParameterError
from cxkit.runner.check_parameters import checked
from cxkit.runner.parameter_file import cell_defaults, model_of_cell, read_parameter_file
from cxkit.runner.parameters import MODELS, InputFile, Parameters

NOTEBOOKS = Path(__file__).parent / "notebooks"


class Many(Parameters):
    code: str = "x"
    n: int = 5
    share: float = 0.05
    is_weighted: bool = False
    method: Literal["wald", "wilson"] = "wald"
    start: str | None = None
    files: list[InputFile] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)
    events: InputFile | None = None
    few: Annotated[int, Field(ge=1)] = 1


def read(**given):
    return checked(Many, given, notebook="many", folder=NOTEBOOKS)


@pytest.mark.parametrize("text", ["007", "1.10", "nan", "1e5", "true", "-5", "null"])
def test_text_stays_text(text):
    assert read(code=text) == {"code": text}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"n": "007"}, 7),
        ({"share": "0.10"}, 0.1),
        ({"is_weighted": "true"}, True),
        ({"method": "wilson"}, "wilson"),
        ({"start": "none"}, None),
        ({"start": "2026-03-05"}, "2026-03-05"),
        ({"names": "a, b"}, ["a", "b"]),
        ({"names": ["a,b", "c"]}, ["a,b", "c"]),
        ({"files": "reviews.csv"}, [str(NOTEBOOKS / "reviews.csv")]),
        # was read as a name, brackets and quotes and all
        ({"files": '["reviews.csv"]'}, [str(NOTEBOOKS / "reviews.csv")]),
        ({"names": '["a, b", 007]'}, ["a, b", "007"]),
        ({"names": "[a"}, ["[a"]),
        ({"events": "none"}, None),
    ],
)
def test_values_are_read_by_the_declared_type(given, value):
    assert read(**given) == {next(iter(given)): value}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"n": "abc"}, "n=abc: a whole number is needed"),
        ({"n": "1.5"}, "a whole number is needed"),
        ({"share": "5%"}, "share=5%: a number is needed"),
        ({"is_weighted": "maybe"}, "true or false"),
        ({"method": "wilsn"}, "'wald' or 'wilson'"),
        ({"files": ""}, "files=: the name of a file is needed"),
        # an unset variable of a script left the event log out without a word
        ({"events": ""}, "events=: the name of a file is needed, or none"),
        ({"few": "0"}, "few=0: 1 or more is needed"),
        ({"files": "reviews.csv,revews.csv"}, "Did you mean 'reviews.csv'"),
    ],
)
def test_wrong_values_are_told_in_plain_words(given, says):
    with pytest.raises(ParameterError, match=says):
        read(**given)


def test_all_problems_are_told_at_once():
    with pytest.raises(ParameterError, match=r"n=a: .* share=b: "):
        read(n="a", share="b")


def test_parameter_file_keeps_text(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("code: 007\nn: 3\nnames: [a, 010]\n", encoding="utf-8")
    assert read(**read_parameter_file(path)) == {"code": "007", "n": 3, "names": ["a", "010"]}


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [b", "just text"])
def test_broken_parameter_file_is_told(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"a\.yaml"):
        read_parameter_file(path)


def test_own_notebook_is_declared_by_its_cell():
    path = NOTEBOOKS / "small.ipynb"
    assert cell_defaults(path)["code"] == "007"
    declared = model_of_cell(path)
    assert checked(declared, {"code": "01"}, notebook="small", folder=NOTEBOOKS) == {"code": "01"}
    with pytest.raises(ParameterError, match="'cod'"):
        checked(declared, {"cod": "01"}, notebook="small", folder=NOTEBOOKS)


def test_null_switches_off_an_input_of_an_own_notebook(tmp_path):
    # In a copy of journey_map, reviews=null was the name of a file that is not there.
    cell = {
        "cell_type": "code",
        "metadata": {"tags": ["parameters"]},
        "source": "reviews = 'a.csv'\nparts = ['a.csv']\nsubject = 'Shop'\nn = 3\nplan = None\n",
    }
    path = tmp_path / "my map.ipynb"
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    declared = model_of_cell(path)

    def given(**values):
        return checked(declared, values, notebook="my map", folder=tmp_path)

    off = {"reviews": None, "parts": None, "plan": None}
    assert given(reviews="null", parts="null", plan="null") == off
    kept = {"reviews": "b.csv", "parts": ["b.csv", "c.csv"], "subject": "", "n": 4}
    assert given(reviews="b.csv", parts="b.csv, c.csv", subject="", n="4") == kept
    with pytest.raises(ParameterError, match="whole number"):
        given(n="null")


def test_a_name_that_stands_twice_in_a_parameter_file_is_refused(tmp_path):
    # the last one counted, and the first was lost without a word
    path = tmp_path / "a.yaml"
    path.write_text("reviews: a.csv\nreviews: b.csv\n", encoding="utf-8")
    with pytest.raises(ParameterError, match="line 2: 'reviews' stands there again"):
        read_parameter_file(path)


@pytest.mark.parametrize("text", ["{}", "", "{", "[]"])
def test_file_that_is_no_notebook_is_told(text, tmp_path):
    # an empty file was told to have a wrong parameters cell
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match="not a notebook"):
        cell_defaults(path)


def test_a_line_that_is_no_literal_is_named(tmp_path):
    cell = {"metadata": {"tags": ["parameters"]}, "source": "shop = ''\nn = 1 + shift\n"}
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    with pytest.raises(ParameterError, match="period = '7D'; line 2 is something else"):
        cell_defaults(path)


def test_a_notebook_without_the_tag_is_told_so(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": []}), encoding="utf-8")
    with pytest.raises(ParameterError, match="No cell of it that is tagged 'parameters'"):
        checked(model_of_cell(path), {"reviews": "x"}, notebook="a", folder=tmp_path)


class Shop(Parameters):
    reviews: InputFile = "shop.csv"
    rules: InputFile | None = None
    subject: str = "The sample's shop"


def test_the_samples_subject_does_not_name_other_peoples_data(tmp_path):
    # A page about a French retailer was headed by the name of the sample's shop.
    own = tmp_path / "own.csv"
    own.write_text("text\n", encoding="utf-8")

    def subject(**given):
        return checked(Shop, given, notebook="shop", folder=tmp_path).get("subject")

    assert subject(reviews=str(own)) == ""
    assert subject(reviews=str(own), subject="Mine") == "Mine"
    assert subject(rules=str(own)) is None
    assert subject(language="ru") is None


@pytest.mark.parametrize("name", [n for n in MODELS if "time_zone" in MODELS[n].model_fields])
def test_an_unknown_time_zone_is_refused_before_anything_runs(name):
    # "Moscow" was refused after cells had run, under the name of a reader's argument.
    with pytest.raises(ParameterError, match=r"time_zone=Moscow: a name of the IANA list"):
        checked(MODELS[name], {"time_zone": "Moscow"}, notebook=name, folder=NOTEBOOKS)


def test_a_file_with_a_comma_in_its_name_is_one_file(tmp_path, monkeypatch):
    # "surveys=Опрос: there is no such file" was said of «Опрос, ноябрь.csv».
    monkeypatch.chdir(tmp_path)
    for name in ("Опрос, ноябрь.csv", "a.csv"):
        Path(name).touch()

    def surveys(value):
        given = {"surveys": value}
        model = MODELS["survey_scores"]
        return checked(model, given, notebook="survey_scores", folder=tmp_path)["surveys"]

    assert surveys("Опрос, ноябрь.csv") == [str(tmp_path / "Опрос, ноябрь.csv")]
    assert len(surveys("a.csv, a.csv")) == 2
