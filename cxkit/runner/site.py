"""Write the index of all reports."""

from datetime import UTC, datetime
from pathlib import Path

from cxkit import __version__
from cxkit.errors import ParameterError
from cxkit.reports.site import render_site
from cxkit.runner import history
from cxkit.runner.folders import written_whole
from cxkit.runner.latest import NAME, lead_to_last


def write_site(reports: str | Path) -> Path:
    """Write ``index.html`` of a folder of reports from its history and its new manifests.

    Each ``latest.html`` is led anew, since the report that it led to may be gone.

    Raises
    ------
    ParameterError
        There is no such folder.
    RunError
        The history cannot be written.
    """
    folder = Path(reports)
    if not folder.is_dir():
        raise ParameterError(f"{folder}: there is no such folder. Run a notebook first.")
    index = folder / "index.html"
    with history.gathered(folder) as runs, written_whole(index) as aside:
        page = render_site(runs, at=datetime.now(UTC), version=__version__)
        aside.write_text(page, encoding="utf-8")
    for latest in folder.glob(f"*/{NAME}"):
        lead_to_last(latest.parent)
    return index
