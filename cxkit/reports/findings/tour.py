"""Sentences of the tour: what was read and what was found in it."""

from cxkit.reports.wording import Language, counted, counted_of, number


def tour_finding(n_mentions: int, n_texts: int, language: Language) -> str:
    """Say how much was found in how many texts.

    Examples
    --------
    >>> " ".join(tour_finding(9431, 942, "en").split())
    '9,431 things found in 942 texts, each with the words that prove it'
    """
    found = counted(n_mentions, language, "thing_found")
    texts = counted(n_texts, language, "in_text")
    if language == "ru":
        return f"В {texts} найдено {found}, каждое с дословной цитатой"
    return f"{found} in {texts}, each with the words that prove it"


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
    if language == "ru":
        return f"Прочитано {read} из {rows} в {files}; отложено с причинами: {n_refused}"
    return f"{read} of {rows} in {files} were read; {n_refused} set aside with their reasons"


def layers_finding(n_layers: int, language: Language) -> str:
    """Say how many sorts of things were found.

    Examples
    --------
    >>> " ".join(layers_finding(12, "en").split())
    'Texts were read for 12 sorts of things; each place is kept'
    """
    sorts = counted(n_layers, language, "sort_of_thing")
    if language == "ru":
        return f"В текстах найдено {sorts}, у каждой находки указано место"
    return f"Texts were read for {sorts}; each place is kept"


def quotes_finding(n_unhappy: int, label: str, language: Language) -> str:
    """Say how many unhappy mentions a touchpoint has.

    Examples
    --------
    >>> " ".join(quotes_finding(500, "Delivery", "en").split())
    '“Delivery”: 500 unhappy mentions'
    """
    mentions = counted(n_unhappy, language, "unhappy_mention")
    return f"«{label}»: {mentions}" if language == "ru" else f"“{label}”: {mentions}"
