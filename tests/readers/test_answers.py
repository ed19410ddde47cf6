import openpyxl
import pandas as pd
import pyreadstat
import pytest

from cxkit.errors import CxkitWarning, ParameterError, ReadError
from cxkit.readers.answers import read_answers
from cxkit.readers.check import check_file
from cxkit.readers.reading import refused

WIDE = "response_id,Дата,nps,Почему?,csat\nA,2026-05-01,10,Всё хорошо,5\nB,2026-05-02,3,Долго,\n"


def of(answers, question):
    return answers[answers["question_id"] == question]


def test_a_wide_table_gives_a_row_an_answer_and_the_open_ones_missing(write):
    answers = read_answers(write(WIDE))
    assert len(answers) == 2 * 3
    assert of(answers, "nps")["value"].tolist() == [10, 3]
    assert of(answers, "nps")[["scale_min", "scale_max"]].iloc[0].tolist() == [0, 10]
    assert of(answers, "Почему?")["text"].tolist() == ["Всё хорошо", "Долго"]
    assert of(answers, "csat")["value"].isna().tolist() == [False, True]
    assert answers["answered_at"].dt.day.tolist() == [1, 2] * 3
    assert answers["response_id"].tolist() == ["A", "B"] * 3


def test_a_long_table_is_recognised(write):
    text = "response_id,question_id,question,value,text\n"
    text += "A,q1,Recommend us?,10,\nA,q2,Why?,,Fast\nB,q1,Recommend us?,2,\n"
    answers = read_answers(write(text))
    assert of(answers, "q1")["value"].tolist() == [10, 2]
    assert of(answers, "q1")["question_kind"].unique().tolist() == ["nps"]
    assert of(answers, "q2")["text"].tolist() == ["Fast"]


def test_a_label_beside_a_value_is_kept(write):
    text = "response_id,question_id,value,text\nA,csat,5,Very good\nB,csat,1,\n"
    answers = read_answers(write(text))
    assert answers["value"].tolist() == [5, 1]
    assert answers["text"].fillna("").tolist() == ["Very good", ""]


def test_a_second_answer_of_a_long_table_is_refused(write):
    text = "response_id,question_id,value\nA,csat,5\nA,csat,1\nA,nps,9\n"
    with pytest.warns(CxkitWarning, match="second answer to 'csat'"):
        answers = read_answers(write(text))
    assert answers["value"].tolist() == [5, 9]


def test_columns_of_a_long_table_are_refused_for_a_wide_one(write):
    with pytest.raises(ParameterError, match='give both "question_id" and "value"'):
        read_answers(write(WIDE), columns={"value": "nps"})


def test_the_researchers_kind_wins(write):
    answers = read_answers(write(WIDE), questions={"csat": "likert", "Почему?": None})
    assert of(answers, "csat")["question_kind"].tolist() == ["likert", "likert"]
    assert of(answers, "Почему?").empty


def test_an_answer_outside_the_scale_is_refused_alone(write):
    with pytest.warns(CxkitWarning, match="1 of 2 rows refused"):
        answers = read_answers(write("id,nps,csat\nA,10,5\nB,55,4\n"), questions={"nps": "nps"})
    assert of(answers, "nps")["response_id"].tolist() == ["A"]
    assert of(answers, "csat")["response_id"].tolist() == ["A", "B"]
    assert refused(answers).loc[0, ["row", "column", "value"]].tolist() == [3, "nps", "55"]


def test_a_repeated_response_is_refused(write):
    rows = "".join(f"{i},{i % 11}\n" for i in range(20))
    with pytest.warns(CxkitWarning, match="the id is there already"):
        answers = read_answers(write(f"response_id,nps\n{rows}3,5\n"))
    assert len(answers) == 20


def test_an_id_that_repeats_often_is_the_respondents(write):
    with pytest.warns(CxkitWarning, match="repeats too often"):
        answers = read_answers(write("ID,nps\n1,9\n1,10\n2,8\n2,3\n"))
    assert answers["respondent_key"].tolist() == ["1", "1", "2", "2"]
    assert answers["response_id"].is_unique


