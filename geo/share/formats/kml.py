"""What a View shows as KML 2.2, with each event's days as its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from geo.share.formats.about import About
from geo.share.formats.arrow_text import Piece, number_texts, parts, stitched
from geo.share.formats.markup import escape, escaped, wrapped
from geo.share.formats.tabular import by_event
from geo.share.formats.write_buffer import as_bytes

_NAMESPACE = "http://www.opengis.net/kml/2.2"
# KML has an attribute "id" of its own, with which GDAL would confuse a column of that name.
ID = "event_id"
_DRAWN = "drawn"
_TYPES = {pa.float64(): "double", pa.int64(): "int"}


def kml(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a KML document: what it is about first, then a placemark for each event.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    for number, chunk in enumerate(records):
        table = by_event(chunk)
        table = table.rename_columns([ID, *table.column_names[1:]])
        if not number:
            yield _head(about, table.schema).encode()
        for part in parts(table.append_column(_DRAWN, chunk["drawn"])):
            drawn = part[_DRAWN].combine_chunks()
            yield as_bytes(_placemarks(part.drop_columns([_DRAWN]), drawn))
    yield b"</Document>\n</kml>\n"


def _head(about: About, schema: pa.Schema) -> str:
    description = "\n".join(f"{label}: {text}" for label, text in about.lines())
    fields = "".join(
        f'<SimpleField name="{field.name}" type="{_TYPES.get(field.type, "string")}"/>\n'
        for field in schema
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{_NAMESPACE}">\n<Document>\n'
        f"<name>{escape(about.heading)}</name>\n<description>{escape(description)}</description>\n"
        f'<Schema name="events" id="events">\n{fields}</Schema>\n'
    )


def _placemarks(table: pa.Table, drawn: pa.Array) -> pa.Array:
    flat = {name: _texts(table[name].combine_chunks()) for name in table.column_names}
    data = [piece for name, values in flat.items() for piece in _data(name, values)]
    return stitched(
        [
            "<Placemark><name>",
            flat["title"],
            "</name>",
            _time(flat["first"], flat["last"]),
            '<ExtendedData><SchemaData schemaUrl="#events">',
            *data,
            "</SchemaData></ExtendedData>",
            _point(flat["lon"], flat["lat"], drawn),
            "</Placemark>\n",
        ]
    )


def _texts(values: pa.Array) -> pa.Array:
    return escaped(values) if values.type == pa.string() else number_texts(values)


def _data(name: str, values: pa.Array) -> list[Piece]:
    """Return one column's part of each placemark; nothing where it is null."""
    before, after = f'<SimpleData name="{name}">', "</SimpleData>"
    if values.null_count == len(values):
        return []
    return [wrapped(before, values, after)] if values.null_count else [before, values, after]


def _time(first: pa.Array, last: pa.Array) -> pa.Array:
    span = pc.binary_join_element_wise(
        "<TimeSpan><begin>", first, "</begin><end>", last, "</end></TimeSpan>", ""
    )
    return span.fill_null("")


def _point(lon: pa.Array, lat: pa.Array, drawn: pa.Array) -> pa.Array:
    point = pc.binary_join_element_wise(
        "<Point><coordinates>", lon, ",", lat, "</coordinates></Point>", ""
    )
    return pc.if_else(drawn, point, "").fill_null("")
