import pandas as pd
import pyreadstat
import pytest

from cxkit.errors import CxkitWarning, ReadError
from cxkit.readers.answer_files import read_answer_files


def test_a_survey_is_named_by_its_whole_file_name(tmp_path):
    # "wave 1.1.csv" and "wave 1.2.csv" were both called "wave 1" and became one survey.
    files = [tmp_path / "wave 1.1.csv", tmp_path / "wave 1.2.csv"]
    for file in files:
        scores = "".join(f"{row},{row % 11}\n" for row in range(30))
        file.write_text(f"id,How likely are you to recommend us?\n{scores}", encoding="utf-8")
    answers = read_answer_files(files)
    assert answers["survey_id"].unique().tolist() == ["wave 1.1", "wave 1.2"]
    alone = read_answer_files(files[0])
    assert alone["survey_id"].unique().tolist() == ["wave 1.1"]


def test_no_survey_at_all_is_told():
    with pytest.raises(ReadError, match="Name at least one"):
        read_answer_files([])


def test_a_question_of_several_waves_has_one_scale_in_all(tmp_path):
    # A wave whose answers end at 5 was a scale of five beside one of ten; one without promoters
    # was no recommend question.
    waves = {"a": [(10, 8), (9, 10)], "b": [(5, 3), (6, 5)]}
    for name, rows in waves.items():
        lines = "".join(f"{i},{nps},{csat}\n" for i, (nps, csat) in enumerate(rows))
        (tmp_path / f"{name}.csv").write_text(f"id,Recommend us?,Satisfaction\n{lines}")
    answers = read_answer_files([tmp_path / "a.csv", tmp_path / "b.csv"])
    recommend = answers[answers["question_id"] == "Recommend us?"]
    assert recommend["question_kind"].unique().tolist() == ["nps"]
    satisfied = answers[answers["question_id"] == "Satisfaction"]
    assert satisfied[["scale_min", "scale_max"]].drop_duplicates().to_numpy().tolist() == [[0, 10]]


def test_a_wave_with_every_point_of_its_scale_keeps_it(tmp_path):
    # A wave on 1 to 5 beside one on 0 to 10 was put on 0 to 10: its share of top answers was 0.
    for name, scores in {"a": range(1, 6), "b": range(11)}.items():
        (tmp_path / f"{name}.csv").write_text("Satisfaction\n" + "".join(f"{s}\n" for s in scores))
    answers = read_answer_files([tmp_path / "a.csv", tmp_path / "b.csv"])
    ends = answers.groupby("survey_id")[["scale_min", "scale_max"]].first()
    assert ends.to_numpy().tolist() == [[1, 5], [0, 10]]


@pytest.fixture
def waves(tmp_path):
    """Write the same satisfaction question twice; labels, where given, are of the first wave."""

    def written(first: dict[float, str], second: dict[float, str]):
        files = [tmp_path / "wave1.sav", tmp_path / "wave2.sav"]
        for file, labels in zip(files, (first, second), strict=True):
            frame = pd.DataFrame({"q1": [1.0, 1.0, 2.0, 5.0]})
            said = {"q1": labels} if labels else {}
            wording = ["How satisfied are you?"]
            pyreadstat.write_sav(
                frame, str(file), column_labels=wording, variable_value_labels=said
            )
        return files

    return written


UPRIGHT = {
    1.0: "Very dissatisfied", 2.0: "Dissatisfied", 3.0: "Neutral", 4.0: "Satisfied",
    5.0: "Very satisfied",
}  # fmt: skip
REVERSED = {6 - point: label for point, label in UPRIGHT.items()}


@pytest.mark.filterwarnings("ignore:wave1.sav")
def test_a_wave_without_labels_is_turned_round_with_the_one_that_has_them(waves):
    # Value labels were kept in the first wave's file only: "1 = very satisfied" became 5 there
    # and stayed 1 in the second wave, so that satisfaction seemed to fall.
    with pytest.warns(CxkitWarning, match=r"wave2.sav: 'q1' has no labels here and is turned"):
        answers = read_answer_files(waves(REVERSED, {}))
    assert answers["value"].tolist() == [5, 5, 4, 1] * 2
    assert answers["question_kind"].unique().tolist() == ["csat"]
    assert [one["turned"] for one in answers.attrs["reading"]] == [["q1"], ["q1"]]


@pytest.mark.filterwarnings("ignore::cxkit.errors.CxkitWarning")
def test_labels_of_a_wave_hold_for_its_own_points(waves):
    # Where each wave has labels each is read by its own: the second asked the other way round.
    answers = read_answer_files(waves(REVERSED, UPRIGHT))
    assert answers["value"].tolist() == [5, 5, 4, 1, 1, 1, 2, 5]


def test_a_wave_without_labels_beside_an_upright_one_stays(waves):
    answers = read_answer_files(waves(UPRIGHT, {}))
    assert answers["value"].tolist() == [1, 1, 2, 5] * 2
    assert answers["scale_max"].unique().tolist() == [5]