def test_qualtrics_headers_are_taken_off(write):
    text = '"ResponseId","EndDate","Q1","Q2"\n"Response ID","End Date","Would you recommend us?",'
    text += '"Why?"\n"{""ImportId"":""_recordId""}","{""ImportId"":""endDate""}",'
    text += '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\nR_1,2026-05-01 10:00:00,9,Fast\n'
    answers = read_answers(write(text))
    assert of(answers, "Q1")[["question", "question_kind", "value"]].iloc[0].tolist() == [
        "Would you recommend us?", "nps", 9,
    ]  # fmt: skip
    assert "looks like an export of Qualtrics" in answers.attrs["reading"][0]["notes"]


def qualtrics(ids, wordings, *rows):
    """Write three header rows and rows of answers."""
    imports = [f'{{""ImportId"":""QID{at}""}}' for at, _ in enumerate(ids)]
    lines = [ids, wordings, imports, *rows]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n"


def test_options_of_qualtrics_are_one_question_and_its_nps_groups_none(write):
    # Each option was a question of its own, and the groups 1 to 3 of the numeric export were a
    # recommend question with nothing but detractors.
    ids = ["ResponseId", "Q1", "Q1_NPS_GROUP", "Q5_1", "Q5_2"]
    text = "Which did you use - on board? - Selected Choice - "
    wordings = [
        "Response ID",
        "Recommend us?",
        "Recommend us? - Group",
        f"{text}Chat",
        f"{text}Wi-Fi",
    ]
    for chosen, group in ((["Chat", "Wi-Fi"], ["Promoter", "Passive"]), (["1", "1"], ["3", "2"])):
        rows = [["R_1", "9", group[0], chosen[0], chosen[1]], ["R_2", "8", group[1], "", chosen[1]]]
        answers = read_answers(write(qualtrics(ids, wordings, *rows)))
        assert answers["question_id"].unique().tolist() == ["Q1", "Which did you use - on board?"]
        assert answers["text"].dropna().tolist() == ["Chat", "Wi-Fi", "Wi-Fi"]


def test_items_of_a_qualtrics_matrix_share_their_scale(write):
    ids, wordings = (
        ["ResponseId", "Q6_1", "Q6_2"],
        ["Response ID", "Rate us - Food", "Rate us - Staff"],
    )
    rows = [[f"R_{at}", str(1 + at % 3), str(1 + at % 7)] for at in range(14)]
    answers = read_answers(write(qualtrics(ids, wordings, *rows)))
    assert answers.groupby("question_id")["scale_max"].first().to_dict() == {"Q6_1": 7, "Q6_2": 7}


def test_neighbouring_columns_that_hold_only_their_names_are_options(write):
    # Typeform names an option's column by the option alone; 26 options were 26 questions.
    text = "#,Chat,Phone,Other,App,Desk,nps\n1,Chat,,by post,App,,9\n2,,Phone,,,Desk,10\n"
    answers = read_answers(write(text))
    chosen = answers[answers["question_kind"] == "multiple"]
    assert chosen.groupby("question_id", sort=False)["text"].agg(list).to_dict() == {
        "Chat / Phone / Other": ["Chat", "Phone", "Other"], "App / Desk": ["App", "Desk"],
    }  # fmt: skip


def test_options_behind_a_stroke_and_answers_y_and_n_are_options(write):
    # Yandex Forms and the codes of LimeSurvey.
    stroke = "ID,Каналы / Чат,Каналы / Почта\n1,Чат,\n2,Чат,Почта\n"
    codes = (
        "id,submitdate,lastpage,chan[SQ001],chan[SQ002]\n1,2026-05-01,2,Y,N\n2,2026-05-01,2,Y,Y\n"
    )
    for text, names in ((stroke, ["Чат", "Чат", "Почта"]), (codes, ["SQ001", "SQ001", "SQ002"])):
        answers = read_answers(write(text))
        assert answers["question_kind"].unique().tolist() == ["multiple"]
        assert answers["text"].tolist() == names


@pytest.mark.parametrize("marks", [(True, False), (1, 0), (1.0, None)])
def test_options_in_a_workbook_are_read_from_numbers_and_truth_values(tmp_path, marks):
    # Only texts counted as marks: every option of such a workbook was lost without a word.
    frame = pd.DataFrame({"id": ["a", "b"], "Каналы: Чат": marks, "Каналы: Почта": marks[::-1]})
    frame.to_excel(tmp_path / "survey.xlsx", index=False)
    answers = read_answers(tmp_path / "survey.xlsx")
    assert answers[["response_id", "question_kind", "text"]].to_numpy().tolist() == [
        ["a", "multiple", "Чат"], ["b", "multiple", "Почта"],
    ]  # fmt: skip


