"""Find a text file's encoding and a table's delimiter.

Order of belief: a byte order mark, zeros that betray UTF-16, strict UTF-8, UTF-8 with a few
broken bytes, then one-byte alphabets. Cyrillic words are runs of high bytes, accented Latin ones
are lone high bytes between plain letters: this tells Windows-1251 from latin-1 surely, where
statistics of a short text would not. What is neither is left to charset-normalizer.
"""

import codecs
import csv
import re
from collections import Counter
from itertools import islice

from charset_normalizer import from_bytes

from cxkit.errors import ReadError
from cxkit.readers.cells import counted

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
FREQUENT = frozenset("оеаинтсрвл")
USUAL = re.compile(r"[а-яё«»“”„’…№€₽°\u00a0–—-]", re.I)
DELIMITERS = (";", "\t", ",", "|")
FEW = 6
"""Bytes beyond ASCII below which nothing can be told from them."""
SAMPLE = 400_000
"""Bytes that the guesses look at."""


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str, list[str]]:
    r"""Decode a text file, line ends as they are.

    Parameters
    ----------
    data : bytes
        The unpacked file.
    name : str
        For messages.
    encoding : str, optional
        To be believed instead of guessing.

    Returns
    -------
    text, encoding, notes : str, str, list of str
        The encoding is a Python codec's name; notes tell of broken bytes and NUL characters.

    Raises
    ------
    ReadError
        The encoding is unknown or does not fit, or the file is not text.

    Examples
    --------
    >>> decode("Всё хорошо".encode("cp1251"), "a.csv")
    ('Всё хорошо', 'cp1251', [])
    >>> decode("très bien présenté".encode("latin-1"), "b.csv")[:2]
    ('très bien présenté', 'latin-1')
    """
    if encoding is not None:
        return _given(data, name, encoding)
    found = _unicode(data) or _one_byte(data, name)
    text, used, notes = found
    n_nul = text.count("\x00")
    if n_nul > max(20, len(text) // 5):
        raise ReadError(
            f"{name}: this is not text ({n_nul:,} of {len(text):,} characters are NUL)."
            " Export it as CSV or XLSX."
        )
    if n_nul:
        notes = [*notes, f"{counted(n_nul, 'NUL character')} taken out"]
        text = text.replace("\x00", "")
    return text, used, notes


def _given(data: bytes, name: str, encoding: str) -> tuple[str, str, list[str]]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding, []
    except LookupError as error:
        raise ReadError(
            f"{name}: no encoding is called '{encoding}'."
            " Usual ones: utf-8, utf-16, cp1251, latin-1."
        ) from error
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name}: the file is not in {encoding}: byte {error.start:,} does not fit."
            " Leave the encoding out to have it found."
        ) from error


def _unicode(data: bytes) -> tuple[str, str, list[str]] | None:
    """Decode by mark, zeros or strict UTF-8; nothing when the bytes are of another alphabet."""
    encoding = next((used for mark, used in MARKS if data.startswith(mark)), None)
    encoding = encoding or _bare_utf16(data) or "utf-8"
    text = data.decode(encoding, errors="replace")
    n_bad = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if n_bad <= 0:
        return text, encoding, []
    n_good = sum(1 for character in text if character > "\x7f") - n_bad
    if encoding == "utf-8" and n_good <= 10 * n_bad:
        return None
    return text, encoding, [f"{counted(n_bad, 'broken character')} of {encoding}, shown as \ufffd"]


def _bare_utf16(data: bytes) -> str | None:
    head = data[:SAMPLE]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half < 4 or max(even, odd) < half / 10:
        # Cyrillic letters have 4 in the high byte, not 0: count it only beside zeros.
        return None
    high_odd = sum(head[1::2].count(byte) for byte in (0, 4))
    high_even = sum(head[0::2].count(byte) for byte in (0, 4))
    if high_odd > 0.8 * half and odd > even:
        return "utf-16-le"
    return "utf-16-be" if high_even > 0.8 * half and even > odd else None


def _one_byte(data: bytes, name: str) -> tuple[str, str, list[str]]:
    sample = data[:SAMPLE]
    if sample.count(0) > len(sample) // 50 or _controls(sample) > len(sample) // 50:
        raise ReadError(f"{name}: this is not a text file. Export it as CSV, XLSX or plain text.")
    high = [len(run) for run in re.findall(rb"[\x80-\xff]+", data)]
    lone = sum(1 for length in high if length == 1)
    few = sum(high) < FEW
    if lone > 0.5 * len(high) or few:
        notes = ["the encoding is not sure: hardly any letters beyond ASCII"] if few else []
        used = "cp1252" if re.search(rb"[\x80-\x9f]", data) else "latin-1"
        return data.decode(used, errors="replace"), used, notes
    used = max(CYRILLIC, key=lambda encoding: _russian(sample, encoding))
    if _russian(sample, used) > 0.35:
        return data.decode(used, errors="replace"), used, []
    best = from_bytes(sample).best()
    used = best.encoding if best is not None else "latin-1"
    note = f"the encoding is not sure: read as {used}"
    return data.decode(used, errors="replace"), used, [note]


def _controls(sample: bytes) -> int:
    return len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", sample))


def _russian(sample: bytes, encoding: str) -> float:
    """Weigh frequent small Russian letters against what no Russian text has; 1 at most."""
    counts = Counter(sample.decode(encoding, errors="replace"))
    beyond = {character: n for character, n in counts.items() if character > "\x7f"}
    strange = sum(n for character, n in beyond.items() if not USUAL.match(character))
    frequent = sum(n for character, n in beyond.items() if character in FREQUENT)
    return (frequent - strange) / max(sum(beyond.values()), 1)


def find_delimiter(lines: list[str]) -> str | None:
    r"""Find the delimiter that cuts the first lines most evenly, None for a single column.

    Examples
    --------
    >>> find_delimiter(["id;text\n", "1;Хорошо, быстро\n"])
    ';'
    >>> find_delimiter(["text\n", "Good, quick\n"]) is None
    True
    """
    best, most = None, 0.0
    for delimiter in DELIMITERS:
        score = _evenness(lines, delimiter)
        if score > most:
            best, most = delimiter, score
    return best


def _evenness(lines: list[str], delimiter: str) -> float:
    rows = [row for row in _records(lines, delimiter) if any(row)]
    if not rows or max(len(row) for row in rows[:3]) < 2:
        return 0.0
    width, n_equal = Counter(len(row) for row in rows).most_common(1)[0]
    if width < 2:
        return 0.0
    return n_equal / len(rows) + min(width, 50) / 1000


def _records(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(lines, delimiter=delimiter), 60))
    except csv.Error:
        return [line.rstrip("\r\n").split(delimiter) for line in lines[:60]]
