"""SEASONALITY: what each weekday or month adds to the level of its week or year."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

CYCLES = ("weekday", "month")
VERDICTS = ("pattern", "none found", "too short")

SEASONALITY = Table(
    name="seasonality",
    row="one weekday or month; a cycle that is too short to judge has one row without a place",
    key=("cycle", "place"),
    columns={
        "cycle": column(TEXT, "week or year", required=True, allowed=CYCLES),
        "place": column(WHOLE, "1 to 7 from Monday, or 1 to 12; missing when too short", low=1),
        "verdict": column(TEXT, "of the whole cycle", required=True, allowed=VERDICTS),
        "n_rounds": column(WHOLE, "whole weeks or years in the data", required=True),
        "n": column(WHOLE, "texts on these days"),
        **interval(
            "difference",
            "this place less the mean of all places, unit of the figure",
            how="for all places together",
        ),
        "p_value": column(NUMBER, "chance of places so unlike, of the whole cycle", low=0, high=1),
    },
)
