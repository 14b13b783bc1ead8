"""The event table, and what people use today, by name."""

from __future__ import annotations

from bench.store.contender import Contender
from bench.store.databases import GeoPackage, Sqlite
from bench.store.in_memory import Geopandas, Numpy
from bench.store.ours import Dateline

CONTENDERS: dict[str, type[Contender]] = {
    "dateline": Dateline,
    "sqlite": Sqlite,
    "geopackage": GeoPackage,
    "geopandas": Geopandas,
    "numpy": Numpy,
}
