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


def imported():
    """Top-level names that the package imports from elsewhere."""
    names = set()
    for path in (ROOT / "cxkit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"cxkit"}


def test_conda_environment_has_the_same_names_and_bounds():
    rattler = pytest.importorskip("rattler", reason="py-rattler is not installed")
    listed = [text for text in environment()["dependencies"] if isinstance(text, str)]
    specs = {
        spec.name.normalized: str(spec.version or "") for spec in map(rattler.MatchSpec, listed)
    }
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


def test_every_import_is_declared_and_every_declaration_is_used():
    homes = packages_distributions()
    used = {canonicalize_name(homes.get(name, [name])[0]) for name in imported()}
    declared = {canonicalize_name(need.name) for need in NEEDED}
    assert used - declared - {canonicalize_name(need.name) for need in EXTRA} == set()
    assert declared - used - TOOLS == set()


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
