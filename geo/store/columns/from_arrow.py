"""Arrow rows of events into columns, without building an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model.claim import Modality
from geo.model.event import Status, Type
from geo.model.place import PlaceKind
from geo.store.columns.derive import Claims, Derived, derive
from geo.store.columns.event_columns import (
    ID_HALF,
    NO_DAY,
    NONE16,
    NONE32,
    CodeBook,
    EventColumns,
    Ragged,
    code_type,
)
from geo.store.columns.text_index import Texted, Texts, WordIndex
from geo.store.ids import id_numbers

Array = npt.NDArray[Any]
_REPORTED = list(Modality).index(Modality.REPORTED)


def columns_of(rows: pa.Table, publishers: Mapping[str, str]) -> EventColumns:
    """Return the columns of rows of `schema.EVENT`, in the order of the rows.

    Their texts are indexed when words are first asked for, which keeps the rows in memory.

    Parameters
    ----------
    rows : pyarrow.Table
        Already checked against the schema.
    publishers : Mapping[str, str]
        The publisher of each report id; a report that is not known stands for itself.
    """
    place, when = rows["location"], rows["timespan"]
    claims, reports = _claims(rows["claims"])
    derived = derive(claims, int(NO_DAY))
    ids = id_numbers(rows["id"])
    first, last = _days(_field(when, "first")), _days(_field(when, "last"))
    vocabulary = CodeBook()
    return EventColumns(
        drawn=int(np.count_nonzero((first != NO_DAY) & ~np.isnan(_floats(place, "lon")))),
        lon=_floats(place, "lon").astype(np.float32),
        lat=_floats(place, "lat").astype(np.float32),
        first=first,
        last=np.where((last == NO_DAY) & (first != NO_DAY), first, last),
        type=_fixed(rows["type"], list(Type), list(Type).index(Type.OTHER)),
        province=_provinces(place, vocabulary),
        country=_coded(_field(place, "country"), vocabulary.country, NONE16),
        kind=_fixed(_field(place, "kind"), list(PlaceKind), 255),
        place=_places(place, vocabulary),
        radius=np.nan_to_num(_floats(place, "radius_km")).astype(np.float32),
        status=derived.status,
        certainty=np.rint(100 * derived.certainty).astype(np.uint8),
        known=derived.known,
        id_hi=(ids >> np.uint64(ID_HALF)).astype(np.uint32),
        id_lo=(ids & np.uint64((1 << ID_HALF) - 1)).astype(np.uint32),
        actor=_actors(rows, vocabulary),
        source=_sources(claims, reports, publishers, vocabulary),
        change=_change(derived),
        change_status=derived.change_status,
        text=Texts(
            [WordIndex(len(rows), lambda: texts_of(rows))], np.arange(len(rows), dtype=np.uint32)
        ),
        vocabulary=vocabulary,
    )


def _field(structs: pa.ChunkedArray, *names: str) -> pa.ChunkedArray:
    return pc.struct_field(structs, list(names))


def _floats(structs: pa.ChunkedArray, name: str, missing: float = np.nan) -> Array:
    values = _field(structs, name).fill_null(missing)
    return np.asarray(values.to_numpy(), np.float64)


def _days(days: pa.ChunkedArray) -> Array:
    numbers = days.cast(pa.int32()).fill_null(int(NO_DAY))
    return np.asarray(numbers.to_numpy(), np.int32)


def _codes(texts: pa.ChunkedArray) -> tuple[Array, list[str]]:
    """Return the number of each text, -1 for none, and the different texts."""
    encoded = pc.dictionary_encode(texts)
    if not encoded.num_chunks:
        return np.zeros(0, np.int64), []
    numbers = [chunk.indices.fill_null(-1).to_numpy() for chunk in encoded.chunks]
    return np.concatenate(numbers).astype(np.int64), encoded.chunks[-1].dictionary.to_pylist()


def _fixed(texts: pa.ChunkedArray, names: Sequence[str], missing: int) -> Array:
    """Return the place of each text in a fixed list of names."""
    codes, found = _codes(texts)
    table = [names.index(text) if text in names else missing for text in found]
    return np.array([*table, missing], np.uint8)[codes]


def _coded(texts: pa.ChunkedArray, items: list[Any], none: int) -> Array:
    """Return a number for each text and add the texts to the items; empty ones are `none`."""
    codes, found = _codes(texts)
    table = np.full(len(found) + 1, none, np.uint32)
    for code, text in enumerate(found):
        # Codes of 16 bits are for provinces and countries, of which the world has fewer.
        if text and len(items) < none:
            table[code] = len(items)
            items.append(text)
    return table[codes].astype(np.uint16 if none == NONE16 else np.uint32)


def _first_rows(codes: Array, size: int) -> Array:
    """Return the first row that has each code."""
    first = np.full(size, len(codes), np.int64)
    valid = codes < size
    rows = np.flatnonzero(valid)[::-1]
    first[codes[rows]] = rows
    return first


def _provinces(place: pa.ChunkedArray, vocabulary: CodeBook) -> Array:
    isos: list[str] = []
    codes = _coded(_field(place, "admin1_iso"), isos, NONE16)
    rows = pa.array(_first_rows(codes, len(isos)))
    names = _field(place, "admin1").take(rows).to_pylist()
    countries = _field(place, "country").take(rows).to_pylist()
    for iso, name, country in zip(isos, names, countries, strict=True):
        vocabulary.province.append({"iso": iso, "name": name or iso, "country": country or ""})
    return codes


def _places(place: pa.ChunkedArray, vocabulary: CodeBook) -> Array:
    point = pc.is_in(
        _field(place, "kind"), pa.array([k for k in PlaceKind if k.is_point], pa.string())
    )
    ids: list[str] = []
    codes = _coded(pc.if_else(point, None, _field(place, "place_id")), ids, NONE32)
    rows = _first_rows(codes, len(ids))
    for row in place.take(pa.array(rows)).to_pylist():
        kept = {key: row[key] for key in ("name", "lon", "lat", "kind")}
        vocabulary.place.append(kept)
    return codes


def _counts(lists: pa.ChunkedArray) -> Array:
    return np.asarray(pc.list_value_length(lists).fill_null(0).to_numpy(), np.int64)


def _offsets(counts: Array) -> Array:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)


def _claims(lists: pa.ChunkedArray) -> tuple[Claims, pa.ChunkedArray]:
    """Return what decides the status of each claim, and the report of each."""
    flat = pc.list_flatten(lists)
    report, origin = _field(flat, "report_id"), _field(flat, "origin")
    speaks = pc.equal(origin.fill_null(""), "")
    voice, _ = _codes(pc.if_else(speaks, report, origin))
    claims = Claims(
        counts=_counts(lists),
        known=_days(_field(flat, "known")),
        modality=_fixed(_field(flat, "modality"), list(Modality), _REPORTED),
        confidence=_floats(_field(flat, "location"), "confidence", 1.0),
        voice=voice,
    )
    return claims, report


def _sources(
    claims: Claims, reports: pa.ChunkedArray, publishers: Mapping[str, str], vocabulary: CodeBook
) -> Ragged:
    codes, ids = _codes(reports)
    numbers = {name: n for n, name in enumerate(dict.fromkeys(publishers.get(i, i) for i in ids))}
    vocabulary.source.extend(numbers)
    kind = code_type(len(numbers))
    table = np.array([numbers[publishers.get(i, i)] for i in ids] or [0], kind)
    source = table[codes]
    if (claims.counts <= 1).all():
        return Ragged(_offsets(claims.counts), source)
    pairs = np.sort(claims.event * len(numbers) + source)
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
    counts = np.bincount(pairs // len(numbers), minlength=len(claims.counts))
    return Ragged(_offsets(counts), (pairs % len(numbers)).astype(kind))


def _actors(rows: pa.Table, vocabulary: CodeBook) -> Ragged:
    if "actors" not in rows.column_names:
        return Ragged(np.zeros(len(rows) + 1, np.uint32), np.zeros(0, np.uint16))
    codes, names = _codes(pc.list_flatten(rows["actors"]))
    vocabulary.actor.extend(names)
    return Ragged(_offsets(_counts(rows["actors"])), codes.astype(code_type(len(names))))


def _change(derived: Derived) -> Ragged:
    return Ragged(_offsets(derived.change_counts), derived.change_day)


def texts_of(rows: pa.Table) -> list[Texted]:
    """Return the same texts as `building.search_text`, each with the number of its row."""
    every = np.arange(len(rows), dtype=np.uint32)
    place, claims = rows["location"], rows["claims"]
    parts = [(rows["title"], every)]
    parts += [(_field(place, name), every) for name in ("name", "admin1")]
    if "actors" in rows.column_names:
        parts.append((pc.list_flatten(rows["actors"]), np.repeat(every, _counts(rows["actors"]))))
    flat, owners = pc.list_flatten(claims), np.repeat(every, _counts(claims))
    parts += [(_field(flat, name), owners) for name in ("words", "toponym")]
    return [(texts.chunks, numbers) for texts, numbers in parts]


def derived_of(claims: pa.ChunkedArray) -> Derived:
    """Return what follows from lists of claims, for each list."""
    return derive(_claims(claims)[0], int(NO_DAY))


def status_texts(codes: Array) -> pa.Array:
    """Return statuses as texts."""
    return pa.array([str(status) for status in Status]).take(pa.array(codes))


def report_ids(rows: pa.Table) -> list[str]:
    """Return the reports that the claims of rows name, each once."""
    claims = pc.list_flatten(rows["claims"])
    found: list[str] = pc.unique(_field(claims, "report_id")).to_pylist()
    return found
