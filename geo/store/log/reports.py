"""The reports that claims name, as rows of a table that is only appended to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

import pyarrow as pa

from geo.model.report import Report
from geo.store.log.delta import DeltaLog
from geo.store.log.duckdb_reads import query
from geo.store.schema import REPORT

_FIELDS = tuple(Report.__dataclass_fields__)
_IN_ORDER = "select * from {rows} order by recorded_at"
_ORIGINALS = "select original from {rows} where id = $id and original <> '' order by recorded_at"


def put_reports(log: DeltaLog, reports: Iterable[Report], author: str, original: str = "") -> bool:
    """Add reports, or revise those that are there; say whether that changed anything.

    Parameters
    ----------
    log : DeltaLog
        The table of reports.
    reports : iterable of Report
        New ones, or others of a known id.
    author : str
        Who brings them.
    original : str
        The SHA-256 of what they were read from, in hexadecimal digits.
    """
    reports = list(reports)
    if not reports:
        return False
    known = known_reports(log)
    kept = original_of(log, reports[0].id) if original else ""
    fresh = [each for each in reports if known.get(each.id) != each or kept != original]
    if fresh:
        at = {"recorded_at": datetime.now(UTC), "who": author, "original": original}
        rows = [{**asdict(report), **at} for report in fresh]
        log.append(pa.Table.from_pylist(rows, REPORT), {})
    return bool(fresh)


def known_reports(log: DeltaLog, version: int | None = None) -> dict[str, Report]:
    """Return the reports by id, each as last written, or as it was at a version.

    Parameters
    ----------
    log : DeltaLog
        The table of reports.
    version : int, optional
        Of that table; the newest when not given.
    """
    files = log.files(version)
    if files is None or not files.all:
        return {}
    rows = query(log, files.all, _IN_ORDER).select(list(_FIELDS)).to_pylist()
    return {row["id"]: Report(**row) for row in rows}


def original_of(log: DeltaLog, report_id: str) -> str:
    """Return the SHA-256 of what a report was last read from; empty where nothing is kept.

    Parameters
    ----------
    log : DeltaLog
        The table of reports.
    report_id : str
        The id of the report.
    """
    files = log.files()
    if files is None or not files.all:
        return ""
    rows = query(log, files.all, _ORIGINALS, {"id": report_id}).to_pylist()
    return str(rows[-1]["original"]) if rows else ""
