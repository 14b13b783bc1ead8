"""Where the user's data lives."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir


def data_home() -> Path:
    """Return the folder for the user's data: `DATELINE_HOME`, or the system's place for it.

    A beginning `~` is the user's home directory.
    """
    named = os.environ.get("DATELINE_HOME")
    return Path(named).expanduser() if named else Path(user_data_dir("dateline"))
