"""The bytes of reports as they came, beside the event table, each under its SHA-256.

In a folder each is a file; in an object store they are the rows of a Delta table that has a
file for each.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from basics.atomic_file import put_in_place
from geo.store.log.delta import DeltaLog
from geo.store.log.duckdb_reads import query

_FAR = pa.schema([("digest", pa.string()), ("data", pa.binary())])
_DATA = "select data from {rows} limit 1"
_HEX = frozenset("0123456789abcdef")


class Originals:
    """Bytes that are kept once and never change.

    Parameters
    ----------
    uri : str
        A folder, or an address such as `s3://bucket/folder/originals`.
    options : dict[str, str], optional
        Of the object store.
    """

    def __init__(self, uri: str, options: dict[str, str] | None = None) -> None:
        self.uri = uri
        self._log = DeltaLog(uri, _FAR, "digest", options) if "://" in uri else None

    def keep(self, data: bytes) -> str:
        """Keep bytes, flushed to the disk, and return their SHA-256."""
        digest = sha256(data).hexdigest()
        if self._log:
            if self._far(digest) is None:
                self._log.append(pa.table({"digest": [digest], "data": [data]}, _FAR), {})
        elif not (path := Path(self.uri) / digest).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(path, lambda made: _write(made, data))
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes that have a SHA-256.

        Raises
        ------
        FileNotFoundError
            When none are kept under it.
        ValueError
            When it is no SHA-256 in lower-case hexadecimal digits, or what is there is not it.
        """
        if len(digest) != 64 or not _HEX.issuperset(digest):
            raise ValueError(f"{digest[:80]!r} is no SHA-256")
        data = self._far(digest) if self._log else (Path(self.uri) / digest).read_bytes()
        if data is None:
            raise FileNotFoundError(f"nothing is kept as {digest} in {self.uri}")
        if sha256(data).hexdigest() != digest:
            raise ValueError(f"what is kept as {digest} in {self.uri} was changed")
        return data

    def _far(self, digest: str) -> bytes | None:
        files = self._log.files() if self._log else None
        # Only the one file is fetched: all others are of other originals.
        mine = [file for file in files.all if f"/digest={digest}/" in file] if files else []
        if self._log is None or not mine:
            return None
        return bytes(query(self._log, mine[:1], _DATA)["data"][0].as_py())


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
