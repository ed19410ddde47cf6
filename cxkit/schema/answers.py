"""ANSWERS: one answer to one question of a survey."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, Table, column

QUESTION_KINDS = ("nps", "csat", "ces", "likert", "single", "multiple", "number", "open")

ANSWERS = Table(
    name="answers",
    row="one answer of one respondent to one question (each chosen option of a multiple question)",
    columns={
        "response_id": column(TEXT, "id of the filled-in questionnaire", required=True),
        "survey_id": column(TEXT, "id of the survey"),
        "source": column(TEXT, "system or file that collected it"),
        "question_id": column(TEXT, "id of the question", required=True),
        "question": column(TEXT, "wording shown to the respondent"),
        "question_kind": column(TEXT, "kind of the question", allowed=QUESTION_KINDS),
        "value": column(NUMBER, "numeric answer on the question's own scale"),
        "text": column(TEXT, "label of the chosen option, or the open answer"),
        "scale_min": column(NUMBER, "lowest point of the scale"),
        "scale_max": column(NUMBER, "highest point of the scale"),
        "respondent_key": column(TEXT, "pseudonymous key of the person"),
        "answered_at": column(INSTANT, "when it was answered, UTC"),
        "channel": column(TEXT, "how the survey reached the person"),
        "weight": column(NUMBER, "survey weight of the response", low=0),
    },
)
