"""A new Delta table, set up so that nothing of it is ever cleaned away."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable

FOREVER = "interval 36500 days"
PROPERTIES = {
    "delta.appendOnly": "true",
    # Without both, cleaning up would one day break the links to older versions.
    "delta.deletedFileRetentionDuration": FOREVER,
    "delta.logRetentionDuration": FOREVER,
    # Whoever reads what was added looks into every commit since: 25 ms after 50, 7 after 10.
    "delta.checkpointInterval": "10",
}


def create(
    uri: str,
    schema: pa.Schema,
    kind: str,
    divide_by: str | None,
    options: dict[str, str] | None,
) -> None:
    """Make a table at a path or address, unless another process was faster.

    Parameters
    ----------
    uri : str
        A folder, or an address such as `s3://bucket/folder`.
    schema : pyarrow.Schema
        Of the rows.
    kind : str
        What the table says of itself, so that an older Dateline leaves it alone.
    divide_by : str or None
        The column that its files are divided by.
    options : dict or None
        Of the object store, as deltalake takes them.
    """
    if "://" not in uri:
        Path(uri).mkdir(parents=True, exist_ok=True)
    DeltaTable.create(
        uri,
        schema=schema,
        mode="ignore",
        partition_by=[divide_by] if divide_by else None,
        description=kind,
        configuration=PROPERTIES,
        storage_options=options,
    )
