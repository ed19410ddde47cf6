"""Which format is read into a grid by what: a new table format is one line here."""

from collections.abc import Callable

from cxkit.errors import ReadError
from cxkit.readers.chat import read_chat
from cxkit.readers.columnar import read_parquet
from cxkit.readers.delimited import read_delimited
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.layout import Layout
from cxkit.readers.mail import read_mail
from cxkit.readers.records import read_json, read_json_lines, read_xml
from cxkit.readers.web_table import read_web_table
from cxkit.readers.workbook import read_workbook

GRID_FORMATS: dict[str, Callable[[Source, Layout], Grid]] = {
    "csv": read_delimited,
    "tsv": read_delimited,
    "txt": read_delimited,
    "xlsx": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
    "json": read_json,
    "jsonl": read_json_lines,
    "xml": read_xml,
    "parquet": read_parquet,
    "web table": read_web_table,
    "mail message": read_mail,
    "chat": read_chat,
}

ELSEWHERE = {
    "sav": "This is an SPSS file: read_answers reads it.",
    "dta": "This is a Stata file: read_answers reads it.",
    "xes": "This is an XES event log: read_events reads it.",
    "docx": "This is a Word document: read_stories reads it.",
    "md": "This is a text: read_stories reads it.",
    "html": "This is a web page: read_stories reads its text.",
    "lss": "This is the structure of a LimeSurvey survey, without answers: export the responses"
    " as CSV and read them with read_answers.",
    "qsf": "This is the design of a Qualtrics survey, without answers: export the responses as CSV"
    " and read them with read_answers.",
    "ZIP archive": "This is a ZIP archive of several files, or of none that is known: unpack it"
    " and name a file in it.",
    "yaml": "This is a YAML file of settings or notes, not data.",
}


def read_grid(source: Source, layout: Layout) -> Grid:
    """Read the cells of a table in any of `GRID_FORMATS`.

    Raises
    ------
    ReadError
        The format is no table; the message says who reads it or what to export instead.
    """
    read = GRID_FORMATS.get(source.format)
    if read is None:
        hint = ELSEWHERE.get(source.format, f"This is a {source.format}.")
        raise ReadError(
            f"{source.path.name}: no table can be read from it. {hint} Tables are read from"
            " CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines, XML and Parquet, each also as .gz."
        )
    return read(source, layout)