def test_wordings_below_codes_are_the_questions(write):
    # The wordings were the first respondent's answers, and every question was a choice.
    text = "id,date,q1,q2\nID,Date,Would you recommend us?,Why so?\n"
    text += "1,2026-05-01,9,Quick\n2,2026-05-02,3,Slow\n"
    answers = read_answers(write(text))
    assert of(answers, "q1")[["question", "question_kind", "value"]].to_numpy().tolist() == [
        ["Would you recommend us?", "nps", 9], ["Would you recommend us?", "nps", 3],
    ]  # fmt: skip
    assert len(answers) == 4


def test_russian_surveymonkey_is_read_without_addresses(write):
    # Network addresses and the day somebody began were questions, with every address an answer.
    text = "ID респондента,ID сборщика,Дата начала,Дата окончания,IP-адрес,Понравилось?\n"
    text += ",,,,,Ответ\n1,7,2026-05-01,2026-05-02,10.0.0.1,Да\n"
    text += "2,7,2026-05-01,2026-05-02,10.0.0.2,Нет\n"
    answers = read_answers(write(text))
    assert answers["question_id"].unique().tolist() == ["Понравилось?"]
    assert answers["answered_at"].dt.day.unique().tolist() == [2]


def test_addresses_in_an_unnamed_question_are_left_out(write):
    text = "id,nps,Как с вами связаться?,Ваш менеджер\n"
    text += "".join(f"{n},9,u{n}@mail.ru,Анна Ли\n" for n in range(4))
    assert read_answers(write(text))["question_id"].unique().tolist() == ["nps"]
    named = read_answers(write(text), questions={"Ваш менеджер": "single"})
    assert named["question_id"].unique().tolist() == ["nps", "Ваш менеджер"]


def test_rated_staff_and_segments_of_customers_stay(write):
    # "Полностью согласен" looked like a name, and the item on the staff was left out.
    rows = [("Полностью согласен", "Very Good", "Small Firm"), ("Не согласен", "Good", "Big Firm")]
    text = "id,Сотрудники,Staff,Customer segment\n"
    text += "".join(f"{n},{','.join(rows[n % 2])}\n" for n in range(6))
    answers = read_answers(write(text))
    assert answers["question_id"].nunique() == 3


def test_codes_of_no_answer_are_none_in_numbers_without_a_scale(write):
    # The mean of the marks of a doctor, 1 to 5, was 20.
    text = "id,Оценка врача\n" + "".join(f"{at},{n}\n" for at, n in enumerate([5, 4, 2, 99]))
    with pytest.warns(CxkitWarning, match="99 is off the scale and taken as no answer"):
        answers = read_answers(write(text))
    assert answers["value"].dropna().tolist() == [5, 4, 2]


def test_choices_by_number_alone_are_told(write):
    rows = [f"{at},A{at % 5 + 1},A{at % 4 + 1}" for at in range(20)]
    text = "\n".join(
        ["id,submitdate,mat[SQ1],mat[SQ2]", *(r.replace(",", ",2026-05-01,", 1) for r in rows)]
    )
    with pytest.warns(CxkitWarning, match="2 of 2 questions hold bare numbers or codes"):
        read_answers(write(text))


def test_a_stata_file_is_read_with_its_labels(tmp_path):
    frame = pd.DataFrame({"id": [1.0, 2.0], "q1": [1.0, 5.0]})
    labels = {"q1": {1: "Very dissatisfied", 5: "Very satisfied"}}
    file = tmp_path / "wave.dta"
    pyreadstat.write_dta(
        frame, str(file), column_labels=["", "Satisfied?"], variable_value_labels=labels
    )
    answers = read_answers(file)
    assert answers[["question", "question_kind", "value", "text"]].to_numpy().tolist() == [
        ["Satisfied?", "csat", 1, "Very dissatisfied"], ["Satisfied?", "csat", 5, "Very satisfied"],
    ]  # fmt: skip


