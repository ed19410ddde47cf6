"""Who acts in a clause, the teller (SELF) or others, mostly the provider (THEM); what is denied.

Told by form: pronouns, names of staff, person and gender of verbs, the passive, quotation marks. In
words quoted of the provider "I" is the provider.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from cxkit.language.ground.document import Document
from cxkit.language.ground.memory import Memory
from cxkit.language.ground.tokens import Token, once

Codes = frozenset[str]
"""Classes of a word or of a sentence."""

ACTORS = frozenset(("SELF", "THEM"))
_WE = frozenset(("i", "we", "я", "мы"))
_OTHERS = frozenset(("he", "she", "they", "you", "он", "она", "они", "вы"))
_PROVIDER = frozenset(("STAFF", "BOSS", "COMPANY"))
_BUYERS = frozenset(("BOOK", "PAY_V", "CONTACT_V", "SETUP_V", "RETURN_V", "SUGGEST_V", "RATE"))
"""What customers do: a name after such a verb is its object, «оформил полис»."""

ASKED_BY_ACTORS = _PROVIDER | _BUYERS
"""The word classes that this module asks for."""

_JOINED = ACTORS | {"IMPER"}
_BEFORE_ONLY = frozenset(("ни", "без", "no", "without", "never", "nor"))
_REACH = 5  # words before a word in which a denial of its clause is looked for
_KEPT_SETS = 20_000  # sets of classes that are remembered

_OPENING, _CLOSING, _BOTH = frozenset("«“„"), frozenset("»”"), frozenset('"')
_MARK = re.compile('[«»“”„"]')
_LONGEST_QUOTE = 60  # words; a mark with no partner quotes nothing
_ACCUSATIVE = frozenset(("me", "us"))


def quoted_tokens(document: Document) -> set[int]:
    """Give the places (offsets) of the words between quotation marks.

    Two words or fewer are a name or a wry word, and do not count.
    """
    return set() if _MARK.search(document.text) is None else _quoted(document.tokens)


@once
def _quoted(tokens: Sequence[Token]) -> set[int]:
    held: set[int] = set()
    open_at: list[int] | None = None
    for token in tokens:
        if open_at is not None and (token.text in _CLOSING or token.text in _BOTH):
            held |= set(open_at) if len(open_at) > 2 else set()
            open_at = None
        elif token.text in _OPENING or token.text in _BOTH:
            open_at = []
        elif open_at is not None:
            open_at.append(token.start)
            open_at = None if len(open_at) > _LONGEST_QUOTE else open_at
    return held


def tellers_gender(document: Document, quoted: set[int]) -> str:
    """Give the gender of a Russian teller by past verbs near «я»: "fem", "masc" or ""."""
    count = {"fem": 0, "masc": 0}
    for sentence in document.sentences:
        if sentence.language != "ru":
            continue
        for index, token in enumerate(sentence.tokens):
            if token.lemma != "я" or "nom" not in token.tags or token.start in quoted:
                continue
            for near in sentence.tokens[max(0, index - 3) : index + 5]:
                for gender in count:
                    count[gender] += {"past", "sing", gender} <= near.tags
    if count["fem"] == count["masc"]:
        return ""
    return max(count, key=lambda gender: count[gender])


def mark_actors(
    tokens: list[Token],
    classes: list[frozenset[str]],
    clause: list[int],
    *,
    quoted: set[int],
    gender: str,
) -> None:
    """Add SELF or THEM to the classes of every verb of a sentence, where form tells it.

    A clause with no actor of its own takes that of the clause before ("I rang and had to wait"). An
    English sentence that begins with a past verb is told of the teller ("Joined in May").
    """
    actor = _opening_actor(tokens)
    last = 0
    for _, members in groupby(clause):
        first, last = last, last + sum(1 for _ in members)
        part, codes = tokens[first:last], classes[first:last]
        verbs = [
            i for i, token in enumerate(part) if "verb" in token.tags and "inf" not in token.tags
        ]
        if not verbs:
            continue
        inside = part[verbs[0]].start in quoted
        said = _subject(part, codes, verbs)
        if said is None and not _has_nominative(part):
            said = _unsaid(part, verbs[0], actor, gender)
        if said is not None and inside:
            said = "THEM" if said == "SELF" else "SELF"
        actor = said if said is not None or _has_nominative(part) else actor
        if actor is not None:
            classes[first:last] = _given(part, codes, actor)


def _given(
    tokens: list[Token], classes: list[frozenset[str]], actor: str
) -> Iterator[frozenset[str]]:
    """Mark the verbs of a clause; what is done to the teller is done by them."""
    for i, token in enumerate(tokens):
        if "verb" not in token.tags:
            yield classes[i]
        elif actor == "SELF" and _done_to(tokens, i):
            yield classes[i] | {"THEM", "TO_ME"}
        else:
            yield classes[i] | {actor}


def _opening_actor(tokens: list[Token]) -> str | None:
    """Give SELF when an English sentence begins with a past verb and asks nothing."""
    first = next((token for token in tokens if "word" in token.tags), None)
    asks = "?" in tokens[-1].text
    return "SELF" if first is not None and {"past", "lat"} <= first.tags and not asks else None


def _done_to(tokens: list[Token], at: int) -> bool:
    """Tell whether an English verb is done to its subject: "I was told", "we got charged"."""
    before = {token.lemma for token in tokens[max(0, at - 3) : at]}
    passive = {"participle", "lat"} <= tokens[at].tags and not tokens[at].text.endswith("ing")
    return passive and not before.isdisjoint(("be", "get"))


def _has_nominative(tokens: list[Token]) -> bool:
    """Tell whether a clause has a subject of its own."""
    return any(
        ("nom" in token.tags and ("noun" in token.tags or "pron" in token.tags))
        or ("lat" in token.tags and "pron" in token.tags and token.text.lower() not in _ACCUSATIVE)
        for token in tokens
    )


def _subject(tokens: list[Token], classes: list[frozenset[str]], verbs: list[int]) -> str | None:
    """Give who acts when a pronoun, a name of staff or the person of the verb says so."""
    for i, token in enumerate(tokens):
        nominative = "nom" in token.tags or "lat" in token.tags
        if nominative and token.lemma in _WE and token.text.lower() not in _ACCUSATIVE:
            return "SELF"
        if nominative and token.lemma in _OTHERS:
            return "THEM"
        named = "nom" in token.tags or ("lat" in token.tags and i < verbs[0])
        if named and not _PROVIDER.isdisjoint(classes[i]) and "verb" not in token.tags:
            return "THEM"
    if any("1p" in tokens[i].tags for i in verbs):
        return "SELF"
    first = tokens[verbs[0]]
    if {"past", "cyr", "sing"} <= first.tags and "neut" not in first.tags:
        return _agreeing(tokens, classes, verbs[0])
    return None


def _agreeing(tokens: list[Token], classes: list[frozenset[str]], verb: int) -> str | None:
    """Give SELF when nothing agrees with a past verb of one person: «Заказала шкаф»."""
    gender = "fem" if "fem" in tokens[verb].tags else "masc"
    named = [
        i
        for i, t in enumerate(tokens)
        if "nom" in t.tags and ("noun" in t.tags or "pron" in t.tags)
    ]
    if not named or any(i < verb for i in named):
        return None
    agree = [i for i in named if gender in tokens[i].tags]
    bought = not _BUYERS.isdisjoint(classes[verb]) and all(
        _PROVIDER.isdisjoint(classes[i]) for i in agree
    )
    return "SELF" if not agree or bought else None


def _unsaid(tokens: list[Token], verb: int, before: str | None, gender: str) -> str | None:
    """Give who acts in a Russian clause with no subject: one is the teller, many are "they"."""
    tags = tokens[verb].tags
    if "cyr" not in tags or not {"past", "3p"} & tags:
        return None
    if "plur" in tags:
        return "THEM"
    if "past" not in tags or "neut" in tags:
        return None
    own = "fem" if "fem" in tags else "masc"
    if gender and own != gender:
        return "THEM"
    if before == "THEM" and own != gender:
        return "THEM"
    return before if before == "THEM" and not gender else "SELF"


class Changed(Memory[Codes, Codes]):
    """What a change makes of the classes of a word; each set of classes is changed once."""

    def __init__(self, change: Callable[[Codes], Codes]) -> None:
        super().__init__(change, _KEPT_SETS)

    def of_words(self, classes: Sequence[Codes]) -> Codes:
        """Put together what it makes of the classes of each of some words."""
        return frozenset[str]().union(*map(self.__getitem__, classes))


def _with_actor(codes: Codes) -> Codes:
    """Add "X&SELF" or "X&THEM" to a verb of class X: who does it; "X&IMPER" when it is asked."""
    joined = {
        f"{code}&{form}" for form in _JOINED & codes for code in codes - _JOINED if "&" not in code
    }
    return codes | joined


def _with_sign(codes: Codes, sign: str) -> Codes:
    """Add "-X" or "+X" for every class X; making the texts once is most of what it costs."""
    return codes | {sys.intern(sign + code) for code in codes}


WITH_ACTOR = Changed(_with_actor)
_DENIED = Changed(partial(_with_sign, sign="-"))
_NOT_DENIED = Changed(partial(_with_sign, sign="+"))


def with_denial(tokens: list[Token], classes: list[Codes], clause: list[int]) -> list[Codes]:
    """Give the classes of each word, with "-X" or "+X" for every class X.

    What denies stands before the word, or shortly after it («денег нет», "could not").
    """
    denials = [index for index, codes in enumerate(classes) if "NEG" in codes]
    if not denials:
        return [_NOT_DENIED[codes] if codes else codes for codes in classes]
    marked = []
    for index, codes in enumerate(classes):
        near = denials[bisect_left(denials, index - _REACH) : bisect_right(denials, index + 2)]
        denied = codes and any(
            clause[place] == clause[index]
            and (place < index or _denies_back(tokens[place], place - index))
            for place in near
        )
        marked.append((_DENIED if denied else _NOT_DENIED)[codes] if codes else codes)
    return marked


def _denies_back(token: Token, far: int) -> bool:
    """Tell whether a denial reaches a word before it: «номера не дали», "could not"."""
    if far <= 0 or token.lemma in _BEFORE_ONLY:
        return False
    return far == 1 or token.lemma != "not"
