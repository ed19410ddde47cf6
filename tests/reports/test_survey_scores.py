"""From answers to the blocks of the page, in both languages."""

import pandas as pd
import pytest

from cxkit.measures.answer_distribution import answer_distribution
from cxkit.measures.net_promoter_score import net_promoter_score
from cxkit.measures.satisfaction import satisfaction
from cxkit.measures.survey_overlap import survey_overlap
from cxkit.reports.findings.survey_scores import groups_finding
from cxkit.reports.page import render
from cxkit.reports.survey_scores import (
    overlap_section,
    questions_section,
    score_groups_section,
    score_section,
    survey_head,
    survey_method,
)


@pytest.fixture(scope="module")
def answers():
    values = [10] * 70 + [8] * 20 + [3] * 10 + [10] * 20 + [8] * 20 + [3] * 60
    rows = pd.DataFrame(
        {
            "response_id": [f"r{i}" for i in range(200)],
            "survey_id": "s1",
            "question_id": "q",
            "question": "Would you recommend us?",
            "question_kind": "nps",
            "value": pd.array(values, dtype="Float64"),
            "text": None,
            "scale_min": 0.0,
            "scale_max": 10.0,
            "respondent_key": [f"k{i}" for i in range(200)],
            "answered_at": pd.Timestamp("2026-03-02", tz="UTC"),
            "channel": ["web"] * 100 + ["phone"] * 100,
            "weight": pd.array([None] * 200, dtype="Float64"),
        }
    )
    again = rows.head(40).assign(survey_id="s2", value=7.0)
    rating = rows.assign(question_id="c", question_kind="csat", scale_min=1.0, scale_max=5.0,
                         value=4.0, question="Happy?")  # fmt: skip
    return rows, pd.concat([rows, again], ignore_index=True), rating


@pytest.mark.parametrize(
    ("language", "said"),
    [
        # 90 promote and 70 detract of 200: ten points; error root of (0.80 - 0.01) / 203, 6.2.
        ("en", "NPS is +10 (−2 to +22); “web” stands out with +60"),
        ("ru", "NPS +10 (от −2 до +22); выше прочих «web», +60"),
    ],
)
def test_headline_has_the_interval_and_who_stands_out(answers, language, said):
    rows = answers[0]
    overall, scores = net_promoter_score(rows), net_promoter_score(rows, by="channel")
    assert survey_head(overall, scores, rows, language=language).finding == said


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_whole_page_renders_in_both_languages(answers, language):
    rows, both, rating = answers
    overall, scores = net_promoter_score(rows), net_promoter_score(rows, by="channel")
    blocks = [
        survey_head(overall, scores, rows, language=language),
        *score_section(overall, answer_distribution(rows), language=language).blocks,
        *score_groups_section(scores, overall, by="channel", language=language).blocks,
        *questions_section(satisfaction(rating), language=language).blocks,
        *overlap_section(survey_overlap(both), language=language).blocks,
        *survey_method(language=language).blocks,
    ]
    assert "web" in render(blocks)


def test_a_second_answer_that_differs_is_said_with_its_interval(answers):
    call = overlap_section(survey_overlap(answers[1])).blocks[-1]
    assert call.state == "flag"
    assert "−3.00" in call.text


def test_nobody_matched_is_not_nobody_asked_twice(answers):
    group = overlap_section(survey_overlap(answers[0]))
    assert "does not say that there are none" in group.blocks[1].text


def test_without_a_recommend_question_the_page_says_how_to_name_one(answers):
    overall = net_promoter_score(answers[2])
    call = score_section(overall, answer_distribution(answers[2])).blocks[1]
    assert "read_answers(questions=" in call.text


def test_one_group_is_not_compared(answers):
    overall = net_promoter_score(answers[0])
    assert score_groups_section(overall, overall, by="survey_id").blocks == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "Различия групп не доказаны"), ("en", "Differences between the groups are unproven")],
)
def test_no_proof_of_a_difference_is_no_proof_of_none(language, said):
    # the heading said that groups "provably do not differ", which no test of these can show
    scores = pd.DataFrame({"group": ["a", "b"], "letter": ["A", "B"], "beats": ["", ""]})
    assert groups_finding(scores, language) == said


def test_weighted_shares_stand_beside_weighted_counts():
    # "361 (30 %)" of 1 175 is 31 %: shares were weighted, the counts beside them were not
    overall = pd.DataFrame({"n": [4], "n_effective": [3.0], "n_missing": [0], "score": [0.0],
                            "score_low": [-9.0], "score_high": [9.0]})  # fmt: skip
    counts = pd.DataFrame({"question_id": "nps", "value": [0.0, 10.0], "n": [1, 3],
                           "share": [0.4, 0.6]})  # fmt: skip
    section, figure = score_section(overall, counts, language="ru").blocks
    assert section.finding.replace("\u202f", " ") == "Сторонников 60 %, критиков 40 %"
    assert "взвешены" in figure.how_to_read
    assert [row[1:3] for row in figure.table.rows] == [("1", "2"), ("3", "2")]
    plain = score_section(overall.assign(n_effective=4.0), counts, language="en").blocks[1]
    assert len(plain.table.columns) == 3
