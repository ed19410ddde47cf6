"""CODE_SUGGESTIONS: codes offered to a coder for sentences that the machine left alone."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

SOURCES = ("judge", "similarity")

CODE_SUGGESTIONS = Table(
    name="code_suggestions",
    row="one code offered for one sentence; never a mention",
    key=("feedback_id", "start", "layer", "code"),
    columns={
        "feedback_id": column(TEXT, "id of the story", required=True),
        "start": column(WHOLE, "first character of the sentence", required=True, low=0),
        "end": column(WHOLE, "character after the last one", required=True, low=0),
        "quote": column(TEXT, "the words between start and end", required=True),
        "layer": column(TEXT, "factor, recovery or outcome", required=True),
        "code": column(TEXT, "the code offered", required=True),
        "share": column(NUMBER, "how likely its source holds it", required=True),
        "because": column(TEXT, "what spoke for it: words, classes, or the nearest exemplar"),
        "source": column(TEXT, "who offers it", required=True, allowed=SOURCES),
    },
)
