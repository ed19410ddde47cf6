"""ALERT_RULES and ALERTS: what a researcher wants to be told, and what a run has to tell."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, WHOLE, Table, column, interval

FIGURES = ("net", "share_negative", "share_positive", "sentiment", "rating", "n")
SIDES = ("below", "above")

ALERT_RULES = Table(
    name="alert_rules",
    row="one rule",
    key=("rule",),
    columns={
        "rule": column(TEXT, "name of the rule", required=True),
        "figure": column(TEXT, "figure of the timeline", required=True, allowed=FIGURES),
        "group": column(TEXT, 'group of the timeline, or "all"', required=True),
        "side": column(TEXT, "on which side of the threshold", required=True, allowed=SIDES),
        "threshold": column(NUMBER, "in the unit of the figure", required=True),
        "min_n": column(WHOLE, "least texts (or ratings) in the period", required=True, low=1),
        "quiet": column(TEXT, "time without a second alert, such as 28D", required=True),
    },
)

ALERTS = Table(
    name="alerts",
    row="one rule that the latest whole period trips",
    key=("rule",),
    columns={
        "rule": column(TEXT, "name of the rule", required=True),
        "figure": column(TEXT, "figure of the timeline", required=True),
        "group": column(TEXT, "group of the timeline", required=True),
        "period_at": column(INSTANT, "beginning of the period, UTC", required=True),
        **interval("value", "value in the period", required=True),
        "side": column(TEXT, "below or above", required=True),
        "threshold": column(NUMBER, "the rule's threshold", required=True),
        "n": column(WHOLE, "texts in the period", required=True),
    },
)
