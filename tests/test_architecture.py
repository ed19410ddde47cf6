"""The rules that hold the code together, checked on the code itself."""

import ast
import re
from pathlib import Path

import pytest
from grimp import build_graph
from importlinter.cli import lint_imports

import cxkit

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cxkit"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)
DRAWERS = {"utils", "helpers", "common", "misc", "manager", "handler", "tools"}
LAZY = {"cli.py", "__init__.py"}
"""May import cxkit inside functions: help must appear at once."""


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def named(path):
    return str(path.relative_to(ROOT))


def test_every_module_says_what_it_is_for():
    assert [named(path) for path in MODULES if not ast.get_docstring(tree(path))] == []


def test_no_drawer_for_everything():
    assert [named(path) for path in MODULES if path.stem in DRAWERS] == []


def test_cxkit_is_imported_at_the_top_only():
    hidden = [
        f"{named(path)}: {function.name}"
        for path in MODULES
        if path.name not in LAZY
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cxkit")
    ]
    assert hidden == []


def test_names_are_imported_from_where_they_are_defined():
    doors = {f"cxkit.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
    through = [
        f"{named(path)}: {node.module}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and node.module in doors
        and not all(
            (PACKAGE / node.module[6:] / f"{alias.name}.py").exists() for alias in node.names
        )
    ]
    assert through == []


def test_no_broad_except_and_no_print():
    bad = [
        f"{named(path)}: {line.strip()}"
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"except (Exception|BaseException)\b|except:|^\s*print\(|^\s*assert ", line)
    ]
    assert bad == []


def test_floors_import_downwards_only(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_no_import_goes_in_a_circle():
    graph = build_graph("cxkit")
    modules = {
        name for name in graph.modules if not (PACKAGE / name[6:].replace(".", "/")).is_dir()
    }
    circles = [
        name
        for name in modules
        for needed in graph.find_modules_directly_imported_by(name)
        if needed in modules and graph.find_shortest_chain(importer=needed, imported=name)
    ]
    assert circles == []


@pytest.mark.parametrize("name", cxkit.__all__)
def test_public_name_leads_somewhere_and_is_explained(name):
    assert getattr(cxkit, name).__doc__


def test_unknown_public_name_is_an_ordinary_error():
    with pytest.raises(AttributeError, match=r"'journey_mop'\. Did you mean 'journey_map'"):
        _ = cxkit.journey_mop


def test_nothing_kept_here_names_a_machine_or_a_registry():
    words = ["/wo" + "rk/", "/tm" + "p/", "pypi." + "org", "files.python" + "hosted"]
    texts = [
        *MODULES,
        *ROOT.glob("*.toml"),
        *ROOT.glob("*.txt"),
        *ROOT.glob("*.yml"),
        *ROOT.glob("*.md"),
    ]
    named_there = [
        f"{named(path)}: {word}"
        for path in texts
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert named_there == []
