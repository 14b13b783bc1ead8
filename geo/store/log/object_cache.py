"""Copies of the files of a table in an object store: they never change, so each is fetched once.

Without them every question would ask the object store three or four times for each file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from deltalake.exceptions import DeltaError
from deltalake.fs import DeltaStorageHandler

from basics.atomic_file import put_in_place
from basics.home import data_home
from geo.store.errors import CannotOpen, reason_of

PIECE = 8 << 20


class Copies:
    """The folder where the files of one far table are copied to; it can be thrown away.

    Parameters
    ----------
    uri : str
        The address of the table.
    options : dict[str, str], optional
        Of the object store, as deltalake takes them.
    """

    def __init__(self, uri: str, options: dict[str, str] | None) -> None:
        self._uri = uri.rstrip("/")
        self._options = options

    def local(self, files: Sequence[str]) -> list[str]:
        """Return where the copies of some files are; those that are missing are fetched.

        Raises
        ------
        CannotOpen
            When a file cannot be fetched or kept.
        """
        folder = data_home() / "copies" / sha256(self._uri.encode()).hexdigest()[:16]
        # The names come from the table, which others write to: none of them names a file here.
        paths = [folder / f"{sha256(file.encode()).hexdigest()}.parquet" for file in files]
        missing = [pair for pair in zip(files, paths, strict=True) if not pair[1].exists()]
        if missing:
            self._fetch(folder, missing)
        return [str(path) for path in paths]

    def _fetch(self, folder: Path, missing: Sequence[tuple[str, Path]]) -> None:
        file = self._uri
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = DeltaStorageHandler(self._uri, self._options)
            for file, path in missing:
                inside = file.removeprefix(f"{self._uri}/")
                put_in_place(path, partial(_copy, handler, inside))
        except (DeltaError, OSError) as error:
            raise CannotOpen(f"{file} cannot be copied to {folder}: {reason_of(error)}") from error


def _copy(handler: Any, inside: str, path: Path) -> None:
    with handler.open_input_file(inside) as source, path.open("wb") as made:
        while piece := source.read(PIECE):
            made.write(piece)
