"""What a promise says will be done, and the word of a later line that says it was done."""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cxkit.language.ground.tokens import Token
from cxkit.language.story.data_files import rows
from cxkit.language.story.reading import Line
from cxkit.language.story.times.amounts import number_of
from cxkit.language.story.times.time_cues import may_tell
from cxkit.language.story.times.time_lists import is_would, said_of, words_of

_AHEAD_FORMS = frozenset(("fut", "inf", "lat"))  # forms in which a promise names its act
_PASSIVE = frozenset(("be", "get"))
_SHORTEST_WORD = 4
_NO_THINGS = frozenset(("past", "pron", "prep", "det", "num"))
_CALLS = frozenset(("call", "ring", "phone", "write", "email"))
_CAME = "пришли"
_DIRECT = frozenset(("nom", "acc"))
_ASPECT = 6  # letters that both aspects of a Russian verb have in common
_GENDERS = frozenset(("masc", "fem", "neut"))


@cache
def promise_words(kind: str) -> frozenset[str]:
    """Give the words of a kind, from ``data/promise_words.tsv``."""
    return frozenset(
        word for name, words in rows("promise_words") if name == kind for word in words.split()
    )


@cache
def _acts_of_kind(role: str) -> dict[str, frozenset[str]]:
    """Give the words of a role by kind of promise, from ``data/promise_acts.tsv``."""
    return {
        kind: frozenset(words.split()) for kind, own, words in rows("promise_acts") if own == role
    }


class Promised(NamedTuple):
    """What is promised: its acts, words that may name its things, genders of who gave it, kinds."""

    acts: frozenset[str]
    things: frozenset[str]
    givers: frozenset[str]
    kinds: tuple[str, ...]


def promised(line: Line, start: int, end: int) -> Promised:
    """Read what a promise between two places of a line says will be done."""
    acts = acts_of(line, start, end)
    clauses = [n for n, (first, last) in enumerate(line.bounds) if first < end and start < last]
    own = {t.lemma for t, n in zip(line.tokens, line.clause, strict=True) if n in clauses} | acts
    asked = _acts_of_kind("asked")
    kinds = tuple(kind for kind, words in asked.items() if not own.isdisjoint(words))
    return Promised(acts, _things(line), _genders(line), kinds)


def any_act(what: Promised) -> Promised:
    """Give a promise that names no act, "they said Friday", every kind of act."""
    return what._replace(kinds=tuple(_acts_of_kind("asked")))


def acts_of(line: Line, start: int, end: int) -> frozenset[str]:
    """Give the acts that a promise between two places names: "привезут", "will refund".

    Words that give it are none of them: "they promised", "he said".
    """
    said = set()
    for index, (token, codes) in enumerate(zip(line.tokens, line.classes, strict=True)):
        is_passive = index > 0 and line.tokens[index - 1].lemma in _PASSIVE
        is_told = token.tags >= {"lat", "past"} and not is_passive
        if is_told or ("PROMISE" in codes and "inf" not in token.tags):
            said.add(token.lemma)
    bare = {
        token.lemma
        for index, (before, token) in enumerate(pairwise(line.tokens))
        if start <= token.start < end
        and "lat" in token.tags
        and (
            said_of(before) == "to"
            or said_of(before) in words_of("future")
            or is_would(line.tokens, index)
        )
    }
    return ((_acts(line, start, end) - said) | (bare - promise_words("vague"))) - words_of("future")


def _acts(line: Line, start: int, end: int) -> frozenset[str]:
    """Give the verbs between two places that may be acts to come: "привезут", "will refund"."""
    return frozenset(
        token.lemma
        for token in line.tokens
        if start <= token.start < end
        and "verb" in token.tags
        and not token.tags.isdisjoint(_AHEAD_FORMS)
    ) - promise_words("vague")


def _genders(line: Line) -> frozenset[str]:
    """Give the genders of the past verbs of a line: «мастер обещал», "masc"."""
    verbs = [token.tags for token in line.tokens if token.tags >= {"verb", "past", "sing"}]
    return frozenset[str]().union(*verbs) & _GENDERS


