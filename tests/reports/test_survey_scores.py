"""From answers to the blocks of the page, in both languages."""

import pandas as pd
import pytest

from cxkit.language.open_answers import annotate_answers
from cxkit.measures.answer_distribution import answer_distribution
from cxkit.measures.change_points import change_points, change_segments
from cxkit.measures.choice_shares import choice_shares
from cxkit.measures.net_promoter_score import net_promoter_score
from cxkit.measures.questions_asked import questions_asked
from cxkit.measures.satisfaction import other_scales, satisfaction
from cxkit.measures.score_timeline import score_timeline
from cxkit.measures.survey_overlap import survey_overlap
from cxkit.readers.open_answers import open_answers
from cxkit.reports.choice_shares import choices_section
from cxkit.reports.findings.survey_scores import (
    distribution_finding,
    groups_finding,
    questions_finding,
    score_finding,
)
from cxkit.reports.page import render
from cxkit.reports.sentiment_panels import panels_section
from cxkit.reports.sentiment_timeline import timeline_section
from cxkit.reports.survey_head import survey_head
from cxkit.reports.survey_scores import (
    other_questions_section,
    overlap_section,
    questions_section,
    score_groups_section,
    score_section,
    survey_method,
)
from cxkit.reports.survey_tables import labels_of
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform


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
    again = rows.head(40).assign(survey_id="s2", value=[6.0, 8.0] * 20)
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
    # Two sections of five said that there was no NPS before the page told what there was.
    overall = net_promoter_score(answers[2])
    assert score_section(overall, answer_distribution(answers[2])).blocks == ()
    assert "no recommend question" in survey_head(overall, overall, answers[2]).base
    choices = choices_section(choice_shares(agreed())).blocks[0]
    years = agreed().query("question_id == 'city'").assign(question_kind="number")
    others = other_questions_section(questions_asked(years)).blocks[0]
    assert all("read_answers(questions=" in section.lead for section in (choices, others))


def test_one_group_is_not_compared(answers):
    overall = net_promoter_score(answers[0])
    assert score_groups_section(overall, overall, by="survey_id").blocks == ()


def agreed():
    values = [5, 4, 4, 2, 1]
    rows = pd.DataFrame(
        {
            "response_id": [f"r{i}" for i in range(5)],
            "survey_id": None,
            "question_id": "v1",
            "question": "The staff were slow",
            "question_kind": "likert",
            "value": pd.array(values, dtype="Float64"),
            "text": None,
            "scale_min": 1.0,
            "scale_max": 5.0,
            "respondent_key": None,
            "answered_at": pd.Series(pd.NaT, range(5), dtype="datetime64[ns, UTC]"),
            "channel": None,
            "weight": pd.array([None] * 5, dtype="Float64"),
        }
    )
    city = rows.assign(question_id="city", question="City", question_kind="single",
                       value=None, text=["Riga", "Perm", None, "Riga", "Riga"])  # fmt: skip
    return pd.concat([rows, city], ignore_index=True)


@pytest.mark.parametrize(
    ("language", "base", "few"),
    [
        ("en", ["5 responses", "9 answers to 2 questions"], "Few chose from options: at most 4"),
        ("ru", ["5 анкет", "9 ответов на 2 вопроса"], "Ответов с выбором варианта мало:"),
    ],
)
def test_a_survey_of_statements_is_told_whole(language, base, few):
    # Five statements answered by 17 guests were "There is no NPS to count, 0 answers", no score.
    answers = agreed()
    none, rated = net_promoter_score(answers), other_scales(answers)
    head = survey_head(none, none, answers, satisfaction(answers), rated, language=language)
    assert [part.replace("\xa0", " ") for part in head.base[:2]] == base
    assert "5" in head.finding
    points = answer_distribution(answers, kind=["csat", "likert"])
    blocks = questions_section(rated, distribution=points, language=language).blocks
    assert blocks[-1].columns[:7] == (blocks[-1].columns[0], "n", "1", "2", "3", "4", "5")
    assert blocks[-1].rows[0][1] == "5"
    assert blocks[-1].rows[0][2:7] == ("1", "1", "0", "2", "1")
    assert blocks[-1].rows[0][-1].startswith("3.20" if language == "en" else "3,20")
    section, table = choices_section(choice_shares(answers), language=language).blocks
    assert section.finding.startswith(few)
    assert table.rows == (("City", "4", "Riga 3; Perm 1"),)
    assert other_questions_section(questions_asked(answers), language=language).blocks == ()


