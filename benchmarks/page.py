"""The page of speed figures, ``docs/speed.md``: every benchmark keeps a section of its own."""

from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "speed.md"


def keep(section: str) -> None:
    """Put a section, which begins with its title, in the place of the one with the same title."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = {part.split("\n")[0]: part for part in ("\n" + page).split("\n# ")[1:]}
    own = section.removeprefix("# ")
    parts[own.split("\n")[0]] = own
    PAGE.write_text("\n".join(f"# {part.strip()}\n" for part in parts.values()), encoding="utf-8")
