"""OPEN_ANSWERS: how the answers to an open question sound."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

OPEN_ANSWERS = Table(
    name="open_answers",
    row="one open question of one survey",
    key=("survey_id", "question"),
    columns={
        "survey_id": column(TEXT, "id of the survey", required=True),
        "question": column(TEXT, "its wording", required=True),
        "n": column(WHOLE, "answers with a tone", required=True),
        "n_no_answer": column(WHOLE, 'texts that are none: "don\'t know"', required=True),
        "n_unread": column(WHOLE, "texts in a language that is not read", required=True),
        "n_by_question": column(WHOLE, "tones told by the question", required=True),
        "n_negative": column(WHOLE, "complaints and wishes", required=True),
        "share_negative": column(NUMBER, "share of n"),
        "share_negative_low": column(NUMBER, "lower end, Wilson 95 %"),
        "share_negative_high": column(NUMBER, "upper end"),
        "n_positive": column(WHOLE, "good news", required=True),
        "share_positive": column(NUMBER, "share of n"),
        "share_positive_low": column(NUMBER, "lower end, Wilson 95 %"),
        "share_positive_high": column(NUMBER, "upper end"),
    },
)
