"""Sentences of the tour: what was read and what was found in it."""

from functools import partial

from cxkit.reports.wording import Language, counted, counted_of, number, phrase

say = partial(phrase, "tour")


def tour_finding(n_mentions: int, n_texts: int, language: Language) -> str:
    """Say how much was found in how many texts.

    Examples
    --------
    >>> " ".join(tour_finding(9431, 942, "en").split())
    '9,431 things found in 942 texts, each with the words that prove it'
    """
    found = counted(n_mentions, language, "thing_found")
    texts = counted(n_texts, language, "in_text")
    return say("found_in", language, found=found, texts=texts)


def files_finding(n_rows: int, n_refused: int, n_files: int, language: Language) -> str:
    """Say how many rows of how many files were read and set aside.

    Examples
    --------
    >>> " ".join(files_finding(2663, 31, 2, "en").split())
    '2,632 of 2,663 rows in 2 files were read; 31 set aside with their reasons'
    """
    read = number(n_rows - n_refused, language)
    rows = counted_of(n_rows, language, "row")
    files = counted(n_files, language, "in_file")
    return say("read_of", language, read=read, rows=rows, files=files, refused=n_refused)


def layers_finding(n_layers: int, language: Language) -> str:
    """Say how many sorts of things were found.

    Examples
    --------
    >>> " ".join(layers_finding(12, "en").split())
    'Texts were read for 12 sorts of things; each place is kept'
    """
    return say("layers_found", language, sorts=counted(n_layers, language, "sort_of_thing"))


def quotes_finding(n_unhappy: int, label: str, language: Language) -> str:
    """Say how many unhappy mentions a touchpoint has.

    Examples
    --------
    >>> " ".join(quotes_finding(500, "Delivery", "en").split())
    '“Delivery”: 500 unhappy mentions'
    """
    n = counted(n_unhappy, language, "unhappy_mention")
    return say("unhappy_at", language, label=label, n=n)
