"""TONE_AND_MIX: what part of a change each theme brought, by mix and by tone."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, WHOLE, Table, column

TONE_AND_MIX = Table(
    name="tone_and_mix",
    row="one theme of one change; the rows of a change add up to it",
    key=("changed_at", "code"),
    columns={
        "changed_at": column(INSTANT, "end of before, beginning of after, UTC", required=True),
        "code": column(TEXT, 'theme, or "none" for texts without one', required=True),
        "n_before": column(WHOLE, "texts before", required=True),
        "n_after": column(WHOLE, "texts after", required=True),
        "share_before": column(NUMBER, "share of all texts before"),
        "share_after": column(NUMBER, "share of all texts after"),
        "net_before": column(NUMBER, "net sentiment before; missing without texts"),
        "net_after": column(NUMBER, "net sentiment after; missing without texts"),
        "mix": column(NUMBER, "part of the change because more or fewer speak of it"),
        "tone": column(NUMBER, "part of the change because they feel otherwise about it"),
        "total": column(NUMBER, "mix and tone together"),
    },
)
