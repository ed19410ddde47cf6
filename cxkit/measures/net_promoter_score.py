"""Net promoter score with an interval that holds for small n, and which groups differ."""

from itertools import combinations
from string import ascii_uppercase
from typing import Any

import pandas as pd

from cxkit.errors import ParameterError, some
from cxkit.measures.holm import holm
from cxkit.measures.intervals import MIN_N, Interval, net_difference, net_interval
from cxkit.measures.score_answers import people_n, score_answers
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.survey_scores import NET_PROMOTER_SCORE

PROMOTER, DETRACTOR = 9, 6
CLEAR, LIKELY = 0.05, 0.10


def net_promoter_score(
    answers: pd.DataFrame, *, by: str | None = None, min_n: int = MIN_N
) -> pd.DataFrame:
    """Share of promoters (9-10) less share of detractors (0-6), in points, by group.

    Not a mean: scores of groups of different size must not be averaged.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kind "nps" count, whatever their survey.
    by : str, optional
        A column, or the id of a question with one choice; None gives one group.
    min_n : int
        Groups with fewer independent answers (``n_effective``) get no letter and are compared with
        none, nor are those after the 26 largest.

    Returns
    -------
    DataFrame
        NET_PROMOTER_SCORE, the largest group first. Without such answers: no rows.
        ``attrs["question"]`` is the wording of the question that *by* names, if it names one.

    Raises
    ------
    ParameterError
        For an answer outside 0 to 10.

    Notes
    -----
    Intervals are adjusted Wald (Rocks 2016); with weights the effective n takes the place of n, and
    several answers of one respondent, or of one response, count for what they add to the first
    (`independent_n`).
    Groups are compared two by two (`net_difference`), corrected after Holm.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b", "c"], "question_id": "q",
    ...     "question_kind": "nps", "value": [10, 9, 3], "text": None, "weight": None})
    >>> net_promoter_score(answers)["score"].round(1).tolist()
    [33.3]
    """
    rows = score_answers(answers, ("nps",), by=by)
    _refuse_outside(rows["value"])
    if rows.empty:
        return empty(NET_PROMOTER_SCORE)
    groups = [_score(str(name), part) for name, part in rows.groupby("group", sort=True)]
    table = pd.DataFrame(groups).sort_values(["n", "group"], ascending=[False, True])
    scores = conform(_lettered(table.reset_index(drop=True), min_n), NET_PROMOTER_SCORE)
    scores.attrs["question"] = _wording(answers, by)
    return scores


def _wording(answers: pd.DataFrame, by: str | None) -> str | None:
    """Give the wording of the question that answers are split by; None where it is a column."""
    if by is None or by in answers or "question" not in answers:
        return None
    told = answers.loc[answers["question_id"].eq(by), "question"].dropna()
    return str(told.iloc[0]) if len(told) else None


def _refuse_outside(values: pd.Series) -> None:
    known = values.dropna()
    outside = known[(known < 0) | (known > 10)]
    if len(outside):
        raise ParameterError(
            f"{len(outside)} answers to the recommend question lie outside 0 to 10"
            f" ({some(outside)}). Give the question another kind: questions={{ID: 'likert'}}."
        )


def _score(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    known = rows[rows["value"].notna()]
    value, weight = known["value"].astype(float), known["w"]
    sides = (value >= PROMOTER, value <= DETRACTOR)
    n = people_n(known, sides[0].astype(float) - sides[1])
    total = float(weight.sum())
    shares = [float(weight[side].sum()) / total if total else 0.0 for side in sides]
    net = net_interval(shares[0] * n, shares[1] * n, n)
    return {
        "group": name,
        "n": len(known),
        "n_missing": len(rows) - len(known),
        "n_effective": n,
        "n_promoters": int(sides[0].sum()),
        "n_passives": int((~sides[0] & ~sides[1]).sum()),
        "n_detractors": int(sides[1].sum()),
        **Interval(*(100 * end for end in net)).named("score"),
        "_counts": (shares[0] * n, shares[1] * n, n),
    }


def _lettered(table: pd.DataFrame, min_n: int) -> pd.DataFrame:
    """Give letters to groups that are large enough, and say which ones each beats."""
    is_enough = table["n_effective"].ge(min_n) & table["n_effective"].gt(0)
    letters = dict(zip(table.index[is_enough], ascii_uppercase, strict=False))
    pairs = list(combinations(letters, 2))
    beats: dict[int, str] = dict.fromkeys(letters, "")
    if pairs:
        counts = table["_counts"]
        p_values = [net_difference(counts[one], counts[two])[1] for one, two in pairs]
        adjusted = holm(pd.Series(p_values))
        for pair, p_value in zip(pairs, adjusted, strict=True):
            high, low = sorted(pair, key=lambda row: -table.loc[row, "score"])
            if p_value < LIKELY:
                beats[high] += letters[low] if p_value < CLEAR else letters[low].lower()
    told = {row: "".join(sorted(text, key=str.upper)) for row, text in beats.items()}
    return table.assign(
        letter=[letters.get(row) for row in table.index],
        beats=[told.get(row) for row in table.index],
    ).drop(columns="_counts")
