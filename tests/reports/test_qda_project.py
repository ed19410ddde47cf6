"""The project holds together: order of parts, references, and quotes at their places."""

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from cxkit.errors import ParameterError
from cxkit.reports.qda_project import NAMESPACE, write_qda_project

TEXT = "They were late.\r\nI called +7 912 345-67-89 & <left>."
FEEDBACK = pd.DataFrame({"feedback_id": ["r1", "r2"], "text": [TEXT, "Nothing coded here."]})
AT = datetime(2026, 3, 1, tzinfo=UTC)


def mention(words, layer, code, by="rule"):
    start = TEXT.index(words)
    return {"feedback_id": "r1", "start": start, "end": start + len(words), "quote": words,
            "layer": layer, "code": code, "by": by}  # fmt: skip


MENTIONS = pd.DataFrame(
    [
        mention("They were late", "touchpoint", "delivery"),
        mention("They were late", "factor", "broken_promise", by="coder:anna"),
        mention("I called +7 912 345-67-89", "episode", "support_contact"),
        mention("<left>", "outcome", "leave"),
        mention("They were late.", "sentence", "negative"),
    ]
)


@pytest.fixture
def project(tmp_path):
    path = write_qda_project(tmp_path / "p.qdpx", MENTIONS, FEEDBACK, at=AT)
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    return etree.fromstring(texts["project.qde"].encode()), texts


def found(root, name):
    return root.findall(f".//{{{NAMESPACE}}}{name}")


SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("qda_project.xsd")))
"""The types used, compared one by one with the published Project.xsd."""


def test_the_project_is_valid_by_the_schema_of_the_standard(project):
    SCHEMA.assertValid(project[0])


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("CodeBook", lambda node: node.getparent().append(node)),  # after the sources
        ("User", lambda node: node.set("guid", "1")),
        ("Coding", lambda node: node.append(node[0].__copy__())),  # two codes in one coding
        ("PlainTextSelection", lambda node: node.attrib.pop("endPosition")),
        ("Code", lambda node: node.set("colour", "#ffffff")),
        ("Project", lambda node: node.set("creationDateTime", "1 March 2026")),
    ],
)
def test_the_schema_refuses_what_the_standard_refuses(project, kind, spoil):
    root, _ = project
    spoil(root if kind == "Project" else found(root, kind)[0])
    assert not SCHEMA.validate(root)


def test_control_characters_of_a_text_do_not_stop_the_export(tmp_path):
    # A review pasted from a terminal held a NUL and a vertical tab: lxml refused to write it.
    text = "The courier\x0b was\x00 late \U0001f600."
    feedback = pd.DataFrame({"feedback_id": ["r\x01"], "text": [text]})
    quote = text[:-1]
    row = {"feedback_id": "r\x01", "start": 0, "end": len(quote), "quote": quote,
           "layer": "touchpoint", "code": "delivery", "by": "rule"}  # fmt: skip
    path = write_qda_project(tmp_path / "p.qdpx", pd.DataFrame([row]), feedback, at=AT)
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        (source,) = found(root, "TextSource")
        words = archive.read(source.get("plainTextPath").replace("internal://", "Sources/"))
    SCHEMA.assertValid(root)
    assert words.decode("utf-8") == "The courier  was  late \U0001f600."


def test_parts_come_in_the_order_of_the_standard(project):
    root, _ = project
    assert [etree.QName(child).localname for child in root] == ["Users", "CodeBook", "Sources"]


def test_every_id_is_unique_and_every_reference_leads_somewhere(project):
    root, _ = project
    ids = [node.get("guid") for node in root.iter() if node.get("guid")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in ids)
    referred = [node.get("targetGUID") for node in found(root, "CodeRef")]
    referred += [node.get("creatingUser") for node in found(root, "Coding")]
    assert set(referred) <= set(ids)


def test_places_hold_in_the_text_that_travels_along(project):
    root, texts = project
    (source,) = found(root, "TextSource")
    words = texts[source.get("plainTextPath").replace("internal://", "Sources/")]
    assert len(words) == len(TEXT)
    cut = [words[int(p.get("startPosition")) : int(p.get("endPosition"))]
           for p in found(source, "PlainTextSelection")]  # fmt: skip
    assert cut[0] == "They were late"
    assert cut[2] == "<left>"


def test_two_codes_of_one_passage_are_one_passage_with_two_codings(project):
    root, _ = project
    passages = found(root, "PlainTextSelection")
    assert [len(found(passage, "Coding")) for passage in passages] == [2, 1, 1]


def test_coders_are_users_and_codes_are_named_and_grouped(project):
    root, _ = project
    assert [user.get("name") for user in found(root, "User")] == ["coder:anna", "rule"]
    names = {code.get("name"): code.get("isCodable") for code in found(root, "Code")}
    assert names["Touchpoints"] == "false"
    assert names["Delivery hand-over"] == names["Support contact"] == "true"


def test_personal_data_do_not_leave(project):
    assert "345-67" not in "".join(project[1].values())


def test_the_same_input_gives_the_same_bytes(tmp_path):
    paths = [write_qda_project(tmp_path / f"{n}.qdpx", MENTIONS, FEEDBACK, at=AT) for n in "ab"]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_another_ending_and_an_empty_export_are_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"ends in \.qdpx"):
        write_qda_project(tmp_path / "p.zip", MENTIONS, FEEDBACK)
    with pytest.raises(ParameterError, match="annotate them first"):
        write_qda_project(tmp_path / "p.qdpx", MENTIONS[:0], FEEDBACK)
