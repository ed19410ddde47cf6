"""Read Parquet into a grid."""

import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cxkit.errors import ReadError
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.layout import Layout


def read_parquet(source: Source, _layout: Layout) -> Grid:
    """Read a Parquet table; rows count from 2, as in a sheet.

    Columns keep their types; lists and records in a cell become JSON text.

    Raises
    ------
    ReadError
        The file is damaged.
    """
    try:
        table = pq.read_table(io.BytesIO(source.data), page_checksum_verification=True)
        table.validate(full=True)
        cells = table.replace_schema_metadata().to_pandas()
        for at in [at for at, one in enumerate(table.schema) if pa.types.is_nested(one.type)]:
            cells.isetitem(at, [_as_json(value) for value in table.column(at).to_pylist()])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ReadError(
            f"{source.path.name}: the Parquet file is damaged: {error}. Export it again."
        ) from error
    cells.columns = cells.columns.astype("str")
    cells.index = pd.RangeIndex(2, len(cells) + 2, name="row")
    return Grid(cells, source.format)


def _as_json(value: object) -> str | None:
    """Write a list or a record as text; an empty one is nothing."""
    return json.dumps(value, ensure_ascii=False, default=str) if value else None
