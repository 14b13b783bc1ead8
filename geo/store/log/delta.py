"""One append-only Delta table: appended to by many processes, read at any version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from geo.store.errors import CannotOpen as CannotOpen
from geo.store.errors import reason_of
from geo.store.log.compaction import Tidying
from geo.store.log.creating import create
from geo.store.log.files import Files as Files
from geo.store.log.files import files_of
from geo.store.log.fsync import added_by, sync_commit
from geo.store.log.object_cache import Copies
from geo.store.log.writing import put_together, small_files, write, writer_for

FORMAT = "Dateline events, format 1"
COMPACT_ABOVE = 64


class DeltaLog:
    """A Delta table at a path or address, created when first appended to.

    Parameters
    ----------
    uri : str
        A folder, or an address such as `s3://bucket/folder`.
    schema : pyarrow.Schema
        Of the rows.
    divide_by : str, optional
        The column that files are divided by.
    options : dict[str, str], optional
        Of the object store, as deltalake takes them.
    """

    def __init__(
        self,
        uri: str,
        schema: pa.Schema,
        divide_by: str | None = None,
        options: dict[str, str] | None = None,
    ) -> None:
        self.uri = uri
        self.schema = schema
        self.divide_by = divide_by
        self.options = options
        self._locks = {"reading": Lock(), "writing": Lock()}
        self._tables: dict[str, DeltaTable | None] = {}
        self._tidying = Tidying(self.compact)
        self._copies = None if self.is_local else Copies(uri, options)
        self._writer = writer_for(schema)

    @property
    def is_local(self) -> bool:
        """Say whether the table is a folder."""
        return "://" not in self.uri

    def open(self, version: int | None = None) -> DeltaTable | None:
        """Return the table at a version, None where there is no table yet.

        Raises
        ------
        CannotOpen
            When the version does not exist or a newer Dateline wrote the table.
        """
        return self._checked(lambda: self._opened(version), version)

    def _opened(self, version: int | None = None) -> DeltaTable:
        return DeltaTable(self.uri, version=version, storage_options=self.options)

    def _checked(
        self, opened: Callable[[], DeltaTable], version: int | None = None
    ) -> DeltaTable | None:
        try:
            table = opened()
        except TableNotFoundError:
            return None
        except (DeltaError, OSError) as error:
            what = f"the event table at {self.uri}"
            if version is not None:
                # Where nothing can be read at all, this says so.
                self.open()
                raise CannotOpen(f"{what} has no revision {version}") from error
            raise CannotOpen(f"{what} cannot be read: {reason_of(error)}") from error
        found = table.metadata().description or FORMAT
        if found != FORMAT:
            raise CannotOpen(
                f"the event table at {self.uri} is of another kind than this Dateline "
                f"knows ({found}); update Dateline to open it"
            )
        return table

    @contextmanager
    def _newest(self, place: str) -> Iterator[DeltaTable | None]:
        """Lend the newest state, of which only what was added since the last time is read.

        Writing has a table of its own, so that no one who reads waits for it.
        """
        with self._locks[place]:
            self._tables[place] = self._checked(lambda: self._caught_up(place))
            yield self._tables[place]

    def _caught_up(self, place: str) -> DeltaTable:
        table = self._tables.get(place)
        if table is not None:
            try:
                table.update_incremental()
                return table
            except (DeltaError, OSError):
                # The folder may have been replaced: open what is there now.
                pass
        return self._opened()

    def append(
        self,
        rows: pa.Table | pa.RecordBatchReader,
        note: dict[str, str],
        batch: str | None = None,
    ) -> int | None:
        """Append rows and return the version, flushed to the disk.

        Parameters
        ----------
        rows : pyarrow.Table or pyarrow.RecordBatchReader
            Of the schema.
        note : dict[str, str]
            Kept with the commit.
        batch : str, optional
            The same batch is written once: None is returned where it already is there.
        """
        with self._newest("writing") as newest:
            table = newest or self._create()
            if batch and table.transaction_version(batch) is not None:
                return None
            try:
                write(table, rows, self._writer, note, batch)
            except CommitFailedError:
                done = self.open()
                if batch and done and done.transaction_version(batch) is not None:
                    return None
                raise
            except (DeltaError, OSError) as error:
                what = f"the event table at {self.uri} cannot be written to"
                raise CannotOpen(f"{what}: {reason_of(error)}") from error
            version = self._settle(table)
            if small_files(table) >= COMPACT_ABOVE:
                self._tidying.start()
            return version

    def files(self, version: int | None = None) -> Files | None:
        """Return the data files of a version, None where there is no table yet."""
        if version is not None:
            table = self.open(version)
            return None if table is None else files_of(table, self.uri, self.divide_by)
        with self._newest("reading") as table:
            return None if table is None else files_of(table, self.uri, self.divide_by)

    def added_by(self, version: int) -> frozenset[str]:
        """Return the data files of one commit, as `Files` names them; none for an object store."""
        if not self.is_local:
            return frozenset()
        root = self.uri.rstrip("/")
        return frozenset(f"{root}/{path}" for path in added_by(Path(self.uri), version))

    def readable(self, files: Sequence[str]) -> Sequence[str]:
        """Return paths under which the contents of some files can be read here."""
        return files if self._copies is None else self._copies.local(files)

    def size_of(self, files: Sequence[str]) -> int:
        """Return the bytes of some files."""
        return sum(Path(file).stat().st_size for file in self.readable(files))

    def latest(self) -> int | None:
        """Return the newest version, None where there is no table yet."""
        with self._newest("reading") as table:
            return None if table is None else table.version()

    def notes(self, version: int | None = None) -> list[dict[str, Any]]:
        """Return what the log says of each version up to one, the newest first."""
        table = self.open()
        notes = [] if table is None else table.history()
        return [note for note in notes if version is None or note["version"] <= version]

    def compact(self, above: int | None = None) -> int:
        """Put small files together where there are many; returns how many went.

        Old versions keep theirs, so every link still shows what it showed. Who writes meanwhile
        is not kept waiting.
        """
        table = self.open()
        above = COMPACT_ABOVE if above is None else above
        if table is None or small_files(table) < above:
            return 0
        gone = put_together(table, self._writer)
        if gone:
            self._settle(table)
        return gone

    def wait(self) -> None:
        """Wait until small files that are being put together are."""
        self._tidying.wait()

    def _create(self) -> DeltaTable:
        create(self.uri, self.schema, FORMAT, self.divide_by, self.options)
        table = self.open()
        if table is None:
            raise CannotOpen(f"no event table could be made at {self.uri}")
        return table

    def _settle(self, table: DeltaTable) -> int:
        version = table.version()
        if self.is_local:
            sync_commit(Path(self.uri), version)
        return version