def chosen(counts, *, question="How did you get it?", kind="single", first=0):
    """One response an answer: the option, as often as it was chosen."""
    options = [option for option, n in counts.items() for _ in range(n)]
    return conform(
        pd.DataFrame(
            {
                "response_id": [f"r{n}" for n in range(first, first + len(options))],
                "survey_id": "s", "question_id": question, "question": question,
                "question_kind": kind, "value": None, "text": options, "weight": None,
            }
        ),
        ANSWERS,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "led", "tied"),
    [
        ("en", "“How did you get it?”: “Courier” is chosen most, 60% of 100 responses",
         "No option clearly leads (“Courier” 38%, “Shop” 35% of 100 responses). "),
        ("ru", "«How did you get it?»: чаще всего «Courier», 60 % из 100 анкет",
         "Явного лидера нет («Courier» 38 %, «Shop» 35 % из 100 анкет). "),
    ],
)  # fmt: skip
def test_what_was_chosen_is_said_and_a_lead_only_where_it_is_proven(language, led, tied):
    # The page listed "Which channel did you use?" as not scored, and told nothing of its answers.
    clear = chosen({"Courier": 60, "Shop": 30, "Post": 10})
    close = chosen({"Courier": 38, "Shop": 35, "Post": 27}, question="And last time?")
    choices = choice_shares(pd.concat([close, clear]))
    section, first, second = choices_section(choices, language=language).blocks
    assert plain(section.finding) == led
    assert plain(first.how_to_read).startswith(tied)
    assert [row[1] for row in second.table.rows] == ["60", "30", "10"]
    ends = "50% – 69%" if language == "en" else "50 % – 69 %"
    assert plain(second.table.rows[0][3]) == ends
    assert [first.title, second.title] == ["And last time?", "How did you get it?"]


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_pairs_and_small_bases_are_lines_of_a_table_and_small_ones_have_no_percentages():
    pair = chosen({"Yes": 30, "No": 10}, question="Again?")
    few = chosen({"Courier": 9, "Shop": 2, "Post": 1, "Boat": 1, "Mail": 1}, question="And then?")
    section, table = choices_section(choice_shares(pd.concat([few, pair]))).blocks
    assert section.finding.replace("\xa0", " ").startswith("“Again?”: “Yes” is chosen most, 75%")
    assert [row[:2] for row in table.rows] == [("And then?", "14"), ("Again?", "40")]
    assert table.rows[0][2].replace("\xa0", " ") == (
        "Courier 9; Shop 2; Boat 1; Mail 1; 1 more option"
    )
    assert table.rows[1][2] == "Yes 75% (60% to 86%); No 25% (14% to 40%)"


def test_six_questions_are_drawn_with_eight_options_and_the_rest_is_told():
    # 49 states of 895 customers, and seven questions.
    states = chosen({f"State {n:02}": 60 - n for n in range(33)}, question="State")
    others = [chosen({"A": 40 + n, "B": 20, "C": 10}, question=f"Question {n}") for n in range(6)]
    section, *figures, table = choices_section(
        choice_shares(pd.concat([*others, states])), language="ru"
    ).blocks
    assert [one.title for one in figures] == [*(f"Question {n}" for n in range(1, 6)), "State"]
    assert "Question 5" in section.finding
    drawn = figures[-1]
    assert len(drawn.spec["layout"]["yaxis"]["ticktext"]) == 8
    assert drawn.how_to_read.replace("\xa0", " ").endswith("Ещё 25 вариантов в таблице.")
    assert len(drawn.table.rows) == 31
    assert drawn.table.rows[-1][0].replace("\xa0", " ") == "Ещё 3 варианта"
    assert [row[0] for row in table.rows] == ["Question 0"]


def test_options_carry_no_contacts_and_tell_of_weights_and_of_several():
    ways = chosen({"Chat": 30, "Other: ann@shop.org": 20, "Shop": 10}, kind="multiple")
    again = chosen({"Phone": 30}, kind="multiple")
    figure = choices_section(choice_shares(pd.concat([ways, again]))).blocks[1]
    names = [row[0] for row in figure.table.rows]
    assert names == ["Chat", "Phone", "Other: ••••••••••••", "Shop"]
    assert "together they exceed 100%" in figure.how_to_read
    assert "weighted" not in figure.how_to_read
    heavy = ways.assign(weight=[3.0] * 30 + [1.0] * 30)
    figure = choices_section(choice_shares(heavy)).blocks[1]
    assert figure.how_to_read.endswith("Shares are weighted.")
    assert "“Chat” is chosen most, 75% of" in figure.how_to_read
    assert "ann@shop" not in render([survey_head(*[net_promoter_score(ways)] * 2, ways), figure])


