"""Open one file, plain or gzipped, and say what it is; every trouble is a plain sentence.

What a file is comes from its first bytes where they tell, and from its name where they do not:
a workbook saved under the name ``.csv`` is still read as a workbook.
"""

import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cxkit.errors import ParameterError, ReadError

MAX_BYTES = 2_000_000_000
"""Largest unpacked file that is read; a gzip that grows beyond it is refused."""

FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "txt", ".text": "txt", ".md": "md",
    ".markdown": "md", ".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx",
    ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods", ".json": "json", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".parquet": "parquet", ".sav": "sav", ".zsav": "sav", ".dta": "dta",
    ".xes": "xes", ".rds": "file of R's own format", ".rdata": "file of R's own format",
    ".xml": "xml", ".lss": "lss", ".yaml": "yaml", ".yml": "yaml", ".py": "program",
    ".js": "program", ".r": "program", ".ipynb": "notebook", ".eml": "mail message",
    ".mbox": "mail message",
    ".qsf": "qsf", ".sas7bdat": "SAS file", ".por": "SPSS portable file",
}  # fmt: skip
"""Format by the end of the file's name (before ``.gz``)."""

MAGIC = (
    (b"PAR1", "parquet"), (b"$FL2", "sav"), (b"$FL3", "sav"), (b"<stata_dta>", "dta"),
    (b"%PDF", "PDF document"),
    (b"\xd0\xcf\x11\xe0", "xls"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"),
    (b"SQLite format 3", "SQLite database"), (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"), (b"BZh", "bzip2 archive"), (b"{\\rtf", "RTF document"),
)  # fmt: skip
"""First bytes that tell the format, whatever the name says."""
PAGE = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<style", b"<head")
"""What a web page begins with."""
MESSAGE = re.compile(
    r"^\u200e?\[?(?P<date>\d{1,2}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s?[ap]\.?m\.?)?)(?:\]| [-–]) ",
    re.I | re.M,
)
"""What a message begins with in a chat of WhatsApp: "[14.05.2026, 09:10:07] Anna: ..."."""
WEB = ("html", "md", "txt", "mail message")
"""Formats by name in which a web page is read as a text."""


@dataclass(frozen=True)
class Source:
    """One opened file.

    Attributes
    ----------
    path : Path
        Where it lies.
    data : bytes
        Its content, unpacked.
    format : str
        A word of `FORMATS`, or what the first bytes say.
    packed : bool
        Whether it was gzipped.
    sha256 : str
        Of the file as it lies on disk.
    """

    path: Path
    data: bytes
    format: str
    packed: bool
    sha256: str

    @property
    def stem(self) -> str:
        """Name without folder, ``.gz`` and extension."""
        return plain_name(self.path).rsplit(".", 1)[0]


def open_source(path: str | Path) -> Source:
    """Read a file whole and unpack it.

    Parameters
    ----------
    path : path
        A file; gzip is recognised by its first bytes.

    Returns
    -------
    Source
        Its bytes, format and fingerprint.

    Raises
    ------
    ReadError
        The file is missing, a folder, not allowed to be read, empty, or a broken gzip.
    ParameterError
        *path* is no path.
    """
    place = place_of(path)
    raw = _bytes(place)
    packed = raw[:2] == b"\x1f\x8b"
    data = unpacked(raw, place) if packed else raw
    inside = place
    if data.startswith(b"PK\x03\x04") and _zip_format(place, data) == "ZIP archive":
        inside, data = _only_file(place, data)
    packed = packed or inside is not place
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise ReadError(
            f"{place.name}: the file is empty. Export it again, and check that the export"
            " had anything in it."
        )
    return Source(place, data, _format(inside, data), packed, hashlib.sha256(raw).hexdigest())


def _only_file(place: Path, data: bytes) -> tuple[Path, bytes]:
    """Unpack the one file of a known format in a ZIP archive; another archive stays as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        known = [
            one for one in archive.infolist()
            if Path(one.filename).suffix.lower() in FORMATS and "__MACOSX" not in one.filename
        ]  # fmt: skip
        if len(known) != 1 or known[0].file_size > MAX_BYTES:
            return place, data
        try:
            return Path(known[0].filename), archive.read(known[0])
        except (RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise ReadError(
                f"{place.name}: the archive cannot be unpacked: {error}. Unpack it and name the"
                " file in it."
            ) from error


def place_of(path: object) -> Path:
    """Take what a user gave as the path of a file, or say what was given instead.

    Raises
    ------
    ParameterError
        It is neither text nor a path.

    Examples
    --------
    >>> place_of("data/reviews.csv").name
    'reviews.csv'
    """
    if isinstance(path, (str, os.PathLike)):
        return Path(path)
    kind = type(path).__name__
    todo = "Write it to a file and name that."
    if isinstance(path, pd.DataFrame):
        todo = (
            "A table in memory needs no reader: with the columns feedback_id and text it goes to"
            " annotate() as it is. Or save it as CSV and name that file."
        )
    raise ParameterError(f"The path of a file is needed, and this is of the type {kind}. {todo}")


def places_of(paths: object) -> list[Path]:
    """Take one path or several; see :func:`place_of`.

    Examples
    --------
    >>> [place.name for place in places_of(["a.csv", "b.csv"])]
    ['a.csv', 'b.csv']
    >>> len(places_of("a.csv"))
    1
    """
    alone = isinstance(paths, (str, os.PathLike, bytes, io.IOBase, pd.DataFrame))
    if alone or not isinstance(paths, Iterable):
        return [place_of(paths)]
    return [place_of(path) for path in paths]


def plain_name(path: Path) -> str:
    """File name without a closing ``.gz``."""
    return path.name[:-3] if path.name.lower().endswith(".gz") else path.name


def _bytes(place: Path) -> bytes:
    try:
        if place.is_dir():
            raise ReadError(f"{place}: this is a folder. Name one file in it.")
        if place.stat().st_size > MAX_BYTES:
            raise ReadError(f"{place.name}: over {MAX_BYTES:,} bytes. Split the export by time.")
        return place.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{place}: there is no such file.{_neighbour(place)}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{place}: the file cannot be opened: {reason}.") from error


def _neighbour(place: Path) -> str:
    if place.is_symlink():
        return f" It is a link to '{os.readlink(place)}', which is not there."
    if not place.parent.is_dir():
        return f" There is no folder '{place.parent}' either."
    same = [p.name for p in place.parent.iterdir() if p.name.lower() == place.name.lower()]
    same += [p.name for p in place.parent.glob(f"{place.stem.rstrip('*?[')}.*")]
    return f" Did you mean '{same[0]}'?" if same else " Check the name and the folder."


def unpacked(raw: bytes, place: Path) -> bytes:
    """Unpack a gzip, or say how much of it could be unpacked."""
    parts: list[bytes] = []
    size, rest = 0, raw
    while rest[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(wbits=31)
        try:
            parts.append(member.decompress(rest, MAX_BYTES - size + 1))
        except zlib.error as error:
            raise ReadError(
                f"{place.name}: the gzip is damaged: {error}. Copy or download it again."
            ) from error
        size += len(parts[-1])
        if size > MAX_BYTES:
            raise ReadError(f"{place.name}: unpacks to over {MAX_BYTES:,} bytes; not read.")
        if not member.eof:
            raise ReadError(
                f"{place.name}: the gzip is cut short: it ends after {size:,} unpacked bytes"
                " without its closing mark. Copy or download it again."
            )
        rest = member.unused_data.lstrip(b"\x00")
    return b"".join(parts)


def _format(place: Path, data: bytes) -> str:
    for magic, name in MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(place, data)
    if b"<log" in data[:4000] and b"xes" in data[:4000]:
        return "xes"
    known = FORMATS.get(Path(plain_name(place)).suffix.lower(), "")
    if known not in WEB and data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(PAGE):
        return "web table"
    if known in {"xlsx", "xls"} and _is_text(data):
        return "csv"
    if known in {"xlsx", "xls", "ods", "docx", "parquet", "sav"}:
        raise ReadError(
            f"{place.name}: the name says {known}, but the content is something else"
            f" (it begins with {data[:12]!r}). Export it again, or give it its true extension."
        )
    return "chat" if known == "txt" and _is_chat(data) else known or "txt"


def _is_chat(data: bytes) -> bool:
    """Tell whether a text begins with a dated message, and has more of them."""
    head = data[:20_000].decode("utf-8", errors="ignore").lstrip("\ufeff \r\n")
    return MESSAGE.match(head) is not None and len(MESSAGE.findall(head)) > 1


def _is_text(data: bytes) -> bool:
    """Tell whether this is text with a delimiter in it: a CSV under a workbook's name."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[:4000]
    return (is_wide or b"\x00" not in head) and any(mark in head for mark in b"\t;,")


def _zip_format(place: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if any(name.startswith("word/") for name in names):
                return "docx"
            if any(name.startswith("xl/") for name in names):
                return "xlsx"
            if "mimetype" in names and b"spreadsheet" in archive.read("mimetype"):
                return "ods"
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError,
        KeyError, EOFError,
    ) as error:  # fmt: skip
        raise ReadError(
            f"{place.name}: the file is damaged or cut short: {error}. Copy or export it again."
        ) from error
    return "ZIP archive"
