"""Gives cases from files: an argument ``lemmas_case`` gets each line of ``cases/lemmas.txt``."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def pytest_generate_tests(metafunc):
    for name in metafunc.fixturenames:
        if name.endswith("_case"):
            path = CASES / f"{name.removesuffix('_case')}.txt"
            lines = path.read_text(encoding="utf-8").splitlines()
            cases = [line for line in lines if line and not line.startswith("#")]
            metafunc.parametrize(name, cases)
