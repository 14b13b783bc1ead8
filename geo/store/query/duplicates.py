"""Duplicates: one event from two sources, proposed and explained, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from basics.geodesy import distance_km
from geo.model.event import Event
from geo.model.timespan import day_number
from geo.store.columns.event_columns import EventColumns
from geo.store.history.revisions import EventStore, Written
from geo.store.log.delta import DeltaLog
from geo.store.log.duckdb_reads import query
from geo.store.schema import event_of
from geo.store.table import EventTable

# Choices of ours, see docs/decisions/0053.
DAYS = 2
NEAR_KM = 15.0
FLOOR = 0.6
WEIGHTS = {"day": 0.3, "place": 0.3, "type": 0.1, "actors": 0.15, "words": 0.15}
SHORTEST_WORD = 4
BUILT = 20_000
APART = pa.schema(
    [
        ("first", pa.string()),
        ("second", pa.string()),
        ("apart", pa.bool_()),
        ("who", pa.string()),
        ("why", pa.string()),
        ("recorded_at", pa.timestamp("us", "UTC")),
    ]
)
_NEWEST = """
    select "first", "second" from {rows}
    group by "first", "second" having max_by(apart, recorded_at)
"""


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two events that are likely one, how likely (0 to 1), and why, in short sentences."""

    new: str
    there: str
    score: float
    reasons: tuple[str, ...]


def proposals(
    events: Iterable[Event], table: EventTable, apart: frozenset[tuple[str, str]] = frozenset()
) -> list[DuplicatePair]:
    """Return the pairs of these events and others of a table that are likely one, best first.

    Two events that the same report tells of are taken to be two. Only events with a day and a
    point are compared: at most 2 days and 15 km (or what "near" says) apart.

    Parameters
    ----------
    events : iterable of Event
        New ones, or some of the table's own.
    table : EventTable
        Where to look.
    apart : frozenset of pairs of ids
        Decided by a person to be two, see `kept_apart`.
    """
    found: dict[tuple[str, str], DuplicatePair] = {}
    reader = _EventCache(table)
    for event in events:
        for other in _around(event, table.columns, reader):
            pair = _pair(event.id, other.id)
            if pair not in found and pair not in apart and not _share_a_report(event, other):
                score, reasons = similarity(event, other)
                if score >= FLOOR:
                    found[pair] = DuplicatePair(event.id, other.id, score, reasons)
    return sorted(found.values(), key=lambda each: (-each.score, each.new, each.there))


def similarity(one: Event, other: Event) -> tuple[float, tuple[str, ...]]:
    """Return how alike two dated and placed events are, 0 to 1, and what speaks for it.

    Parameters
    ----------
    one : Event
        One of two.
    other : Event
        The other; the order makes no difference.
    """
    if not (one.timespan and other.timespan and one.location and other.location):
        return 0.0, ()
    gap = max(0, *_gaps(one, other))
    here, there = one.location, other.location
    apart = float(distance_km(here.lon, here.lat, there.lon, there.lat))
    reach = NEAR_KM + one.location.radius_km + other.location.radius_km
    actors = sorted({a.casefold() for a in one.actors} & {a.casefold() for a in other.actors})
    words = _words(one.title) & _words(other.title)
    parts = {
        "day": 1 - gap / (DAYS + 1),
        "place": max(0.0, 1 - apart / reach),
        "type": float(one.type == other.type),
        "actors": float(bool(actors)),
        "words": min(1.0, len(words) / 3),
    }
    reasons = ["the same day" if not gap else f"{gap} days apart"]
    reasons.append(f"{apart:.0f} km apart" if apart >= 1 else "the same place")
    reasons += [f"both are {one.type}"] if one.type == other.type else []
    reasons += [f"both name {', '.join(actors)}"] if actors else []
    reasons += [f"both titles say {', '.join(sorted(words))}"] if words else []
    return round(sum(WEIGHTS[name] * part for name, part in parts.items()), 3), tuple(reasons)


