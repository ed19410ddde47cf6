"""The gate of blameless language: our own sentences may not look for a culprit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from cxkit.errors import ReportError
from cxkit.language.blame import find_blame
from cxkit.reports.blocks import Block

Shown = TypeVar("Shown", bound=Block)

NOT_OURS = ("quote", "before", "after", "spec", "narrow", "source_id", "where", "anchor")
"""Fields that hold customers' words, data of figures, or ids."""


def blameless(block: Shown) -> Shown:
    """Give a block back when none of its own sentences blames; quotes are not ours.

    Raises
    ------
    ReportError
        A sentence looks for a culprit; the message says which words and what to say instead.
    """
    for text in own_sentences(block.as_dict()):
        for found in find_blame(text):
            raise ReportError(
                f"The report would say '{found.words}' ('{text[:80]}'): a post-mortem names"
                f" conditions and roles, not culprits. Instead: {found.instead}. If the words are"
                " in the incident file, change them there."
            )
    return block


def own_sentences(node: Any) -> Iterator[str]:
    """Give the texts of a block that are ours: everything but quotes, ids and figures' data."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        if node.get("quote") is True:
            return
        for name, value in node.items():
            if name not in NOT_OURS:
                yield from own_sentences(value)
    elif isinstance(node, Sequence):
        for value in node:
            yield from own_sentences(value)
