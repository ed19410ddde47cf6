"""How answers fall on the points of a scale, points without an answer included."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxkit.measures.score_answers import score_answers
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.survey_scores import ANSWER_DISTRIBUTION


def answer_distribution(
    answers: pd.DataFrame, *, kind: str | Sequence[str] = "nps"
) -> pd.DataFrame:
    """Count the answers at every point of the scales of questions of one kind, or of several.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS.
    kind : str or sequence of str
        "nps", "csat", "ces", "likert". Alone, "nps" takes its questions together under the name
        "nps": they share one scale, whatever their survey.

    Returns
    -------
    DataFrame
        ANSWER_DISTRIBUTION by survey and question, every whole point from the lowest to the
        highest; empty without answers.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question_kind": "nps", "value": [10, 8], "text": None, "weight": None,
    ...     "scale_min": 0, "scale_max": 10})
    >>> answer_distribution(answers)["n"].tolist()
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]
    """
    rows = score_answers(answers, (kind,) if isinstance(kind, str) else tuple(kind))
    rows = rows[rows["value"].notna()]
    if kind == "nps":
        rows = rows.assign(survey_id="", question_id="nps", scale_min=0.0, scale_max=10.0)
    groups = rows.groupby(["survey_id", "question_id"], sort=False)
    parts = [
        _counted(str(name), part).assign(survey_id=str(survey)) for (survey, name), part in groups
    ]
    return conform(pd.concat(parts), ANSWER_DISTRIBUTION) if parts else empty(ANSWER_DISTRIBUTION)


def _counted(question_id: str, rows: pd.DataFrame) -> pd.DataFrame:
    value = rows["value"].astype(float)
    ends = [rows["scale_min"].dropna(), rows["scale_max"].dropna()]
    low = float(ends[0].iloc[0]) if len(ends[0]) else float(value.min())
    high = float(ends[1].iloc[0]) if len(ends[1]) else float(value.max())
    points = np.union1d(np.arange(low, high + 1), value.unique())
    n = value.value_counts().reindex(points, fill_value=0)
    weight = rows["w"].groupby(value).sum().reindex(points, fill_value=0.0)
    share = weight / weight.sum()
    return pd.DataFrame(
        {"question_id": question_id, "value": points, "n": n.to_numpy(), "share": share.to_numpy()}
    )
