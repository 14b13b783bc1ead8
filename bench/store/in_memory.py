"""Events held in memory: a GeoDataFrame, and plain arrays as the floor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from bench.store.contender import Contender, framed
from bench.store.data import PAGE, SINCE, TYPES, UNTIL, chunks, flat, month_of

# The day of events without one.
NEVER = 2**31 - 1


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
        missing = {"first": NEVER, "last": NEVER, "lon": np.nan, "lat": np.nan}
        arrays = {
            name: rows[name].fill_null(missing.get(name, 0)).to_numpy()
            for name in rows.column_names
        }
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
                (c["first"] == NEVER).sum(),
                np.isnan(c["lon"]).sum(),
                (c["type"] >= len(TYPES)).sum(),
                timely().sum(),
            ),
        }
