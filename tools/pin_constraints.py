"""Write constraints.txt: this environment's version of everything that pyproject.toml needs.

What an extra needs and is not installed here keeps the version that it had.
"""

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "constraints.txt"


def pins(wanted: list[Requirement]) -> dict[str, str]:
    before = dict(line.split("==") for line in TARGET.read_text(encoding="utf-8").splitlines())
    found: dict[str, str] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while wanted:
        need = wanted.pop()
        extras = tuple(need.extras) or ("",)
        if (need.name.lower(), extras) in seen:
            continue
        seen.add((need.name.lower(), extras))
        try:
            installed = distribution(need.name)
        except PackageNotFoundError:
            print(f"not installed here, so {before.get(need.name, 'not pinned')}: {need}")
            found |= {need.name: before[need.name]} if need.name in before else {}
            continue
        found[installed.metadata["Name"]] = installed.version
        for text in installed.requires or []:
            inner = Requirement(text)
            if inner.marker is None or any(inner.marker.evaluate({"extra": e}) for e in extras):
                wanted.append(inner)
    return found


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [text for texts in project["optional-dependencies"].values() for text in texts]
    pinned = pins([Requirement(text) for text in [*project["dependencies"], *extras]])
    lines = sorted((f"{name}=={version}" for name, version in pinned.items()), key=str.lower)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
