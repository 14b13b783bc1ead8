"""The column file: every placed and dated event as one binary file for the browser.

Layout (little-endian): the magic `DTL1`, the header's length as u32, a JSON header padded with
spaces so that the body starts at a multiple of 8, then the arrays one after the other, each at a
multiple of 8 from the body's start. `js/scene/columns.js` is the reader in the browser.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.store.columns.event_columns import EventColumns, Ragged

MAGIC = b"DTL1"
ALIGN = 8
NO_PROVINCE = 65535
NO_PLACE = 4294967295

ROW_TYPES = {
    "lon": "f4",
    "lat": "f4",
    "first": "i4",
    "last": "i4",
    "type": "u1",
    "province": "u2",
    "country": "u2",
    "kind": "u1",
    "place": "u4",
    "radius": "f4",
    "status": "u1",
    "certainty": "u1",
    "known": "i4",
    "id_hi": "u4",
    "id_lo": "u4",
}
RAGGED_TYPES = {
    "actor_off": "u4",
    "actor": "u2",
    "source_off": "u4",
    "source": "u2",
    "change_off": "u4",
    "change_day": "i4",
    "change_status": "u1",
}
TYPES = ROW_TYPES | RAGGED_TYPES
# More actors or sources than 16 bits can number come in 32.
WIDENED, WIDER = ("actor", "source"), "u4"
# An array whose every value is this one is left out; the reader fills it in again.
FILL = {"place": NO_PLACE, "radius": 0}
VOCAB = ("type", "status", "kind", "province", "country", "place", "actor", "source")

Array = NDArray[Any]


class ColumnFileError(ValueError):
    """The bytes are no complete column file."""


def pack_columns(columns: EventColumns) -> bytes:
    """Return the drawable events of the store's columns as a column file."""
    count = columns.drawn
    arrays: dict[str, Array] = {name: getattr(columns, name)[:count] for name in ROW_TYPES}
    arrays |= _ragged("actor", columns.actor, count) | _ragged("source", columns.source, count)
    change = _ragged("change", columns.change, count)
    # Where no status ever changed, the status column says it all.
    if len(change["change"]) > count:
        arrays["change_off"] = change["change_off"]
        arrays["change_day"] = change["change"]
        arrays["change_status"] = columns.change_status[: len(change["change"])]
    vocab = {name: getattr(columns.vocabulary, name) for name in VOCAB}
    return pack(arrays, vocab)


def pack(arrays: Mapping[str, Array], vocab: Mapping[str, Sequence[Any]]) -> bytes:
    """Return the events as a column file.

    Parameters
    ----------
    arrays : mapping of name to array
        The arrays of `ROW_TYPES`, one value per event, sorted by first day; `lon` and `lat` in
        degrees, `first`, `last` and `known` in days since 1970-01-01, `radius` in kilometres.
        The ragged arrays of `RAGGED_TYPES` are optional, group by group.
    vocab : mapping of name to list
        The values behind the index arrays, one list for each name in `VOCAB`.

    Raises
    ------
    ValueError
        Naming every array that is missing, unknown or of the wrong length, and unsorted days.
    """
    count = len(arrays["lon"]) if "lon" in arrays else 0
    _check(arrays, count)
    parts: list[bytes] = []
    table: dict[str, dict[str, Any]] = {}
    offset = 0
    for name, kind in TYPES.items():
        if name not in arrays or _is_fill(name, arrays[name]):
            continue
        if name in WIDENED and arrays[name].max(initial=0) > NO_PROVINCE:
            kind = WIDER
        raw = np.ascontiguousarray(arrays[name], dtype=f"<{kind}").tobytes()
        table[name] = {"type": kind, "offset": offset, "length": len(arrays[name])}
        parts.append(raw + b"\0" * (-len(raw) % ALIGN))
        offset += len(parts[-1])
    body = b"".join(parts)
    header = {
        "n": count,
        "sums": checksum(body),
        "body": len(body),
        "arrays": table,
        "vocab": {name: list(vocab.get(name, ())) for name in VOCAB},
    }
    return _head(header) + body


def checksum(body: bytes) -> list[int]:
    """Return two sums over the 32-bit words of some bytes, as many as a multiple of 4.

    The first is of the words, the second of the first's running values, both modulo 2^32
    (J. G. Fletcher, An arithmetic checksum for serial transmissions, 1982).
    """
    words = np.frombuffer(body, "<u4")
    weights = np.arange(len(words), 0, -1, dtype=np.uint32)
    return [int(words.sum(dtype=np.uint32)), int((words * weights).sum(dtype=np.uint32))]


def unpack(data: bytes) -> tuple[dict[str, Array], dict[str, list[Any]]]:
    """Return the arrays and the vocab of a column file.

    Raises
    ------
    ColumnFileError
        When the magic, the header, the length or the checksum is wrong.
    """
    header, start = read_head(data)
    body = data[start:]
    if len(body) != header["body"]:
        raise ColumnFileError(f"the data has {len(body)} bytes where {header['body']} were written")
    if checksum(body) != header["sums"]:
        raise ColumnFileError("the data does not match its checksum")
    arrays = {
        name: np.frombuffer(body, f"<{entry['type']}", entry["length"], entry["offset"])
        for name, entry in header["arrays"].items()
    }
    for name, value in FILL.items():
        arrays.setdefault(name, np.full(header["n"], value, dtype=TYPES[name]))
    return arrays, header["vocab"]


def _ragged(name: str, ragged: Ragged, count: int) -> dict[str, Array]:
    offsets = ragged.offsets[: count + 1]
    return {f"{name}_off": offsets, name: ragged.values[: int(offsets[-1])]}


def _check(arrays: Mapping[str, Array], count: int) -> None:
    faults = [f"{name} is missing" for name in ROW_TYPES if name not in arrays and name not in FILL]
    faults += [f"{name} is not a column" for name in arrays if name not in TYPES]
    for name, array in arrays.items():
        expected = _expected_length(name, arrays, count)
        if expected is not None and len(array) != expected:
            faults.append(f"{name} has {len(array)} values instead of {expected}")
    if not faults and count and bool(np.any(np.diff(arrays["first"]) < 0)):
        faults.append("the events are not sorted by first day")
    if faults:
        raise ValueError("column file: " + "; ".join(faults))


def _expected_length(name: str, arrays: Mapping[str, Array], count: int) -> int | None:
    if name in ROW_TYPES:
        return count
    if name.endswith("_off"):
        return count + 1
    offsets = arrays.get(name.split("_")[0] + "_off")
    return None if offsets is None or not len(offsets) else int(offsets[-1])


def _is_fill(name: str, array: Array) -> bool:
    return name in FILL and bool(np.all(array == FILL[name]))


def _head(header: Mapping[str, Any]) -> bytes:
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % ALIGN)
    return MAGIC + struct.pack("<I", len(text)) + text


def read_head(data: bytes) -> tuple[dict[str, Any], int]:
    """Return the header of a column file and where its body starts.

    Raises
    ------
    ColumnFileError
        When it is none or cannot be read.
    """
    if data[:4] != MAGIC or len(data) < 8:
        raise ColumnFileError("the data does not start like a column file")
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    try:
        return json.loads(data[8:end]), end
    except ValueError as error:
        raise ColumnFileError("the header of the data cannot be read") from error
