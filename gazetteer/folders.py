"""Where the user's gazetteer lives."""

from __future__ import annotations

from pathlib import Path

from basics.home import data_home


def home() -> Path:
    """Return the gazetteer's folder among the user's data."""
    return data_home() / "gazetteer"


def sources_folder() -> Path:
    """Return where the added sources live."""
    return home() / "sources"


def source_folders() -> list[Path]:
    """Folders of all installed sources, in order of name."""
    return sorted(p.parent for p in sources_folder().glob("[!.]*/meta.json"))


def boundary_folders() -> list[Path]:
    """Folders of all added boundaries, in order of name."""
    return sorted(p.parent for p in (home() / "provinces").glob("[!.]*/admin1.npz"))