def test_surveymonkey_headers_give_questions_and_options(write):
    text = "Respondent ID,Which did you use?,,Recommend us?\n,Chat,Phone,Response\n"
    text += "1,Chat,,9\n2,Chat,Phone,4\n"
    answers = read_answers(write(text))
    used = of(answers, "Which did you use?")
    assert used["question_kind"].unique().tolist() == ["multiple"]
    assert used[["response_id", "text"]].to_numpy().tolist() == [
        ["1", "Chat"], ["2", "Chat"], ["2", "Phone"],
    ]  # fmt: skip
    assert of(answers, "Recommend us?")["value"].tolist() == [9, 4]


def test_limesurvey_brackets_give_options_and_items(write):
    text = "Answer ID;Used? [Chat];Used? [Phone];Agree? [Fast];Agree? [Cheap]\n"
    text += "1;Yes;No;Agree;Disagree\n2;No;Yes;Strongly agree;Agree\n"
    answers = read_answers(write(text))
    assert of(answers, "Used?")["text"].tolist() == ["Chat", "Phone"]
    assert of(answers, "Agree? [Fast]")["value"].tolist() == [4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "Answer ID;Contact [Name];Contact [Phone];NPS\n"
        "1;Anna Ivanova;+7 912 345-67-89;9\n2;Oleg Petrov;79161234567;3\n",
        "Respondent ID,Contact information,,Recommend us?\n,Name,Phone,Response\n"
        "1,Anna Ivanova,79161234567,9\n2,Oleg Petrov,79161234568,4\n",
    ],
)
def test_fields_of_a_contact_form_are_left_out_with_a_note(write, text):
    # Names and phones of respondents became answers to "Contact information [Name]".
    answers = read_answers(write(text))
    assert len(answers) == 2
    assert answers["value"].notna().all()
    assert "left out because they may name people" in str(answers.attrs["reading"][0]["notes"])


def test_items_of_a_matrix_that_sound_like_a_contact_form_are_asked(write):
    text = "Answer ID;How often? [Phone];How often? [Email];Fast? [Phone];Fast? [Email]\n"
    text += "1;Daily;Weekly;5;4\n2;Weekly;Daily;3;5\n3;Never;Daily;4;2\n"
    answers = read_answers(write(text))
    assert answers["question_id"].nunique() == 4


def test_columns_of_a_question_with_a_colon_are_options_where_cells_say_so(write):
    text = "id,Чем пользовались: чат,Чем пользовались: сайт,Оценка: сайт,Оценка: чат\n"
    answers = read_answers(write(text + "A,да,нет,5,4\nB,да,да,3,2\n"))
    assert of(answers, "Чем пользовались")["text"].tolist() == ["чат", "чат", "сайт"]
    assert of(answers, "Оценка: чат")["value"].tolist() == [4, 2]


def test_spss_labels_and_missing_values_are_used(tmp_path):
    frame = pd.DataFrame(
        {"Q1": [0.0, 10.0], "Q2": [7.0, 9.0], "Q3_1": [1.0, 0.0], "Q3_2": [1.0, 1.0]}
    )
    chosen = {0.0: "Not Selected", 1.0: "Selected"}
    pyreadstat.write_sav(
        frame, tmp_path / "s.sav",
        column_labels=["Likelihood to recommend", "Overall satisfaction", "Chat", "Phone"],
        variable_value_labels={"Q2": {1.0: "Bad", 7.0: "Good", 9.0: "Refused"},
                               "Q3_1": chosen, "Q3_2": chosen},
        missing_ranges={"Q2": [9.0]},
    )  # fmt: skip
    answers = read_answers(tmp_path / "s.sav")
    assert of(answers, "Q1")["question_kind"].unique().tolist() == ["nps"]
    assert of(answers, "Q2")["value"].tolist() == [7, pd.NA]
    assert of(answers, "Q2")["text"].tolist() == ["Good", "Refused"]
    assert of(answers, "Q2")["scale_max"].tolist() == [7, 7]
    assert of(answers, "Q3")["text"].tolist() == ["Chat", "Phone", "Phone"]
    assert of(answers, "Q3")["response_id"].tolist() == ["s-1", "s-1", "s-2"]


