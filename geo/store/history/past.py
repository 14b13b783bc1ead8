"""What can be read of an event store: the past of its events, and the reports they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model.event import Event
from geo.model.report import Report
from geo.store.log.delta import DeltaLog, Files
from geo.store.log.originals import Originals
from geo.store.log.provenance import Row, founding_row
from geo.store.log.reports import known_reports, original_of
from geo.store.log.revision_reads import all_rows, histories_rows, history_rows
from geo.store.schema import REPORT, REVISION

# In a version's note: the version of the reports that it cites.
REPORTS_NOTE = "reports"


class NoSuchEvent(LookupError):
    """The table has no such event or change; the sentence says which."""


class Past:
    """The tables of an event store, and what they say of the past.

    Parameters
    ----------
    uri : str
        A folder, or an address such as `s3://bucket/folder`.
    founding : mapping of id to Event
        Events that are there from the start.
    options : dict[str, str], optional
        Of the object store.

    Attributes
    ----------
    events, reports : DeltaLog
        The revisions of events, and the reports.
    originals : Originals
        The bytes that reports were read from.
    """

    def __init__(
        self,
        uri: str,
        founding: Mapping[str, Event] | None = None,
        options: dict[str, str] | None = None,
    ) -> None:
        self.uri = uri.rstrip("/")
        self.founding = dict(founding or {})
        self.events = DeltaLog(f"{self.uri}/events", REVISION, "later", options)
        self.reports = DeltaLog(f"{self.uri}/reports", REPORT, None, options)
        self.originals = Originals(f"{self.uri}/originals", options)
        # The reports of the version that was read last.
        self._known: tuple[int | None, dict[str, Report]] = None, {}

    def history(self, event_id: str) -> list[Row]:
        """Return every revision of an event as rows of `schema.REVISION`, the oldest first."""
        files = self.events.files()
        rows = history_rows(self.events, files, event_id) if files and files.all else []
        founding = self.founding.get(event_id)
        if founding:
            rows.insert(0, founding_row(founding))
        return rows

    def _histories(self, files: Files, ids: Sequence[str]) -> dict[str, list[Row]]:
        """Return what `history` does for many events at once."""
        found: dict[str, list[Row]] = {
            event_id: [founding_row(self.founding[event_id])] if event_id in self.founding else []
            for event_id in ids
        }
        for row in histories_rows(self.events, files, ids):
            found[row["id"]].append(row)
        return found

    def all_rows(self) -> list[Row]:
        """Return every revision of every event, in no order."""
        files = self.events.files()
        return all_rows(self.events, files) if files and files.all else []

    def head(self, event_id: str) -> Row:
        """Return the newest revision of an event.

        Raises
        ------
        NoSuchEvent
            When there is no such event.
        """
        past = self.history(event_id)
        if not past:
            raise NoSuchEvent(f"there is no event {event_id!r}")
        return past[-1]

    def original(self, report_id: str) -> bytes | None:
        """Return the bytes that a report was read from, None where they were not kept."""
        digest = original_of(self.reports, report_id)
        return self.originals.get(digest) if digest else None

    def known_reports(self) -> dict[str, Report]:
        """Return the reports by id, each as last written."""
        version = self.reports.latest()
        if version is None or self._known[0] != version:
            self._known = version, known_reports(self.reports)
        return dict(self._known[1])

    def reports_at(self, version: int) -> dict[str, Report]:
        """Return the reports by id, each as a version of the events cites it."""
        for note in self.events.notes(version):
            if REPORTS_NOTE in note:
                return known_reports(self.reports, int(note[REPORTS_NOTE]))
        return {} if version < (self.events.latest() or 0) else self.known_reports()
