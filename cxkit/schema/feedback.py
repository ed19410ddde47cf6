"""FEEDBACK: what customers said in their own words."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, Table, column

KINDS = ("review", "post", "message", "transcript", "answer", "story")

FEEDBACK = Table(
    name="feedback",
    row="one review, post, message, call transcript, open survey answer or story",
    key=("feedback_id",),
    columns={
        "feedback_id": column(TEXT, "permanent id of the text", required=True),
        "source": column(TEXT, "where it was collected: a shop, a platform, a file"),
        "kind": column(TEXT, "what sort of text it is", allowed=KINDS),
        "created_at": column(INSTANT, "when the customer wrote it, UTC"),
        "text": column(TEXT, "the words as written; offsets of mentions point into them"),
        "language": column(TEXT, "language given by the source, ISO 639-1"),
        "rating": column(NUMBER, "stars or points given with the text"),
        "rating_min": column(NUMBER, "lowest possible rating"),
        "rating_max": column(NUMBER, "highest possible rating"),
        "customer_key": column(TEXT, "pseudonymous key of the customer"),
        "product": column(TEXT, "what was bought or used"),
        "location": column(TEXT, "shop, branch, city"),
        "channel": column(TEXT, "channel of the feedback, a code or a source's word"),
        "reply_text": column(TEXT, "the provider's public answer"),
        "reply_at": column(INSTANT, "when the provider answered, UTC"),
        "status": column(TEXT, "state at the source: published, edited, deleted"),
        "url": column(TEXT, "link to the original"),
    },
)
