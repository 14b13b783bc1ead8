"""The claims of many events as Arrow rows, and what follows from those that were public."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model.claim import Modality
from geo.model.report import Report
from geo.model.timespan import day_number
from geo.share.redaction import sentence_of
from geo.store.columns.derive import Claims, Derived, derive

Array = npt.NDArray[Any]
Names = Collection[str] | None  # which columns are wanted; all by default
Columns = Callable[[pa.StructArray, Names], dict[str, pa.Array]]
Makers = Mapping[str, Callable[[], pa.Array]]
OF_REPORT = ("citation", "publisher", "url", "licence")
NO_DAY = 2**31 - 1
_MODALITIES = [str(modality) for modality in Modality]


@dataclass(frozen=True)
class ClaimRows:
    """Claims of `schema.CLAIM` one after the other, event by event.

    Attributes
    ----------
    rows : pyarrow.StructArray
        Of `schema.CLAIM`.
    counts : int array
        How many claims each event has.
    report, reports : int array, list[Report]
        The report of each claim, as a place in the list.
    """

    rows: pa.StructArray
    counts: Array
    report: Array
    reports: list[Report]

    @property
    def offsets(self) -> pa.Array:
        """Where the claims of each event begin, as Arrow's lists have it (int32)."""
        return pa.array(np.concatenate(([0], np.cumsum(self.counts))).astype(np.int32))

    @cached_property
    def derived(self) -> Derived:
        """Status and certainty of each event."""
        origin = self._field("origin").fill_null("")
        speaker = pc.if_else(pc.equal(origin, ""), self._field("report_id"), origin)
        modality = pc.index_in(self._field("modality"), pa.array(_MODALITIES))
        confidence = self._field("location", "confidence").fill_null(1.0)
        claims = Claims(
            counts=self.counts,
            known=self._field("known").cast(pa.int32()).fill_null(NO_DAY).to_numpy(),
            modality=modality.fill_null(_MODALITIES.index(Modality.REPORTED)).to_numpy(),
            confidence=confidence.to_numpy(),
            voice=speaker.dictionary_encode().indices.to_numpy(),
        )
        return derive(claims, NO_DAY)

    def lists(self, place: Columns, when: Columns, names: Names = None) -> pa.ListArray:
        """Return the claims of each event as a list of flat structs, with only some columns.

        Parameters
        ----------
        place : Columns
            Makes the columns of places, as `export_table` does.
        when : Columns
            Makes the columns of timespans, as `export_table` does.
        names : collection of str, optional
            Which columns are wanted; all by default.
        """
        before: Makers = {
            "report": partial(self._field, "report_id"),
            **{each: partial(self.of_report, each) for each in OF_REPORT},
            "known": partial(self._field, "known"),
            "words": lambda: blank(self._words()),
            "start": partial(self._field, "start"),
            "end": partial(self._field, "end"),
            "toponym": lambda: blank(self._field("toponym")),
        }
        after: Makers = {
            "modality": lambda: self._field("modality").fill_null(str(Modality.REPORTED)),
            "origin": lambda: blank(self._field("origin")),
            **{f"killed_{each}": partial(self._field, each) for each in ("low", "best", "high")},
        }
        columns = wanted(before, names)
        columns |= place(self._field("location"), names) | when(self._field("timespan"), names)
        columns |= wanted(after, names)
        flat = pa.StructArray.from_arrays(list(columns.values()), names=list(columns))
        return pa.ListArray.from_arrays(self.offsets, flat)

    def of_report(self, name: str) -> pa.Array:
        """Return what the report of each claim says of itself, null where it says nothing."""
        texts = [getattr(report, name) or None for report in self.reports]
        return pa.array(texts, pa.string()).take(pa.array(self.report))

    def _words(self) -> pa.Array:
        """Return the words; a quote, which has a start in a report, is cut to one sentence."""
        words, quoted = self._field("words"), np.asarray(self._field("start").is_valid())
        which = np.flatnonzero(quoted)
        if not len(which):
            return words
        place = pa.array(which)
        cut = [
            sentence_of(text or "", toponym or "")
            for text, toponym in zip(
                words.take(place).to_pylist(),
                self._field("toponym").take(place).to_pylist(),
                strict=True,
            )
        ]
        return pc.replace_with_mask(words, pa.array(quoted), pa.array(cut, pa.string()))

    def _field(self, *names: str) -> pa.Array:
        return pc.struct_field(self.rows, list(names))


def wanted(makers: Makers, names: Names) -> dict[str, pa.Array]:
    """Make the columns that are wanted.

    Parameters
    ----------
    makers : mapping of str to callable
        Makes a column, by its name.
    names : collection of str, optional
        Which columns are wanted; all by default.
    """
    return {name: make() for name, make in makers.items() if names is None or name in names}


def blank(texts: pa.Array) -> pa.Array:
    """Return texts with null for the empty ones."""
    return pc.if_else(pc.equal(texts, ""), None, texts)


def claim_rows(
    lists: pa.ChunkedArray, reports: Mapping[str, Report], as_of: date | None = None
) -> ClaimRows:
    """Return the claims of events that were public by a day (None: all of them).

    Parameters
    ----------
    lists : pyarrow.ChunkedArray
        Of lists of `schema.CLAIM`, one for each event.
    reports : Mapping[str, Report]
        By id, all that the claims name.
    as_of : date, optional
        The last day of publication that counts; all by default.
    """
    whole = lists.combine_chunks()
    counts = np.asarray(pc.list_value_length(whole).fill_null(0), np.int64)
    rows = pc.list_flatten(whole)
    if as_of is not None:
        day = pc.struct_field(rows, "known").cast(pa.int32())
        public = np.asarray(pc.less_equal(day, day_number(as_of)).fill_null(False))
        owner = np.repeat(np.arange(len(counts)), counts)
        rows, counts = rows.filter(public), np.bincount(owner[public], minlength=len(counts))
    codes = pc.struct_field(rows, "report_id").dictionary_encode()
    named = [reports[name] for name in codes.dictionary.to_pylist()]
    return ClaimRows(rows, counts, np.asarray(codes.indices, np.int64), named)
