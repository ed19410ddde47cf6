"""JOURNEY_OVERVIEW: what all paths together come to, in one row."""

from cxkit.schema.table import NUMBER, WHOLE, Table, column, interval

JOURNEY_OVERVIEW = Table(
    name="journey_overview",
    row="all paths together; one row, none without paths",
    columns={
        "n_paths": column(WHOLE, "paths", required=True, low=1),
        "n_longer": column(WHOLE, "paths of two moments or more", required=True),
        "n_moments": column(WHOLE, "moments", required=True),
        **interval("mean", "mean of the paths' means", low=-2, high=2),
        **interval("peak", "mean peak of the longer paths", low=-2, high=2),
        **interval("end_value", "mean end of the longer paths", low=-2, high=2),
        "n_kept": column(WHOLE, "promises kept", required=True),
        "n_known": column(WHOLE, "promises whose end is known", required=True),
        "n_unknown": column(WHOLE, "promises without a known end", required=True),
        "n_stayed": column(WHOLE, "paths whose customer stays or recommends", required=True),
        "n_left": column(WHOLE, "paths whose customer leaves or warns", required=True),
        "n_contacts_told": column(WHOLE, "paths whose contacts are known", required=True),
        "contacts_median": column(NUMBER, "median contacts of these paths", low=0),
        "contacts_q25": column(NUMBER, "lower quartile", low=0),
        "contacts_q75": column(NUMBER, "upper quartile", low=0),
    },
)
