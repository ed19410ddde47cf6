"""What all paths together come to: mean, peak, end, promises, verdicts, contacts."""

import pandas as pd

from cxkit.measures.intervals import mean_interval
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.effort import EFFORT
from cxkit.schema.results.journey_overview import JOURNEY_OVERVIEW
from cxkit.schema.results.journey_summary import JOURNEY_SUMMARY
from cxkit.schema.results.promises import KNOWN, PROMISES


def journey_overview(
    summary: pd.DataFrame, promises: pd.DataFrame, effort: pd.DataFrame
) -> pd.DataFrame:
    """Return one row over all paths.

    Peak and end are means over paths of two moments or more: in a path of one moment the peak,
    the end and the mean are the same thing.

    Parameters
    ----------
    summary, promises, effort : DataFrame
        JOURNEY_SUMMARY, PROMISES and EFFORT of the same texts.

    Returns
    -------
    DataFrame
        JOURNEY_OVERVIEW, one row; empty without paths.

    Raises
    ------
    SchemaError
        When a table is not what it should be.
    """
    paths = conform(summary, JOURNEY_SUMMARY)
    if paths.empty:
        return empty(JOURNEY_OVERVIEW)
    results = conform(promises, PROMISES)["result"]
    contacts = conform(effort, EFFORT)["n_contacts"].dropna().astype(float)
    longer = paths.loc[paths["n_moments"] >= 2]
    row: dict[str, object] = {
        "n_paths": len(paths),
        "n_longer": len(longer),
        "n_moments": int(paths["n_moments"].sum()),
        "n_kept": int(results.eq("kept").sum()),
        "n_known": int(results.isin(KNOWN).sum()),
        "n_unknown": int((~results.isin(KNOWN)).sum()),
        "n_stayed": int((~paths["is_lost"]).sum()),
        "n_left": int(paths["is_lost"].sum()),
        "n_contacts_told": len(contacts),
    }
    measured = {"mean": paths["mean"], "peak": longer["peak"], "end_value": longer["end_value"]}
    for name, values in measured.items():
        row |= mean_interval(values).cut(-2, 2).named(name)
    if len(contacts):
        quartiles = zip(("q25", "median", "q75"), contacts.quantile([0.25, 0.5, 0.75]), strict=True)
        row |= {f"contacts_{name}": value for name, value in quartiles}
    return conform(pd.DataFrame([row]), JOURNEY_OVERVIEW)
