"""Personal data is found with its exact place; what only looks like it is left."""

from cxkit.language.document import parse
from cxkit.language.personal import names_in, personal_in


def test_personal(personal_case):
    text, expected = (part.strip() for part in personal_case.split("|"))
    found = personal_in(text)
    found += [name for sentence in parse(text).sentences for name in names_in(sentence.tokens)]
    assert "; ".join(f"{one.kind}: {text[one.start : one.end]}" for one in found) == expected
