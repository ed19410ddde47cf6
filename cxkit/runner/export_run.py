"""Export a run: its tables as a workbook, its page as PDF, its map as SVG or PNG."""

import tempfile
from pathlib import Path
from typing import Any

from cxkit.errors import ParameterError, did_you_mean
from cxkit.reports.journey_svg import journey_svg, svg_size
from cxkit.runner.browser import draw_png, print_pdf
from cxkit.runner.export_workbook import write_workbook
from cxkit.runner.outputs import blocks_of, read_notebook

FORMATS = ("xlsx", "pdf", "svg", "png")


def export_run(
    folder: str | Path, output: str | Path, *, form: str | None = None, anchor: str | None = None
) -> Path:
    """Write one file from a run's folder, and return it.

    *form* is by the file's ending when not given. xlsx: all tables. pdf: the page as it prints.
    svg, png: a journey map, the first one or that of the *anchor* in the page.

    Raises
    ------
    ParameterError
        The folder is no run, the format is unknown, the output is a folder, or the run has no
        such map.
    RunError
        PDF or PNG is wanted and there is no browser to print it.
    """
    run, file = Path(folder), Path(output)
    wanted = form or file.suffix.lstrip(".").lower()
    if wanted not in FORMATS:
        raise ParameterError(
            f"--format {wanted or 'missing'}: {', '.join(FORMATS)} can be exported."
            f"{did_you_mean(wanted, FORMATS)}"
        )
    if not (run / "manifest.json").is_file():
        raise ParameterError(
            f"{run}: this is no folder of a run (it has no manifest.json)."
            " Give the folder that holds index.html and tables."
        )
    if file.is_dir():
        raise ParameterError(
            f"{file}: this is a folder. Name a file in it: {file / f'report.{wanted}'}."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    if wanted == "xlsx":
        return write_workbook(run / "tables", file)
    if wanted == "pdf":
        return print_pdf(_page(run), file)
    return _export_map(_map(run, anchor), file, is_drawn=wanted == "png")


def _page(run: Path) -> Path:
    page = run / "index.html"
    if not page.is_file():
        raise ParameterError(f"{run}: this run has no page: it failed. Export a whole run.")
    return page


def _map(run: Path, anchor: str | None) -> dict[str, Any]:
    blocks = blocks_of(read_notebook(run / "notebook.ipynb"))
    maps = {block["anchor"]: block for block in blocks if block["kind"] == "journey_grid"}
    if not maps:
        raise ParameterError(f"{run}: this run has no journey map. --format pdf prints its page.")
    if anchor is not None and anchor not in maps:
        raise ParameterError(
            f"--map {anchor}: this run has {', '.join(maps)}.{did_you_mean(anchor, maps)}"
        )
    return maps[anchor or next(iter(maps))]


def _export_map(grid: dict[str, Any], file: Path, *, is_drawn: bool) -> Path:
    drawing = journey_svg(grid)
    if not is_drawn:
        file.write_text(drawing, encoding="utf-8")
        return file
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "map.svg"
        source.write_text(drawing, encoding="utf-8")
        width, height = svg_size(drawing)
        return draw_png(source, file, width=width, height=height)
