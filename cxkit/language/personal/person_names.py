"""Names of people in the tokens of a sentence, by their words and by what stands beside them.

Well-known brands and places that read like names (``data/not_names.tsv``) are none.
"""

from collections.abc import Sequence
from functools import cache

from cxkit.language.ground.tokens import Token
from cxkit.language.personal.name_words import (
    ALSO_WORD,
    BEGINS,
    OPEN,
    SMALL,
    SMALL_TAGS,
    could_be_name,
    is_known_surname,
    is_long_english_name,
    is_name_word,
    is_surely_name,
)
from cxkit.language.word_lists import rows, words

Span = tuple[int, int]
"""Where a name begins and ends in its text."""

_NO_SURNAME_TAGS = SMALL_TAGS | {"verb", "adv", "adj"}
_OPENING_MARKS, _CLOSING_MARKS = ("«", "„", "“", '"'), ("»", "“", "”", '"')
_PAIR = "pair"  # the second word of an opener of two


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
    >>> from cxkit.language.ground.document import parse
    >>> text = "Менеджер Иван Петров помог, Mr. Smith did not."
    >>> [text[start:end] for start, end in names_in(parse(text).tokens)]
    ['Иван Петров', 'Smith']
    >>> names_in(parse("Оператор Мегафон и курьер Ozon, тумба «Соня»").tokens)
    []
    """
    begins = BEGINS
    found: list[Span] = []
    free = 0
    for index in [place for place, token in enumerate(tokens) if begins[token.text]]:
        if index < free:
            continue
        kind = begins[tokens[index].text]
        if kind == SMALL:
            free = _small_name_at(tokens, index)
        elif index or kind != OPEN:
            free = _name_at(tokens, index, kind)
        if free > index:
            free = _with_joined(tokens, free)
            found.append((tokens[index].start, tokens[free - 1].end))
    return found


def _with_joined(tokens: Sequence[Token], last: int) -> int:
    """Take the name that is also a word after a name and an "and": «Наташе и Свете»."""
    after = last + 1
    if after < len(tokens) and tokens[last].lemma in words("name_joints"):
        return after + 1 if BEGINS[tokens[after].text] == ALSO_WORD else last
    return last


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
    if _openers().get(before, _PAIR) != _PAIR or any("patronymic" in token.tags for token in named):
        return True
    if all("surname" in token.tags or token.text in words("english_surnames") for token in named):
        return False
    does = not words("person_verbs").isdisjoint((before, after))
    return does or len(named) > 1 or before in words("low_name_openers")


def _is_small(written: str) -> bool:
    """Tell whether a word in small letters can begin a name."""
    return BEGINS[written] == SMALL


def _name_at(tokens: Sequence[Token], index: int, kind: str) -> int:
    """Give the index after the name that begins here, or the index itself."""
    opener = _opener(tokens, index)
    if (kind == OPEN and opener is None) or _is_brand_or_place(tokens, index, opener):
        return index
    last = index
    while last < min(len(tokens), index + 3) and could_be_name(tokens[last], opener):
        last += 1
    if kind == ALSO_WORD and opener is None:
        return _also_word_at(tokens, index)
    if last == index + 1 and _is_surname(tokens, last):
        last += 1
    pair = " ".join(token.text.lower() for token in tokens[index : index + 2])
    if " " in pair and pair in words("not_names"):
        last = index + 2  # a person called as a brand is: "John Lewis called me"
    if opener is not None or _is_surname_of(tokens, index, last):
        return last
    if (
        tokens[index].text.isupper()
        and last - index == 1
        and not is_long_english_name(tokens[index])
    ):
        return index  # one shouted word says little: "ВЕРА", "РОМАН"
    if any(is_surely_name(token) for token in tokens[index:last]):
        return index if _is_of_a_thing(tokens, index, last) else last
    return index


def _also_word_at(tokens: Sequence[Token], index: int) -> int:
    """Give the index after a name that is also a word, if what stands after it tells a name."""
    last = index + 1
    if last == len(tokens):
        return index
    if "patronymic" in tokens[last].tags:
        return last + 1
    return last if _is_deed(tokens[last]) and "past" in tokens[last].tags else index


def _is_surname_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether surnames alone are a person's by what is done: «Петров обещал»."""
    if last == first or not all(is_known_surname(token) for token in tokens[first:last]):
        return False
    after = last < len(tokens) and _is_deed(tokens[last])
    return after or (first > 0 and "cyr" in tokens[first].tags and _is_deed(tokens[first - 1]))


def _is_deed(token: Token) -> bool:
    return token.lemma in words("person_verbs") or token.lemma in words("deeds")


def _is_surname(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word is the surname after an English first name: "John Smith".

    In a sentence whose words all have capitals only a listed one is: "Tom Also Helped".
    """
    first = tokens[index - 1].text
    if index == len(tokens) or first.lower() not in words("english_names"):
        return False
    token = tokens[index]
    if token.text.lower() in words("english_surnames"):
        return first[:1].isupper() == token.text[:1].isupper()
    return (
        first.istitle()
        and token.text.istitle()
        and "lat" in token.tags
        and _NO_SURNAME_TAGS.isdisjoint(token.tags)
        and token.lemma not in words("stop_words")
        and token.text not in words("place_closers")
        and not _has_title_case(tokens, index)
    )


def _has_title_case(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the words beside a name that ends at *index* have capitals as well."""
    after = index + 1 < len(tokens) and tokens[index + 1].text.istitle()
    return after or (index > 2 and tokens[index - 2].text.istitle())


def _opener(tokens: Sequence[Token], index: int) -> str | None:
    """Give the kind of the words before that say that a name follows, or None."""
    if not index:
        return None
    place = index - 2 if tokens[index - 1].text == "." and index > 1 else index - 1
    known = _openers()
    opener = known.get(tokens[place].lemma)
    if opener == _PAIR:
        return known.get(f"{tokens[place - 1].lemma} {tokens[place].lemma}") if place else None
    return opener


@cache
def _openers() -> dict[str, str]:
    """Give the kinds of openers: "title", "role", "known"."""
    listed = dict(rows("name_openers"))
    seconds = {opener.split()[1]: _PAIR for opener in listed if " " in opener}
    return seconds | listed


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
    follows = index + 1 < len(tokens) and could_be_name(tokens[index + 1], None)
    return not (is_name_word(token) and (follows or opener is not None))


def _is_person(tokens: Sequence[Token], first: int, last: int, opener: str | None) -> bool:
    """Tell whether a brand called by a first name and a surname is a person here.

    It is after a role and before what people do: "John Lewis called me".
    """
    named = tokens[first:last]
    if len(named) != 2 or not named[1].text.istitle() or not is_surely_name(named[0]):
        return False
    does = last < len(tokens) and tokens[last].lemma in words("person_verbs")
    return does or opener == "role"


def _is_of_a_thing(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Tell whether a name is a place's or a thing's: город Владимир, Alma Road, тумба «Соня»."""
    if last < len(tokens) and tokens[last].text in words("place_closers"):
        return True
    if not index:
        return False
    before = tokens[index - 2 if tokens[index - 1].text == "." and index > 1 else index - 1]
    if last == index + 1 and before.lemma in words("place_openers"):
        return "gen" not in before.tags  # «менеджер салона Игорь»
    if index < 2 or last >= len(tokens):
        return False
    is_quoted = tokens[index - 1].text in _OPENING_MARKS and tokens[last].text in _CLOSING_MARKS
    before = tokens[index - 2]
    return is_quoted and "noun" in before.tags and _openers().get(before.lemma, _PAIR) == _PAIR
