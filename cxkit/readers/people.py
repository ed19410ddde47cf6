"""Columns that name people: what tells them, and the pseudonyms that names become."""

import hashlib
import hmac
import os
import re
from collections import Counter

import pandas as pd

from cxkit.readers.cells import as_text
from cxkit.readers.columns import is_personal, known_names, plain
from cxkit.readers.ladders import ladder_of
from cxkit.readers.words import words

LOOK = 500
"""How many cells tell what a column holds."""
MOST = 0.5
"""From more than this share of values that look like phones or names on, keys are such."""
_NAME = r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)+\.?"
_CAPITALISED = r"[A-ZА-ЯЁ][\w'’-]*\.?(?:[ .,;]+[A-ZА-ЯЁ][\w'’-]*\.?)+"
_BEGUN = re.compile(_CAPITALISED)
_INITIALS = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ]\. ?[А-ЯЁ]\.")
"""A surname with initials: «Петров П. П.»."""
_PHONE = r"(?:\+|8|7)(?:[ ().-]*\d){10,14}"
SHORT_NUMBER = re.compile(r"[a-zа-я]?\d{1,2}")
"""Number of a team or line: "2", "L2"."""
_REACH = re.compile(
    r"(?:[^<>@]*<)?(?:(?:mailto:)?[^\s@,;<>]+@[^\s@,;<>]+\.\w+|(?:\d{1,3}\.){3}\d{1,3}"
    r"|(?:(?:tel|sip):)?(?:\+\d(?:[ ().-]*\d){9,13}|[78][ (-]*9(?:[ ().-]*\d){9}))>?",
    re.I,
)
"""An address of mail or network or a phone, alone in a cell or in angle brackets behind a name; a
long number alone is none."""
_RECORDS = re.compile(r'\[\{"')
"""What a list of records inside a record begins with; nobody has looked at what is in it."""
SECRET = "CXKIT_KEY"
"""Environment variable with the secret of a project's pseudonyms."""


def pseudonyms(values: pd.Series) -> pd.Series:
    """Replace names by keys that are the same for the same name in every file.

    This is pseudonymisation, not anonymisation: the rows of one person stay together. Without
    the environment variable ``CXKIT_KEY`` the key is a plain hash, and whoever has a list of
    addresses, or tries all phone numbers, finds the person behind it. With a secret there, long
    and kept apart from the data, only those who have the secret can do that; the same secret
    gives the same keys in every file and run, another one gives others.

    Parameters
    ----------
    values : Series of str
        Names, addresses, numbers; case and outer blanks do not matter.

    Returns
    -------
    Series of str
        "p-" and twelve hexadecimal digits; missing values stay missing. Empty for no values.

    Examples
    --------
    >>> keys = pseudonyms(pd.Series(["Ann", "ann ", None], dtype="str"))
    >>> keys[0] == keys[1], keys[0].startswith("p-"), bool(keys.isna()[2])
    (True, True, True)
    """
    return values.map({one: pseudonym(one) for one in values.dropna().unique()}).astype("str")


def pseudonym(value: str) -> str:
    """Give the key of one name, address or number, as `pseudonyms` does for many.

    Examples
    --------
    >>> pseudonym("Ann") == pseudonym("ann ")
    True
    """
    name, secret = value.strip().casefold().encode(), os.environ.get(SECRET, "").encode()
    found = hmac.new(secret, name, "sha256") if secret else hashlib.sha256(name)
    return f"p-{found.hexdigest()[:12]}"


def without_teams(values: pd.Series) -> pd.Series:
    """Leave out what is called by words of teams and short numbers alone: "Support Line 2".

    Examples
    --------
    >>> without_teams(pd.Series(["Support Team", "Отдел доставки", "Anna Lee"])).tolist()
    [nan, nan, 'Anna Lee']
    """
    known = frozenset(words("teams")["any"])

    def is_team(value: str) -> bool:
        said = plain(value).split()
        return not known.isdisjoint(said) and all(
            one in known or SHORT_NUMBER.fullmatch(one) for one in said
        )

    return values.where(~values.isin([one for one in values.dropna().unique() if is_team(one)]))


def names_people(name: str, values: pd.Series) -> bool:
    """Tell whether a column names people: by heading, an address, phones or names throughout."""
    is_address = values.str.contains("@", regex=False).any()
    named = is_personal(name) and values.notna().any()
    return bool(named or is_address or _are_people(values.dropna()))


def hides_people(name: str, cells: pd.Series) -> bool:
    """Tell whether a column that feeds nothing holds people's names, as its name and values say.

    Its values must be capitalised words that are no labels of a scale. Most of them have a usual
    first name or initials, or the column's name is made of words for people and little else
    ("Staff", "Changed by").

    Examples
    --------
    >>> hides_people("manager_name", pd.Series(["Anna Lee", "Ann Low"]))
    True
    >>> hides_people("Customer segment", pd.Series(["Small Business", "Large Business"]))
    False
    """
    some = cells.dropna().head(LOOK)
    if not any(isinstance(cell, str) and _BEGUN.match(cell.strip()) for cell in some):
        return False
    people = without_teams(as_text(some)).dropna().str.strip()
    if not len(people) or people.str.fullmatch(_CAPITALISED).mean() <= MOST:
        return False
    known = known_names("personal")
    begun, beside = tuple(known["beginnings"]), set(known["beside"])
    said = plain(name).split()
    is_headed = any(word.startswith(begun) for word in said) and all(
        word.startswith(begun) or word in beside for word in said
    )
    return (is_headed or bool(people.map(_is_named).mean() > MOST)) and ladder_of(people) is None


def _is_named(value: str) -> bool:
    """Tell whether a value has a usual first name, or is a surname with initials."""
    firsts = words("personal")["first_names"]
    return bool(_INITIALS.match(value)) or not set(firsts).isdisjoint(plain(value).split())


def _are_people(values: pd.Series) -> bool:
    """Tell whether most values look like phones or like names: two words of letters and more.

    Among running numbers a few always look like phones.
    """
    bare = values.str.strip()
    forms = (_PHONE, _NAME, _RECORDS.pattern + ".*")
    return any(len(bare) > 0 and bool(bare.str.fullmatch(form).mean() > MOST) for form in forms)


def reaches_people(cells: pd.Series) -> bool:
    """Tell whether a column holds addresses, phones or whole records, and hardly anything else.

    Examples
    --------
    >>> reaches_people(pd.Series(["a@b.ru", None, "+7 900 123-45-67"]))
    True
    >>> reaches_people(pd.Series(["write to a@b.ru", "8 из 10"]))
    False
    """
    said = Counter(as_text(cells.head(LOOK)).dropna().tolist())
    n_such = sum(n for text, n in said.items() if _reaches(text.strip()))
    return n_such > MOST * said.total()


def _reaches(text: str) -> bool:
    return _REACH.fullmatch(text) is not None or _RECORDS.match(text) is not None
