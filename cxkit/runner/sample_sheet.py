"""Draw a stratified set of texts as a sheet that a person can fill in."""

from pathlib import Path

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.language.annotate import annotate
from cxkit.measures.coding_sheet import coding_sheet, machine_sheet
from cxkit.readers.feedback import read_feedback
from cxkit.readers.files import open_source
from cxkit.readers.kinds import kind_of_file
from cxkit.reports.tables import write_tables
from cxkit.schema.coding_sheet import CODED


def sample_sheet(
    file: str | Path,
    output: str | Path,
    *,
    n: int = 40,
    by: str = "language",
    seed: int = 1,
    dates: str | None = None,
) -> tuple[Path, int]:
    """Write ``sheet.csv``, to be coded, and ``machine.csv``, the machine's codes of the same rows.

    *n* texts are drawn from a table of texts, a story or a folder of stories; the column *by* of
    FEEDBACK makes the strata. Returns the sheet to fill in, and how many sentences it has.

    Raises
    ------
    ReadError
        The file cannot be read.
    ParameterError
        Nothing can be drawn, or the folder holds a sheet already, which a person may have coded.
    """
    path, there = Path(file), Path(output) / "sheet.csv"
    if there.exists():
        raise ParameterError(
            f"{there}: this sheet is there already and may hold somebody's codes."
            " Name another folder, or move the sheet away first."
        )
    is_story = path.is_dir() or kind_of_file(open_source(path))[0] == "stories"
    feedback = read_feedback(stories=path) if is_story else read_feedback(reviews=path, dates=dates)
    drawn = feedback.sample(frac=1, random_state=seed).head(max(n, 1) * 20)
    mentions = annotate(drawn)
    sheet = coding_sheet(mentions, drawn, n=n, by=by, coder="", seed=seed)
    if sheet.empty:
        raise ParameterError(f"{path.name}: no sentence to code was found in it.")
    blank = sheet.assign(**dict.fromkeys(CODED, pd.NA))
    write_tables(output, sheet=blank, machine=machine_sheet(mentions, sheet))
    return there, len(sheet)
