"""Write the index of all reports."""

from datetime import UTC, datetime
from pathlib import Path

from cxkit import __version__
from cxkit.errors import ParameterError
from cxkit.reports.site import render_site
from cxkit.runner import history
from cxkit.runner.latest import write_whole


def write_site(reports: str | Path, *, at: datetime | None = None) -> Path:
    """Write ``index.html`` from the history and from every manifest that it does not know yet.

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
    """
    folder = Path(reports)
    if not folder.is_dir():
        raise ParameterError(f"{folder}: there is no such folder. Run a notebook first.")
    history.gather(folder)
    page = render_site(history.runs(folder), at=at or datetime.now(UTC), version=__version__)
    index = folder / "index.html"
    write_whole(index, page)
    return index
