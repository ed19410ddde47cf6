"""Names of the steps of event logs: usual steps and the codebook in words, others readable."""

import re

from cxkit.codebook.load import load_codebook
from cxkit.reports.privacy import mask_forms
from cxkit.reports.wording import Language, phrases_of

LONGEST = 60
"""Letters of a name that a sentence can hold."""

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def step_name(step: str, language: Language) -> str:
    """Name a step, a touchpoint or a channel of a log.

    A code that has no name is written with spaces; a name in the source's own words stays. Codes of
    the codebook that name neither touchpoint nor channel are words like any other here: a step
    "open" is no open outcome. What reads like a contact or a number of a person is masked.

    Examples
    --------
    >>> step_name("order_placed", "ru"), step_name("courier", "ru")
    ('Заказ оформлен', 'Курьер')
    >>> step_name("parcel_weighed", "en"), step_name("Create Fine", "en")
    ('parcel weighed', 'Create Fine')
    """
    if step in (names := phrases_of("step_names")):
        return names[step][language]
    book = load_codebook()
    entry = book.touchpoints.get(step) or book.channels.get(step)
    return entry.label(language) if entry else mask_forms(readable(step))


def short_name(step: str, language: Language) -> str:
    """Name a step in a sentence: of a long name the beginning and the end.

    Examples
    --------
    >>> short_name("Step 7: the registration of a new contract for a connection, part 2", "en")
    'Step 7: the registration of a … for a connection, part 2'
    """
    return shortened(step_name(step, language), LONGEST)


def shortened(name: str, longest: int) -> str:
    """Return the beginning and the end of a long name: questions of one grid differ at the end.

    Examples
    --------
    >>> shortened("How relevant is it in the following phases? [Design]", 40)
    'How relevant is it … phases? [Design]'
    """
    if len(name) <= longest:
        return name
    first, last = name[: longest // 2], name[-longest // 2 :]
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def readable(code: str) -> str:
    """Write a code such as "after_delivery" with spaces; other words stay as they are.

    Examples
    --------
    >>> readable("after_delivery"), readable("O_17")
    ('after delivery', 'O_17')
    """
    return code.replace("_", " ") if _CODE.fullmatch(code) else code
