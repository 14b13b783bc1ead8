"""The bytes of documents as they came, kept under their SHA-256."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path


def originals_folder() -> Path:
    """Return where originals are kept: DATELINE_HOME/originals, or the user's data directory."""
    home = os.environ.get("DATELINE_HOME")
    return (Path(home) if home else user_data_path("dateline")) / "originals"


def keep_original(data: bytes, folder: Path | None = None) -> Path:
    """Keep bytes under their SHA-256 and return the file; the same bytes are kept once."""
    folder = folder or originals_folder()
    path = folder / sha256(data).hexdigest()
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    return path


def original_bytes(digest: str, folder: Path | None = None) -> bytes:
    """Return the bytes kept under a SHA-256.

    Raises
    ------
    FileNotFoundError
        When none are kept under it.
    ValueError
        When it is no SHA-256 in lower-case hexadecimal digits.
    """
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(f"{digest[:80]!r} is no SHA-256")
    return ((folder or originals_folder()) / digest).read_bytes()