def _things(line: Line) -> frozenset[str]:
    """Give the words that may name what is promised."""
    return frozenset(
        token.lemma
        for token in line.tokens
        if len(token.text) >= _SHORTEST_WORD and _is_thing(token) and not may_tell([token])
    )


def _is_thing(token: Token) -> bool:
    """Tell whether a token may name a thing: English nouns are not told from other words."""
    return "noun" in token.tags or ("lat" in token.tags and token.tags.isdisjoint(_NO_THINGS))


def done(line: Line, after: int, what: Promised) -> int | None:
    """Give the place of the word that says that the promised act was done, or how long it took."""
    if any(token.lemma in promise_words("partly") for token in line.tokens if token.start >= after):
        return None
    if "QUESTION" in line.holds:
        return None
    said = [token.start for token in line.tokens if token.lemma in promise_words("report")]
    for index, token in enumerate(line.tokens):
        if any(after <= start < token.start for start in said):
            return None
        if token.start >= after and _is_told(line, index) and _is_act(line, index, what):
            return index
    return None


def _is_told(line: Line, index: int) -> bool:
    """Tell whether a word says that something was done, and does not deny it or expect it."""
    codes, token = line.classes[index], line.tokens[index]
    own = line.clauses[line.clause[index]]
    if token.lemma in promise_words("state"):
        is_denied = any("NEG" in line.classes[place] for place in own)
        return not is_denied and not _is_to_come(line, index)
    is_other = _is_day_itself(line, index) or _is_to_come(line, index)
    return _is_past(token, codes) and "-PAST" not in codes and not is_other


def _is_act(line: Line, index: int, what: Promised) -> bool:
    """Tell whether a word names the promised act, or another by which it is told to be done."""
    token = line.tokens[index]
    lemma = "прийти" if said_of(token) == _CAME else token.lemma
    is_teller = _is_teller(line, index, what.givers)
    if lemma in _CALLS and _is_other_call(line, index):
        return False
    if is_take(line, index):
        own = line.clauses[line.clause[index]]
        return not is_teller and any(number_of(line.tokens[n]) for n in own if n > index)
    stems = {act[:_ASPECT] for act in what.acts if len(act) >= _ASPECT}
    if lemma in what.acts or ("cyr" in token.tags and lemma[:_ASPECT] in stems):
        return not is_teller
    for kind in what.kinds:
        things = _acts_of_kind("thing").get(kind, frozenset()) | what.things
        is_done = lemma in _acts_of_kind("done")[kind] and not is_teller
        if is_done and _is_whole(line, index) and _who(line, index, things):
            return True
        if lemma in _acts_of_kind("got").get(kind, ()) and _is_got(
            line, index, things, is_sure=False
        ):
            return True
    is_got = lemma in promise_words("receive")
    return is_got and _is_got(line, index, what.things, is_sure=True)


def _is_other_call(line: Line, index: int) -> bool:
    """Tell whether an English call is the teller's own, "12 Jan. Rang.", or calls out a name."""
    token, following = line.tokens[index], line.tokens[index + 1 : index + 2]
    if "lat" not in token.tags:
        return False
    before = [one for one in line.tokens[:index] if "word" in one.tags]
    is_opening = not any(not may_tell([one]) for one in before)
    is_time = may_tell(line.tokens[index + 2 : index + 4])
    return is_opening or (not is_time and any("det" in one.tags for one in following))


def _is_whole(line: Line, index: int) -> bool:
    """Tell whether a verb has the word that it needs: "turned up", "showed up"."""
    is_up = line.tokens[index].lemma in promise_words("up")
    return not is_up or any(one.lemma == "up" for one in line.tokens[index + 1 : index + 2])


def _who(line: Line, index: int, things: frozenset[str]) -> bool:
    """Tell whether who came, or what was brought, may be what was promised.

    A noun that is none of the things is another: «пришло письмо», "a letter came".
    """
    if "cyr" in line.tokens[index].tags:
        own = line.clauses[line.clause[index]]
        nouns = [line.tokens[place] for place in own if _is_free_noun(line, place)]
        named = [noun for noun in nouns if noun.tags & _DIRECT] or nouns
        return not named or any(noun.lemma in things for noun in named)
    subject = _subject(line, index)
    if subject is None or subject.lemma in promise_words("it") | things:
        return True
    return subject.text[0].isupper() and subject is not line.tokens[0]


