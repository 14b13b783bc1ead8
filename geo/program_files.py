"""Where the program's own files are that are not modules: the page, its settings, the seeds.

In a checkout they lie beside the packages; a wheel has them in `geo/_app`.
"""

from __future__ import annotations

from pathlib import Path

PACKED = Path(__file__).resolve().parent / "_app"
ROOT = PACKED if PACKED.is_dir() else PACKED.parents[1]


def program_file(name: str) -> Path:
    """Return the path of one of the program's own files or folders, such as `app.py`."""
    return ROOT / name
