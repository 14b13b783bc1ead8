"""Where the user's gazetteer lives."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """Return the gazetteer's folder in DATELINE_HOME or the user's data directory."""
    root = os.environ.get("DATELINE_HOME") or platformdirs.user_data_dir("dateline")
    return Path(root) / "gazetteer"


def sources_folder() -> Path:
    """Return where the added sources live."""
    return home() / "sources"


def source_folders() -> list[Path]:
    """Folders of all installed sources, in order of name."""
    return sorted(p.parent for p in sources_folder().glob("[!.]*/meta.json"))


def boundary_folders() -> list[Path]:
    """Folders of all added boundaries, in order of name."""
    return sorted(p.parent for p in (home() / "provinces").glob("[!.]*/admin1.npz"))
