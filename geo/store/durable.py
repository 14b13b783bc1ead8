"""Making a commit survive a power cut: the table's library writes files without syncing them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote


def sync_commit(table: Path, version: int) -> None:
    """Flush a commit of a Delta table to the disk: its data files, its log entry, the folders."""
    log = table / "_delta_log"
    entry = log / f"{version:020d}.json"
    folders = {log}
    for line in entry.read_text(encoding="utf-8").splitlines():
        added = json.loads(line).get("add")
        if added:
            file = table / unquote(added["path"])
            sync(file)
            folders.add(file.parent)
    sync(entry)
    for folder in folders | {table}:
        sync(folder)


def sync(path: Path) -> None:
    """Flush one file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