def merge(store: EventStore, keep: str, other: str, author: str, reason: str = "") -> Written:
    """Make one event of two: the first keeps its place and date and takes all the claims.

    Parameters
    ----------
    store : EventStore
        The event table.
    keep : str
        The id of the event that stays.
    other : str
        The id of the one that goes.
    author : str
        Who makes the change.
    reason : str
        Why, in the words of the author.

    Raises
    ------
    NoSuchEvent
        When one of them is not there.
    """
    kept, gone = event_of(store.head(keep)), event_of(store.head(other))
    claims = tuple(dict.fromkeys((*kept.claims, *gone.claims)))
    actors = tuple(dict.fromkeys((*kept.actors, *gone.actors)))
    both = replace(kept, claims=claims, actors=actors)
    return store.merge(both, other, author, reason or f"{other} is the same event")


def keep_apart(
    store: EventStore, one: str, other: str, author: str, reason: str = "", apart: bool = True
) -> None:
    """Record that two events are two, or with `apart` False that this is open again.

    Parameters
    ----------
    store : EventStore
        The event table.
    one : str
        The id of one event.
    other : str
        The id of the other.
    author : str
        Who makes the change.
    reason : str
        Why, in the words of the author.
    apart : bool
        False takes the decision back.
    """
    first, second = _pair(one, other)
    row = {
        "first": first,
        "second": second,
        "apart": apart,
        "who": author,
        "why": reason,
        "recorded_at": datetime.now(UTC),
    }
    _apart_log(store).append(pa.Table.from_pylist([row], APART), {"action": "apart"})


def kept_apart(store: EventStore) -> frozenset[tuple[str, str]]:
    """Return the pairs of events that a person keeps apart."""
    log = _apart_log(store)
    files = log.files()
    if files is None or not files.all:
        return frozenset()
    rows = query(log, files.all, _NEWEST).to_pylist()
    return frozenset((row["first"], row["second"]) for row in rows)


def _apart_log(store: EventStore) -> DeltaLog:
    return DeltaLog(f"{store.uri}/apart", APART, None, store.events.options)


class _EventCache:
    """Builds events of a table, many at once and each once: neighbours have the same neighbours."""

    def __init__(self, table: EventTable) -> None:
        self.table = table
        self.built: dict[int, Event] = {}

    def events(self, rows: Sequence[int]) -> list[Event]:
        if len(self.built) > BUILT:
            self.built.clear()
        new = [row for row in rows if row not in self.built]
        if new:
            self.built.update(zip(new, self.table.events(np.array(new)), strict=True))
        return [self.built[row] for row in rows]


def _around(event: Event, columns: EventColumns, reader: _EventCache) -> Iterator[Event]:
    if not (event.timespan and event.location and event.location.kind.is_point):
        return
    for other in reader.events(_rows_around(event, columns).tolist()):
        if other.id != event.id and other.location and other.location.kind.is_point:
            yield other


def _rows_around(event: Event, columns: EventColumns) -> npt.NDArray[np.intp]:
    """Return the rows in a window of days and a box of degrees around an event."""
    assert event.timespan and event.location
    until = day_number(event.timespan.last) + DAYS
    since = day_number(event.timespan.first) - DAYS
    end = int(np.searchsorted(columns.first[: columns.drawn], until, side="right"))
    reach = (2 * NEAR_KM + event.location.radius_km) / 111.0
    lat = columns.lat[:end]
    narrow = max(float(np.cos(np.radians(event.location.lat))), 0.01)
    near = columns.last[:end] >= since
    near &= np.abs(lat - event.location.lat) <= reach
    near &= np.abs(columns.lon[:end] - event.location.lon) <= reach / narrow
    return np.flatnonzero(near)


def _gaps(one: Event, other: Event) -> Sequence[int]:
    assert one.timespan and other.timespan
    before = (other.timespan.first - one.timespan.last).days
    after = (one.timespan.first - other.timespan.last).days
    return before, after


def _share_a_report(one: Event, other: Event) -> bool:
    return bool({c.report_id for c in one.claims} & {c.report_id for c in other.claims})


def _words(title: str) -> set[str]:
    return {word for word in title.casefold().split() if len(word) >= SHORTEST_WORD}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
