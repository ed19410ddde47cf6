"""TYPICAL_PATHS: real paths that stand for many."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

TYPICAL_PATHS = Table(
    name="typical_paths",
    row="one moment of one representative path",
    key=("path", "step"),
    columns={
        "path": column(WHOLE, "1 for the path with most support", required=True, low=1),
        "feedback_id": column(TEXT, "the real path", required=True),
        "n_paths": column(WHOLE, "paths that are near to it and to no earlier one", required=True),
        "share_paths": column(NUMBER, "of all paths with three steps or more", required=True),
        "step": column(WHOLE, "place on the path, from 1", required=True, low=1),
        "touchpoint": column(TEXT, "where customer and provider met", required=True),
        "valence": column(NUMBER, "felt by this customer, -2 to 2", low=-2, high=2),
        "outcome": column(TEXT, "what this customer decided; missing when not told"),
        "contacts_median": column(NUMBER, "of the paths near to it, where told", low=0),
    },
)
