"""What `cxkit check` writes of a file."""

from cxkit.reports.file_check import IN_A_RUN, check_lines
from cxkit.runner.parameters import MODELS


def found(*notes):
    reading = {
        "format": "csv", "columns": {}, "refused": [], "notes": list(notes), "n_refused": 0,
    }  # fmt: skip
    return {"message": "a.csv: 1 review read.", "kind": "reviews", "why": "so", "call": "read()",
            "reading": reading}  # fmt: skip


def test_how_a_run_takes_times_is_told_beside_how_the_reader_does():
    # "times without a zone are taken as UTC" stood alone, and a run took them as Moscow's.
    lines = check_lines(found("created_at: times without a zone are taken as UTC"))
    assert any(IN_A_RUN in line for line in lines)
    assert not any(IN_A_RUN in line for line in check_lines(found("created_at: fine")))
    zones = {
        model.model_fields["time_zone"].default
        for model in MODELS.values()
        if "time_zone" in model.model_fields
    }
    assert zones == {"Europe/Moscow", None}  # None: the zone that incident.yaml says


def test_questions_are_told_by_kind_and_many_of_one_are_counted():
    # A survey of 176 questions was one line of 176 arrows that said "number" 148 times.
    record = found()
    asked = {
        f"question How do you like our {'very ' * 12}[item {at}]": "likert" for at in range(14)
    }
    record["reading"]["columns"] = {"response_id": "ID", "question nps": "nps", **asked}
    lines = check_lines(record)
    assert "  columns      response_id ← 'ID'" in lines
    assert "  questions    1 × nps: nps" in lines
    likert = next(line for line in lines if "14 × likert" in line)
    assert "[item 0]" in likert
    assert likert.endswith("[item 11] and 2 more")


def test_a_code_of_a_question_is_told_with_its_wording():
    # An SPSS file showed "Q6" alone, though the variable has the question as its label.
    reading = found()["reading"] | {
        "columns": {"question Q6": "open"}, "wordings": {"Q6": "What would you change?"}
    }  # fmt: skip
    lines = check_lines(found() | {"reading": reading})
    assert any(line.endswith("1 × open: Q6 (What would you change?)") for line in lines)