def test_options_of_spss_are_worded_once(tmp_path):
    # The question was called "r", and each of its options "Why here: price".
    frame = pd.DataFrame({"nps": [9.0, 3.0], "r_a": [1.0, 0.0], "r_b": [1.0, 1.0]})
    chosen = {0.0: "No", 1.0: "Yes"}
    pyreadstat.write_sav(
        frame, tmp_path / "s.sav",
        column_labels=["Recommend?", "Why here: price", "Why here: looks"],
        variable_value_labels={"r_a": chosen, "r_b": chosen},
    )  # fmt: skip
    answers = of(read_answers(tmp_path / "s.sav"), "r")
    assert answers["question"].unique().tolist() == ["Why here"]
    assert answers["text"].tolist() == ["price", "looks", "looks"]


def test_half_an_spss_file_is_refused(tmp_path, write):
    pyreadstat.write_sav(pd.DataFrame({"Q1": [1.0] * 50}), tmp_path / "s.sav")
    whole = (tmp_path / "s.sav").read_bytes()
    with pytest.raises(ReadError, match="damaged or cut short"):
        read_answers(write(whole[:200], "half.sav"))


def test_wrong_kinds_and_questions_are_refused(write):
    file = write(WIDE)
    with pytest.raises(ParameterError, match=r"'stars' .* is no kind of question"):
        read_answers(file, questions={"nps": "stars"})
    with pytest.raises(ParameterError, match=r"no question 'npss'. Did you mean 'nps'"):
        read_answers(file, questions={"npss": "nps"})


def test_a_header_without_answers_gives_no_rows_and_says_so(write):
    with pytest.warns(CxkitWarning, match="a header and no rows"):
        assert read_answers(write("response_id,nps\n")).empty


def test_no_file_is_an_empty_table():
    assert read_answers(None).empty


def test_a_code_of_no_answer_does_not_hide_the_recommend_question(write):
    # One 99 among the answers made a plain number of the question: the page had no NPS.
    with pytest.warns(CxkitWarning, match="99 is off the scale and taken as no answer"):
        answers = read_answers(write("id,nps\nA,10\nB,99\nC,3\n"))
    assert answers["question_kind"].unique().tolist() == ["nps"]
    assert answers["value"].tolist() == [10, pd.NA, 3]


def test_a_slip_off_the_scale_is_refused_alone(write):
    rows = "".join(f"{i},{i % 11}\n" for i in range(30))
    with pytest.warns(CxkitWarning, match="answer outside its scale"):
        answers = read_answers(write(f"id,nps\n{rows}x,55\n"))
    assert (len(answers), answers["question_kind"].iloc[0]) == (30, "nps")


def test_a_turned_scale_is_told(write):
    text = "id,Довольны? (1 - очень доволен; 5 - очень недоволен)\nA,1\nB,5\n"
    with pytest.warns(CxkitWarning, match="turned round and the best is the highest"):
        answers = read_answers(write(text))
    assert answers["value"].tolist() == [5, 1]
    assert answers.attrs["reading"][0]["turned"] == answers["question_id"].unique().tolist()


def test_several_options_in_a_cell_are_a_row_each(write):
    text = "id,Чем пользовались?\nA,Сайт;Чат;\nB,Чат;\nC,\nD,Сайт;\n"
    answers = read_answers(write(text))
    assert answers["question_kind"].unique().tolist() == ["multiple"]
    assert answers["text"].fillna("").tolist() == ["Сайт", "Чат", "Чат", "", "Сайт"]


def test_options_with_a_comma_stay_whole(write):
    text = 'id,Чем пользовались?\nA,"Сайт, Магазин, пункт выдачи"\nB,"Магазин, пункт выдачи"\n'
    answers = read_answers(write(text + 'C,Сайт\nD,Чат\nE,"Сайт, Чат"\n'))
    assert set(answers["text"]) == {"Сайт", "Чат", "Магазин, пункт выдачи"}


def test_other_beside_options_is_an_option_and_its_words_are_kept(write):
    # The words made yes/no questions of all the options beside them.
    text = "Answer ID;Used? [Chat];Used? [Phone];Used? [Other]\n1;Yes;No;\n2;No;Yes;fax\n"
    text += "3;Yes;No;N/A\n"
    answers = read_answers(write(text))
    assert of(answers, "Used?")["text"].tolist() == ["Chat", "Chat", "Phone", "Other"]
    assert of(answers, "Used? [Other]")["text"].dropna().tolist() == ["fax"]


