"""Codes and quotations as a REFI-QDA project (.qdpx), which programs for qualitative work open."""

import re
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from lxml import etree

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook, Entry
from cxkit.errors import ParameterError
from cxkit.measures.corrections import CODER
from cxkit.reports.privacy import blotted, mask, personal_places
from cxkit.reports.wording import Language
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import INFERRED, MENTIONS

NAMESPACE = "urn:QDA-XML:project:1.0"
MACHINE = "cxkit"
"""Name of the user who stands for all rules and models."""

EXPORTED = ("episode", "touchpoint", "channel", "emotion", "factor", "recovery", "outcome",
            "promise", "suggestion")  # fmt: skip
"""Layers that a researcher would code; amounts, dates and sentences stay behind."""

GROUPS = {
    "touchpoint": {"ru": "Точки контакта", "en": "Touchpoints"},
    "channel": {"ru": "Каналы", "en": "Channels"},
    "emotion": {"ru": "Чувства", "en": "Emotions"},
    "factor": {"ru": "Факторы", "en": "Factors"},
    "recovery": {"ru": "Исправление", "en": "Recovery"},
    "outcome": {"ru": "Решение", "en": "Outcome"},
    "promise": {"ru": "Обещания", "en": "Promises"},
    "suggestion": {"ru": "Предложения", "en": "Suggestions"},
}
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML forbids, and the carriage return, which programs count differently."""

_SPACE = uuid.UUID("7d3c86a0-1c6a-4b34-8b1b-59554d721e1d")
"""Ids are made of names in this space: the same input gives the same project."""


def write_qda_project(
    path: str | Path,
    mentions: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    at: datetime | None = None,
    language: Language = "en",
    codebook: Codebook | None = None,
) -> Path:
    """Write texts, codes and coded passages as one project file.

    Personal data in the texts, names too, are masked, one mark a character; a carriage return and
    a character that XML forbids become a space each, so that every place holds in every program.

    Parameters
    ----------
    path : path
        File to write, with the ending .qdpx.
    mentions : DataFrame
        MENTIONS; the layers in `EXPORTED` are taken, without codes that only a text as a whole
        tells: they have no passage. Each coder is a user of the project, and
        the machine, whatever rule spoke, is one more.
    feedback : DataFrame
        FEEDBACK with the texts; only texts with a code are exported.
    at : datetime, optional
        Time that stands in the project; now by default.
    language : {"ru", "en"}
        Language of the codes' names.
    codebook : Codebook, optional
        Names and definitions of the codes; the package's own by default.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        The ending is another one, or there is nothing to export.

    References
    ----------
    REFI-QDA Standard, Project.xsd, QDA-XML 1.0 of 18 March 2019, www.qdasoftware.org.
    """
    file = Path(path)
    if file.suffix != ".qdpx":
        raise ParameterError(f"path='{file.name}': a REFI-QDA project ends in .qdpx.")
    rows = conform(mentions, MENTIONS)
    personal = personal_places(rows)
    is_exported = rows["layer"].isin(EXPORTED) & ~rows["by"].str.startswith(INFERRED)
    rows = rows.loc[is_exported].assign(
        layer=lambda frame: frame["layer"].replace({"episode": "touchpoint"}),
        user=lambda frame: frame["by"].map(_user),
    )
    texts = conform(feedback, FEEDBACK).set_index("feedback_id")["text"]
    rows = rows.loc[rows["feedback_id"].isin(texts.dropna().index)]
    if rows.empty:
        raise ParameterError("There is no code of these texts to export; annotate them first.")
    stamp = (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    book = codebook or load_codebook()
    masked = {
        text_id: _written(mask(blotted(str(texts[text_id]), personal.get(str(text_id), []))))
        for text_id in rows["feedback_id"].unique()
    }
    project = _project(rows, masked, book, stamp, language)
    tree = etree.tostring(project, xml_declaration=True, encoding="utf-8", pretty_print=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("project.qde"), tree)
        for text_id, words in masked.items():
            archive.writestr(_entry(f"Sources/{_id('text', text_id)}.txt"), words)
    return file


def _user(by: str) -> str:
    """Name the user who gave a code: a person, or the machine."""
    return by.removeprefix(CODER) if by.startswith(CODER) else MACHINE


def _entry(name: str) -> zipfile.ZipInfo:
    """Make an entry without a time, so that the same input gives the same bytes."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _id(*parts: object) -> str:
    return str(uuid.uuid5(_SPACE, "/".join(map(str, parts))))


def _written(text: str) -> str:
    """Put a space for each character that cannot be written, so that places stay."""
    return _UNWRITABLE.sub(" ", text)


def _node(parent: etree._Element | None, kind: str, /, **attributes: str) -> etree._Element:
    tag = f"{{{NAMESPACE}}}{kind}"
    attributes = {name: _written(value) for name, value in attributes.items()}
    if parent is None:
        return etree.Element(tag, attributes, nsmap={None: NAMESPACE})
    return etree.SubElement(parent, tag, attributes)


def _project(
    rows: pd.DataFrame, texts: dict[str, str], book: Codebook, stamp: str, language: Language
) -> etree._Element:
    users = sorted(rows["user"].unique())
    project = _node(
        None, "Project", name="cxkit", origin="cxkit",
        creatingUserGUID=_id("user", users[0]), creationDateTime=stamp,
    )  # fmt: skip
    people = _node(project, "Users")
    for user in users:
        _node(people, "User", guid=_id("user", user), name=user)
    codes = _node(_node(project, "CodeBook"), "Codes")
    for layer, own in rows.groupby("layer", sort=True):
        _add_codes(codes, str(layer), sorted(own["code"].unique()), book, language)
    sources = _node(project, "Sources")
    for text_id, own in rows.groupby("feedback_id", sort=True):
        _add_source(sources, str(text_id), own, texts[str(text_id)], stamp)
    return project


def _add_codes(
    codes: etree._Element, layer: str, names: list[str], book: Codebook, language: Language
) -> None:
    parent = _node(codes, "Code", guid=_id("layer", layer), name=GROUPS[layer][language],
                   isCodable="false")  # fmt: skip
    for name in names:
        entry: Entry | None = book.entries.get(name)
        label = entry.label(language) if entry else name
        code = _node(parent, "Code", guid=_id("code", layer, name), name=label, isCodable="true")
        definition = _node(code, "Description")
        told = f"{name}: {entry.definition}" if entry and entry.definition else name
        definition.text = _written(told)


def _add_source(
    sources: etree._Element, text_id: str, rows: pd.DataFrame, text: str, stamp: str
) -> None:
    guid = _id("text", text_id)
    source = _node(sources, "TextSource", guid=guid, name=text_id,
                   plainTextPath=f"internal://{guid}.txt")  # fmt: skip
    for (start, end), own in rows.groupby(["start", "end"], sort=True):
        passage = _node(
            source, "PlainTextSelection", guid=_id("passage", text_id, start, end),
            name=text[int(start) : int(end)][:60], startPosition=str(start),
            endPosition=str(end), creatingUser=_id("user", own["user"].iloc[0]),
            creationDateTime=stamp,
        )  # fmt: skip
        for row in own.drop_duplicates(["layer", "code", "user"]).itertuples():
            what = (text_id, start, end, row.layer, row.code, row.user)
            coding = _node(
                passage, "Coding", guid=_id("coding", *what),
                creatingUser=_id("user", row.user), creationDateTime=stamp,
            )  # fmt: skip
            _node(coding, "CodeRef", targetGUID=_id("code", row.layer, row.code))
