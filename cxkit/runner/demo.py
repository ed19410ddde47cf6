"""The demonstration: every notebook and every variant on the sample data, then the index."""

from collections.abc import Callable, Iterator
from pathlib import Path

from cxkit.runner.execute import OnCell
from cxkit.runner.notebooks import Variant, notebook_names, variants
from cxkit.runner.run import Run, run
from cxkit.runner.site import write_site


def planned() -> list[Variant]:
    """List what the demonstration runs: each notebook with its defaults, then the variants."""
    return [*(Variant(name, name) for name in notebook_names()), *variants()]


def demo(
    reports: str | Path, *, on_start: Callable[[Variant], OnCell] | None = None
) -> Iterator[Run]:
    """Run everything and write the index after the last run.

    Parameters
    ----------
    reports : path
        The folder of all reports.
    on_start : function, optional
        Called before each run; what it gives is called after each cell.

    Yields
    ------
    Run
        Each run as it ends, whether it failed or not.
    """
    for variant in planned():
        yield run(
            variant.notebook,
            variant.parameters,
            reports=reports,
            name=variant.name,
            on_cell=on_start(variant) if on_start is not None else None,
        )
    write_site(reports)
