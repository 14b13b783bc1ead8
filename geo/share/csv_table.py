"""What a View shows as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo.share.record import Record

# A cell that begins with one of these may run as a formula, see OWASP "CSV Injection".
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Each column, and where in a record its value lies.
_EVENT = {
    "id": ("id",),
    "title": ("title",),
    "type": ("type",),
    "status": ("status",),
    "verdict": ("verdict",),
    "certainty": ("certainty",),
    "when": ("when",),
    "first": ("first",),
    "last": ("last",),
    "precision": ("precision",),
    "date_words": ("date_words",),
    "place": ("place", "name"),
    "place_kind": ("place", "kind"),
    "lon": ("place", "lon"),
    "lat": ("place", "lat"),
    "radius_km": ("place", "radius_km"),
    "province": ("place", "admin1"),
    "province_iso": ("place", "admin1_iso"),
    "country": ("place", "country"),
    "place_id": ("place", "id"),
    "killed_low": ("killed_low",),
    "killed_best": ("killed_best",),
    "killed_high": ("killed_high",),
}
_CLAIM = {
    "claim_words": ("words",),
    "claim_toponym": ("toponym",),
    "claim_date_words": ("date_words",),
    "claim_when": ("when",),
    "claim_place": ("place", "name"),
    "claim_modality": ("modality",),
    "claim_origin": ("origin",),
    "claim_known": ("known",),
    "citation": ("citation",),
    "url": ("url",),
}


def table_by_event(records: Iterable[Record]) -> Iterator[str]:
    """Yield a row per event; what there are several of is joined with semicolons."""
    yield _row([*_EVENT, "actors", "toponyms", "claims", "citations"])
    for record in records:
        claims = record["claims"]
        toponyms = _joined(claim["toponym"] for claim in claims)
        citations = _joined(claim["citation"] for claim in claims)
        actors = _joined(record["actors"])
        yield _row([*_cells(record, _EVENT), actors, toponyms, len(claims), citations])


def table_by_claim(records: Iterable[Record]) -> Iterator[str]:
    """Yield a row per claim, its event's cells first."""
    yield _row([*_EVENT, "actors", *_CLAIM])
    for record in records:
        cells = [*_cells(record, _EVENT), _joined(record["actors"])]
        for claim in record["claims"]:
            yield _row([*cells, *_cells(claim, _CLAIM)])


def safe_cell(value: object) -> object:
    """Return text so that no spreadsheet takes it for a formula; other values as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _cells(record: Record, columns: Mapping[str, tuple[str, ...]]) -> list[object]:
    return [_value(record, path) for path in columns.values()]


def _value(record: Record, path: tuple[str, ...]) -> object:
    value: Any = record
    for key in path:
        value = None if value is None else value[key]
    return value


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(text for text in dict.fromkeys(texts) if text)


def _row(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
