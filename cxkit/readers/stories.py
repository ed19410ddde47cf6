"""Read customers' stories (one text file each) into FEEDBACK of the kind "story".

Plain text and Markdown are decoded and left as they are, line ends included, so that offsets
point into the file. Of a web page and of a Word document the text is taken out, one line a block.
"""

import io
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import docx.table
import docx.text.paragraph
import lxml.etree
import lxml.html
import pandas as pd
from docx.opc.exceptions import PackageNotFoundError

from cxkit.errors import CxkitWarning, ReadError, some
from cxkit.readers.files import FORMATS, Source, open_source, places_of, plain_name
from cxkit.readers.reading import Reading
from cxkit.readers.sniff import decode
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK

BLOCKS = ("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section")
BESIDE = ("yaml", "program")
"""Formats of what lies beside stories and is none: codes given to them, scripts."""
UNSEEN = ("script", "style", "template", "noscript", "head", "nav", "svg")


def read_stories(paths: str | Path | Sequence[str | Path]) -> pd.DataFrame:
    """Read one story a file.

    Parameters
    ----------
    paths : path or sequence of paths
        Files (txt, md, html, docx, each also gzipped), or a folder: then all such files in it,
        in the order of their names; README files, hidden files, YAML and programs are left out.

    Returns
    -------
    DataFrame
        FEEDBACK, one row a file, kind "story"; ``feedback_id`` is the file's name without
        extension, with it where two would be equal. ``attrs["reading"]`` has one entry a file.

    Raises
    ------
    ReadError
        A named file cannot be read, or a folder holds no story that can.
    ParameterError
        *paths* are no paths.

    Warns
    -----
    CxkitWarning
        A file of a folder could not be read and was passed over, or a folder holds folders, or
        files of another format.
    """
    given = places_of(paths)
    files = [file for path in given for file in _files(path)]
    if not files:
        where = ", ".join(str(path) for path in given) or "an empty list"
        raise ReadError(f"{where}: no story is there. Stories are txt, md, html or docx files.")
    folders = {path for path in given if path.is_dir()}
    read = [one for file in files if (one := _tolerant(file, file.parent in folders)) is not None]
    if not read:
        raise ReadError(f"{given[0]}: none of the {len(files)} files can be read as a story.")
    stories = pd.DataFrame([row for row, _ in read])
    repeated = stories["feedback_id"].duplicated(keep=False)
    stories["feedback_id"] = stories["feedback_id"].where(~repeated, stories["source"])
    stories = conform(stories, FEEDBACK)
    stories.attrs["reading"] = [record for _, record in read]
    return stories


def story_text(source: Source) -> tuple[str, str | None, list[str]]:
    """Take the text out of an opened story.

    Returns
    -------
    text, encoding, notes : str, str or None, list of str
        The encoding is None for a Word document.

    Raises
    ------
    ReadError
        The format is none of a story's, or there is no text in it.
    """
    take = STORY_FORMATS.get(source.format)
    if take is None:
        raise ReadError(
            f"{source.path.name}: a {source.format} is no story. Stories are read from"
            f" {', '.join(STORY_FORMATS)}, each also as .gz: save its text as one of these."
        )
    text, encoding, notes = take(source)
    if not text.strip():
        raise ReadError(f"{source.path.name}: there is no text in it.")
    return text, encoding, notes


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    entries = sorted(
        entry for entry in path.iterdir() if not entry.name.lower().startswith((".", "readme"))
    )
    files = [entry for entry in entries if entry.is_file() and _named(entry) in STORY_FORMATS]
    others = [
        f"{entry.name}/" if entry.is_dir() else entry.name
        for entry in entries
        if entry not in files and _named(entry) not in BESIDE
    ]
    if others:
        warnings.warn(
            f"{path.name}: left out, for only txt, md, html and docx files of a folder are read as"
            f" stories: {some(others)}. Name a folder in it by itself; save other files as txt.",
            CxkitWarning,
            stacklevel=3,
        )
    return files


def _named(entry: Path) -> str:
    """Give the format by the name alone."""
    return FORMATS.get(Path(plain_name(entry)).suffix.lower(), "")


def _tolerant(file: Path, from_folder: bool) -> tuple[dict[str, object], dict[str, object]] | None:
    """Read one file; one that came with a folder and cannot be read is told and passed over."""
    try:
        return _story(file)
    except ReadError as error:
        if not from_folder:
            raise
        warnings.warn(f"a file was passed over: {error}", CxkitWarning, stacklevel=3)
        return None


def _story(file: Path) -> tuple[dict[str, object], dict[str, object]]:
    source = open_source(file)
    text, encoding, notes = story_text(source)
    row: dict[str, object] = {
        "feedback_id": source.stem, "source": file.name, "kind": "story", "text": text
    }  # fmt: skip
    reading = Reading("read_stories", source, {})
    reading.n_rows = 1
    reading.columns = {"text": "the whole file"}
    reading.set_encoding(encoding)
    for note in notes:
        reading.note(note)
    record = reading.finish(pd.DataFrame([row])).attrs["reading"][0]
    return row, record


def _plain(source: Source) -> tuple[str, str | None, list[str]]:
    text, encoding, notes = decode(source.data, source.path.name)
    lines = [line for line in text.splitlines() if line.strip()]
    parted = Counter(line.count("\t") for line in lines).most_common(1)
    if len(lines) > 5 and parted[0][0] > 0 and parted[0][1] == len(lines):
        notes = [*notes, "every line has tabs at the same number: this may be a table"]
    return text, encoding, notes


def _html(source: Source) -> tuple[str, str | None, list[str]]:
    text, encoding, notes = decode(source.data, source.path.name)
    try:
        page = lxml.html.document_fromstring(
            text.encode("utf-8"), lxml.html.HTMLParser(encoding="utf-8")
        )
    except lxml.etree.ParserError as error:
        raise ReadError(f"{source.path.name}: there is no text in this page.") from error
    lxml.etree.strip_elements(page, *UNSEEN, lxml.etree.Comment, with_tail=False)
    for block in page.iter(*BLOCKS):
        block.tail = "\n" + (block.tail or "")
    lines = [" ".join(line.split()) for line in str(page.text_content()).split("\n")]
    note = "offsets point into the text taken out of the page"
    return "\n".join(line for line in lines if line), encoding, [*notes, note]


def _docx(source: Source) -> tuple[str, str | None, list[str]]:
    try:
        document = docx.Document(io.BytesIO(source.data))
        lines = [text for block in document.iter_inner_content() for text in _docx_lines(block)]
    except (PackageNotFoundError, KeyError, ValueError, OSError, NotImplementedError, zlib.error,
            zipfile.BadZipFile, lxml.etree.XMLSyntaxError) as error:  # fmt: skip
        raise ReadError(
            f"{source.path.name}: the Word document is damaged: {error}. Save it again."
        ) from error
    return "\n".join(lines), None, ["offsets point into the text taken out of the document"]


def _docx_lines(block: docx.text.paragraph.Paragraph | docx.table.Table) -> list[str]:
    if isinstance(block, docx.table.Table):
        return [cell.text for row in block.rows for cell in row.cells]
    return [block.text]


STORY_FORMATS: dict[str, Callable[[Source], tuple[str, str | None, list[str]]]] = {
    "txt": _plain,
    "chat": _plain,
    "md": _plain,
    "html": _html,
    "docx": _docx,
}
"""Which format's text is taken out by what: a new story format is one line here."""
