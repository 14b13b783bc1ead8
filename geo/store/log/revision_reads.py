"""What is asked of the table of revisions: the newest of each event, histories, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from geo.store.log.delta import DeltaLog, Files
from geo.store.log.duckdb_reads import query, stream
from geo.store.schema import EVENT

# The newest revision of each event; where two writers made the same one, the later of the two.
_NEWEST_OF = """
    select {names} from {rows} where id in (select unnest($ids))
    qualify row_number() over (partition by id order by revision desc, recorded_at desc, digest) = 1
"""
_EVERY = "select {names} from {rows}"
_HISTORY = "select {names} from {rows} where id = $id order by revision, recorded_at"
_HISTORIES = """
    select {names} from {rows} where id in (select unnest($ids)) order by id, revision, recorded_at
"""
_IDS = "select distinct id from {rows} where change = $change order by id"
_SUMMARIES = """
    select id, min(revision) as first, max(revision) as last, count(*) as rows,
        count(*) filter (change = $change) as times,
        max_by(change, revision) = $change as newest
    from {rows} where id in (select id from {rows} where change = $change) group by id
"""
_WANTED = "select * from (select {names} from {rows}) join wanted using (id, revision)"
_SIZES = """
    select change, count(*) as events from {rows}
    where change in (select unnest($changes)) group by change
"""
_CHANGES = """
    select change, min(recorded_at) as recorded_at, any_value(who) as who, any_value(why) as why,
        any_value(action) as action, min(title) as title, count(*) as events
    from {rows} group by change order by 2 desc, change limit $most
"""
_HEADS = """
    select id, revision, recorded_at, digest, removed, verdict from {rows}
"""
_HEADS_OF = """
    select id, max(revision) as revision,
        max_by(digest, (revision, recorded_at, -digest)) as digest,
        max_by(removed, (revision, recorded_at, -digest)) as removed,
        max_by(action, (revision, recorded_at, -digest)) as action,
        max_by(imported, (revision, recorded_at, -digest)) filter (imported is not null)
            as imported,
        bool_or(action not in ('import', 'undo')) as edited
    from {rows} where id in (select unnest($ids)) group by id
"""


def rows_of_ids(log: DeltaLog, files: Sequence[str], ids: Sequence[str]) -> pa.Table:
    """Return the newest revision of some events.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : sequence of str
        Paths or addresses of the files to look into.
    ids : sequence of str
        Ids of events.
    """
    return query(log, files, _NEWEST_OF, {"ids": list(ids)})


def summaries_of(log: DeltaLog, files: Files, change: str) -> pa.Table:
    """Return the revisions of each event that a change touched, summed up.

    `first`, `last` and `rows` are its revisions' numbers and how many there are; `times` says how
    often the change touched it, and `newest` whether nothing came after.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    change : str
        The id of the change.
    """
    return query(log, files.all, _SUMMARIES, {"change": change})


def revisions_of(log: DeltaLog, files: Files, wanted: pa.Table) -> Iterator[pa.Table]:
    """Yield the rows of some revisions, given as `id` and `revision`, with what else is given.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    wanted : pyarrow.Table
        With `id`, `revision`, and whatever else is to stand beside the row.
    """
    return stream(log, files.all, _WANTED, wanted=wanted)


def head_batches(log: DeltaLog, files: Sequence[str]) -> Iterator[pa.Table]:
    """Yield what tells which revision is the newest: the columns `heads.COLUMNS`.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : sequence of str
        Paths or addresses of the files to look into.
    """
    return stream(log, files, _HEADS)


def revision_batches(log: DeltaLog, files: Sequence[str]) -> Iterator[pa.Table]:
    """Yield every revision, some ten thousand at a time.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : sequence of str
        Paths or addresses of the files to look into.
    """
    return stream(log, files, _EVERY)


def heads_of_ids(log: DeltaLog, files: Sequence[str], ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return what is newest of some events, and the digest of what was last imported of each.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : sequence of str
        Paths or addresses of the files to look into.
    ids : sequence of str
        Ids of events.
    """
    return _listing(query(log, files, _HEADS_OF, {"ids": list(ids)}))


def history_rows(log: DeltaLog, files: Files, event_id: str) -> list[dict[str, Any]]:
    """Return every revision of an event, the oldest first.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    event_id : str
        12 letters and digits.
    """
    return _listing(query(log, files.all, _HISTORY, {"id": event_id}))


def ids_of_change(log: DeltaLog, files: Files, change: str) -> list[str]:
    """Return the events that one change touched.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    change : str
        The id of the change.
    """
    ids: list[str] = query(log, files.all, _IDS, {"change": change})["id"].to_pylist()
    return ids


def histories_rows(log: DeltaLog, files: Files, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return every revision of some events, each event's oldest first.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    ids : sequence of str
        Ids of events.
    """
    return _listing(query(log, files.all, _HISTORIES, {"ids": list(ids)}))


def changes_rows(log: DeltaLog, files: Files, most: int) -> list[dict[str, Any]]:
    """Return the newest changes, each with the number of events it touched.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    most : int
        How many changes.
    """
    return _listing(query(log, files.all, _CHANGES, {"most": most}))


def sizes_rows(log: DeltaLog, files: Files, changes: Sequence[str]) -> list[dict[str, Any]]:
    """Return how many events each of some changes touched.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    changes : sequence of str
        Ids of changes.
    """
    return _listing(query(log, files.all, _SIZES, {"changes": list(changes)}))


def all_rows(log: DeltaLog, files: Files) -> list[dict[str, Any]]:
    """Return every revision of every event.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        The files of the version that is asked.
    """
    return _listing(query(log, files.all, _EVERY))


def _listing(rows: pa.Table) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = rows.to_pylist()
    return listed


def event_columns(rows: pa.Table) -> pa.Table:
    """Return only the columns of `schema.EVENT`, with its types."""
    return rows.select(EVENT.names).cast(EVENT)
