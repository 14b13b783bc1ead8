"""The data files of one version of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable


@dataclass(frozen=True, slots=True)
class Files:
    """The data files of one version: absolute paths or addresses, first rows and later ones.

    `table` is the id that the table was given when it was made.
    """

    version: int
    first: tuple[str, ...]
    later: tuple[str, ...]
    table: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every file."""
        return self.first + self.later


def files_of(table: DeltaTable, uri: str, divide_by: str | None) -> Files:
    """Return the data files of the version that a table is at.

    Parameters
    ----------
    table : DeltaTable
        At the version.
    uri : str
        Its path or address, which the names of files follow.
    divide_by : str or None
        The column that its files are divided by.
    """
    actions: Any = pa.table(table.get_add_actions(flatten=True))
    known = str(table.metadata().id)
    paths = [f"{uri.rstrip('/')}/{path}" for path in actions["path"].to_pylist()]
    if divide_by is None or not paths:
        return Files(table.version(), tuple(paths), (), known)
    later = actions[f"partition.{divide_by}"].to_pylist()
    pairs = sorted(zip(paths, later, strict=True))
    return Files(
        table.version(),
        tuple(path for path, mark in pairs if not mark),
        tuple(path for path, mark in pairs if mark),
        known,
    )
