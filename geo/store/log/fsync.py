"""Making a commit survive a power cut: the table's library writes files without syncing them."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from basics.atomic_file import sync


def sync_commit(table: Path, version: int) -> None:
    """Flush a commit of a Delta table to the disk: its data files, its log entry, the folders.

    Parameters
    ----------
    table : Path
        The folder of the table.
    version : int
        What the commit made.
    """
    entry = _entry(table, version)
    folders = {entry.parent, table}
    for path in added_by(table, version):
        sync(table / path)
        folders.add((table / path).parent)
    sync(entry)
    for folder in folders:
        sync(folder)


def added_by(table: Path, version: int) -> list[str]:
    """Return the data files that a commit added, as paths inside the table's folder.

    Parameters
    ----------
    table : Path
        The folder of the table.
    version : int
        What the commit made.
    """
    lines = _entry(table, version).read_text(encoding="utf-8").splitlines()
    added = (json.loads(line).get("add") for line in lines)
    return [unquote(each["path"]) for each in added if each]


def _entry(table: Path, version: int) -> Path:
    return table / "_delta_log" / f"{version:020d}.json"