def test_an_option_that_all_chose_is_told_and_nothing_chosen_is_no_section():
    section, table = choices_section(choice_shares(chosen({"None": 40}))).blocks
    assert plain(section.finding).endswith("“None” is chosen most, 100% of 40 responses")
    assert table.rows[0][2] == "None 100% (91% to 100%)"
    assert choices_section(choice_shares(chosen({}))).blocks == ()
    weightless = chosen({"A": 40, "B": 10, "C": 5}).assign(weight=0.0)
    assert choices_section(choice_shares(weightless)).blocks[1].rows[0][2] == "A 40; B 10; C 5"


def test_the_list_of_questions_without_a_score_is_folded():
    # An export of bare codes listed 148 questions one by one: 18,000 pixels on a phone.
    asked = questions_asked(agreed())
    city = asked.tail(1).assign(question_kind="number")
    several = pd.concat([city.assign(question_id=f"q{n}") for n in range(13)], ignore_index=True)
    table = other_questions_section(several).blocks[-1]
    assert table.folded
    assert table.caption == "Questions without a score: number 13"


def grid(n_questions, n_people):
    """A grid of statements whose last words tell them apart, answered by the first people only."""
    rows = [
        {
            "response_id": f"r{person}", "survey_id": "s", "question_id": f"q{n:02}",
            "question": f"{'How relevant are these models in each of the phases? ' * 2}[Phase {n}]",
            "question_kind": "likert", "value": 1.0 + (person + n) % 5, "scale_min": 1.0,
            "scale_max": 5.0,
        }
        for n in range(n_questions)
        for person in range(n_people(n))
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), ANSWERS)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_questions_of_a_long_grid_are_told_apart_and_not_all_drawn(language):
    # 78 questions of one grid bore three names, and one figure was 4,000 pixels high.
    answers = grid(26, lambda n: 40 if n else 3)
    rated, points = other_scales(answers), answer_distribution(answers, kind=["likert"])
    section, figure, table = questions_section(rated, distribution=points, language=language).blocks
    names = [row[0] for row in figure.table.rows]
    assert len(set(names)) == 26
    assert len(figure.spec["layout"]["yaxis"]["ticktext"]) == 24
    assert "24" in section.lead
    assert table.folded


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_heading_of_questions_rests_on_full_bases(language):
    # "Top answers run from 0% to 88%" were the words of two people and of eight, and even where all
    # bases are small.
    answers = grid(3, lambda n: 40 if n else 2)
    rated, none = other_scales(answers), net_promoter_score(answers)
    head = survey_head(none, none, answers, rated, language=language)
    assert "Phase 0" not in head.finding
    few = grid(2, lambda n: 4 + n)
    said = survey_head(none, none, few, other_scales(few), language=language).finding
    assert said == {
        "en": "Few answers on a scale: at most 5 to a question",
        "ru": "Ответов по шкале мало: на один вопрос не больше 5",
    }[language]  # fmt: skip


def test_every_question_scored_leaves_no_list_of_others(answers):
    assert other_questions_section(questions_asked(answers[0])).blocks == ()


def lines_of(rows):
    line, scales = score_timeline(rows), score_timeline(rows, kind=["likert"], by="question")
    none = change_points(line)
    return (
        timeline_section(line, none, change_segments(line, none)).blocks,
        panels_section(scales, change_points(scales), by="question").blocks,
    )


def test_dated_answers_without_a_recommend_question_do_not_lack_dates():
    # Under "29 March 2016 – 2 May 2016" stood "None of the answers has a readable date".
    dated = agreed().assign(answered_at=pd.Timestamp("2026-03-02", tz="UTC"))
    assert lines_of(dated) == ((), ())


def test_a_survey_without_dates_says_so_once_and_offers_no_split():
    # The page asked for a parameter "split" that survey_scores does not have.
    line, panels = lines_of(agreed())
    assert line[0].finding == "No dates"
    assert panels == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "Различия групп не доказаны"), ("en", "Differences between the groups are unproven")],
)
def test_no_proof_of_a_difference_is_no_proof_of_none(language, said):
    # the heading said that groups "provably do not differ", which no test of these can show
    scores = pd.DataFrame({"group": ["a", "b"], "letter": ["A", "B"], "beats": ["", ""]})
    assert groups_finding(scores, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Year 3, Year 6 score higher than Year 9"), ("ru", "Year 3, Year 6: выше, чем Year 9")],
)
def test_groups_are_named_with_those_that_they_are_above(language, said):
    # "Higher than others: Year 3, Year 6" of three groups: neither was above the other
    scores = pd.DataFrame({"group": ["Year 9", "Year 6", "Year 3"], "score": [-17.0, 19.0, 34.0],
                           "letter": ["A", "B", "C"], "beats": ["", "A", "A"]})  # fmt: skip
    assert groups_finding(scores, language) == said


