"""Who acts: the teller or the provider, told by form."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.story.actors import quoted_tokens, tellers_gender
from cxkit.language.story.reading import read


def actor(text, verb):
    """The actor marked on a verb of a text."""
    for line in read(parse(text)).lines:
        for token, codes in zip(line.tokens, line.classes, strict=True):
            if token.text == verb:
                return next(iter({"SELF", "THEM"} & codes), None)
    raise AssertionError(verb)


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("I rang the clinic.", "rang", "SELF"),
        ("The clinic rang me.", "rang", "THEM"),
        ("Joined in March.", "Joined", "SELF"),
        ("I was charged again.", "charged", "THEM"),
        ("I rang and waited.", "waited", "SELF"),
        ('The clerk said "I sent the wrong lamp, sorry".', "sent", "THEM"),
        ("Заказала лампу.", "Заказала", "SELF"),
        ("Мне позвонили утром.", "позвонили", "THEM"),
        ("Пришёл мастер.", "Пришёл", "THEM"),
        ("Оператор выслушал и пообещал перезвонить.", "пообещал", "THEM"),
        ("Я ждала весь день. Наконец приехал.", "приехал", "THEM"),
    ],
)
def test_the_actor_follows_from_the_form(text, verb, who):
    assert actor(text, verb) == who


def test_a_talk_is_split_between_its_speakers():
    text = "ME: I paid in May.\nDESK: I see it.\nME: I need a key.\nDESK: I called the porter."
    assert actor(text, "paid") == "SELF"
    assert actor(text, "called") == "THEM"


def test_a_short_quotation_is_a_name():
    assert quoted_tokens(parse("We stayed at «Белый кит» last year.")) == set()


@pytest.mark.parametrize(
    ("text", "gender"), [("Я ждала.", "fem"), ("Я ждал.", "masc"), ("Ждём.", "")]
)
def test_the_tellers_gender_is_that_of_past_verbs(text, gender):
    assert tellers_gender(parse(text), set()) == gender
