"""Write docs/reference.md from the code: every public name, every table with its columns.

    python tools/write_reference.py

The test suite compares the page with what this would write.
"""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import cxkit
import cxkit.schema
from cxkit.schema.table import Table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
ROOMS = {
    "readers": "Readers: a file becomes a table",
    "codebook": "Codebook",
    "language": "Language: what texts say",
    "measures": "Measures: a small result, with n and interval",
    "figures": "Figures",
    "reports": "Reports: parts of a page",
    "runner": "Runs",
}
HEAD = """# Reference

Written by `make reference` from the code; `help(cx.annotate)` tells the whole of a name: shape,
units, what an empty input gives, errors, formula and source, an example. First the names of
`import cxkit as cx`, then the columns of every table that they take and give.
"""
DTYPES = {
    "string[pyarrow]": "text", "str": "text", "Float64": "number", "Int64": "whole number",
    "boolean": "yes or no", "datetime64[us, UTC]": "time, UTC",
}  # fmt: skip


def page() -> str:
    """Give the whole page."""
    return "\n".join([HEAD, *_names(), *_tables()]) + "\n"


def _names() -> Iterator[str]:
    for room, title in ROOMS.items():
        own = [name for name in cxkit.__all__ if _room(name) == room]
        yield f"## {title}\n"
        yield "| name | what it does |"
        yield "|---|---|"
        yield from (_name(name) for name in own)
        yield ""


def _room(name: str) -> str:
    module = getattr(getattr(cxkit, name), "__module__", "")
    return module.split(".")[1] if module.startswith("cxkit.") else ""


def _name(name: str) -> str:
    called = getattr(cxkit, name)
    return f"| `{name}({', '.join(_parameters(called))})` | {_first_line(called)} |"


def _parameters(called: object) -> Iterator[str]:
    """Name the parameters; those with a default in brackets, those after * by name only."""
    is_named = False
    for one in inspect.signature(called).parameters.values():  # type: ignore[arg-type]
        stars = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        if one.kind is one.KEYWORD_ONLY and not is_named:
            is_named = True
            yield "*"
        is_named = is_named or stars == "*"
        yield f"{stars}{one.name}" if one.default is one.empty else f"[{one.name}]"


def _first_line(called: object) -> str:
    return (inspect.getdoc(called) or "").partition("\n\n")[0].replace("\n", " ").replace("|", "∣")


def _tables() -> Iterator[str]:
    """Describe every declared table, by name."""
    yield "# Tables\n"
    yield "Columns in bold must be there. A researcher's own columns are kept after these.\n"
    for table in sorted(_declared(), key=lambda table: table.name):
        yield f"## {table.name}\n"
        key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
        yield f"One row is {table.row}.{key}\n"
        yield "| column | holds | meaning |"
        yield "|---|---|---|"
        for name, column in table.columns.items():
            bold = "**" if column.required else ""
            rules = [str(check.error) for check in column.checks]
            meaning = "; ".join([column.description or "", *rules]).replace("|", "∣")
            yield f"| {bold}`{name}`{bold} | {DTYPES[str(column.dtype)]} | {meaning} |"
        yield ""


def _declared() -> list[Table]:
    found: dict[int, Table] = {}
    for module in walk_packages(cxkit.schema.__path__, "cxkit.schema."):
        held = vars(import_module(module.name)).values()
        found |= {id(one): one for one in held if isinstance(one, Table)}
    return list(found.values())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
