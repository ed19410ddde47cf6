"""Sentences about the options of questions: which one is chosen most, if any clearly is."""

from typing import Any

import pandas as pd

from cxkit.measures.intervals import CONFIDENCE
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
    """Tell whether the first option is proven to be above each other, or the only one."""
    p_value = options["p_adjusted"].iloc[0]
    return len(options) == 1 or bool(pd.notna(p_value) and p_value < 1 - CONFIDENCE)


def choice_finding(options: pd.DataFrame, language: Language) -> str:
    """Say which option of a question is chosen most, or that the first two do not differ.

    Examples
    --------
    >>> options = pd.DataFrame({"option": ["Courier", "Shop"], "n_answered": 100,
    ...     "share": [0.6, 0.4], "p_adjusted": [0.057, None]})
    >>> " ".join(choice_finding(options, "en").split())
    'no option clearly leads (“Courier” 60%, “Shop” 40% of 100 responses)'
    >>> " ".join(choice_finding(options.assign(p_adjusted=0.03), "en").split())
    '“Courier” is chosen most, 60% of 100 responses'
    """
    total = int(options["n_answered"].iloc[0])
    shares = [percent(share, language) for share in options["share"].head(2)]
    names = [option_of(row) for row in options.head(2).to_dict("records")]
    told = {"first": names[0], "share": shares[0], "n": counted_of(total, language, "response")}
    if is_led(options):
        return say("choice_leads", language, **told)
    return say("choice_ties", language, second=names[1], other=shares[1], **told)
