import pytest

from cxkit.errors import ParameterError
from cxkit.runner.notebooks import given_in, home, variants


def test_the_shipped_variants_are_parameter_files_as_any_other(monkeypatch, tmp_path):
    # "cxkit run … --parameters variants/tour_ru.yaml" knew no parameter 'notebook', and looked for
    # its files at the folder of the call.
    monkeypatch.chdir(tmp_path)
    for variant in variants():
        path = home() / "notebooks" / "variants" / f"{variant.name}.yaml"
        assert given_in(path, variant.notebook) == variant.parameters
        assert given_in(path, str(tmp_path / f"{variant.notebook}.ipynb")) == variant.parameters
        assert "notebook" not in variant.parameters


def test_files_beside_a_parameter_file_are_found_wherever_the_run_starts(tmp_path):
    # cron starts in the home folder
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).touch()
    path = tmp_path / "weekly.yaml"
    path.write_text("surveys: [a.csv, b.csv, there.csv]\nsubject: a.csv\n", encoding="utf-8")
    given = given_in(path, "survey_scores")
    assert given["surveys"] == [str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "there.csv"]
    assert given["subject"] == "a.csv"
    path.write_text("surveys: a.csv,b.csv\n", encoding="utf-8")
    assert given_in(path, "survey_scores")["surveys"] == given["surveys"][:2]
    path.write_text("stories: null\n", encoding="utf-8")
    assert given_in(path, "journey_map") == {"stories": None}


def test_a_parameter_file_of_another_notebook_is_refused(tmp_path):
    path = tmp_path / "weekly.yaml"
    path.write_text("notebook: tour\n", encoding="utf-8")
    with pytest.raises(ParameterError, match="for 'tour', not for 'journey_map'"):
        given_in(path, "journey_map")
    assert given_in(path, "own.ipynb") == {"notebook": "tour"}
