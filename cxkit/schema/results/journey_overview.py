"""JOURNEY_OVERVIEW: what all paths together come to, in one row."""

from cxkit.schema.table import NUMBER, WHOLE, Table, column

JOURNEY_OVERVIEW = Table(
    name="journey_overview",
    row="all paths together; one row, none without paths",
    columns={
        "n_paths": column(WHOLE, "paths", required=True, low=1),
        "n_longer": column(WHOLE, "paths of two moments or more", required=True),
        "n_moments": column(WHOLE, "moments", required=True),
        "mean": column(NUMBER, "mean of the paths' means", low=-2, high=2),
        "mean_low": column(NUMBER, "95 % interval", low=-2, high=2),
        "mean_high": column(NUMBER, "95 % interval", low=-2, high=2),
        "peak": column(NUMBER, "mean peak of the longer paths", low=-2, high=2),
        "peak_low": column(NUMBER, "95 % interval", low=-2, high=2),
        "peak_high": column(NUMBER, "95 % interval", low=-2, high=2),
        "end_value": column(NUMBER, "mean end of the longer paths", low=-2, high=2),
        "end_value_low": column(NUMBER, "95 % interval", low=-2, high=2),
        "end_value_high": column(NUMBER, "95 % interval", low=-2, high=2),
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
