"""Events as rows that only lack who changed them: what another process can make ready."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from geo.model.event import Event, certainty_of
from geo.store.schema import EVENT, REVISION, digest_of, row_of

PREPARED = pa.schema(
    [*EVENT, *(REVISION.field(name) for name in ("digest", "status", "certainty", "known"))]
)


def prepared(events: Iterable[Event]) -> pa.Table:
    """Return events as an Arrow table of `PREPARED`."""
    rows = []
    for event in events:
        row = row_of(event)
        row["digest"] = digest_of(row)
        row["status"] = str(event.status)
        row["certainty"] = certainty_of(event.claims)
        row["known"] = event.published
        rows.append(row)
    return pa.Table.from_pylist(rows, PREPARED)
