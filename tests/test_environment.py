"""One source of dependencies: pyproject.toml; everything else is in step with it."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from cxkit import __version__
from cxkit.runner.notebooks import notebook_names

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = [Requirement(text) for text in PROJECT["dependencies"]]
EXTRA = [
    Requirement(text)
    for name, texts in PROJECT["optional-dependencies"].items()
    for text in texts
    if name != "dev"
]
DEV = [Requirement(text) for text in PROJECT["optional-dependencies"]["dev"]]
TOOLS = {"ipykernel", "jupyterlab", "openpyxl"}
"""Started or found by name, never imported by our own code."""


def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def imported(folder):
    """Top-level names that the programs of a folder import from elsewhere."""
    paths = list((ROOT / folder).rglob("*.py"))
    names = {"cxkit", "tests", *(path.stem for path in paths), *(p.parent.name for p in paths)}
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    homes = packages_distributions()
    outside = found - sys.stdlib_module_names - names
    return {canonicalize_name(homes.get(name, [name])[0]) for name in outside}


def test_conda_environment_has_the_same_names_and_bounds():
    listed = [text for text in environment()["dependencies"] if isinstance(text, str)]
    specs = {name: bound for name, _, bound in (text.partition(" ") for text in listed)}
    expected = {need.name.lower(): str(need.specifier) for need in NEEDED}
    expected |= {"python": PROJECT["requires-python"], "pip": ""}
    assert specs == expected


def test_conda_environment_installs_the_checkout():
    assert environment()["dependencies"][-1] == {"pip": ["--editable ."]}
    assert environment()["channels"] == ["conda-forge", "nodefaults"]


def test_constraints_pin_every_dependency_within_its_bound():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pins = {canonicalize_name(name): version for name, version in (x.split("==") for x in lines)}
    wrong = [
        str(need)
        for need in [*NEEDED, *EXTRA, *DEV]
        if Version(pins.get(canonicalize_name(need.name), "0")) not in need.specifier
    ]
    assert wrong == []


def names(needs):
    return {canonicalize_name(need.name) for need in needs}


def test_every_import_is_declared_and_every_declaration_is_used():
    used = imported("cxkit")
    assert used - names(NEEDED) - names(EXTRA) == set()
    assert names(NEEDED) - used - TOOLS == set()


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_what_developers_import_is_declared_too(folder):
    # defusedxml and threadpoolctl were there only because others needed them
    assert imported(folder) - names([*NEEDED, *EXTRA, *DEV]) == set()


def test_version_is_written_once_and_again():
    assert PROJECT["version"] == __version__


def test_makefile_has_a_help_line_for_each_command():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"\.PHONY: (.*)", text).group(1).split()
    assert [name for name in phony if not re.search(rf"^{name}:.*##", text, re.MULTILINE)] == []


def test_wheel_brings_notebooks_and_data_to_any_folder(tmp_path):
    hatchling = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    (wheel,) = hatchling.WheelBuilder(str(ROOT)).build(directory=str(tmp_path / "dist"))
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    say = (
        "from cxkit.runner.notebooks import home, notebook_names, notebook_path;"
        "print(home()); print(notebook_names());"
        "folder = notebook_path(notebook_names()[0]).parent;"
        "print((folder / '../data/reviews_shop_ru.csv').is_file())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", say],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    )
    place, names, is_there = ran.stdout.splitlines()
    assert place == str(tmp_path / "installed" / "cxkit" / "_shipped")
    assert names == str(notebook_names())
    assert is_there == "True"