def test_shares_on_scales_of_different_length_are_not_compared():
    # The heading ran from a share of seven points to one of five, which "do not compare" under it.
    scores = pd.DataFrame({"share_top": [0.3, 0.5, 0.4], "n": 40, "scale_min": 1,
                           "scale_max": [7, 5, 5]})  # fmt: skip
    said = questions_finding(scores, ["a", "b", "c"], "en")
    assert said == "Scale 1–5: top answers run from 40% (“c”) to 50% (“b”)"
    said = questions_finding(scores.assign(scale_max=5), ["a", "b", "c"], "ru")
    assert said.replace("\u202f", " ") == "Высших оценок от 30 % («a») до 50 % («b»)"


def test_questions_of_a_grid_are_named_by_their_items():
    # "Please state whether you view the … with him/her. [Han Solo]" filled four lines of a phone.
    asked = "Please state whether you view the following characters favorably"
    rows = pd.DataFrame({"survey_id": "s", "question_id": ["a", "b"],
                         "question": [f"{asked} [Han Solo]", f"{asked} [Yoda]"]})  # fmt: skip
    assert labels_of(rows) == ["Han Solo", "Yoda"]
    assert labels_of(rows.head(1))[0].endswith("[Han Solo]")
    other = rows.assign(question=["Rank: [IV]", "Rank: [V]"])
    assert labels_of(pd.concat([rows, other]))[2] == "IV · Rank:"
    assert labels_of(pd.concat([rows, other]), is_brief=True)[2] == "IV"
    scale = {"question_kind": "likert", "scale_min": 1.0, "scale_max": 5.0, "value": 4.0}
    answers = pd.concat([rows.assign(response_id=f"r{n}", **scale) for n in range(30)])
    section = questions_section(other_scales(conform(answers, ANSWERS))).blocks[0]
    assert section.lead == f"The question: “{asked}”."


def test_weighted_shares_stand_beside_weighted_counts():
    # "361 (30 %)" of 1 175 is 31 %: shares were weighted, the counts beside them were not
    overall = pd.DataFrame({"n": [40], "n_effective": [30.0], "n_missing": [0], "score": [0.0],
                            "score_low": [-9.0], "score_high": [9.0]})  # fmt: skip
    counts = pd.DataFrame({"question_id": "nps", "value": [0.0, 10.0], "n": [10, 30],
                           "share": [0.4, 0.6]})  # fmt: skip
    section, figure = score_section(overall, counts, language="ru").blocks
    assert section.finding.replace("\u202f", " ") == "Сторонников 60 %, критиков 40 %"
    assert "взвешены" in figure.how_to_read
    assert [row[1:3] for row in figure.table.rows] == [("10", "16"), ("30", "24")]
    plain = score_section(overall, counts.assign(share=[0.25, 0.75]), language="en").blocks[1]
    assert len(plain.table.columns) == 3


def test_a_survey_without_open_questions_has_a_line(answers):
    # "Cannot cast DatetimeArray to dtype float64": the page of every plain NPS survey stopped.
    texts = open_answers(answers[0])
    timeline = score_timeline(answers[0], period="7D")
    changes = change_points(timeline)
    evidence = (texts, annotate_answers(texts))
    segments = change_segments(timeline, changes)
    assert timeline_section(timeline, changes, segments, evidence=evidence).blocks


def test_top_answers_are_said_as_they_are_counted(answers):
    # "The two highest points" was said of scales of four, of which the highest one counts.
    rows = answers[2].assign(question_kind="likert", scale_max=4.0)
    figure = questions_section(other_scales(rows)).blocks[1]
    assert "(one of a scale under five points)" in figure.how_to_read


@pytest.mark.parametrize(
    ("language", "said"), [("en", "questions: 2, taken"), ("ru", "рекомендации: 2, вместе")]
)
def test_several_recommend_questions_are_said(answers, language, said):
    rows = pd.concat([answers[0], answers[0].assign(question_id="courier")])
    overall = net_promoter_score(rows)
    base = survey_head(overall, overall, rows, language=language).base
    assert any(said in part for part in base)
    assert not any("weights: yes" in part or "веса: да" in part for part in base)


