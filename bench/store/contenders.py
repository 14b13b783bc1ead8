"""The event table, and what people use today, each asked the same five questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from bench.store.data import (
    COLUMNS,
    FIRST,
    LAST,
    PAGE,
    SINCE,
    TYPES,
    UNTIL,
    chunks,
    flat,
    month_of,
)
from bench.synthetic import reports
from geo.model.view import View
from geo.store.live import LiveStore
from geo.store.revisions import EventStore
from geo.store.select import Facet, select

_TYPED = f"type in {TYPES!r}"
_TIMELY = f"first <= {UNTIL} and last >= {SINCE}"
_PLACED = "lon is not null and first is not null"
_SHOWN = f"{_TYPED} and {_TIMELY} and {_PLACED}"
_MONTH = "cast(first / 30.436875 as integer)"
QUESTIONS = {
    "rows": f"select * from events where {_SHOWN} order by first, id limit {PAGE}",
    "histogram": f"select {_MONTH}, type, count(*) from events where {_SHOWN} group by 1, 2",
    "provinces": f"select province, count(*) from events where {_SHOWN} group by 1",
    "facets": " union all ".join(
        f"select '{facet}', {facet}, count(*) from events where {rule} group by 2"
        for facet, rule in (
            ("type", f"{_TIMELY} and {_PLACED}"),
            ("province", _SHOWN),
            ("actor", _SHOWN),
            ("status", _SHOWN),
        )
    ),
    "missing": f"select sum({_TYPED} and first is null), sum({_TYPED} and lon is null), "
    f"sum({_TYPED} and {_PLACED} and not ({_TIMELY})), sum(not ({_TYPED})) from events",
}


class Contender:
    """Events in a folder: loaded once, then opened, edited and asked.

    Parameters
    ----------
    folder : Path
        Empty when it is loaded, and the same when it is opened.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        raise NotImplementedError

    def open(self) -> None:
        """Make ready to answer."""

    def edit(self, number: int) -> None:
        """Correct the title of one event, so that it outlives a power cut."""
        raise NotImplementedError

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""
        raise NotImplementedError


class Dateline(Contender):
    """Our event table: answers from columns in memory."""

    view = View(first=FIRST, last=LAST, types=TYPES)

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        store = EventStore(str(self.folder))
        for rows in chunks(size):
            store.put_rows(rows, "bench", "load", reports())

    def open(self) -> None:
        """Make ready to answer."""
        self.live = LiveStore(EventStore(str(self.folder)))
        self.table = self.live.table()

    def edit(self, number: int) -> None:
        """Correct the title of one event, so that it outlives a power cut."""
        event = self.table.event(number)
        self.live.store.edit(replace(event, title=f"{event.title}, corrected"), "bench", "")
        self.table = self.live.table()

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""

        def chosen() -> Any:
            return select(self.table.columns, self.view)

        def histogram() -> Any:
            rows, columns = chosen().rows, self.table.columns
            return np.bincount(month_of(columns.first[rows]) * 8 + columns.type[rows])

        return {
            "rows": lambda: self.table.events(chosen().rows[:PAGE]),
            "histogram": histogram,
            "provinces": lambda: chosen().facets[Facet.PROVINCE],
            "facets": lambda: chosen().facets,
            "missing": lambda: chosen().missing,
            "words": lambda: select(self.table.columns, View(words="market shelling")),
            "as known on": lambda: select(self.table.columns, View(known=FIRST)),
        }


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


class Geopandas(Contender):
    """A GeoDataFrame in memory, kept as GeoParquet; an edit writes the file again."""

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        tables = pa.concat_tables([flat(rows) for rows in chunks(size)])
        framed(tables).to_parquet(self.folder / "events.parquet")

    def open(self) -> None:
        """Make ready to answer."""
        import geopandas

        self.frame = geopandas.read_parquet(self.folder / "events.parquet")

    def edit(self, number: int) -> None:
        """Correct the title of one event, so that it outlives a power cut."""
        self.frame.loc[number, "title"] += ", corrected"
        self.frame.to_parquet(self.folder / "events.parquet")

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""
        frame = self.frame

        def timely() -> Any:
            return (frame["first"] <= UNTIL) & (frame["last"] >= SINCE) & frame["lon"].notna()

        def shown() -> Any:
            return frame[timely() & frame["type"].isin(TYPES)]

        def missing() -> Any:
            typed, placed = frame["type"].isin(TYPES), frame["lon"].notna()
            undated = frame["first"].isna()
            outside = typed & placed & ~undated & ~timely()
            return (typed & undated).sum(), (typed & ~placed).sum(), outside.sum(), (~typed).sum()

        def facets() -> Any:
            some = shown()
            names = ("province", "actor", "status")
            return frame[timely()]["type"].value_counts(), [some[n].value_counts() for n in names]

        return {
            "rows": lambda: shown().nsmallest(PAGE, ["first"]),
            "histogram": lambda: (lambda s: s.groupby([month_of(s["first"]), "type"]).size())(
                shown()
            ),
            "provinces": lambda: shown()["province"].value_counts(),
            "facets": facets,
            "missing": missing,
        }


class Numpy(Contender):
    """Plain arrays, sorted by day: the floor, which keeps no texts and no past."""

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        rows = pa.concat_tables([flat(rows) for rows in chunks(size)])
        rows = rows.drop(["id", "title"]).sort_by("first")
        for name in ("type", "province", "actor", "status"):
            codes = rows[name].combine_chunks().dictionary_encode().indices.fill_null(65535)
            rows = rows.set_column(rows.column_names.index(name), name, codes)
        arrays = {name: rows[name].fill_null(0).to_numpy() for name in rows.column_names}
        np.savez(self.folder / "events.npz", **arrays)

    def open(self) -> None:
        """Make ready to answer."""
        with np.load(self.folder / "events.npz") as kept:
            self.columns = {name: kept[name] for name in kept.files}

    def edit(self, number: int) -> None:
        """Correct the kind of one event and write all again."""
        self.columns["type"][number] ^= 1
        np.savez(self.folder / "events.npz", **self.columns)

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""
        c = self.columns

        def timely() -> Any:
            return (c["first"] <= UNTIL) & (c["last"] >= SINCE) & ~np.isnan(c["lon"])

        def shown() -> Any:
            return np.flatnonzero(timely() & (c["type"] < len(TYPES)))

        return {
            "rows": lambda: shown()[:PAGE],
            "histogram": lambda: (
                lambda rows: np.bincount(month_of(c["first"][rows]) * 8 + c["type"][rows])
            )(shown()),
            "provinces": lambda: np.bincount(c["province"][shown()]),
            "facets": lambda: (
                np.bincount(c["type"][timely()]),
                [np.bincount(c[name][shown()]) for name in ("province", "actor", "status")],
            ),
            "missing": lambda: (
                np.isnan(c["lon"]).sum(),
                (c["type"] >= len(TYPES)).sum(),
                timely(),
            ),
        }


def framed(rows: pa.Table) -> Any:
    """Return flat rows as a GeoDataFrame."""
    import geopandas

    frame = rows.to_pandas()
    points = geopandas.points_from_xy(frame["lon"], frame["lat"])
    return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


CONTENDERS: dict[str, type[Contender]] = {
    "dateline": Dateline,
    "sqlite": Sqlite,
    "geopackage": GeoPackage,
    "geopandas": Geopandas,
    "numpy": Numpy,
}
