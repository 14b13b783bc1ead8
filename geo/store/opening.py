"""Opening the event table that a setting names."""

from __future__ import annotations

import os
from pathlib import Path

from geo.store.parquet import open_parquet
from geo.store.table import Table, seed_table


def open_table(uri: str | None = None, revision: int | None = None) -> Table:
    """Return an event table: the one named, else `DATELINE_STORE`, else the user's own.

    Parameters
    ----------
    uri : str, optional
        A Parquet file of events, opened read-only.
    revision : int, optional
        The moment to show; the latest when not given.

    Raises
    ------
    CannotOpen
        When there is no such table; the sentence says why.
    """
    uri = uri or os.environ.get("DATELINE_STORE")
    if uri is None:
        return seed_table()
    return open_parquet(Path(uri).expanduser())
