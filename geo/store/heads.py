"""Which revision of each event is the newest: a few numbers per event, kept sorted by id."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model.event import Verdict
from geo.store.ids import id_numbers

Array = npt.NDArray[Any]
COLUMNS = ("id", "revision", "recorded_at", "digest", "removed", "verdict")
_NAMES = ("id", "revision", "at", "digest", "hidden", "row")


@dataclass(frozen=True, slots=True)
class Heads:
    """The newest revision of each event, sorted by id.

    `at` is in microseconds; `hidden` says that it was removed or rejected; `row` is where the
    revision is in the rows it was found in.
    """

    id: Array
    revision: Array
    at: Array
    digest: Array
    hidden: Array
    row: Array

    def __len__(self) -> int:
        return len(self.id)

    def take(self, which: Array) -> Heads:
        """Return some of them."""
        return Heads(*(getattr(self, name)[which] for name in _NAMES))

    def newer_than(self, old: Heads) -> Heads:
        """Return those that are not in the old ones or come after the old one of their event."""
        at = np.minimum(np.searchsorted(old.id, self.id), max(len(old) - 1, 0))
        if not len(old):
            return self
        known = old.id[at] == self.id
        mine, theirs = (self.revision, self.at), (old.revision[at], old.at[at])
        later = (mine[0] > theirs[0]) | ((mine[0] == theirs[0]) & (mine[1] > theirs[1]))
        return self.take(np.flatnonzero(~known | later))

    def overlaid(self, new: Heads) -> Heads:
        """Return these with newer ones put in their place or added."""
        stays = np.flatnonzero(~np.isin(self.id, new.id))
        parts = [(getattr(self, name)[stays], getattr(new, name)) for name in _NAMES]
        both = Heads(*(np.concatenate(pair) for pair in parts))
        return both.take(np.argsort(both.id, kind="stable"))

    def fingerprint(self) -> str:
        """Return a hash of the events that are shown: the same content has the same one."""
        shown = ~self.hidden
        digest = sha256(self.id[shown].astype("<u8").tobytes())
        digest.update(self.digest[shown].astype("<i8").tobytes())
        return digest.hexdigest()[:16]


def heads_of(rows: pa.Table) -> Heads:
    """Return the newest revision of each event in rows that have `COLUMNS`."""
    ids = id_numbers(rows["id"])
    revision = rows["revision"].to_numpy()
    at = rows["recorded_at"].cast(pa.int64()).fill_null(0).to_numpy()
    digest = rows["digest"].to_numpy()
    order = np.lexsort((-digest, at, revision, ids))
    last = np.append(ids[order][1:] != ids[order][:-1], np.ones(min(len(ids), 1), np.bool_))
    row = order[last]
    rejected = pc.equal(rows["verdict"], str(Verdict.REJECTED))
    hidden = np.asarray(pc.or_(rows["removed"], rejected).to_numpy(), np.bool_)
    return Heads(ids[row], revision[row], at[row], digest[row], hidden[row], row)
