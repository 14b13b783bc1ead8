"""The answers to many toponyms, as columns; a row becomes a Resolution when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from gazetteer.index.places_index import Floats, Index
from gazetteer.index.segment import Ints
from gazetteer.place import Candidate, Resolution
from gazetteer.resolve import rank
from gazetteer.resolve.calibrate import confidence

ALTERNATIVES = 5
ROUND = 3
LEAST_CONFIDENCE = 0.3


@dataclass(slots=True)
class Ranked:
    """Candidates in the order of their queries, the terms of their scores, and the belief."""

    found: rank.Candidates
    terms: dict[str, Floats]
    belief: Floats
    groups: rank.CandidateGroups
    in_province: npt.NDArray[np.bool_]


@dataclass(slots=True)
class Part:
    """The answers to a batch of names, in few bytes."""

    row: npt.NDArray[np.int32]
    belief: npt.NDArray[np.float32]
    start: Ints
    end: Ints
    best: Ints
    confidence: Floats
    resolved: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]


def answer(index: Index, n: int, ranked: Ranked) -> Part:
    """Sum up what was found for `n` names.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    n : int
        How many names were asked for.
    ranked : Ranked
        The candidates of all names, ranked.
    """
    found, by = ranked.found, ranked.groups
    query = found.query[by.start]
    zeros = np.zeros(n, np.intp)
    row, belief = found.row.astype(np.int32), ranked.belief.astype(np.float32)
    no = np.zeros(n, bool)
    part = Part(row, belief, zeros, zeros.copy(), zeros - 1, np.zeros(n), no, no.copy())
    part.start[query], part.end[query] = by.start, by.start + by.count
    part.best[query] = found.row[by.best]
    share = rank.agreement(index, found, ranked.belief, by)
    sure = confidence(index, found, share, by, ranked.in_province)
    part.confidence[query] = sure
    part.resolved[query] = share >= rank.STANDS_OUT
    part.known[query] = (share < rank.STANDS_OUT) | (sure >= LEAST_CONFIDENCE)
    return part


class Answers(Sequence[Resolution]):
    """Resolutions of many names, in their order.

    Attributes
    ----------
    confidence : numpy.ndarray of float, shape (n,)
        0 to 1; 0 for unknown names.
    resolved : numpy.ndarray of bool, shape (n,)
        Whether one place stands out.
    row : numpy.ndarray of int, shape (n,)
        Row of the chosen place in the index, -1 for unknown names.
    """

    def __init__(
        self, index: Index, names: Sequence[str], parts: Sequence[Part], which: Ints
    ) -> None:
        """Put parts together; `which` is the number of the answer to each name."""
        self._index, self._names = index, names
        shifts = np.cumsum([0, *(p.row.size for p in parts)])
        moved = list(zip(parts, shifts.tolist(), strict=False))
        self._rows = _join([p.row for p in parts], np.int32)
        self._belief = _join([p.belief for p in parts], np.float32)
        self._start: Ints = _join([p.start + shift for p, shift in moved], np.intp)[which]
        self._end: Ints = _join([p.end + shift for p, shift in moved], np.intp)[which]
        known = _join([p.known for p in parts], np.bool_)[which]
        self.confidence: Floats = _join([p.confidence for p in parts], np.float64)[which] * known
        self.resolved: npt.NDArray[np.bool_]
        self.resolved = _join([p.resolved for p in parts], np.bool_)[which] & known
        self.row: Ints = np.where(known, _join([p.best for p in parts], np.intp)[which], -1)

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, at: int) -> Resolution: ...
    @overload
    def __getitem__(self, at: slice) -> list[Resolution]: ...
    def __getitem__(self, at: int | slice) -> Resolution | list[Resolution]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        name, start, end = self._names[at], int(self._start[at]), int(self._end[at])
        best = int(self.row[at])
        order = start + np.argsort(-self._belief[start:end], kind="stable")[: 1 + ALTERNATIVES]
        others = [
            Candidate(self._index.place(row), round(belief, ROUND))
            for row, belief in zip(
                self._rows[order].tolist(), self._belief[order].tolist(), strict=True
            )
            if row != best
        ]
        if best < 0:
            return Resolution(name, "unknown", None, 0.0, tuple(others[:ALTERNATIVES]))
        place = self._index.place(best)
        status = "resolved" if self.resolved[at] else "ambiguous"
        sure = round(float(self.confidence[at]), ROUND)
        return Resolution(name, status, place, sure, tuple(others[:ALTERNATIVES]))


def _join(parts: Sequence[npt.NDArray[Any]], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype)
