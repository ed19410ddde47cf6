"""Agreement and other scales: the mean of every such question and the share of its top answers."""

import pandas as pd

from cxkit.measures.satisfaction import scores_of


def other_scales(answers: pd.DataFrame) -> pd.DataFrame:
    """Mean and share of top answers of every question with a scale that has no measure of its own.

    Whether a high answer is good ("the value was good") or bad ("it was noisy") is said by the
    wording of the question; the numbers are not turned round.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kind "likert" count.

    Returns
    -------
    DataFrame
        SCORES in the order of the answers, one row a question of one survey; empty without such
        questions.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question": "The staff were slow", "question_kind": "likert", "value": [2, 5],
    ...     "text": None, "weight": None, "scale_min": 1, "scale_max": 5})
    >>> other_scales(answers)[["mean", "share_top"]].iloc[0].tolist()
    [3.5, 0.5]
    """
    return scores_of(answers, ("likert",))
