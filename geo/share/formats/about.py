"""What an exported file says of itself: what it shows, what it leaves out, its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from geo.model.report import Report
from geo.model.view import View
from geo.share.formats.claim_table import claim_rows
from geo.share.formats.event_rows import event_rows
from geo.share.formats.export_table import CHUNK, shown_rows
from geo.share.heading import heading, not_shown
from geo.share.link import data_view, write_link
from geo.share.redaction import protection_of
from geo.store.columns.text_index import ranges
from geo.store.query.select import Selection
from geo.store.table import EventTable

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class About:
    """What a file says of itself.

    Attributes
    ----------
    heading, not_shown : str
        What is shown and what is not, as the page says it.
    link : str
        The View, without what does not decide which events are shown.
    protection : tuple[str, ...]
        What was taken away before it left.
    find_reports : callable
        Finds the sources, the oldest first, in all claims: not all formats ask.
    """

    heading: str
    not_shown: str
    link: str
    protection: tuple[str, ...]
    find_reports: Callable[[], Sequence[Report]]

    @cached_property
    def reports(self) -> Sequence[Report]:
        """The sources, the oldest first."""
        return self.find_reports()

    def values(self) -> dict[str, Any]:
        """Return it as plain named values."""
        return {
            "heading": self.heading,
            "not_shown": self.not_shown,
            "link": self.link,
            "sources": [
                {"citation": report.citation, "url": report.url, "licence": report.licence}
                for report in self.reports
            ],
            "protection": list(self.protection),
        }

    def lines(self) -> list[tuple[str, str]]:
        """Return it as pairs of a label and a text; what says nothing is left out."""
        return [(label, text) for label, text in self._lines() if text]

    def _lines(self) -> Iterator[tuple[str, str]]:
        yield "Shows", self.heading
        yield "Not shown", self.not_shown
        yield "View", self.link
        for sentence in self.protection:
            yield "Taken away", sentence
        for report in self.reports:
            licence = report.licence and f"Licence: {report.licence}"
            yield "Source", ". ".join(p for p in (report.citation, report.url, licence) if p)


def about(table: EventTable, view: View, selection: Selection, everything: bool = False) -> About:
    """Return what a file of a View's events says of itself.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    selection : Selection
        What the View shows of the table.
    everything : bool
        Whether events that pass the filters but lack a date or a place are meant as well.
    """
    return About(
        heading(view, selection, table),
        not_shown(selection),
        write_link(data_view(view)),
        tuple(protection_of(table)),
        partial(cited_reports, table, shown_rows(selection, everything), view.as_of),
    )


def cited_reports(table: EventTable, rows: Rows, as_of: date | None = None) -> list[Report]:
    """Return the reports behind some rows that were public by a day, the oldest first.

    Parameters
    ----------
    table : EventTable
        The event table.
    rows : array of int
        Rows of the table's columns.
    as_of : date, optional
        The last day of publication that counts; all by default.
    """
    # Reading claims takes as long as writing them, so it is asked of those that leave a doubt.
    ids, rows = _by_publisher(table, rows) if as_of is None else (set(), rows)
    for start in range(0, len(rows), CHUNK):
        claims = event_rows(table, rows[start : start + CHUNK], ["claims"])["claims"]
        found = claim_rows(claims, table.reports, as_of).rows
        ids.update(pc.unique(pc.struct_field(found, "report_id")).to_pylist())
    return sorted((table.reports[name] for name in ids), key=lambda r: (r.published, r.id))


def _by_publisher(table: EventTable, rows: Rows) -> tuple[set[str], Rows]:
    """Return the cited reports that are their publisher's only ones, and the rows with others."""
    names, source = table.columns.vocabulary.source, table.columns.source
    many = Counter(report.publisher for report in table.reports.values())
    only = {r.publisher: name for name, r in table.reports.items() if many[r.publisher] == 1}
    starts = source.offsets[rows].astype(np.int64)
    counts = source.offsets[np.asarray(rows) + 1].astype(np.int64) - starts
    codes = source.values[ranges(starts, counts)]
    alone = np.array([name in only for name in names], np.bool_)
    ids = {only[names[code]] for code in np.unique(codes) if alone[code]}
    others = np.repeat(np.arange(len(rows)), counts)[~alone[codes]]
    return ids, rows[np.unique(others)]