def test_options_before_the_question_are_taken_as_alchemer_writes_them(write):
    text = "Response ID,Email:Channels used,Phone:Channels used\n1,Email,\n2,Email,Phone\n"
    answers = read_answers(write(text))
    assert of(answers, "Channels used")["text"].tolist() == ["Email", "Email", "Phone"]


def test_previews_and_tests_are_refused(write):
    text = "Response ID,Status,nps\n1,Complete,10\n2,Тест,0\n3,Disqualified,0\n4,Partial,9\n"
    with pytest.warns(CxkitWarning, match="no response that anybody meant"):
        answers = read_answers(write(text))
    assert answers["response_id"].tolist() == ["1", "4"]


def test_a_file_of_tests_alone_is_read_and_told(write):
    with pytest.warns(CxkitWarning, match="calls all responses previews"):
        assert len(read_answers(write("Response ID,Status,nps\n1,test,10\n2,test,3\n"))) == 2


@pytest.mark.parametrize(
    "head",
    ["ID,Start time,Completion time,Email,Name", "ID,Время создания,Время изменения,ФИО,Телефон",
     "Идентификатор,Время начала,Время выполнения,Адрес электронной почты,Имя"],
)  # fmt: skip
def test_columns_about_the_filling_in_are_no_questions(write, head):
    # Times were open questions and the page had no dates; addresses were quoted as answers.
    row = "7,2026-03-02 09:00,2026-03-02 09:03,ann@example.com,Ann"
    answers = read_answers(write(f"{head},nps\n{row},9\n"))
    assert answers["question_id"].tolist() == ["nps"]
    assert answers["response_id"].tolist() == ["7"]
    assert answers["answered_at"].notna().all()


def test_labelled_waves_of_an_spss_file_have_their_names(tmp_path):
    pyreadstat.write_sav(
        pd.DataFrame({"wave": [1.0, 2.0], "nps": [9.0, 3.0]}), tmp_path / "w.sav",
        variable_value_labels={"wave": {1.0: "Spring", 2.0: "Autumn"}},
    )  # fmt: skip
    assert read_answers(tmp_path / "w.sav")["survey_id"].tolist() == ["Spring", "Autumn"]


def test_an_option_or_an_item_that_is_a_way_of_contact_is_asked_and_no_address(write):
    # "Used? [E-mail]" was left out as if it held addresses; addresses still are.
    text = "Answer ID;Used? [E-mail];Used? [Chat];Rate us: [Телефон];Rate us: [Shop];Your e-mail\n"
    answers = read_answers(write(text + "1;Yes;No;5;4;a@b.com\n2;No;Yes;1;2;c@d.com\n"))
    assert of(answers, "Used?")["text"].tolist() == ["E-mail", "Chat"]
    assert of(answers, "Rate us: [Телефон]")["value"].tolist() == [5, 1]
    assert "Your e-mail" not in set(answers["question_id"])


def test_the_date_of_something_else_is_not_that_of_the_answer(write):
    # What stands behind a comma was taken off: the day of the purchase became that of the answer.
    answers = read_answers(write('id,nps,"Дата, когда вы купили"\nA,9,2026-03-01\n'))
    assert answers["answered_at"].isna().all()


def test_answers_of_one_respondent_at_one_time_are_one_response(write):
    # A table with one row an answer and no id of responses had as many responses as answers.
    rows = "A,nps,9,2026-05-01\nA,why,Fast,2026-05-01\nB,nps,3,2026-05-01\nA,nps,8,2026-06-01\n"
    rows += ",nps,7,2026-05-01\n,nps,6,2026-05-01\nB,nps,2,2026-05-01\n"
    answers = read_answers(write("respondent,question,answer,date\n" + rows))
    assert answers["response_id"].nunique() == 6
    first = answers[answers["respondent_key"].eq("A")].groupby("response_id").size()
    assert first.tolist() == [2, 1]


