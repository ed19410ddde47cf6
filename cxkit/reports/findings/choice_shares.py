"""Sentences about the options of questions: which one is chosen most, if any clearly is."""

from typing import Any

import pandas as pd

from cxkit.reports.privacy import mask_forms
from cxkit.reports.series_words import say
from cxkit.reports.step_names import shortened
from cxkit.reports.wording import Language, counted_of, percent

LONGEST = 60
"""Letters of an option that a sentence or a row can hold."""


def option_of(row: pd.Series | dict[str, Any]) -> str:
    """Name an option as its label does; personal data in it are masked.

    Examples
    --------
    >>> option_of({"option": "Other:  ann@shop.org"})
    'Other: ••••••••••••'
    """
    return shortened(mask_forms(" ".join(str(row["option"]).split())), LONGEST)


def is_led(options: pd.DataFrame) -> bool:
    """Tell whether the interval of the first option lies above that of the second.

    That is a strict test: shares of one sample differ less by chance than such intervals allow.
    """
    low, high = options["share_low"].iloc[0], options["share_high"].iloc[1:2]
    return bool((high < low).all())


def choice_finding(options: pd.DataFrame, language: Language) -> str:
    """Say which option of a question is chosen most, or that the first two do not differ.

    Examples
    --------
    >>> options = pd.DataFrame({"option": ["Courier", "Shop"], "n_answered": 100,
    ...     "share": [0.6, 0.4], "share_low": [0.5, 0.31], "share_high": [0.69, 0.5]})
    >>> " ".join(choice_finding(options, "en").split())
    'no option clearly leads (“Courier” 60%, “Shop” 40% of 100 responses)'
    >>> " ".join(choice_finding(options.assign(share_high=[0.69, 0.49]), "en").split())
    '“Courier” is chosen most, 60% of 100 responses'
    """
    total = int(options["n_answered"].iloc[0])
    shares = [percent(share, language) for share in options["share"].head(2)]
    names = [option_of(row) for row in options.head(2).to_dict("records")]
    told = {"first": names[0], "share": shares[0], "n": counted_of(total, language, "response")}
    if is_led(options):
        return say("choice_leads", language, **told)
    return say("choice_ties", language, second=names[1], other=shares[1], **told)
