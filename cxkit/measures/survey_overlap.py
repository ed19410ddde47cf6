"""People who were asked the same thing twice within a few days, and what changed."""

from collections.abc import Iterator
from itertools import combinations_with_replacement, groupby, islice, pairwise
from operator import itemgetter
from typing import Any

import pandas as pd
from sklearn.metrics import cohen_kappa_score

from cxkit.measures.intervals import mean_interval
from cxkit.measures.periods import length_of
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform, conform_columns, empty
from cxkit.schema.results.survey_scores import SURVEY_OVERLAP

JOINT = " + "
MIN_PAIRS = 20


def survey_overlap(
    answers: pd.DataFrame, *, within: str = "14D", kind: str = "nps"
) -> pd.DataFrame:
    """Find people who answered one kind of question twice within a time, in two surveys or in one.

    People are matched by ``respondent_key``; without keys nobody is found, which does not say
    that nobody was asked twice.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS of one or several surveys.
    within : str
        Longest time between the two answers, with a unit: "14D".
    kind : str
        Kind of the question that was asked twice.

    Returns
    -------
    DataFrame
        SURVEY_OVERLAP, the largest combination first; one survey that was answered twice stands
        under its name. A person counts once in a combination, with the first two answers that lie
        close enough; of several questions of the kind in one response the first counts. Under 20
        people no agreement is given. ``attrs["n_people"]`` are the people in all, each once.

    Raises
    ------
    ParameterError
        *within* is no length of time.

    Notes
    -----
    Kappa has quadratic weights by the distance of the two answers on the scale; the mean
    difference has Student's interval.

    References
    ----------
    Cohen, J. (1968). Weighted kappa. Psychological Bulletin 70(4).

    Examples
    --------
    >>> day = pd.Timestamp("2026-03-02", tz="UTC")
    >>> answers = pd.DataFrame({"respondent_key": ["k", "k"], "survey_id": ["a", "b"],
    ...     "question_kind": "nps", "value": [9.0, 7.0],
    ...     "answered_at": [day, day + pd.Timedelta(3, unit="D")]})
    >>> survey_overlap(answers)["surveys"].tolist()
    ['a + b']
    """
    told = ("survey_id", "value", "respondent_key", "answered_at")
    rows = conform_columns(answers, ANSWERS, ("question_kind",), told)
    pairs = _pairs(rows[rows["question_kind"] == kind], length_of(within, "within"))
    if pairs.empty:
        return empty(SURVEY_OVERLAP)
    rows = [_combined(str(name), part) for name, part in pairs.groupby("surveys", sort=True)]
    table = pd.DataFrame(rows).sort_values(["n_people", "surveys"], ascending=[False, True])
    overlap = conform(table, SURVEY_OVERLAP)
    overlap.attrs["n_people"] = int(pairs["person"].nunique())
    return overlap


def _pairs(rows: pd.DataFrame, within: pd.Timedelta) -> pd.DataFrame:
    known = rows.dropna(subset=["respondent_key", "survey_id", "value", "answered_at"])
    keys = ["respondent_key", "survey_id", "answered_at"]
    ordered = known.sort_values("answered_at", kind="stable").drop_duplicates(keys)
    twice = ordered[ordered["respondent_key"].duplicated(keep=False)]
    by_person = twice.sort_values("respondent_key", kind="stable")[[*keys, "value"]]
    found = [
        {"person": key, **pair}
        for key, told in groupby(by_person.to_dict("records"), key=itemgetter("respondent_key"))
        for pair in _pairs_of(list(told), within)
    ]
    return pd.DataFrame(found, columns=["person", "surveys", "first", "second"])


def _pairs_of(told: list[dict[str, Any]], within: pd.Timedelta) -> Iterator[dict[str, Any]]:
    """Give the first close answers of one person to each survey and to every two of them."""
    surveys = dict.fromkeys(str(one["survey_id"]) for one in told)
    for both in combinations_with_replacement(surveys, 2):
        close = (
            _pair(first, second)
            for first, second in pairwise([one for one in told if one["survey_id"] in both])
            if {first["survey_id"], second["survey_id"]} == set(both)
            and second["answered_at"] - first["answered_at"] <= within
        )
        yield from islice(close, 1)


def _pair(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    surveys = JOINT.join(sorted({str(first["survey_id"]), str(second["survey_id"])}))
    return {"surveys": surveys, "first": float(first["value"]), "second": float(second["value"])}


def _combined(surveys: str, pairs: pd.DataFrame) -> dict[str, Any]:
    change = mean_interval(pairs["second"] - pairs["first"])
    low, high = pairs[["first", "second"]].min(axis=None), pairs[["first", "second"]].max(axis=None)
    is_enough = len(pairs) >= MIN_PAIRS and low < high
    kappa = (
        cohen_kappa_score(
            pairs["first"].round().astype(int),
            pairs["second"].round().astype(int),
            labels=range(round(low), round(high) + 1),
            weights="quadratic",
        )
        if is_enough
        else float("nan")
    )
    return {
        "surveys": surveys,
        "n_people": len(pairs),
        "n_same": int((pairs["first"] == pairs["second"]).sum()),
        **change.named("difference"),
        "kappa": kappa,
    }