def test_a_matrix_that_the_header_repeats_is_a_matrix_of_its_own(write):
    # The columns of the second one are called "... [A] (2)": they were taken for lone questions,
    # and an item that all rated alike was no scale there while its neighbour was.
    names = [f"How important is it? [{item}]" for item in "AB"] * 2
    rows = ["Rather important,Not important,Very important,Very important"]
    rows += ["Very important,Not important,Rather important,Very important"]
    header = ",".join(f'"{name}"' for name in ["Answer ID", *names])
    text = "\n".join([header, *(f"{at},{row}" for at, row in enumerate(rows))])
    answers = read_answers(write(text))
    kinds = answers.groupby("question_id")["question_kind"].first()
    assert len(kinds) == 4
    assert set(kinds) == {"likert"}


def test_an_export_of_codes_says_what_to_do_about_it(write):
    # A Qualtrics export of numeric values was read as a hundred numbers, and no word said why
    # nothing had a score.
    names = [f"Q{at}" for at in range(6)]
    rows = [names, names, ["{'ImportId': 'x'}"] * 6, [str(at * 17 % 40) for at in range(6)]]
    with pytest.warns(CxkitWarning, match="6 of 6 questions hold bare numbers"):
        read_answers(write("\n".join(",".join(f'"{one}"' for one in row) for row in rows)))


def test_items_under_merged_questions_are_items_of_these(tmp_path):
    # The row of questions was passed over, and the file was of no use.
    book = openpyxl.Workbook()
    for row in (
        ["№ анкеты", "Дата прохождения", "1. Оцените отделение", None, "2. Чем пользуетесь?", None,
         "3. Что улучшить?"],
        [None, None, "Чистота", "Вежливость", "Карта", "Вклад", "Ответ"],
        *([n, f"2026-05-0{n}", n, 6 - n, 1 if n % 2 else None, 1, f"Меньше очередей {n}"]
          for n in range(1, 6)),
    ):  # fmt: skip
        book.active.append(row)
    for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "book.xlsx")
    check = check_file(tmp_path / "book.xlsx")
    assert check.kind == "answers"
    answers = read_answers(tmp_path / "book.xlsx").set_index("question")
    polite = answers.loc["1. Оцените отделение [Вежливость]"]
    assert polite["question_kind"].unique().tolist() == ["csat"]
    assert polite["value"].tolist() == [5, 4, 3, 2, 1]
    assert answers.loc["2. Чем пользуетесь?", "text"].value_counts().to_dict() == {
        "Вклад": 5,
        "Карта": 3,
    }
    assert answers.loc["3. Что улучшить?", "text"].iloc[0] == "Меньше очередей 1"


def test_items_in_a_second_row_are_items_of_the_questions_above(write):
    text = "ID,Оцените отделение,,Что улучшить?\n,Чистота,Вежливость,\n"
    answers = read_answers(
        write(text + "".join(f"{n},{n},{6 - n},Окна {n}\n" for n in range(1, 6)))
    )
    assert answers["question_id"].unique().tolist() == [
        "Оцените отделение [Чистота]", "Оцените отделение [Вежливость]", "Что улучшить?",
    ]  # fmt: skip


def test_lists_that_end_with_a_semicolon_are_options(write):
    # Microsoft Forms writes "A;B;": nobody who chose B alone was there to tell.
    answers = read_answers(write("ID,Which?\n1,A;\n2,A;B;\n3,A;B;\n4,A;\n", "forms.csv"))
    assert answers["question_kind"].unique().tolist() == ["multiple"]
    assert answers["text"].tolist() == ["A", "A", "B", "A", "B", "A"]


def test_ticks_are_chosen_and_a_stroke_behind_a_question_parts_options(write):
    text = "id,What else?/Card,What else?/Loan\n" + "1,✓,\n2,,✓\n3,✓,✓\n"
    answers = read_answers(write(text))
    assert answers["question"].unique().tolist() == ["What else?"]
    assert answers["text"].tolist() == ["Card", "Card", "Loan", "Loan"]


def test_a_slider_to_a_hundred_is_a_scale(write):
    rows = "".join(f"{n},{n * 20}\n" for n in range(6))
    answers = read_answers(write(f"id,How satisfied are you? (0-100)\n{rows}"))
    assert answers["question_kind"].unique().tolist() == ["csat"]
    assert answers[["scale_min", "scale_max"]].iloc[0].tolist() == [0, 100]


