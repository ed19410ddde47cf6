"""Read Parquet into a grid."""

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cxkit.errors import ReadError
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.layout import Layout


def read_parquet(source: Source, _layout: Layout) -> Grid:
    """Read a Parquet table; columns keep their types, rows count from 2, as in a sheet.

    Raises
    ------
    ReadError
        The file is damaged.
    """
    try:
        table = pq.read_table(io.BytesIO(source.data), page_checksum_verification=True)
        table.validate(full=True)
        cells = table.replace_schema_metadata().to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ReadError(
            f"{source.path.name}: the Parquet file is damaged: {error}. Export it again."
        ) from error
    cells.columns = cells.columns.astype("str")
    cells.index = pd.RangeIndex(2, len(cells) + 2, name="row")
    return Grid(cells, source.format)
