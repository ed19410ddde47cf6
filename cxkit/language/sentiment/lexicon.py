"""The lexicon of tone: what words, phrases and marks are worth, in both languages.

The lists are data: ``data/lexicon_ru.tsv``, ``data/lexicon_en.tsv`` and ``data/lexicon_marks.tsv``
(emoji and smileys), written for this package. A row is kind, entry, value from -3 to 3 and, where
a plain flip would be wrong, the value after a negation. Entries are written as people write them;
they are reduced to lemmas when the lists are read, by the same lemmatiser that reads the texts.
"""

from dataclasses import dataclass, field
from functools import cache

from cxkit.language.ground.lemmas import WORDS
from cxkit.language.ground.tokens import SPLIT_PATTERN, Token
from cxkit.language.ground.word import Word
from cxkit.language.word_lists import rows

LISTS = ("lexicon_ru", "lexicon_en", "lexicon_marks")
NEGATED_PRAISE = -0.75
NEGATED_BLAME = -0.4
OWN_NEGATORS = frozenset(
    ("no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "hardly",
     "barely")
)  # fmt: skip
AUXILIARIES = frozenset(("do", "be", "have", "will", "would", "can", "could", "should", "shall"))

COMPARATIVES = frozenset(
    ("больше", "меньше", "лучше", "хуже", "дольше", "better", "worse", "happier")
)
COMPARED = frozenset(
    ("большой", "маленький", "хороший", "плохой", "долгий", "good", "bad", "happy")
)
"""The lemmas of the comparatives that keep their form in phrases."""

Value = tuple[float, float]
"""What an entry is worth, and what it is worth after a negation."""

Phrase = tuple[tuple[str, ...], float]
"""The keys after the first, and what the phrase is worth."""


@dataclass(slots=True)
class Lexicon:
    """Words, phrases, marks and intensifiers, ready for looking up.

    Attributes
    ----------
    words : dict of str to (float, float)
        Value and negated value of a lemma or a word as written, in lower case.
    phrases : dict of str to dict of str to list of Phrase
        By the first and the second key; the longest first.
    marks : dict of str to float
        Emoji and smileys.
    intensifiers : dict of str to float
        What the next word's value is multiplied by.
    """

    words: dict[str, Value] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)
    marks: dict[str, float] = field(default_factory=dict)
    intensifiers: dict[str, float] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """Read the lists that the package ships, once.

    Examples
    --------
    >>> lexicon().words["рекомендовать"], lexicon().words["awful"][0]
    ((2.0, -3.0), -3.0)
    """
    found = Lexicon()
    phrases: dict[tuple[str, ...], float] = {}
    for name in LISTS:
        for kind, entry, *numbers in rows(name):
            value = float(numbers[0])
            if kind == "word":
                found.words[entry] = (value, _negated(value, numbers[1:]))
            elif kind == "phrase":
                phrases[phrase_keys(entry)] = value
            elif kind == "mark":
                found.marks[entry] = value
            else:
                found.intensifiers[entry] = value
    _reach_by_lemma(found)
    for keys in sorted(phrases, key=len, reverse=True):
        if len(keys) > 1:
            by_second = found.phrases.setdefault(keys[0], {})
            by_second.setdefault(keys[1], []).append((keys[1:], phrases[keys]))
    return found


def key_of(written: str, word: Word | Token) -> str:
    """Give what a word is called in phrases: its lemma; "not" for every form of not.

    Comparatives keep their form, for «больше» is not «большой» in «больше не приду».

    Examples
    --------
    >>> [key_of(word, WORDS[word]) for word in ("dont", "cannot", "never", "Больше", "лучший")]
    ['not', 'not', 'never', 'больше', 'хороший']
    """
    if word.lemma in COMPARED:
        low = written.lower()
        return low if low in COMPARATIVES else word.lemma
    if "neg" in word.tags and "lat" in word.tags and word.lemma not in OWN_NEGATORS:
        return "not"
    return word.lemma


def phrase_keys(entry: str) -> tuple[str, ...]:
    """Cut a phrase as texts are cut; an auxiliary before "not" is left out.

    Examples
    --------
    >>> phrase_keys("doesn't work"), phrase_keys("больше не приду")
    (('not', 'work'), ('больше', 'не', 'прийти'))
    """
    cut = [found.group() for found in SPLIT_PATTERN.finditer(entry)]
    keys = [key_of(written, WORDS[written]) for written in cut]
    return tuple(
        key
        for key, following in zip(keys, [*keys[1:], ""], strict=True)
        if not (following == "not" and key in AUXILIARIES)
    )


def _negated(value: float, stated: list[str]) -> float:
    """Give the value after a negation: as stated, or the plain flip, weaker for blame."""
    if stated and stated[0]:
        return float(stated[0])
    return value * (NEGATED_PRAISE if value > 0 else NEGATED_BLAME)


def _reach_by_lemma(found: Lexicon) -> None:
    """Let a Russian adjective or participle listed in another form be found by its lemma."""
    for entry, value in list(found.words.items()):
        word = WORDS[entry]
        if "cyr" in word.tags and ("verb" not in word.tags or "participle" in word.tags):
            found.words.setdefault(word.lemma, value)
