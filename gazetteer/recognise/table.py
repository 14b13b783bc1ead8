"""The places that the mentions of a document may mean, as one table of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.index import Floats
from gazetteer.place import Kind
from gazetteer.recognise.spans import Span
from gazetteer.segment import Ints

Bools = npt.NDArray[np.bool_]
GROUND_KINDS = (Kind.CITY, Kind.ADMIN2, Kind.SITE)
# Whether a kind of place is a spot on the ground, by the kind's number.
GROUND = np.array([kind in GROUND_KINDS for kind in Kind])
_COLUMNS = ("kind", "how", "country", "admin", "lon", "lat", "people", "capital")


@dataclass(slots=True)
class Table:
    """The places of all mentions, row by row."""

    mention: Ints
    kind: npt.NDArray[np.uint8]
    how: npt.NDArray[np.uint8]
    country: Ints
    admin: Ints
    lon: Floats
    lat: Floats
    people: Floats
    capital: Bools
    starts: Ints
    counts: Ints
    weight: Floats


def table_of(spans: Sequence[Span], weights: Sequence[float]) -> Table:
    """Put the places of all spans into one table; `weights` says how far each is a toponym."""
    counts = np.array([span.named.row.size for span in spans], np.intp)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)

    def column(name: str) -> npt.NDArray[Any]:
        return np.concatenate([getattr(span.named, name) for span in spans])

    return Table(
        mention=np.repeat(np.arange(counts.size), counts),
        starts=starts,
        counts=counts,
        weight=np.array(weights, float),
        **{name: column(name) for name in _COLUMNS},
    )


def softmax(scores: Floats, table: Table) -> Floats:
    """Share out 1 among the places of each mention."""
    top = np.maximum.reduceat(scores, table.starts)
    share = np.exp(scores - np.repeat(top, table.counts))
    return np.asarray(share / np.repeat(np.add.reduceat(share, table.starts), table.counts))
