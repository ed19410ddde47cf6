"""Which factors and emotions a touchpoint has more often than the rest of the way."""

import pandas as pd

from cxkit.schema.conform import conform
from cxkit.schema.results.journey_codes import JOURNEY_CODES
from cxkit.schema.results.journey_map import JOURNEY_MAP, SEPARATOR

LAYERS = {"factors": "factor", "emotions": "emotion"}


def journey_codes(journey: pd.DataFrame) -> pd.DataFrame:
    """Return each factor and emotion at each touchpoint, with its lift.

    Lift is the share of the touchpoint's moments that have the code over the share of all
    moments that have it: above 1 the code is at home here. A lift from a handful of moments says
    little: show it with ``n``.

    Parameters
    ----------
    journey : DataFrame
        JOURNEY_MAP.

    Returns
    -------
    DataFrame
        JOURNEY_CODES, by touchpoint and layer, the most frequent first. Empty without codes.

    Raises
    ------
    SchemaError
        When *journey* is not a journey map.
    """
    moments = conform(journey, JOURNEY_MAP)
    told = pd.concat([_exploded(moments, column, layer) for column, layer in LAYERS.items()])
    keys = ["touchpoint", "layer", "code"]
    counted = told.groupby(keys, as_index=False).size().rename(columns={"size": "n"})
    base = counted["touchpoint"].map(moments["touchpoint"].value_counts())
    share = counted["n"] / base.astype("float64")
    overall = told.groupby(["layer", "code"], as_index=False).size()
    overall = overall.assign(overall=overall["size"] / max(len(moments), 1)).drop(columns="size")
    joined = counted.assign(share=share).merge(overall, on=["layer", "code"])
    joined = joined.assign(lift=joined["share"] / joined["overall"])
    order = joined.sort_values(
        ["touchpoint", "layer", "n", "code"], ascending=[True, False, False, True]
    )
    return conform(order[list(JOURNEY_CODES.columns)], JOURNEY_CODES)


def _exploded(moments: pd.DataFrame, column: str, layer: str) -> pd.DataFrame:
    codes = moments[column].str.split(SEPARATOR)
    rows = moments[["touchpoint"]].assign(layer=layer, code=codes).explode("code")
    return rows.loc[rows["code"].fillna("") != ""]
