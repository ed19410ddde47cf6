"""The project holds together: order of parts, references, and quotes at their places."""

import re
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cxkit.codebook.load import load_codebook
from cxkit.errors import ParameterError
from cxkit.language.annotate import annotate
from cxkit.reports.privacy import mask
from cxkit.reports.qda_project import EXPORTED, GROUPS, NAMESPACE, write_qda_project
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK as FEEDBACK_TABLE
from cxkit.schema.mentions import INFERRED

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
    assert [user.get("name") for user in found(root, "User")] == ["anna", "cxkit"]
    names = {code.get("name"): code.get("isCodable") for code in found(root, "Code")}
    assert names["Touchpoints"] == "false"
    assert names["Delivery hand-over"] == names["Support contact"] == "true"


def read_back(path):
    """Read a project as another program does: texts, and (text, start, end, code, user)."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        texts, quotations = {}, set()
        names = {node.get("guid"): node.get("name") for node in (*found(root, "Code"),
                                                                *found(root, "User"))}  # fmt: skip
        for source in found(root, "TextSource"):
            inside = source.get("plainTextPath").replace("internal://", "Sources/")
            texts[source.get("name")] = archive.read(inside).decode("utf-8")
            for passage in found(source, "PlainTextSelection"):
                place = (int(passage.get("startPosition")), int(passage.get("endPosition")))
                assert names[passage.get("creatingUser")]
                for coding in found(passage, "Coding"):
                    (code,) = found(coding, "CodeRef")
                    who = (names[code.get("targetGUID")], names[coding.get("creatingUser")])
                    quotations.add((source.get("name"), *place, *who))
    return texts, quotations, [code.get("name") for code in found(root, "Code")]


STORIES = {
    "en": "\U0001f600 I ordered a lamp on the website. The courier \U0001f69a never called me, and"
    " nobody answered the phone. \U0001d4b2hat a week! \U0001f469\u200d\U0001f4bb The manager"
    " apologised, cafe\u0301 voucher and all. I will never order from them again.",
    "ru": "\U0001f600 Заказала лампу на сайте. Курьер \U0001f69a так и не позвонил, и трубку никто"
    " не взял. \U0001d4b2от так! \U0001f469\u200d\U0001f4bb Директор извинился и\u0306 подарил"
    " сертификат. Больше у них ничего не закажу.",
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_project_reads_back_in_full(tmp_path, language):
    # Places are counted in code points: an emoji is one, though it takes four bytes.
    feedback = pd.DataFrame([{"feedback_id": name, "text": text, "kind": "story"}
                             for name, text in STORIES.items()])  # fmt: skip
    mentions = annotate(conform(feedback, FEEDBACK_TABLE))
    coded = mentions.loc[mentions["layer"].isin(EXPORTED)]
    is_inferred = coded["by"].str.startswith(INFERRED)
    assert is_inferred.any()  # a code of the text as a whole has no passage to stand at
    coded = coded.loc[~is_inferred]
    assert set(coded["feedback_id"]) == set(STORIES)
    assert {"episode", "factor", "recovery", "outcome"} <= set(coded["layer"])
    path = write_qda_project(tmp_path / "p.qdpx", mentions, feedback, at=AT, language=language)
    texts, quotations, codes = read_back(path)
    assert texts == STORIES
    book = load_codebook()
    assert quotations == {
        (row.feedback_id, row.start, row.end,
         book.label(row.code, language) if row.code in book.entries else row.code, "cxkit")
        for row in coded.itertuples()
    }  # fmt: skip
    cut = {(name, start, end): texts[name][start:end] for name, start, end, _, _ in quotations}
    quotes = coded.set_index(["feedback_id", "start", "end"])["quote"]
    assert all(quotes.loc[[place]].iloc[0] == words for place, words in cut.items())
    assert any("\U0001f69a" in words for words in cut.values())
    assert {GROUPS[layer][language] for layer in ("touchpoint", "factor")} <= set(codes)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.data())
@settings(max_examples=30, deadline=None)
def test_any_text_keeps_its_places(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    row = {"feedback_id": "r", "start": start, "end": end, "quote": text[start:end],
           "layer": "touchpoint", "code": "delivery", "by": "coder:anna"}  # fmt: skip
    feedback = pd.DataFrame({"feedback_id": ["r"], "text": [text]})
    with tempfile.TemporaryDirectory() as folder:
        path = write_qda_project(Path(folder) / "p.qdpx", pd.DataFrame([row]), feedback, at=AT)
        texts, quotations, _ = read_back(path)
    assert len(texts["r"]) == len(text)
    assert quotations == {("r", start, end, "Delivery hand-over", "anna")}
    told = zip(texts["r"], mask(text), strict=True)
    assert all(written in (was, " ") for written, was in told)


def test_a_code_given_by_a_person_and_by_the_machine_stands_for_both(tmp_path):
    twice = [mention("They were late", "factor", "broken_promise", by=by)
             for by in ("judge:factor.broken_promise", "frame:x", "coder:anna")]  # fmt: skip
    path = write_qda_project(tmp_path / "p.qdpx", pd.DataFrame(twice), FEEDBACK, at=AT)
    assert {user for *_, user in read_back(path)[1]} == {"anna", "cxkit"}
    with zipfile.ZipFile(path) as archive:
        SCHEMA.assertValid(etree.fromstring(archive.read("project.qde")))


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


def test_every_code_has_its_definition(tmp_path):
    # Only the last code of each layer had one.
    text = "Мария и Пётр опоздали и нахамили"
    feedback = pd.DataFrame({"feedback_id": ["r1"], "text": [text]})
    row = {
        "feedback_id": "r1",
        "start": 0,
        "end": len(text),
        "quote": text,
        "layer": "factor",
        "by": "r",
    }
    codes = ["broken_promise", "rudeness", "silence"]
    mentions = pd.DataFrame([row | {"code": code} for code in codes])
    path = write_qda_project(tmp_path / "p.qdpx", mentions, feedback, at=AT)
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        words = [archive.read(name).decode() for name in archive.namelist() if name.endswith("txt")]
    told = [node.text for node in found(root, "Description")]
    assert [text.split(":")[0] for text in told] == codes
    # Names left in the texts and in the names of passages.
    assert words == ["••••• и •••• опоздали и нахамили"]
    assert found(root, "PlainTextSelection")[0].get("name") == words[0]
