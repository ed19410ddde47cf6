"""What surveys say: NPS, shares of top answers, means, distributions, people asked twice."""

from cxkit.schema.answers import QUESTION_KINDS
from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

NET_PROMOTER_SCORE = Table(
    name="net_promoter_score",
    row="one group of answers to a recommend question",
    key=("group",),
    columns={
        "group": column(TEXT, 'value that answers are split by, or "all"', required=True),
        "n": column(WHOLE, "answers on the scale", required=True),
        "n_missing": column(WHOLE, "asked, without an answer on the scale", required=True),
        "n_effective": column(NUMBER, "independent answers, by weights and people: up to n"),
        "n_promoters": column(WHOLE, "answers 9 and 10", required=True),
        "n_passives": column(WHOLE, "answers 7 and 8", required=True),
        "n_detractors": column(WHOLE, "answers 0 to 6", required=True),
        **interval(
            "score",
            "points, weighted where there are weights",
            how="adjusted Wald",
            low=-100,
            high=100,
        ),
        "letter": column(TEXT, "letter of the group; none under the minimum base"),
        "beats": column(TEXT, "letters of groups that score lower: capital 5 %, small 10 %"),
    },
)

SCORES = Table(
    name="scores",
    row="one question with a scale, of one survey",
    key=("survey_id", "question_id"),
    columns={
        "survey_id": column(TEXT, "id of the survey; empty where the export has none"),
        "question_id": column(TEXT, "id of the question", required=True),
        "question": column(TEXT, "its wording"),
        "n": column(WHOLE, "answers on the scale", required=True),
        "n_missing": column(WHOLE, "asked, without an answer on the scale", required=True),
        "scale_min": column(NUMBER, "lowest point"),
        "scale_max": column(NUMBER, "highest point"),
        "top_from": column(NUMBER, "answers from here on count as top"),
        **interval("share_top", "share of top answers", how="Wilson"),
        **interval("mean", "mean answer on the question's own scale", how="Student"),
    },
)

ANSWER_DISTRIBUTION = Table(
    name="answer_distribution",
    row="one point of one question's scale",
    key=("survey_id", "question_id", "value"),
    columns={
        "survey_id": column(TEXT, "id of the survey; empty where surveys are taken together"),
        "question_id": column(TEXT, "id of the question", required=True),
        "value": column(NUMBER, "point of the scale", required=True),
        "n": column(WHOLE, "answers", required=True),
        "share": column(NUMBER, "share of answers, weighted where there are weights"),
    },
)

CHOICE_SHARES = Table(
    name="choice_shares",
    row="one option of one question with choices, of one survey, that somebody chose",
    key=("survey_id", "question_id", "option"),
    columns={
        "survey_id": column(TEXT, "id of the survey; empty where the export has none"),
        "question_id": column(TEXT, "id of the question", required=True),
        "question": column(TEXT, "its wording"),
        "question_kind": column(TEXT, "one option or several", allowed=("single", "multiple")),
        "option": column(TEXT, "label of the option", required=True),
        "n": column(WHOLE, "responses that chose it", required=True),
        "n_answered": column(WHOLE, "responses that chose any option", required=True),
        **interval("share", "share of these, weighted where there are weights", how="Wilson"),
        "p_adjusted": column(NUMBER, "of the first option against each other: McNemar, Holm"),
    },
)

QUESTIONS_ASKED = Table(
    name="questions_asked",
    row="one question of one survey, of whatever kind",
    key=("survey_id", "question_id"),
    columns={
        "survey_id": column(TEXT, "id of the survey; empty where the export has none"),
        "question_id": column(TEXT, "id of the question", required=True),
        "question": column(TEXT, "its wording"),
        "question_kind": column(TEXT, "kind of the question", allowed=QUESTION_KINDS),
        "n": column(WHOLE, "responses that answer it", required=True),
        "n_missing": column(WHOLE, "asked, without an answer", required=True),
    },
)

SURVEY_OVERLAP = Table(
    name="survey_overlap",
    row="one combination of surveys that the same people answered within the window",
    key=("surveys",),
    columns={
        "surveys": column(TEXT, "names, parted by ' + '; one, answered twice", required=True),
        "n_people": column(WHOLE, "people", required=True),
        "n_same": column(WHOLE, "of them with the same score both times"),
        **interval("difference", "mean second score less first", how="Student"),
        "kappa": column(NUMBER, "agreement of the two scores, quadratic weights"),
    },
)
