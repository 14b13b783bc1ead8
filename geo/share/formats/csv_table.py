"""What a View shows as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyarrow import csv

from geo.share.formats.about import About
from geo.share.formats.tabular import by_claim, by_event, safe
from geo.share.formats.write_buffer import Pipe

BATCH = 8192
_OPTIONS = csv.WriteOptions(eol="\r\n", quoting_header="none", batch_size=BATCH)


def table_by_event(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a row per event; what there are several of is joined with semicolons.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    yield from written(by_event(chunk) for chunk in records)


def table_by_claim(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a row per claim, its event's cells first.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    yield from written(by_claim(chunk) for chunk in records)


def written(tables: Iterable[pa.Table]) -> Iterator[bytes]:
    """Yield flat rows as CSV, their header first; texts are quoted, numbers are not."""
    pipe, writer = Pipe(), None
    for table in tables:
        if writer is None:
            writer = csv.CSVWriter(
                pa.PythonFile(pipe, mode="w"), table.schema, write_options=_OPTIONS
            )
        writer.write_table(safe(table))
        yield pipe.drain()
