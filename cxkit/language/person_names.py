"""Names of people in a text, by their words, by what stands beside them, by their place.

Well-known brands and places that read like names (``data/not_names.tsv``) are none.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from cxkit.language.lemmas import WORDS
from cxkit.language.tokens import Token
from cxkit.language.word_lists import rows, words

KEPT = 50_000
"""Words of which it is remembered whether they can be names."""

Span = tuple[int, int]
"""Where a name begins and ends in its text."""

_NAME_TAGS = frozenset(("name", "surname", "patronymic"))
_OPEN_TAGS = frozenset(("unknown", "lat"))
_SMALL_TAGS = frozenset(("pron", "prep", "conj", "part", "modal", "neg"))
_NO_SURNAME_TAGS = _SMALL_TAGS | {"verb", "adv", "adj"}
_OPENING_MARKS, _CLOSING_MARKS = ("«", "„", "“", '"'), ("»", "“", "”", '"')
_PARTED = re.compile(r"[^\W\d_](?:['’]|[^\W\d_]+-)[^\W\d_]+")
"""A name of two parts: O'Brien, Иванова-Петрова."""
_IRISH = re.compile(r"O['’][A-Z][a-z]+")


def names_in(tokens: Sequence[Token]) -> list[Span]:
    """Find names of people in the tokens of a sentence.

    A first name or a patronymic with the capitalised words that belong to it, and capitalised
    words after «зовут», «менеджер», "Mr" (``data/name_openers.tsv``). In small letters names that
    are proven by a patronymic, by a surname or by the word beside them. No names are brands and
    places (``data/not_names.tsv``), words that a dictionary does not know and only guesses to be
    a name, and a thing called by a name: тумба «Соня». Names all the same are "Mr Ford", «Алекса
    Иванова» and a full name before what people do (``data/person_verbs.tsv``): "John Lewis called".

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> text = "Менеджер Иван Петров помог, Mr. Smith did not."
    >>> [text[start:end] for start, end in names_in(parse(text).tokens)]
    ['Иван Петров', 'Smith']
    >>> names_in(parse("Оператор Мегафон и курьер Ozon, тумба «Соня»").tokens)
    []
    """
    begins = _BEGINS
    found: list[Span] = []
    free = 0
    for index in [place for place, token in enumerate(tokens) if begins[token.text]]:
        if index >= free:
            token = tokens[index]
            free = (_name_at if token.text[0].isupper() else _small_name_at)(tokens, index)
            if free > index:
                found.append((token.start, tokens[free - 1].end))
    return found


class _Begins(dict[str, bool]):
    """Whether a word as written can begin a name; each is asked once."""

    def __missing__(self, written: str) -> bool:
        if len(self) >= KEPT:
            self.clear()
        begins = written[0].isupper() or _is_small_name(written)
        self[written] = begins
        return begins


_BEGINS = _Begins()


def _is_small_name(written: str) -> bool:
    """Tell whether a word in small letters is a name in a dictionary or a list of English ones."""
    if written in words("english_names") or written in words("english_surnames"):
        return True
    tags = WORDS[written].tags
    return "cyr" in tags and "unknown" not in tags and not _NAME_TAGS.isdisjoint(tags)


def _small_name_at(tokens: Sequence[Token], index: int) -> int:
    """Give the index after the name in small letters that begins here, or the index itself.

    It is told by a patronymic, by two names in a row, or by one beside a word that goes with names:
    «менеджер ирина», "ask for john", "tom wrote".
    """
    last = index + 1
    while last < min(len(tokens), index + 3) and _is_small(tokens[last].text):
        last += 1
    if not _is_proven(tokens, index, last) or _is_brand_or_place(tokens, index, None):
        return index
    return last


