"""What is known of one word as written: its dictionary form and what its form says."""

from typing import NamedTuple


class Word(NamedTuple):
    """Lemma and tags of a word as written; the tags are listed in ``lemmas.py``."""

    lemma: str
    tags: frozenset[str]
