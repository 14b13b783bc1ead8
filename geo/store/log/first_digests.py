"""The digests that the first edition of Dateline wrote: of Python's `repr`, class names and all.

Tables still hold them. An event that comes again is known by them, so that nothing is revised only
because a digest is made in another way today.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from geo.store.schema import EVENT

Row = Mapping[str, Any]


def is_first(digest: int | None) -> bool:
    """Say whether a digest is one of the first edition, none of which is below 0."""
    return digest is not None and digest >= 0


def first_digest_of(row: Row) -> int:
    """Return the digest that the first edition made of a row's `EVENT` columns."""
    values = {name: row[name] for name in EVENT.names}
    values["location"] = _location(row["location"])
    values["timespan"] = _timespan(row["timespan"])
    values["claims"] = [_claim(claim) for claim in row["claims"]]
    text = repr(list(values.values()))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") >> 1


class _Member:
    """A member of an enumeration as `repr` wrote it: `<Kind.CITY: 'city'>`."""

    def __init__(self, kind: str, value: str) -> None:
        self._text = f"<{kind}.{value.upper()}: {value!r}>"

    def __repr__(self) -> str:
        return self._text


def _claim(row: Row) -> dict[str, Any]:
    return {
        **row,
        "location": _location(row["location"]),
        "timespan": _timespan(row["timespan"]),
        "modality": _Member("Modality", row["modality"]),
    }


def _location(row: Row | None) -> dict[str, Any] | None:
    return None if row is None else {**row, "kind": _Member("Kind", row["kind"])}


def _timespan(row: Row | None) -> dict[str, Any] | None:
    return None if row is None else {**row, "precision": _Member("Precision", row["precision"])}