@pytest.mark.parametrize(
    "head", ["Completed", "Response Date", "Timestamp (MM/dd/yyyy HH:mm:ss)", "Дата публикации"]
)
def test_the_day_of_an_answer_is_found_and_no_question(write, head):
    rows = "".join(f"{n},{n}-Aug-2025,{n % 5 + 1}\n" for n in range(10, 20))
    answers = read_answers(write(f"Survey ID,{head},How satisfied are you?\n{rows}"))
    assert answers["answered_at"].iloc[0] == pd.Timestamp("2025-08-10", tz="UTC")
    assert answers["question_id"].unique().tolist() == ["How satisfied are you?"]
    assert answers["response_id"].nunique() == len(answers)
    assert len(answers["survey_id"].unique()) == 1


def test_day_and_time_of_an_answer_in_two_columns_are_joined(write):
    answers = read_answers(write("№,Дата,Время,NPS\n1,13.05.2026,10:30,9\n2,14.05.2026,11:30,2\n"))
    assert answers["answered_at"].iloc[0] == pd.Timestamp("2026-05-13 10:30", tz="UTC")
    assert answers["question_id"].unique().tolist() == ["NPS"]


def test_answers_below_a_question_of_another_name_are_a_long_table(write):
    # The answers of a national survey of patients: "FFT question" stands in no list.
    rows = "".join(
        f"{n},{n},2025-05-13,{asked},{said} {n}\n"
        for n in range(1, 9)
        for asked, said in (("What was good?", "The nurse was kind"), ("What else?", "Wait less"))
    )
    answers = read_answers(write(f"Row,Respondent ID,Date,FFT question,FFT answer\n{rows}"))
    assert answers["question_id"].unique().tolist() == ["What was good?", "What else?"]
    assert answers["response_id"].nunique() == 8


def test_options_that_were_liked_are_options_and_dates_no_words(write):
    # "What did you like most?" kept "Price, Speed" as one choice, and "Nov 4, 2024" was an answer.
    cells = ["Speed", '"Speed, Price"', "Price", '"Price, Staff"', "Staff"]
    rows = "".join(f'{n},"Nov {n + 1}, 2024",{cell}\n' for n, cell in enumerate(cells))
    answers = read_answers(write(f"id,When were you there,What did you like most?\n{rows}"))
    kinds = answers.groupby("question_id")["question_kind"].first().to_dict()
    assert kinds == {"When were you there": "single", "What did you like most?": "multiple"}


def test_the_date_of_a_response_of_surveymonkey_is_read(write):
    # "Date Modified" was taken for the filling in alone, and the answers had no time.
    head = "Respondent ID,Date Created,Date Modified,How likely are you to recommend us?\n"
    rows = (
        ",,,Response\n1,05/13/2026 9:15:07 AM,05/13/2026 9:20:00 PM,9\n2,05/14/2026,05/14/2026,3\n"
    )
    answers = read_answers(write(head + rows, "survey.csv"))
    assert answers["answered_at"].dt.strftime("%d %H:%M").tolist() == ["13 21:20", "14 00:00"]


def test_options_between_semicolons_need_no_second_company(write):
    # "Chat;Phone" was one choice where the phone was only ever chosen with the chat.
    rows = [f"{9 - n % 2},{'Chat;Phone' if n % 2 else 'Chat'}\n" for n in range(6)]
    head = "How likely are you to recommend us?,Which channels did you use?\n"
    answers = read_answers(write(head + "".join(rows), "form.csv"))
    chosen = answers[answers["question_kind"].eq("multiple")]["text"]
    assert chosen.value_counts().to_dict() == {"Chat": 6, "Phone": 3}


def test_a_bare_score_beside_promoters_answers_the_recommend_question(write):
    # Delighted's score of 0 to 10 was read as a rating of 1 to 10, without those who wrote nothing.
    rows = ["promoter,9,\n", "detractor,3,Late again\n", "passive,8,Fine\n", "promoter,10,Quick\n"]
    head = "Response ID,Response Type,Score,Comment,Permalink\n"
    lines = [f"{40 + n},{row[:-1]},https://d/{n}\n" for n, row in enumerate(rows)]
    file = write(head + "".join(lines), "delighted.csv")
    assert check_file(file).kind == "answers"
    answers = read_answers(file)
    nps = answers[answers["question_kind"].eq("nps")]
    assert nps["value"].tolist() == [9, 3, 8, 10]
    assert nps["scale_max"].eq(10).all()
    assert set(answers["question_id"]) == {"Score", "Comment"}