def test_groups_of_a_question_are_headed_by_its_wording(answers):
    # "NPS by Q7" told a reader of the page nothing.
    shop = answers[0].assign(question_id="Q7", question_kind="single", question="Your shop",
                             text=["Riga", "Perm"] * 100)  # fmt: skip
    scores = net_promoter_score(pd.concat([answers[0], shop]), by="Q7")
    figure = score_groups_section(scores, net_promoter_score(answers[0]), by="Q7").blocks[1]
    assert "Your shop" in figure.title


@pytest.mark.parametrize(("language", "said"), [("en", "turned round"), ("ru", "перевёрнуты")])
def test_a_scale_that_was_turned_round_is_named(answers, language, said):
    # The wording says that 1 is best, and the table beside it counts the other way.
    rating = answers[2].copy()
    rating.attrs["reading"] = [{"turned": ["c"], "columns": {}}]
    empty = net_promoter_score(rating)
    head = survey_head(empty, empty, rating, satisfaction(rating), language=language)
    assert any(said in part and "Happy?" in part for part in head.base)


def _scores(**scores):
    return pd.DataFrame({"group": list(scores), "score": 0.0, "n": 40, "letter": "A"}).assign(
        **{name: [one[name] for one in scores.values()] for name in ("score", "beats", "letter")}
    )


def test_only_a_group_above_all_others_stands_out():
    # Both beat C; A was named as standing out with +40 beside B with +45.
    two = _scores(
        A={"score": 40.0, "beats": "B", "letter": "A"},
        C={"score": -30.0, "beats": "", "letter": "B"},
        B={"score": 45.0, "beats": "B", "letter": "C"},
    )
    overall = pd.DataFrame({"score": [18.0], "score_low": [12.0], "score_high": [24.0]})
    assert score_finding(overall, two, "en") == "NPS is +18 (+12 to +24)"


def test_one_large_group_beside_small_ones_is_not_said_to_have_too_few_answers():
    rows = _scores(
        A={"score": 40.0, "beats": None, "letter": None},
        B={"score": 40.0, "beats": None, "letter": None},
    )
    assert groups_finding(rows, "en") == "Too few answers to compare the groups"
    assert groups_finding(rows, "ru") == "Сравнить группы нельзя: ответов мало"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_group_that_nobody_answered_is_named_and_does_not_end_the_page(answers, language):
    # Its missing score ended the run with "float() argument must be ... not 'NoneType'".
    silent = answers[0].assign(value=lambda rows: rows["value"].where(rows["channel"] != "web"))
    scores, overall = net_promoter_score(silent, by="channel"), net_promoter_score(silent)
    section = score_groups_section(scores, overall, by="channel", language=language).blocks[0]
    assert section.lead.endswith({"en": "Web.", "ru": "Сайт."}[language])
    nobody = answers[0].assign(value=pd.array([None] * 200, dtype="Float64"))
    none = net_promoter_score(nobody)
    said = survey_head(none, none.head(0), nobody).finding.replace("\xa0", " ")
    assert said == "No answers on a scale to any of 1 question: there is nothing to score"
    # A survey of options alone was headed so too.
    chosen = answers[0].assign(value=None, text="Friend", question_kind="single")
    led = survey_head(none, none.head(0), chosen, choices=choice_shares(chosen)).finding
    assert "“Friend”" in led
    assert score_section(none, answer_distribution(nobody), language=language).blocks == ()


def test_groups_that_are_not_shown_are_told(answers):
    many = answers[0].assign(channel=[f"c{place % 20}" for place in range(200)])
    scores, overall = net_promoter_score(many, by="channel"), net_promoter_score(many)
    lead = score_groups_section(scores, overall, by="channel").blocks[0].lead
    assert lead == "The 14 largest of 20 groups are shown; all are in nps.csv."


