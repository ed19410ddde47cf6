"""The guides say what is true: their code runs, their commands and parameters are there."""

import importlib
import re
import shlex
import sys
from pathlib import Path

import pytest

import cxkit as cx
from cxkit import cli
from cxkit.runner.parameters import MODELS

pytestmark = pytest.mark.filterwarnings("ignore::cxkit.errors.CxkitWarning")

ROOT = Path(__file__).resolve().parents[1]
GUIDES = (ROOT / "docs" / "guide.md", ROOT / "docs" / "guide_ru.md")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUICK = {"check", "sample", "incidents"}
"""Commands that are run; a run of a notebook takes too long, and other tests do that."""


def blocks(kind: str, guide: Path = GUIDES[0]) -> list[str]:
    found = BLOCK.findall(guide.read_text(encoding="utf-8"))
    return [code for language, _, code in found if language == kind]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder that looks like the checkout, with the files that the guide writes down."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    for _, name, text in BLOCK.findall(GUIDES[0].read_text(encoding="utf-8")):
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_code_of_the_guide_runs(checkout):
    names: dict[str, object] = {}
    for code in blocks("python"):
        exec(compile(code, "guide.md", "exec"), names)
    stories, told = names["stories"], names["told"]
    rejected = ("hotel-wedding", "billing_error")
    for mentions, there in ((cx.annotate(stories), True), (told, False)):
        found = set(zip(mentions["feedback_id"], mentions["code"], strict=True))
        assert (rejected in found) is there
    assert (checkout / "shop.npz").is_file()


def test_the_files_of_the_guide_are_read(checkout):
    assert cx.read_alert_rules("rules.yaml")["rule"].tolist() == [
        "delivery got bad", "many bad texts",
    ]  # fmt: skip
    incident = cx.read_incident("incident.yaml")
    assert (incident.id, incident.topic.touchpoints) == ("INC-1", ("payment",))


@pytest.mark.parametrize("line", [line for code in blocks("sh") for line in code.splitlines()])
def test_the_commands_of_the_guide_are_right(line, checkout, monkeypatch, capsys):
    _, command, *rest = shlex.split(line)
    if command in QUICK:
        monkeypatch.setattr(sys, "argv", ["cxkit", command, *rest])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == 0
    elif command == "run":
        given = {rest[i + 1].split("=")[0] for i, word in enumerate(rest) if word == "-p"}
        assert given <= set(MODELS[rest[0]].model_fields)
    else:
        monkeypatch.setattr(sys, "argv", ["cxkit", command, "--help"])
        with pytest.raises(SystemExit):
            cli.main()
        said = capsys.readouterr().out
        assert [word for word in rest if word.startswith("-") and word not in said] == []


def test_both_guides_hold_the_same_code():
    english, russian = (BLOCK.findall(guide.read_text(encoding="utf-8")) for guide in GUIDES)
    bare = re.compile(r"\s*#.*")
    assert [(kind, name, bare.sub("", code)) for kind, name, code in english] == [
        (kind, name, bare.sub("", code)) for kind, name, code in russian
    ]


def test_the_reference_is_what_the_code_says(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    tool = importlib.import_module("write_reference")
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run: make reference"
