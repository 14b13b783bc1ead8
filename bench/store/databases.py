"""Events in one table of a database file: SQLite, and the GeoPackage made of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cached_property
from typing import Any

from bench.store.contender import QUESTIONS, Contender, framed
from bench.store.data import COLUMNS, chunks, flat


class Sqlite(Contender):
    """One SQLite table with indexes on day, type and province."""

    name = "events.db"

    @cached_property
    def base(self) -> sqlite3.Connection:
        """The database."""
        base = sqlite3.connect(self.folder / self.name)
        base.execute("pragma journal_mode = wal")
        base.execute("pragma synchronous = full")
        # The triggers of a GeoPackage name these; a change of a title does not call them.
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            base.create_function(name, 1, lambda shape: shape is None)
        return base

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        self.base.execute(f"create table events ({', '.join(COLUMNS)})")
        insert = f"insert into events values ({', '.join('?' * len(COLUMNS))})"
        for rows in chunks(size):
            with self.base:
                columns = [column.to_pylist() for column in flat(rows).columns]
                self.base.executemany(insert, zip(*columns, strict=True))
        for name in ("id", "first", "type", "province"):
            self.base.execute(f"create index by_{name} on events ({name})")
        self.base.execute("analyze")

    def edit(self, number: int) -> None:
        """Correct the title of one event, so that it outlives a power cut."""
        with self.base:
            self.base.execute(
                "update events set title = title || ', corrected' where rowid = ?", (number,)
            )

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""
        return {
            name: lambda text=text: self.base.execute(text).fetchall()
            for name, text in QUESTIONS.items()
        }


class GeoPackage(Sqlite):
    """A GeoPackage, written and read by pyogrio; an edit is one statement to its database."""

    name = "events.gpkg"

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        import pyogrio

        for number, rows in enumerate(chunks(size)):
            frame = framed(flat(rows))
            path = self.folder / self.name
            pyogrio.write_dataframe(frame, path, layer="events", append=number > 0)

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""
        import pyogrio

        path = self.folder / self.name

        def ask(text: str) -> Any:
            return pyogrio.read_dataframe(path, sql=text, sql_dialect="SQLITE", use_arrow=True)

        return {name: lambda text=text: ask(text) for name, text in QUESTIONS.items()}
