"""Columns as JSON (RFC 8259), a text for each row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.share.formats.arrow_text import Piece, has_any, letters, number_texts, stitched

NULL = "null"
_SPACE = ord(" ")
_encode = json.JSONEncoder(ensure_ascii=False).encode


def json_object(
    columns: Mapping[str, pa.Array], made: Mapping[str, Piece] = MappingProxyType({})
) -> list[Piece]:
    """Return the pieces of an object for each row, with a member for each column.

    `made` holds the texts of columns that were made already.

    Parameters
    ----------
    columns : mapping of str to pyarrow.Array
        The values of each member, all of one length.
    made : mapping of str to text or array
        JSON texts of columns that were made already, by the member's name.
    """
    pieces: list[Piece] = []
    for name, values in columns.items():
        value = [made[name]] if name in made else json_value(values)
        pieces += [f"{',' if pieces else '{'}{_encode(name)}:", *value]
    return [*pieces, "}"]


def json_value(values: pa.Array) -> list[Piece]:
    """Return the pieces of a value for each row; what is null is left null."""
    if values.null_count == len(values):
        return [NULL]
    kind = values.type
    if pa.types.is_list(kind):
        return ["[", json_items(values), "]"]
    if pa.types.is_floating(kind):
        return [_decimals(values)]
    if pa.types.is_integer(kind):
        return [number_texts(values)]
    texts = json_escaped(values) if kind == pa.string() else number_texts(values)
    return (
        ['"', texts, '"']
        if not texts.null_count
        else [pc.binary_join_element_wise('"', texts, '"', "")]
    )


def json_items(lists: pa.ListArray) -> pa.Array:
    """Return the items of each list, apart by commas; those of no list are no items."""
    counts = np.asarray(pc.list_value_length(lists).fill_null(0), np.int64)
    flat = pc.list_flatten(lists)
    if pa.types.is_struct(flat.type):
        fields = {field.name: pc.struct_field(flat, field.name) for field in flat.type}
        pieces = json_object(fields)
    else:
        pieces = json_value(flat)
    texts = stitched(pieces, NULL) if len(flat) else pa.array([], pa.string())
    offsets = pa.array(np.concatenate(([0], np.cumsum(counts))).astype(np.int32))
    return pc.binary_join(pa.ListArray.from_arrays(offsets, texts), ",")


def json_escaped(texts: pa.Array) -> pa.Array:
    """Return texts as they stand between quotation marks."""
    data, _ = letters(texts)
    if has_any(data, b"\\"):
        texts = pc.replace_substring(texts, "\\", "\\\\")
    if has_any(data, b'"'):
        texts = pc.replace_substring(texts, '"', '\\"')
    if len(data) and int(data.min()) < _SPACE:
        for sign in np.unique(data[data < _SPACE]).tolist():
            texts = pc.replace_substring(texts, chr(sign), _encode(chr(sign))[1:-1])
    return texts


def _decimals(values: pa.Array) -> pa.Array:
    """Return floating-point numbers with a point or an exponent; null for what is no number."""
    finite = pc.if_else(pc.is_finite(values), values, None)
    texts = number_texts(finite)
    whole = pc.and_(pc.equal(pc.floor(finite), finite), pc.less(pc.abs(finite), 1e10))
    if not pc.any(whole).as_py():
        return texts
    return pc.if_else(whole, pc.binary_join_element_wise(texts, ".0", ""), texts)
