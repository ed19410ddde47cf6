"""OPEN_ANSWERS: how the answers to an open question sound."""

from cxkit.schema.table import TEXT, WHOLE, Table, column, interval

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
        **interval("share_negative", "share of n", how="Wilson"),
        "n_positive": column(WHOLE, "good news", required=True),
        **interval("share_positive", "share of n", how="Wilson"),
    },
)
