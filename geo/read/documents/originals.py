"""The bytes of documents as they came, kept under their SHA-256."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from basics.atomic_file import write_whole
from basics.home import data_home


def originals_folder() -> Path:
    """Return where originals are kept among the user's data."""
    return data_home() / "originals"


def keep_original(data: bytes, folder: Path | None = None) -> Path:
    """Keep bytes under their SHA-256 and return the file; the same bytes are kept once.

    Parameters
    ----------
    data : bytes
        The file as it came.
    folder : Path, optional
        Where to keep it, by default among the user's data.
    """
    folder = folder or originals_folder()
    path = folder / sha256(data).hexdigest()
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, [data], durable=True)
    return path


def original_bytes(digest: str, folder: Path | None = None) -> bytes:
    """Return the bytes kept under a SHA-256.

    Parameters
    ----------
    digest : str
        64 hexadecimal digits in lower case.
    folder : Path, optional
        Where they are kept, by default among the user's data.

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
