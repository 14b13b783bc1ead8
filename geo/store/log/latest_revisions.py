"""Which revision of each event is the newest: a few numbers per event, kept sorted by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from basics.hashes import canonical_bytes, content_hash
from geo.model.event import Verdict
from geo.store.ids import id_numbers

Array = npt.NDArray[Any]
COLUMNS = ("id", "revision", "recorded_at", "digest", "removed", "verdict")
_NAMES = ("id", "revision", "at", "digest", "hidden")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Heads:
    """The newest revision of each event, sorted by id.

    `at` is in microseconds; `hidden` says that it was removed or rejected.
    """

    id: Array
    revision: Array
    at: Array
    digest: Array
    hidden: Array

    def __len__(self) -> int:
        return len(self.id)

    @property
    def arrays(self) -> dict[str, Array]:
        """The arrays by name."""
        return {name: getattr(self, name) for name in _NAMES}

    def take(self, which: Array) -> Heads:
        """Return some of them."""
        return Heads(*(getattr(self, name)[which] for name in _NAMES))

    def find(self, ids: Array) -> tuple[Array, Array]:
        """Return where each of some ids would be, and whether it is there."""
        at = np.searchsorted(self.id, ids)
        if not len(self):
            return at, np.zeros(len(ids), np.bool_)
        return at, np.asarray(self.id[np.minimum(at, len(self) - 1)] == ids)

    def overlaid(self, new: Heads) -> Heads:
        """Return these with newer ones put in their place or added."""
        at, there = self.find(new.id)
        parts = []
        for name in _NAMES:
            values, fresh = getattr(self, name).copy(), getattr(new, name)
            values[at[there]] = fresh[there]
            parts.append(np.insert(values, at[~there], fresh[~there]))
        return Heads(*parts)

    def mark(self) -> tuple[int, int]:
        """Return two sums over the events that are shown: the same content has the same."""
        one = two = 0
        for start in range(0, len(self), _PIECE):
            piece = slice(start, start + _PIECE)
            shown = ~self.hidden[piece]
            ids, digests = self.id[piece][shown], self.digest[piece][shown].astype(np.uint64)
            one += int(_mixed(ids ^ _mixed(digests)).sum(dtype=np.uint64))
            two += int(_mixed(digests + _mixed(ids)).sum(dtype=np.uint64))
        return one % (1 << 64), two % (1 << 64)


@dataclass(frozen=True, slots=True)
class Layers:
    """Heads of very many events, and on top those of the few that changed since.

    Attributes
    ----------
    base, patch : Heads
        The patch says it where both know an event.
    mark : tuple[int, int]
        `Heads.mark` of both together.
    """

    base: Heads
    patch: Heads
    mark: tuple[int, int]

    def newer(self, found: Heads) -> Heads:
        """Return those found that are not known or come after what is known of their event."""
        old = self._known(found)
        later = (found.revision > old.revision) | (
            (found.revision == old.revision) & (found.at > old.at)
        )
        return found.take(np.flatnonzero(later))

    def with_newer(self, fresh: Heads) -> Layers:
        """Return the heads with newer ones on top."""
        if not len(fresh):
            return self
        gone = self._known(fresh).mark()
        come = fresh.mark()
        mark = [(a - b + c) % (1 << 64) for a, b, c in zip(self.mark, gone, come, strict=True)]
        return Layers(self.base, self.patch.overlaid(fresh), (mark[0], mark[1]))

    def head(self, number: int) -> tuple[int, int] | None:
        """Return revision and digest of the event with an id's number, None unless it is shown."""
        for layer in (self.patch, self.base):
            at, there = layer.find(np.array([number], np.uint64))
            if there[0]:
                row = int(at[0])
                shown = not layer.hidden[row]
                return (int(layer.revision[row]), int(layer.digest[row])) if shown else None
        return None

    def fingerprint(self) -> str:
        """Return a hash of the events that are shown: the same content has the same one."""
        return content_hash(canonical_bytes(self.mark))

    def _known(self, ids: Heads) -> Heads:
        """Return what is known of the same events; revision -1, hidden, where nothing is."""
        size = len(ids)
        known = Heads(
            ids.id,
            np.full(size, -1, np.int64),
            np.zeros(size, np.int64),
            np.zeros(size, np.int64),
            np.ones(size, np.bool_),
        )
        for layer in (self.base, self.patch):
            at, there = layer.find(ids.id)
            for name in _NAMES[1:]:
                getattr(known, name)[there] = getattr(layer, name)[at[there]]
        return known


def _mixed(values: Array) -> Array:
    """Return well mixed 64-bit numbers (SplitMix64's finaliser, Steele and others, 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)))


def heads_of(parts: Iterable[pa.Table]) -> Heads:
    """Return the newest revision of each event in rows that have `COLUMNS`."""
    found = [_numbers(rows) for rows in parts if len(rows)]
    names = ("id", "revision", "at", "digest", "hidden")
    if not found:
        return Heads(*(np.zeros(0, kind) for kind in ("u8", "i4", "i8", "i8", "?")))
    whole = {name: np.concatenate([part.pop(name) for part in found]) for name in names}
    order = np.argsort(whole["id"], kind="stable")
    if (np.diff(whole["id"][order]) == 0).any():
        keys = (-whole["digest"], whole["at"], whole["revision"], whole["id"])
        order = np.lexsort(keys)
        ids = whole["id"][order]
        order = order[np.append(ids[1:] != ids[:-1], True)]
    return Heads(*(whole.pop(name)[order] for name in names))


def _numbers(rows: pa.Table) -> dict[str, Array]:
    rejected = pc.equal(rows["verdict"], str(Verdict.REJECTED))
    return {
        "id": id_numbers(rows["id"]),
        "revision": rows["revision"].to_numpy(),
        "at": rows["recorded_at"].cast(pa.int64()).fill_null(0).to_numpy(),
        "digest": rows["digest"].to_numpy(),
        "hidden": np.asarray(pc.or_(rows["removed"], rejected).to_numpy(), np.bool_),
    }


def heads_from(arrays: Mapping[str, Array]) -> Heads:
    """Return the heads in arrays as `Heads.arrays` has them."""
    return Heads(*(arrays[name] for name in _NAMES))
