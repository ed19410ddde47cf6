"""ACTION_EFFECTS: the figure before and after each happening."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, WHOLE, Table, column, interval

VERDICTS = ("better", "worse", "unproven", "too few")

ACTION_EFFECTS = Table(
    name="action_effects",
    row="one happening",
    columns={
        "at": column(INSTANT, "when it happened, UTC", required=True),
        "label_ru": column(TEXT, "what it was, in Russian"),
        "label_en": column(TEXT, "what it was, in English"),
        "days_before": column(NUMBER, "length of the time before it, days", low=0),
        "days_after": column(NUMBER, "length of the time after it, days", low=0),
        "n_before": column(WHOLE, "texts in the time before it", required=True),
        "n_after": column(WHOLE, "texts in the time after it", required=True),
        "net_before": column(NUMBER, "net sentiment before", low=-1, high=1),
        "net_after": column(NUMBER, "net sentiment after", low=-1, high=1),
        **interval("difference", "after less before"),
        "p_adjusted": column(NUMBER, "after Holm over all happenings tested", low=0, high=1),
        "verdict": column(TEXT, "what can be said", required=True, allowed=VERDICTS),
        "n_needed": column(WHOLE, "texts a side from which ten points would be seen"),
    },
)