def _is_proven(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether names in small letters are a person's, by themselves or by what is beside."""
    named = tokens[first:last]
    before = tokens[first - 1].lemma if first else ""
    after = tokens[last].lemma if last < len(tokens) else ""
    if before in _openers() or any("patronymic" in token.tags for token in named):
        return True
    if all("surname" in token.tags or token.text in words("english_surnames") for token in named):
        return False
    does = not words("person_verbs").isdisjoint((before, after))
    return does or len(named) > 1 or before in words("low_name_openers")


def _is_small(written: str) -> bool:
    """Tell whether a word that can begin a name is in small letters."""
    return _BEGINS[written] and not written[0].isupper()


def _name_at(tokens: Sequence[Token], index: int) -> int:
    """Give the index after the name that begins here, or the index itself."""
    opener = _opener(tokens, index)
    introduced = opener is not None
    if not introduced and not _is_name_word(tokens[index]):
        return index
    if _is_brand_or_place(tokens, index, opener):
        return index
    last = index
    while last < min(len(tokens), index + 3) and _could_be_name(tokens[last], introduced):
        last += 1
    if last == index + 1 and not introduced and _is_surname(tokens, last):
        last += 1
    pair = " ".join(token.text.lower() for token in tokens[index : index + 2])
    if " " in pair and pair in words("not_names"):
        last = index + 2  # a person called as a brand is: "John Lewis called me"
    if introduced:
        return last
    if tokens[index].text.isupper() and last - index == 1:
        return index  # one shouted word says little: "ВЕРА", "РОМАН"
    if any(_is_surely_name(token) for token in tokens[index:last]):
        return index if _calls_a_thing(tokens, index, last) else last
    return index


def _could_be_name(token: Token, introduced: bool) -> bool:
    """Tell whether a token is a word as names are written, and not a small one.

    A shouted word is one only when it is known to be a name: all ordinary words may be shouted.
    """
    written = token.text
    if written.isupper() and len(written) > 1:
        return "unknown" not in token.tags and _is_name_word(token)
    if not written[0].isupper() or not (written[1:].islower() or _PARTED.fullmatch(written)):
        return False
    is_open = introduced and not _OPEN_TAGS.isdisjoint(token.tags)
    return _is_name_word(token) or (is_open and _SMALL_TAGS.isdisjoint(token.tags))


def _is_surname(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word is the surname after an English first name: "John Smith"."""
    first = tokens[index - 1].text
    if index == len(tokens) or first.lower() not in words("english_names"):
        return False
    token = tokens[index]
    if token.text.lower() in words("english_surnames"):
        return first[:1].isupper() == token.text[:1].isupper()
    return (
        first.istitle()
        and token.text.istitle()
        and not _OPEN_TAGS.isdisjoint(token.tags)
        and _NO_SURNAME_TAGS.isdisjoint(token.tags)
    )


def _is_name_word(token: Token) -> bool:
    """Tell whether a word can be a name by itself, first or last."""
    return not _NAME_TAGS.isdisjoint(token.tags) or _could_be_listed(token.text, token.lemma)[1]


def _is_listed_name(token: Token) -> bool:
    """Tell whether a word is in our own lists of names, or a patronymic as it is spoken."""
    return _could_be_listed(token.text, token.lemma)[0]


@lru_cache(maxsize=KEPT)
def _could_be_listed(written: str, lemma: str) -> tuple[bool, bool]:
    """Tell whether a word is in our lists of names, and whether it is or looks like one."""
    listed, low = words("russian_names"), written.lower()
    is_listed = (
        lemma in words("english_names")
        or lemma.endswith("ыч")
        or lemma in listed
        or low in listed
        or _is_double_name(low)
    )
    return is_listed, is_listed or _IRISH.fullmatch(written) is not None


def _is_double_name(low: str) -> bool:
    """Tell whether a word is two first names with a hyphen: "Ann-Marie"."""
    first, hyphen, last = low.partition("-")
    return bool(hyphen) and {first, last} <= words("english_names")


def _is_surely_name(token: Token) -> bool:
    """Tell whether a word is a first name or a patronymic by itself.

    A word that is in no dictionary is no first name: typing errors and shops would be names.
    """
    if "patronymic" in token.tags or _is_listed_name(token):
        return True
    return "name" in token.tags and "unknown" not in token.tags


def _opener(tokens: Sequence[Token], index: int) -> str | None:
    """Give the kind of the word before that says that a name follows: "title", "role" or None."""
    if not index:
        return None
    before = tokens[index - 1]
    if before.text == "." and index > 1:
        before = tokens[index - 2]
    return _openers().get(before.lemma)


@cache
def _openers() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("name_openers")}


def _is_brand_or_place(tokens: Sequence[Token], index: int, opener: str | None) -> bool:
    """Tell whether a token is a listed brand or place, or a part of one of up to three words.

    After a title only brands that have it in their name are such: "Dr. Martens".
    """
    titled = opener == "title"
    if not titled and _is_brand_word(tokens, index, opener):
        return True
    listed = words("not_names")
    begin = max(0, index - 2)
    low = [token.text.lower() for token in tokens[begin : index + 3]]
    place = index - begin
    return any(
        " ".join(low[first:last]) in listed
        and not _is_person(tokens, begin + first, begin + last, opener)
        for first in range(place if titled else place + 1)
        for last in range(max(place + 1, first + 2), min(first + 3, len(low)) + 1)
    )


def _is_brand_word(tokens: Sequence[Token], index: int, opener: str | None) -> bool:
    """Tell whether a word is a listed brand or place; "Алекса Иванова" is a person."""
    token, listed = tokens[index], words("not_names")
    if token.lemma not in listed and token.text.lower() not in listed:
        return False
    follows = index + 1 < len(tokens) and _could_be_name(tokens[index + 1], introduced=False)
    return not (_is_name_word(token) and (follows or opener is not None))


def _is_person(tokens: Sequence[Token], first: int, last: int, opener: str | None) -> bool:
    """Tell whether a brand called by a first name and a surname is a person here.

    It is after a role and before what people do: "John Lewis called me".
    """
    named = tokens[first:last]
    if len(named) != 2 or not named[1].text.istitle() or not _is_surely_name(named[0]):
        return False
    does = last < len(tokens) and tokens[last].lemma in words("person_verbs")
    return does or opener == "role"


def _calls_a_thing(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Tell whether a name alone in quotation marks follows a noun: тумба «Соня»."""
    if index < 2 or last >= len(tokens):
        return False
    is_quoted = tokens[index - 1].text in _OPENING_MARKS and tokens[last].text in _CLOSING_MARKS
    before = tokens[index - 2]
    return is_quoted and "noun" in before.tags and before.lemma not in _openers()