@pytest.mark.parametrize(
    ("language", "names", "verdict"),
    [("en", ["NPS", "Difference between groups", "Fewest top answers", "Most top answers"],
      "Unproven"),
     ("ru", ["NPS", "Разница групп", "Меньше всего высших оценок", "Больше всего высших оценок"],
      "Ещё не доказано")],
)  # fmt: skip
def test_the_first_screen_tells_more_than_the_score(language, names, verdict):
    # "NPS is +14 (+9 to +19)" stood alone over a page of eleven sections
    overall = pd.DataFrame({"n": [80], "n_effective": [80.0], "n_missing": [0], "score": [14.0],
                            "score_low": [9.0], "score_high": [19.0]})  # fmt: skip
    scores = pd.DataFrame({"group": ["shop", "web_app"], "n": [40, 40], "score": [20.0, 8.0],
                           "letter": ["A", "B"], "beats": ["", "a"]})  # fmt: skip
    rated = pd.DataFrame({"survey_id": "s", "question_id": ["a", "b", "c"], "n": [40, 40, 3],
                          "question": ["Easy?", "Happy?", "Rare?"],
                          "share_top": [0.4, 0.7, 0.1], "share_top_low": [0.26, 0.55, 0.0],
                          "share_top_high": [0.55, 0.82, 0.6]})  # fmt: skip
    day = pd.Timestamp("2026-03-05", tz="UTC")
    rows = pd.DataFrame({"survey_id": "s", "response_id": ["1"], "question_id": "a",
                         "question_kind": "csat", "value": 5.0, "text": None, "weight": None,
                         "answered_at": [day]})  # fmt: skip
    head = survey_head(overall, scores, rows, rated, language=language)
    assert [fact.name for fact in head.facts] == names
    assert head.facts[0].value == "+14"
    assert head.facts[1].value == verdict
    assert "+8 (web app)" in head.facts[1].note
    assert [fact.value.replace("\u202f", "") for fact in head.facts[2:]] == ["40%", "70%"]
    # one day is not a range, and nobody without a score is nothing to say
    assert sum("2026" in part for part in head.base) == 1
    assert not any(" – " in part or part.endswith(" 0") for part in head.base)


def test_a_proven_difference_is_told_of_groups_that_differ(answers):
    # "Proven: -30 (C) and +60 (D)" was said, though only A was proven to be above C.
    groups = _scores(
        A={"score": 45.0, "beats": "B", "letter": "A"},
        C={"score": -30.0, "beats": "", "letter": "B"},
        D={"score": 60.0, "beats": "b", "letter": "C"},
    )
    rows = answers[0]
    fact = survey_head(net_promoter_score(rows), groups, rows).facts[1]
    assert (fact.value, fact.note) == ("Proven", "−30 (C) and +45 (A)")


def test_a_score_of_one_answer_says_that_it_is_few():
    # "NPS +100" and "Сторонников 100 %" were said of one response
    row = {"score": [100.0], "score_low": [-48.0], "score_high": [100.0], "n": [1]}
    one = pd.DataFrame(row)
    said = score_finding(one, pd.DataFrame({"beats": []}), "ru").replace("\xa0", " ")
    assert said == "NPS +100 (от −48 до +100); мало, n = 1"
    points = pd.DataFrame({"value": [3, 9], "n": [0, 1], "share": [0.0, 1.0]})
    assert distribution_finding(points, "ru") == "Сторонников 1 из 1, критиков 0 из 1"


@pytest.mark.parametrize(
    ("language", "said", "since"),
    [
        (
            "en",
            "NPS is +7 (+2 to +12); it fell 49 points in the week of 30 March",
            "Since 30 March",
        ),
        ("ru", "NPS +7 (от +2 до +12); упал на 49 пунктов на неделе с 30 марта", "С 30 марта"),
    ],
)
def test_the_headline_of_a_score_that_fell_says_so(answers, language, said, since):
    # "NPS is +23" headed twenty weeks at +37 and fifteen at +4: the score of no week there was.
    weeks = pd.date_range("2026-01-05", periods=20, freq="7D", tz="UTC")
    # Of 45 answers 21 promote and 9 detract, then 10 and 20: from +27 to -22.
    promoters = [22, 20, 21] * 4 + [11, 9] * 4
    values = [v for n in promoters for v in [10] * n + [8] * 15 + [3] * (30 - n)]
    rows = pd.concat([answers[0].head(1)] * len(values), ignore_index=True).assign(
        response_id=[f"r{n}" for n in range(len(values))], respondent_key=None,
        value=pd.array(values, dtype="Float64"), answered_at=weeks.repeat(45),
    )  # fmt: skip
    overall, timeline = net_promoter_score(rows), score_timeline(rows)
    changes = change_points(timeline)
    line = (timeline, changes, change_segments(timeline, changes))
    head = survey_head(overall, overall, rows, line=line, language=language)
    assert plain(head.finding) == said
    assert plain(head.facts[2].name) == since
