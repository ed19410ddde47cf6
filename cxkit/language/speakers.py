"""Who says what in a support contact: the customer or the staff, by the labels of their turns."""

import re
from functools import cache

import pandas as pd

from cxkit.language.word_lists import rows


def speakers(feedback: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    r"""Say of each mention whose words it stands in: "customer", "staff", or "" where unmarked.

    The staff speaks after "Agent:", "Оператор:", "Answer:", "Ответ:" and the like to the end of
    the line or to the next speaker, in lines that begin with ">", and below a line of dashes. In a
    text that marks the staff anywhere, the rest is the customer's.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK of support contacts.
    mentions : DataFrame
        MENTIONS of them.

    Returns
    -------
    Series of str
        On the index of *mentions*.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["c1"], "text": ["Customer: Paid!\nAgent: Wait."]})
    >>> mentions = pd.DataFrame({"feedback_id": ["c1", "c1"], "start": [10, 23]})
    >>> speakers(feedback, mentions).tolist()
    ['customer', 'staff']
    """
    wanted = feedback[feedback["feedback_id"].isin(mentions["feedback_id"])]
    staff = {
        feedback_id: [match.span() for match in _staff().finditer(text)]
        for feedback_id, text in zip(wanted["feedback_id"], wanted["text"], strict=True)
    }
    places = zip(mentions["feedback_id"], mentions["start"], strict=True)
    said = [_speaker(staff.get(feedback_id, []), int(start)) for feedback_id, start in places]
    return pd.Series(said, index=mentions.index, dtype="str")


def _speaker(staff: list[tuple[int, int]], start: int) -> str:
    if not staff:
        return ""
    return "staff" if any(first <= start < last for first, last in staff) else "customer"


def customer_turn(
    text: str, place: tuple[int, int], *, is_note: bool = False
) -> tuple[int, int] | None:
    r"""Return where the customer's turn around a place begins and ends.

    Parameters
    ----------
    text : str
        One support contact.
    place : tuple of int
        First character of some words in it, and the character after them.
    is_note : bool
        Whether the staff wrote the text down, as after a call: then only what stands after
        "Customer:", "Клиент:" and the like is the customer's.

    Returns
    -------
    tuple of int, or None
        None where the words are the staff's.

    Examples
    --------
    >>> text = "Customer: Paid!\nAgent: Wait."
    >>> customer_turn(text, (10, 15)), customer_turn(text, (23, 28))
    ((0, 16), None)
    >>> customer_turn("Customer is angry.", (12, 17), is_note=True)
    """
    start, end = place
    staff = [match.span() for match in _staff().finditer(text)]
    if any(first < end and start < last for first, last in staff):
        return None
    begin = max((last for _, last in staff if last <= start), default=0)
    stop = min((first for first, _ in staff if first >= end), default=len(text))
    labels = [match.start() for match in _customer().finditer(text, begin, stop)]
    opened = [label for label in labels if label <= start]
    if is_note and not opened:
        return None
    return (opened or [begin])[-1], min([label for label in labels if label >= end] or [stop])


def without_staff(text: str) -> str:
    r"""Blank what the staff says, so that every place stays where it is.

    Examples
    --------
    >>> without_staff("Customer: Paid!\nAgent: Wait.")
    'Customer: Paid!\n            '
    """
    return _staff().sub(lambda match: " " * len(match.group()), text)


@cache
def _customer() -> re.Pattern[str]:
    """Match the words before the customer's turn."""
    names = "|".join(dict(rows("speakers"))["customer"].split())
    return re.compile(rf"\b(?:{names}):", re.IGNORECASE)


@cache
def _staff() -> re.Pattern[str]:
    """Match a stretch of text that the staff says."""
    speakers = {role: "|".join(names.split()) for role, names in rows("speakers")}
    return re.compile(
        rf"(?:^|(?<=\s))(?:{speakers['staff']}):.*?(?=\n|\b(?:{speakers['customer']}):|\Z)"
        rf"|^>.*$|^-{{3,}}$[\s\S]*\Z",
        re.MULTILINE | re.IGNORECASE,
    )
