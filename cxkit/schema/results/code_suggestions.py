"""CODE_SUGGESTIONS: codes offered to a coder for sentences that the machine left alone."""

from cxkit.schema.table import NUMBER, TEXT, Table, column, place

SOURCES = ("judge", "similarity")

CODE_SUGGESTIONS = Table(
    name="code_suggestions",
    row="one code offered for one sentence; never a mention",
    key=("feedback_id", "start", "layer", "code"),
    columns={
        "feedback_id": column(TEXT, "id of the story", required=True),
        **place("the words between start and end", required=True),
        "layer": column(TEXT, "factor, recovery or outcome", required=True),
        "code": column(TEXT, "the code offered", required=True),
        "share": column(NUMBER, "how likely its source holds it", required=True),
        "because": column(TEXT, "what spoke for it: words, classes, or the nearest exemplar"),
        "source": column(TEXT, "who offers it", required=True, allowed=SOURCES),
    },
)
