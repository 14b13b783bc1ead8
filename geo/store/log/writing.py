"""Rows of a Delta table written, and its small files put together."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from deltalake import (
    BloomFilterProperties,
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    Transaction,
    WriterProperties,
    write_deltalake,
)

RETRIES = 1000
ROW_GROUP = 131_072
SMALL_BYTES = 8_000_000
FALSE_HITS = 0.01
# Lets a query for one event skip the row groups that do not have it.
_BY_ID = ColumnProperties(
    bloom_filter_properties=BloomFilterProperties(True, FALSE_HITS, ROW_GROUP)
)


def writer_for(schema: pa.Schema) -> WriterProperties:
    """Return how files of a schema are written."""
    return WriterProperties(
        compression="ZSTD",
        max_row_group_size=ROW_GROUP,
        column_properties={"id": _BY_ID} if "id" in schema.names else None,
    )


def write(
    table: DeltaTable,
    rows: pa.Table | pa.RecordBatchReader,
    writer: WriterProperties,
    note: dict[str, str],
    batch: str | None,
) -> None:
    """Append rows to a table as one commit with a note, which names its batch if it has one.

    Parameters
    ----------
    table : DeltaTable
        At its newest version; moves to the one that is made.
    rows : pyarrow.Table or RecordBatchReader
        Of its schema.
    writer : WriterProperties
        From `writer_for`.
    note : dict of str to str
        Kept with the commit.
    batch : str or None
        The name of the batch.
    """
    properties = CommitProperties(
        custom_metadata=note,
        max_commit_retries=RETRIES,
        app_transactions=[Transaction(batch, 1)] if batch else None,
    )
    write_deltalake(
        table, rows, mode="append", writer_properties=writer, commit_properties=properties
    )


def small_files(table: DeltaTable) -> int:
    """Return how many files of a table are small."""
    actions: Any = pa.table(table.get_add_actions())
    return sum(size < SMALL_BYTES for size in actions["size_bytes"].to_pylist())


def put_together(table: DeltaTable, writer: WriterProperties) -> int:
    """Put the small files of a table together; returns how many went.

    Parameters
    ----------
    table : DeltaTable
        At its newest version.
    writer : WriterProperties
        From `writer_for`.
    """
    properties = CommitProperties(max_commit_retries=RETRIES)
    done = table.optimize.compact(commit_properties=properties, writer_properties=writer)
    return int(done["numFilesRemoved"])
