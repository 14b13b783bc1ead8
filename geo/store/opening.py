"""Opening the event table that a setting names."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from basics.home import data_home
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.log.delta import CannotOpen
from geo.store.parquet_table import open_parquet
from geo.store.seeds import seed_events, seed_reports
from geo.store.table import EventTable, seed_table

PARQUET = ".parquet"


class _NothingYet(LookupError):
    """Nothing was ever written to a table."""


def open_table(uri: str | None = None, revision: int | None = None) -> EventTable:
    """Return an event table: the one named, else `DATELINE_STORE`, else the user's own.

    The user's own starts with the founding events; one that is named holds what it holds. The
    newest state stays in memory and follows what other processes write.

    Parameters
    ----------
    uri : str, optional
        A folder, an address such as `s3://bucket/folder`, or a Parquet file of events, which is
        opened read-only.
    revision : int, optional
        The moment to show; the latest when not given.

    Raises
    ------
    CannotOpen
        When there is no such table or revision; the sentence says why.
    """
    where = _where(uri)
    if where.endswith(PARQUET):
        if revision is not None:
            raise CannotOpen(f"{where} is a file without a past, so it has no revision {revision}")
        return open_parquet(Path(where).expanduser())
    with suppress(_NothingYet):
        table = _live(where).table() if revision is None else _past(where, revision)
        if table is not None:
            return table
    if where != str(data_home()):
        raise CannotOpen(f"there is no event table at {where}; import something to make one")
    if revision:
        raise CannotOpen(f"the event table at {where} has no revision {revision}")
    return seed_table()


def open_store(uri: str | None = None) -> EventStore:
    """Return the event store to write to: the one named, else `DATELINE_STORE`, else the user's.

    Raises
    ------
    CannotOpen
        When it is a file that can only be read.
    """
    where = _where(uri)
    if where.endswith(PARQUET):
        raise CannotOpen(f"{where} is opened read-only; name a folder to write to")
    return _live(where).store


def _where(uri: str | None) -> str:
    return uri or os.environ.get("DATELINE_STORE") or str(data_home())


@cache
def _live(where: str) -> LiveStore:
    if where == str(data_home()):
        founding = {event.id: event for event in seed_events()}
        return LiveStore(EventStore(where, founding), seed_reports())
    if "://" not in where:
        return LiveStore(EventStore(str(Path(where).expanduser())))
    key = sha256(where.encode()).hexdigest()[:16]
    return LiveStore(EventStore(where), shelf=data_home() / "prepared" / key)


@lru_cache(maxsize=2)
def _past(where: str, revision: int) -> EventTable:
    table = _live(where).table_at(revision)
    if table is None:
        # An answer is remembered, an error is not: something may be written yet.
        raise _NothingYet(where)
    return table
