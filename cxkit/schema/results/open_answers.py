"""OPEN_ANSWERS: how the answers to an open question sound."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

OPEN_ANSWERS = Table(
    name="open_answers",
    row="one open question of one survey",
    key=("survey_id", "question"),
    columns={
        "survey_id": column(TEXT, "id of the survey", required=True),
        "question": column(TEXT, "its wording", required=True),
        "n": column(WHOLE, "answers with a tone", required=True, low=0),
        "n_no_answer": column(WHOLE, 'texts that are none: "don\'t know"', required=True, low=0),
        "n_unread": column(WHOLE, "texts in a language that is not read", required=True, low=0),
        "n_by_question": column(WHOLE, "tones told by the question", required=True, low=0),
        "n_negative": column(WHOLE, "complaints and wishes", required=True, low=0),
        "share_negative": column(NUMBER, "share of n", low=0, high=1),
        "share_negative_low": column(NUMBER, "lower end, Wilson 95 %", low=0, high=1),
        "share_negative_high": column(NUMBER, "upper end", low=0, high=1),
        "n_positive": column(WHOLE, "good news", required=True, low=0),
        "share_positive": column(NUMBER, "share of n", low=0, high=1),
        "share_positive_low": column(NUMBER, "lower end, Wilson 95 %", low=0, high=1),
        "share_positive_high": column(NUMBER, "upper end", low=0, high=1),
    },
)
