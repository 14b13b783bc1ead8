"""What a change writes beside the events: who, when, why, and which revision of each it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from geo.model.event import Event
from geo.store.log.first_digests import first_digest_of, is_first
from geo.store.log.prepared import prepared
from geo.store.schema import EVENT, REVISION, digest_of, event_of, row_of

IMPORT = "import"
NO_HEAD: Mapping[str, Any] = {"edited": False, "revision": 0}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What a change did: its id, the table's version, and how many events it touched.

    `same` events were already there word for word; `kept` names what an undo could not restore
    because it was changed again later.
    """

    change: str
    revision: int | None
    added: int = 0
    revised: int = 0
    same: int = 0
    kept: tuple[str, ...] = ()


def stamp(change: str, author: str, reason: str, action: str) -> Row:
    """Return what every row of a change says of it.

    Parameters
    ----------
    change : str
        The id of the change.
    author : str
        Who makes the change.
    reason : str
        Why, in the words of the author.
    action : str
        What the history calls it.
    """
    return {
        "change": change,
        "recorded_at": datetime.now(UTC),
        "who": author,
        "why": reason,
        "action": action,
    }


def head_of(event: Event) -> Row:
    """Return what is newest of a founding event that nobody changed yet."""
    digest = digest_of(row_of(event))
    return {
        "revision": 0,
        "digest": digest,
        "removed": False,
        "action": "founding",
        "edited": False,
    }


def fresh(rows: pa.Table, heads: Mapping[str, Row], action: str) -> list[int]:
    """Return where the events are that would change something.

    Parameters
    ----------
    rows : pyarrow.Table
        Of `prepared.PREPARED`.
    heads : mapping of id to dict
        What is newest of each event that is there: `digest`, `imported`, `removed`, `action`.
    action : str
        What the history will call the change.
    """
    ids, digests = rows["id"].to_pylist(), rows["digest"].to_pylist()
    return [
        index
        for index, (event_id, digest) in enumerate(zip(ids, digests, strict=True))
        if (head := heads.get(event_id)) is None
        or not _is_there(head, _as_in(head, digest, rows, index), action)
    ]


def _as_in(head: Row, digest: int, rows: pa.Table, index: int) -> Collection[int]:
    """Return the digests that a row would have where a head has it."""
    if not (is_first(head["digest"]) or is_first(head.get("imported"))):
        return (digest,)
    (row,) = rows.slice(index, 1).to_pylist()
    return (digest, first_digest_of(row))


def _is_there(head: Row, digests: Collection[int], action: str) -> bool:
    """Say whether a row would add nothing to the newest revision of its event."""
    if action == IMPORT and head.get("imported") in digests:
        # What was taken back may come again; what a person merged or edited stays so.
        return not (head["removed"] and head["action"] == "undo")
    return bool(head["digest"] in digests and not head["removed"])


def founding_row(event: Event) -> Row:
    """Return a founding event as its first revision."""
    row = row_of(event) | stamp("", "Dateline", "one of the founding events", "founding")
    return row | head_of(event) | {"recorded_at": None}


def stamped(
    rows: pa.Table,
    before: Sequence[int],
    imported: pa.Array | None,
    stamp: Row,
    removed: Sequence[bool] | None = None,
) -> pa.Table:
    """Return rows of `schema.REVISION` that follow the newest revisions.

    Parameters
    ----------
    rows : pyarrow.Table
        Of `prepared.PREPARED`.
    before : sequence of int
        The newest revision of each event, 0 where it is new.
    imported : pyarrow.Array or None
        For an import: the digest of what the file says of each.
    stamp : dict
        As `stamp` returns it.
    removed : sequence of bool, optional
        Which events are shown no longer; none when not given.
    """
    size = len(rows)
    columns = {name: rows[name] for name in rows.column_names}
    columns |= {name: _same(stamp[name], size, REVISION.field(name).type) for name in stamp}
    columns["revision"] = pa.array([number + 1 for number in before], pa.int32())
    columns["later"] = pa.array([int(number > 0) for number in before], pa.int32())
    columns["removed"] = pa.array(removed or [False] * size)
    columns["imported"] = pa.nulls(size, pa.int64()) if imported is None else imported
    return pa.table([columns[name] for name in REVISION.names], schema=REVISION)


def _same(value: Any, size: int, kind: pa.DataType) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), size)


def laid_over(
    rows: pa.Table, edited: Sequence[bool], pasts: Mapping[str, Sequence[Row]]
) -> pa.Table:
    """Return imported rows with the corrections that people made to some of their events.

    Parameters
    ----------
    rows : pyarrow.Table
        Of `prepared.PREPARED`.
    edited : sequence of bool
        Which of them a person changed.
    pasts : mapping of str to sequence of dict
        The revisions of those, by id, the oldest first.
    """
    corrected = rows.filter(pa.array(edited)).to_pylist()
    merged = prepared(event_of(over_the_edit(row, pasts[row["id"]])) for row in corrected)
    return pa.concat_tables([rows.filter(pa.array([not each for each in edited])), merged])


def over_the_edit(row: Row, past: Sequence[Row]) -> Row:
    """Return an imported event, each column people may have corrected as it is now.

    A column that says what an earlier import said is not news, so it stays.

    Parameters
    ----------
    row : dict
        What the file says, with the columns of `schema.EVENT`.
    past : sequence of dict
        All revisions of the event, the oldest first.
    """
    imports = [old for old in past if old["action"] == IMPORT]
    return {
        name: past[-1][name] if any(old[name] == row[name] for old in imports) else row[name]
        for name in EVENT.names
    }
