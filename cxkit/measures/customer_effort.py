"""Customer effort: the mean of effort questions and the share of their highest answers."""

import pandas as pd

from cxkit.measures.satisfaction import scores_of


def customer_effort(answers: pd.DataFrame) -> pd.DataFrame:
    """Mean and share of the highest answers of every effort question.

    Whether a high answer is good ("it was easy") or bad ("much effort") is said by the wording of
    the question; the numbers are not turned round.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kind "ces" count.

    Returns
    -------
    DataFrame
        SCORES in the order of the answers, one row a question.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question": "It was easy", "question_kind": "ces", "value": [7, 4], "text": None,
    ...     "weight": None, "scale_min": 1, "scale_max": 7})
    >>> customer_effort(answers)["mean"].tolist()
    [5.5]
    """
    return scores_of(answers, ("ces",))