def _is_day_itself(line: Line, index: int) -> bool:
    """Tell whether it is the day that came: "Thursday came and went"."""
    before = line.tokens[max(0, index - 2) : index]
    is_time = line.tokens[index].lemma == "come" and may_tell(before[-1:])
    return is_time and not any("prep" in token.tags for token in before)


def _subject(line: Line, index: int) -> Token | None:
    """Give the English word that stands before a verb, without small words and times."""
    own = line.clauses[line.clause[index]]
    for place in reversed(range(own.start, index)):
        token = line.tokens[place]
        is_small = token.lemma in promise_words("beside a verb") or "adv" in token.tags
        if "word" in token.tags and not is_small:
            return None if may_tell([token]) else token
    return None


def _is_got(line: Line, index: int, things: frozenset[str], *, is_sure: bool) -> bool:
    """Tell whether the customer got what was promised: «получила деньги», "I got it".

    ``is_sure`` asks for one of the things by its name.
    """
    own = [place for place in line.clauses[line.clause[index]] if place != index]
    words = [line.tokens[place] for place in own if not _is_behind_preposition(line, place)]
    if "cyr" in line.tokens[index].tags:
        return any(word.lemma in things for word in words) or (
            not is_sure and _who(line, index, things)
        )
    after = [word for word in words if word.start > line.tokens[index].start]
    is_teller = any(word.lemma in promise_words("teller") for word in words)
    meant = things if is_sure else things | promise_words("it")
    return is_teller and any(word.lemma in meant for word in after)


def _is_behind_preposition(line: Line, place: int) -> bool:
    return place > 0 and "prep" in line.tokens[place - 1].tags


def is_take(line: Line, act: int) -> bool:
    """Tell whether a verb says how long something took: it says nothing without a length."""
    return line.tokens[act].lemma in promise_words("take")


def _is_past(token: Token, codes: frozenset[str]) -> bool:
    """Tell whether a verb is past; «пришли» alone is read as a request."""
    return "PAST" in codes or said_of(token) == _CAME


def _is_teller(line: Line, index: int, givers: frozenset[str]) -> bool:
    """Tell whether the teller acts: by a word for it, or by a verb of none of the givers' forms."""
    own = line.clauses[line.clause[index]]
    before = [said_of(line.tokens[place]) for place in own if place < index]
    people = promise_words("teller") | promise_words("others")
    who = [one for one in (word.partition("'")[0] for word in before) if one in people]
    following = [said_of(token) for token in line.tokens[index + 1 : index + 2]]
    if not promise_words("teller").isdisjoint(who[-1:] + following):  # «приехали мы»
        return True
    if any(line.tokens[place].lemma in promise_words("self") for place in own):
        return True
    tags = line.tokens[index].tags
    is_self = "SELF" in line.classes[index]
    others = [line.tokens[place].tags for place in own if _is_free_noun(line, place)]
    named = frozenset[str]().union(*others)  # «ответ пришёл»
    return is_self and tags >= {"cyr", "sing"} and tags.isdisjoint((givers | named) & _GENDERS)


def _is_to_come(line: Line, index: int) -> bool:
    """Tell whether a clause speaks of what is still to come: "it would be delivered"."""
    own = line.clauses[line.clause[index]]
    return any(
        "fut" in line.tokens[place].tags
        or said_of(line.tokens[place]) in words_of("future")
        or is_would(line.tokens, place)
        for place in own
        if place < index
    )


def _is_free_noun(line: Line, index: int) -> bool:
    """Tell whether a Russian noun stands without a preposition: who came, what was brought."""
    before = line.tokens[max(0, index - 2) : index]
    token = line.tokens[index]
    is_thing = "noun" in token.tags and not may_tell([token])
    return is_thing and not any("prep" in one.tags for one in before)
