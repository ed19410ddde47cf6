"""JOURNEY_AGGREGATE: what many paths felt at each touchpoint."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

JOURNEY_AGGREGATE = Table(
    name="journey_aggregate",
    row="one touchpoint, in the order of the codebook",
    key=("touchpoint",),
    columns={
        "touchpoint": column(TEXT, "where customer and provider met", required=True),
        "stage": column(TEXT, "stage of the touchpoint"),
        "n": column(WHOLE, "moments", required=True),
        "n_paths": column(WHOLE, "paths that have such a moment", required=True),
        "share_paths": column(NUMBER, "of all paths"),
        **interval("mean", "mean of the paths' means, -2 to 2", low=-2, high=2),
        **interval("share_negative", "of paths that felt bad here", how="Wilson"),
        "share_neutral": column(NUMBER, "of paths that felt neither"),
        **interval("share_positive", "of paths that felt good here", how="Wilson"),
        "n_peak": column(WHOLE, "paths whose peak fell here", required=True),
        "share_peak": column(NUMBER, "of paths with two moments or more"),
        "n_end": column(WHOLE, "paths that ended here", required=True),
        "share_end": column(NUMBER, "of paths with two moments or more"),
        "n_kept": column(WHOLE, "promises given here and kept", required=True),
        "n_known": column(WHOLE, "promises given here whose end is known", required=True),
        "contacts_median": column(NUMBER, "median contacts of paths that tell them here", low=0),
        "n_contacts_told": column(WHOLE, "paths that tell them here", required=True),
        "quote_feedback_id": column(TEXT, "path of the representative quote"),
        "quote_start": column(WHOLE, "its first character", low=0),
        "quote_end": column(WHOLE, "character after it", low=0),
        "quote_valence": column(NUMBER, "what was felt in it, -2 to 2", low=-2, high=2),
        "quote": column(TEXT, "words of the tone of the mean, see the measure"),
    },
)
