"""Scores of surveys on answers that a person can count."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.answer_distribution import answer_distribution
from cxkit.measures.choice_shares import choice_shares
from cxkit.measures.intervals import share_interval
from cxkit.measures.net_promoter_score import net_promoter_score
from cxkit.measures.satisfaction import customer_effort, satisfaction
from cxkit.measures.score_answers import score_answers
from cxkit.measures.score_timeline import score_timeline
from cxkit.measures.survey_overlap import survey_overlap


def make(values, *, kind="nps", scale=(0, 10), **columns):
    rows = pd.DataFrame(
        {
            "response_id": [f"r{i}" for i in range(len(values))],
            "question_id": "q",
            "question": "Would you recommend us?",
            "question_kind": kind,
            "value": pd.array(values, dtype="Float64"),
            "text": None,
            "scale_min": float(scale[0]),
            "scale_max": float(scale[1]),
            "weight": pd.array([None] * len(values), dtype="Float64"),
        }
    )
    return rows.assign(**columns)


def test_score_is_promoters_less_detractors_in_points():
    # 453 of 895 promote, 147 detract: (453 - 147) / 895 is 34.19 points.
    answers = make([10] * 453 + [7] * 295 + [2] * 147)
    row = net_promoter_score(answers).iloc[0]
    assert row["score"] == pytest.approx(34.19, abs=0.005)
    assert row[["n_promoters", "n_passives", "n_detractors"]].tolist() == [453, 295, 147]
    assert row["score_low"] < row["score"] < row["score_high"]


def test_missing_answers_are_counted_and_not_scored():
    row = net_promoter_score(make([10, None, 10])).iloc[0]
    assert (row["n"], row["n_missing"], row["score"]) == (2, 1, 100.0)


def test_weights_move_the_score_and_widen_its_interval():
    # Weights 3 and 1: (3 - 1) / 4 is 50 points; effective n is 16 / 10.
    row = net_promoter_score(make([10, 0], weight=[3.0, 1.0])).iloc[0]
    assert row["score"] == pytest.approx(50)
    assert row["n_effective"] == pytest.approx(1.6)


def test_an_answer_outside_the_scale_is_refused_with_its_value():
    with pytest.raises(ParameterError, match="outside 0 to 10"):
        net_promoter_score(make([11, 5]))


def test_letters_name_the_groups_that_score_lower():
    shops = ["web"] * 200 + ["phone"] * 100 + ["fair"] * 9
    values = [10] * 150 + [3] * 50 + [10] * 30 + [3] * 70 + [10] * 9
    scores = net_promoter_score(make(values, channel=shops), by="channel")
    assert scores["group"].tolist() == ["web", "phone", "fair"]
    assert scores["letter"].tolist()[:2] == ["A", "B"]
    assert scores["beats"].tolist()[0] == "B"
    assert scores["letter"].isna().tolist() == [False, False, True]


def test_answers_are_split_by_another_question():
    shop = make([None, None], kind="single", question_id="shop").assign(text=["Riga", "Oslo"])
    answers = pd.concat([make([9, 2]), shop])
    assert score_answers(answers, ("nps",), by="shop")["group"].tolist() == ["Riga", "Oslo"]
    with pytest.raises(ParameterError, match="Did you mean 'shop'"):
        score_answers(answers, ("nps",), by="shpo")


def test_a_question_splits_only_the_responses_of_its_own_survey():
    # Both surveys count their responses from 1, and only the first asks for the city: the
    # detractor of the second stood under Moscow.
    first = make([10], survey_id="A", response_id="1")
    city = make([None], survey_id="A", response_id="1", kind="single", question_id="city")
    second = make([0], survey_id="B", response_id="1")
    answers = pd.concat([first, city.assign(text="Moscow"), second], ignore_index=True)
    row = net_promoter_score(answers, by="city").iloc[0]
    assert row[["group", "n", "score"]].tolist() == ["Moscow", 1, 100.0]


@pytest.mark.parametrize(
    ("scale", "top"),
    # Of 0 to 4 only the highest point was top; of 2 to 5 none could be: top began at 6.
    [((1, 5), 4), ((1, 7), 6), ((0, 10), 9), ((1, 10), 9), ((0, 4), 3), ((2, 5), 5), ((1, 4), 4)],
)
def test_top_box_is_the_highest_points(scale, top):
    row = satisfaction(make([scale[1], scale[0]], kind="csat", scale=scale)).iloc[0]
    assert row["top_from"] == top
    assert row["share_top"] == 0.5


def test_effort_has_a_mean_with_students_interval():
    # 3, 4, 5: mean 4; t of 2 degrees 4.303; 4.303 / sqrt(3) is 2.48.
    row = customer_effort(make([3, 4, 5], kind="ces", scale=(1, 7))).iloc[0]
    bounds = row[["mean", "mean_low", "mean_high"]].astype(float).tolist()
    assert bounds == pytest.approx([4.0, 1.52, 6.48], abs=0.01)


def test_points_that_nobody_chose_are_in_the_distribution():
    distribution = answer_distribution(make([5, 5, 1], kind="csat", scale=(1, 5)), kind="csat")
    assert distribution["n"].tolist() == [1, 0, 0, 0, 2]
    assert distribution["share"].sum() == pytest.approx(1)


def test_people_asked_twice_within_the_window_are_found_once():
    days = pd.to_datetime(["2026-03-01", "2026-03-05", "2026-03-07", "2026-06-01"], utc=True)
    answers = make(
        [9, 7, 7, 2],
        respondent_key=["k", "k", "k", "k"],
        survey_id=["a", "b", "a", "b"],
        answered_at=days,
    )
    overlap = survey_overlap(answers, within="5D").iloc[0]
    assert (overlap["surveys"], overlap["n_people"], overlap["difference"]) == ("a + b", 1, -2.0)


def test_people_who_answer_one_survey_twice_are_found():
    # "Nobody is found" was said of a panel's file in which 42 people had answered twice.
    days = pd.to_datetime(["2026-03-01", "2026-03-05", "2026-03-07"], utc=True)
    answers = make([9, 7, 2], respondent_key=["k", "k", "l"], survey_id="a", answered_at=days)
    overlap = survey_overlap(answers).iloc[0]
    assert (overlap["surveys"], overlap["n_people"], overlap["difference"]) == ("a", 1, -2.0)


def test_a_panel_of_three_waves_has_three_combinations():
    # Only the first pair of each person was found: waves two and three shared nobody.
    days = pd.to_datetime(["2026-03-01", "2026-03-05", "2026-03-09"], utc=True)
    answers = make([9, 7, 2], respondent_key="k", survey_id=["a", "b", "c"], answered_at=days)
    overlap = survey_overlap(answers, within="14D")
    found = dict(zip(overlap["surveys"], overlap["difference"], strict=True))
    assert found == {"a + b": -2, "a + c": -7, "b + c": -5}
    assert overlap.attrs["n_people"] == 1


def test_the_second_question_of_a_response_is_no_second_answer():
    # The score of the courier in the first survey was compared with the shop's in the second.
    days = pd.to_datetime(["2026-03-01"] * 2 + ["2026-03-05"] * 2, utc=True)
    answers = make(
        [9, 1, 9, 1],
        question_id=["shop", "courier"] * 2,
        respondent_key="k",
        survey_id=["a", "a", "b", "b"],
        answered_at=days,
    )
    assert survey_overlap(answers)["n_same"].tolist() == [1]


def test_groups_by_a_question_with_several_options_are_refused():
    # The first option chosen stood for all of them.
    used = make([None] * 2, kind="multiple", question_id="used").assign(text=["Chat", "Phone"])
    with pytest.raises(ParameterError, match="several options"):
        net_promoter_score(pd.concat([make([9, 2]), used]), by="used")


def test_the_middle_of_three_points_is_neutral():
    when = pd.Timestamp("2026-03-02", tz="UTC")
    rows = make([1, 2, 2, 3], kind="csat", scale=(1, 3), answered_at=when)
    assert score_timeline(rows, kind="csat")["net"].tolist() == [0.0]


def test_without_keys_nobody_is_matched():
    answers = make([9, 7], respondent_key=None, survey_id=["a", "b"], answered_at=pd.NaT)
    assert survey_overlap(answers).empty


def test_bare_number_of_days_is_refused():
    with pytest.raises(ParameterError, match="with a unit"):
        survey_overlap(make([9]), within="14")


def test_net_of_the_score_timeline_is_the_score():
    days = pd.to_datetime(["2026-03-02"] * 3 + ["2026-03-10"], utc=True)
    timeline = score_timeline(make([10, 9, 0, 7], answered_at=days))
    # Two promoters, one detractor of three; then one passive.
    assert timeline["net"].astype(float).tolist() == pytest.approx([1 / 3, 0.0])
    assert timeline["rating"].astype(float).tolist() == pytest.approx([19 / 3, 7.0])


def test_no_answers_of_the_kind_give_no_rows():
    other = make([1], kind="number")
    assert net_promoter_score(other).empty
    assert satisfaction(other).empty
    assert answer_distribution(other).empty
    assert not np.any(score_timeline(other.assign(answered_at=pd.NaT))["n"])


def test_weights_move_the_score_and_shorten_the_base():
    when = pd.Timestamp("2026-03-02", tz="UTC")
    weights = pd.array([3.0, 1.0, 1.0, 1.0], dtype="Float64")
    row = score_timeline(make([10, 0, 0, 0], answered_at=when, weight=weights)).iloc[0]
    # Weighted: (3 - 3) / 6 is 0, not -1/2; Kish: 6² / (9 + 1 + 1 + 1) is 3 of 4.
    assert (row["n"], row["net"], row["n_effective"]) == (4, 0.0, 3.0)
    assert row["rating"] == pytest.approx(5.0)


def test_six_answers_of_one_person_are_one_for_the_interval():
    # Six effort questions made the interval of effort as narrow as six times the people.
    when = pd.Timestamp("2026-03-02", tz="UTC")
    one = make([5, 4, 1, 2], kind="ces", scale=(1, 5), answered_at=when)
    six = pd.concat([one.assign(question_id=f"q{place}") for place in range(6)])
    first, second = (score_timeline(rows, kind="ces").iloc[0] for rows in (one, six))
    assert (first["n"], second["n"]) == (4, 24)
    for name in ("net", "net_low", "net_high", "rating_low"):
        assert first[name] == pytest.approx(second[name], abs=0.06)
    assert second["n_effective"] == 4


def test_questions_of_several_kinds_stand_side_by_side():
    when = pd.Timestamp("2026-03-02", tz="UTC")
    nps = make([9, 7], question="Recommend?", answered_at=when)
    ces = make([5, 1], kind="ces", scale=(1, 5), question="Easy?", answered_at=when)
    lines = score_timeline(pd.concat([nps, ces]), kind=["nps", "ces"], by="question")
    # One promoter of two; one very easy and one very difficult.
    assert lines.set_index("group")["net"].to_dict() == {"Easy?": 0.0, "Recommend?": 0.5}
    assert lines.attrs["kind"] == "scores"


def test_the_interval_of_a_mean_stays_on_the_scale():
    # Two answers, 4 and 5: Student's interval goes from -1.9 to 10.9 on a scale of five.
    row = satisfaction(make([4, 5], kind="csat", scale=(1, 5))).iloc[0]
    assert (row["mean_low"], row["mean_high"]) == (1, 5)
    assert pd.isna(satisfaction(make([4], kind="csat", scale=(1, 5))).iloc[0]["mean_low"])


def test_distributions_of_two_surveys_with_one_question_id_are_apart():
    one = make([5, 5], kind="likert", scale=(1, 5), survey_id="s1")
    two = make([7], kind="csat", scale=(1, 7), survey_id="s2")
    found = answer_distribution(pd.concat([one, two]), kind=["csat", "likert"])
    assert found.groupby("survey_id")["n"].sum().to_dict() == {"s1": 2, "s2": 1}


def test_two_recommend_questions_of_one_response_do_not_double_the_base():
    # A survey that asks of the shop and of the courier had an interval as of twice the people.
    one = make([10, 10, 3, 8] * 10)
    two = net_promoter_score(pd.concat([one, one.assign(question_id="courier")])).iloc[0]
    alone = net_promoter_score(one).iloc[0]
    assert two["n"] == 80
    assert two[["score", "score_low"]].tolist() == alone[["score", "score_low"]].tolist()


@pytest.mark.parametrize(
    ("scale", "top"),
    [
        ((0, 4), 3),
        ((0, 6), 5),
        ((2, 10), 9),
        ((1, 11), 10),
        ((-2, 2), 1),
        ((-1, 1), 1),
        ((1, 4), 4),
    ],
)
def test_top_box_does_not_hang_on_where_a_scale_begins(scale, top):
    # From 0 to 4 only the 4 counted, from -1 to 1 everybody, from 2 to 10 nobody.
    points = [float(point) for point in range(scale[0], scale[1] + 1)]
    row = satisfaction(make(points, kind="csat", scale=scale)).iloc[0]
    assert row["top_from"] == top
    assert row["share_top"] == pytest.approx((scale[1] - top + 1) / len(points))


def test_a_scale_that_is_not_told_has_top_answers_though_nobody_chose_its_lowest():
    # The top began at 6 of the answers 2 to 5: nobody was satisfied.
    answers = make([5, 4, 3, 2, 5, 5], kind="csat").assign(scale_min=np.nan, scale_max=np.nan)
    assert satisfaction(answers).iloc[0]["share_top"] == 0.5


def test_the_middle_of_a_scale_of_three_is_neither_good_nor_bad():
    # It was among the two highest and counted as good: 1, 2, 3 gave +33.
    when = pd.Timestamp("2026-03-02", tz="UTC")
    row = score_timeline(make([1, 2, 3], kind="csat", scale=(1, 3), answered_at=when), kind="csat")
    assert row[["net", "n_positive", "n_negative"]].iloc[0].tolist() == [0.0, 1, 1]


def test_a_scale_that_is_not_told_is_that_of_the_survey():
    when = pd.Timestamp("2026-03-02", tz="UTC")
    parts = [
        make(values, kind="csat", survey_id=name, answered_at=when)
        for name, values in (("five", [1, 5, 5]), ("ten", [1, 10, 10]))
    ]
    answers = pd.concat(parts).assign(scale_min=np.nan, scale_max=np.nan)
    lines = score_timeline(answers, kind="csat", by="survey_id").set_index("group")
    assert lines["n_positive"].to_dict() == {"five": 2, "ten": 2}


def test_kappa_weighs_by_the_distance_on_the_scale():
    # Only 0, 9 and 10 occur. Their places were weighed: 0 was as near to 9 as 10 is.
    first = [0.0, 9.0, 10.0, 9.0] * 10
    second = [9.0, 9.0, 10.0, 10.0] * 10
    keys = [f"k{place}" for place in range(40)]
    day = pd.Timestamp("2026-03-02", tz="UTC")
    one = make(first, respondent_key=keys, survey_id="a", answered_at=day)
    two = make(second, respondent_key=keys, survey_id="b", answered_at=day + pd.Timedelta("1D"))
    kappa = survey_overlap(pd.concat([one, two])).iloc[0]["kappa"]
    # 1 - mean squared difference / that of all pairs: 20.5 over 37.75.
    seen = np.mean((np.array(first) - np.array(second)) ** 2)
    by_chance = np.mean([(a - b) ** 2 for a in first for b in second])
    assert kappa == pytest.approx(1 - seen / by_chance)


def test_a_group_without_weight_or_answers_does_not_stop_the_comparison():
    # No score has no p, and the comparison ended with "boolean value of NA is ambiguous".
    shops = ["web"] * 50 + ["phone"] * 50
    heavy = make([10] * 100, channel=shops, weight=[0.0] * 50 + [1.0] * 50)
    scores = net_promoter_score(heavy, by="channel").set_index("group")
    assert pd.isna(scores.loc["web", "score"])
    assert scores["letter"].isna().tolist() == [False, True]
    when = pd.Timestamp("2026-03-02", tz="UTC")
    assert score_timeline(heavy.assign(answered_at=when), by="channel")["is_small"].tolist() == [
        False,
        True,
    ]


def test_several_answers_of_one_respondent_are_one_for_the_intervals():
    # Sixty answers of three people had the interval of sixty people.
    values, keys = [10, 7, 2] * 20, ["k1", "k2", "k3"] * 20
    many = make(values, respondent_key=keys)
    three = make(values[:3], respondent_key=keys[:3])
    for measure, bound in ((net_promoter_score, "score_low"), (satisfaction, "share_top_low")):
        kind = {"question_kind": "nps" if measure is net_promoter_score else "csat"}
        first, second = (measure(rows.assign(**kind)).iloc[0] for rows in (many, three))
        assert (first["n"], second["n"]) == (60, 3)
        assert first[bound] == pytest.approx(second[bound])
    when = pd.Timestamp("2026-03-02", tz="UTC")
    assert score_timeline(many.assign(answered_at=when))["n_effective"].tolist() == [3.0]


def choose(**ways):
    """Answers by response: a text, several in a list, or None."""
    rows = [
        {"response_id": name, "text": text, "weight": None}
        for name, told in ways.items()
        for text in (told if isinstance(told, list) else [told])
    ]
    base = {"question_id": "q", "question": "How?", "question_kind": "multiple", "value": None}
    return pd.DataFrame(rows).assign(**base)


COUNTS = ["option", "n", "n_answered"]


def test_the_base_of_several_options_is_people_and_not_their_choices():
    # Three people made five choices, one of them twice over; a fourth was asked and chose nothing.
    answers = choose(a=["chat", "phone"], b=["chat", "mail", "chat "], c="chat", d=None)
    shares = choice_shares(answers)
    assert shares[COUNTS].to_numpy().tolist() == [["chat", 3, 3], ["mail", 1, 3], ["phone", 1, 3]]
    assert shares["share"].tolist() == pytest.approx([1, 1 / 3, 1 / 3])
    ends = shares.loc[1, ["share_low", "share_high"]].tolist()
    assert ends == pytest.approx(share_interval(1, 3)[1:])


def test_one_option_may_be_a_bare_number_and_questions_keep_the_order_of_the_answers():
    one = choose(a="shop", b="web", c="web").assign(question_kind="single", question_id="z")
    bare = choose(a=None, b=None).assign(question_kind="single", value=[2.0, 2.5])
    other = make([5, 4], kind="csat", scale=(1, 5))
    shares = choice_shares(pd.concat([one, other, bare]))
    assert shares[["question_id", *COUNTS]].to_numpy().tolist() == [
        ["z", "web", 2, 3], ["z", "shop", 1, 3], ["q", "2", 1, 2], ["q", "2.5", 1, 2],
    ]  # fmt: skip


def test_weights_and_one_person_twice_count_in_shares_of_options_as_in_scores():
    # Weights 3, 1, 1: chat has 4 of 5, phone 1 of 5; effective n is 25 / 11.
    answers = choose(a="chat", b=["chat"], c="phone").assign(weight=[3.0, 1.0, 1.0])
    shares = choice_shares(answers)
    assert shares["share"].tolist() == pytest.approx([0.8, 0.2])
    ends = shares.loc[0, ["share_low", "share_high"]].tolist()
    assert ends == pytest.approx(share_interval(0.8 * 25 / 11, 25 / 11)[1:])
    many = choose(**{f"r{n}": ["chat", "phone", "mail"][n % 3] for n in range(60)})
    known = choice_shares(many.assign(respondent_key=["k1", "k2", "k3"] * 20)).iloc[0]
    assert (known["n"], known["n_answered"]) == (20, 60)
    assert known["share_high"] == pytest.approx(share_interval(1, 3).high)


def test_surveys_are_counted_apart_and_no_choice_gives_the_same_columns():
    one = choose(a="chat", b="phone")
    both = pd.concat([one.assign(survey_id="x"), one.head(1).assign(survey_id="y")])
    assert choice_shares(both)["n_answered"].tolist() == [2, 2, 1]
    none = choice_shares(choose(a=None, b="  "))
    assert none.empty
    assert none.columns.equals(choice_shares(one).columns)


def test_a_lead_is_tested_among_those_who_tell_two_options_apart():
    # Two overlapping intervals said "no clear leader" of 54 and 45 of 74, though nobody chose
    # "mail" without "chat" and nine chose "chat" without "mail": 2 / 2^9.
    sets = [["chat", "mail"]] * 45 + [["chat"]] * 9 + [["shop"]] * 20
    nested = choice_shares(choose(**{f"r{n}": told for n, told in enumerate(sets)}))
    assert nested["p_adjusted"].tolist() == [pytest.approx(2 / 2**9), pd.NA, pd.NA]
    assert nested.loc[0, "share_low"] < nested.loc[1, "share_high"]
    # "mail" lies within "chat", yet 48 who chose "shop" alone may well be as many as 52.
    sets = [["chat", "mail"]] * 45 + [["chat"]] * 7 + [["shop"]] * 48
    apart = choice_shares(choose(**{f"r{n}": told for n, told in enumerate(sets)}))
    assert apart.loc[0, "p_adjusted"] == pytest.approx(stats.binomtest(52, 100).pvalue)


def test_leads_of_one_choice_are_those_of_two_counts_and_corrected_for_the_questions():
    def one(name, *counts):
        options = [option for option, n in zip("abc", counts, strict=False) for _ in range(n)]
        ways = choose(**{f"{name}{n}": told for n, told in enumerate(options)})
        return ways.assign(question_kind="single", question_id=name)

    # Twenty-nine answers are not tested, and count in no correction.
    shares = choice_shares(pd.concat([one("x", 60, 40, 10), one("y", 20, 5, 5), one("z", 25, 4)]))
    given = shares.dropna(subset="p_adjusted").set_index("question_id")["p_adjusted"]
    assert given.to_dict() == pytest.approx(
        {"x": stats.binomtest(60, 100).pvalue, "y": 2 * stats.binomtest(20, 25).pvalue}
    )
    # Equal weights of 2 leave everything as it was.
    alike = choice_shares(one("x", 60, 40, 10).assign(weight=2.0))
    assert alike.loc[0, "p_adjusted"] == pytest.approx(stats.binomtest(60, 100).pvalue)


def test_a_survey_counts_by_its_answers_whatever_its_weights_add_up_to():
    # A survey whose weights are thousands of people drowned a survey without weights.
    heavy = make([10, 3], question_id="a").assign(survey_id="x", weight=[3000.0, 1000.0])
    plain = make([3, 3], question_id="a").assign(survey_id="y")
    # One and a half promote; one half and two detract, of four.
    score = net_promoter_score(pd.concat([heavy, plain]))["score"]
    assert score.tolist() == pytest.approx([-25.0])
    # A missing weight is the mean of its survey, and not 1 of thousands.
    part = make([10, 3, 3], question_id="a").assign(survey_id="x", weight=[3000.0, 1000.0, None])
    assert score_answers(part, ("nps",))["w"].tolist() == [1.5, 0.5, 1.0]


def test_the_score_of_all_answers_and_that_of_one_long_period_have_one_interval():
    values = [10, 9, 8, 3, 10, 0, 7, 9]
    rows = make(values).assign(
        respondent_key=list("aabbcdef"), weight=[1.0, 2.0] * 4,
        answered_at=pd.Timestamp("2026-03-02", tz="UTC"),
    )  # fmt: skip
    score = net_promoter_score(rows)[["score", "score_low", "score_high"]]
    net = score_timeline(rows, period="1Q")[["net", "net_low", "net_high"]]
    assert (100 * net).iloc[0].tolist() == pytest.approx(score.iloc[0].tolist())


def test_a_question_that_nobody_answered_has_no_scale_and_no_share():
    asked = pd.DataFrame(
        {
            "response_id": ["a", "b"],
            "question_id": "q",
            "question_kind": "csat",
            "value": [None, None],
        }
    )
    (row,) = satisfaction(asked).to_dict("records")
    assert (row["n"], row["n_missing"]) == (0, 2)
    assert all(pd.isna(row[name]) for name in ("scale_min", "top_from", "share_top", "mean"))
