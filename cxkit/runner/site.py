"""Write the index of all reports."""

from datetime import UTC, datetime
from pathlib import Path

from cxkit import __version__
from cxkit.errors import ParameterError
from cxkit.reports.site import render_site
from cxkit.runner import history
from cxkit.runner.folders import written_whole
from cxkit.runner.latest import NAME, lead_to_last


def write_site(reports: str | Path, *, at: datetime | None = None) -> Path:
    """Write ``index.html`` from the history and from every manifest that it does not know yet.

    Each ``latest.html`` is led anew, since the report that it led to may be gone.

    Parameters
    ----------
    reports : path
        The folder of all reports.
    at : datetime, optional
        When the index is built, UTC; now when not given.

    Returns
    -------
    Path
        The index.

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
        page = render_site(runs, at=at or datetime.now(UTC), version=__version__)
        aside.write_text(page, encoding="utf-8")
    for latest in folder.glob(f"*/{NAME}"):
        lead_to_last(latest.parent)
    return index
