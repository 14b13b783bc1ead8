"""Reading a draft's files beside the page: a thread that listens to a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import geo
from geo.model.event import Verdict
from geo.read.claims import ExtractedClaim
from geo.read.coreference.proposal import Proposal, decided
from geo.review.accepted_event import changes_of, rebuild_item
from geo.review.draft import Draft, Item, Stage, State
from geo.review.draft_store import change_draft, load_draft
from geo.review.worker import Key, key_of
from geo.store.opening import open_table

ROOT = Path(geo.__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "geo.review.worker")
FAILED = "Reading stopped, and nothing is lost."

_lock = Lock()
_running: dict[str, ReadingProgress] = {}


@dataclass(slots=True)
class ReadingProgress:
    """How far the reading of one draft has come.

    `at` is the file or report it is busy with, `total` their number; `is_extracting` says that the
    texts are there and the events are being looked for; `error` that it stopped.
    """

    draft: str
    at: int = 0
    total: int = 0
    is_extracting: bool = False
    error: str = ""
    thread: Thread | None = field(default=None, repr=False)

    @property
    def busy(self) -> bool:
        """Whether it goes on."""
        return self.thread is not None and self.thread.is_alive()

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1."""
        return (0.5 * self.is_extracting) + 0.5 * self.at / max(self.total, 1)


def reading_of(draft: Draft) -> ReadingProgress:
    """Return the reading of a draft, begun now if nobody reads it: the server may have died."""
    with _lock:
        known = _running.get(draft.id)
        if known is None or not (known.busy or known.error):
            known = _running[draft.id] = _begun(draft)
        return known


def read_again(draft: Draft) -> None:
    """Read a draft's reports once more: their days are known now, or the last reading stopped."""
    change_draft(draft.id, lambda now: replace(now, stage=Stage.READING))
    with _lock:
        known = _running.get(draft.id)
        if known is None or not known.busy:
            _running[draft.id] = _begun(draft)


def _begun(draft: Draft) -> ReadingProgress:
    reading = ReadingProgress(draft.id, total=len(draft.files))
    reading.thread = Thread(target=_read, args=(reading,), daemon=True, name=f"read-{draft.id}")
    reading.thread.start()
    return reading


def _read(reading: ReadingProgress) -> None:
    """Read until it is done; a file that ends the process is refused and the rest goes on."""
    try:
        while not _read_once(reading):
            pass
    except Exception as error:
        # Whatever it was, the page must not wait for a thread that is gone.
        print(f"Reading draft {reading.draft}: {error!r}", file=sys.stderr)
        reading.error = FAILED


def _read_once(reading: ReadingProgress) -> bool:
    draft = load_draft(reading.draft)
    if draft.stage is not Stage.READING:
        return True
    reading.at, reading.is_extracting, reading.total = 0, False, len(draft.files)
    last: dict[str, Any] = {}
    for last in _answers(draft):
        _follow(reading, last)
    if "proposals" in last:
        change_draft(draft.id, lambda now: _ready(now, last))
        return True
    if reading.is_extracting or "at" not in last:
        reading.error = FAILED
        return True
    _refuse(draft.id, last["at"], "reading it took too long or failed, so it was left out")
    return False


def _answers(draft: Draft) -> Iterator[dict[str, Any]]:
    """Yield what the process tells, and leave no process behind."""
    with subprocess.Popen(  # noqa: S603
        COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        try:
            json.dump(_job(draft), process.stdin)
            process.stdin.close()
            for line in process.stdout:
                yield json.loads(line)
        finally:
            process.kill()


def _job(draft: Draft) -> dict[str, Any]:
    kept = [claim for item in draft.items if _stays(item) for claim in item.proposal.claims]
    return {"files": draft.as_json()["files"], "taken": [key_of(claim) for claim in kept]}


def _stays(item: Item) -> bool:
    """Say whether a person did something with an item, so that reading again leaves it."""
    return item.state is not State.OPEN or bool(item.corrected)


def _follow(reading: ReadingProgress, message: dict[str, Any]) -> None:
    if "claims" in message:
        if not reading.is_extracting:
            reading.total = len(load_draft(reading.draft).documents)
        reading.at, reading.is_extracting = message["claims"], True
    elif "document" in message:
        _note(reading.draft, message["at"], document=message["document"])
    elif "refused" in message:
        _note(reading.draft, message["at"], refused=message["refused"])
    elif "at" in message:
        reading.at = message["at"]


def _refuse(draft_id: str, at: int, reason: str) -> None:
    name = load_draft(draft_id).files[at].name
    _note(draft_id, at, refused=f"{name}: {reason}.")


def _note(draft_id: str, at: int, **fields: Any) -> None:
    draft = load_draft(draft_id)
    if all(getattr(draft.files[at], name) == value for name, value in fields.items()):
        return

    def noted(now: Draft) -> Draft:
        files = list(now.files)
        files[at] = replace(files[at], **fields)
        return replace(now, files=tuple(files))

    change_draft(draft_id, noted)


def _ready(draft: Draft, message: dict[str, Any]) -> Draft:
    """Return the draft with the events proposed, beside those a person has dealt with."""
    fresh = {key_of(c): c for c in map(ExtractedClaim.from_json, message["taken"])}
    kept = [_renewed(item, fresh) for item in draft.items if _stays(item)]
    known = {item.id for item in kept}
    found = [Proposal.from_json(row) for row in message["proposals"]]
    new = [_settled(Item(each)) for each in found if each.id not in known]
    items = sorted([*kept, *new], key=item_order)
    return replace(draft, items=tuple(items), stage=Stage.READY)


def _renewed(item: Item, fresh: dict[Key, ExtractedClaim]) -> Item:
    """Return an item with its claims as they read now, and what a person changed as it was."""
    claims = [fresh.get(key_of(claim), claim) for claim in item.proposal.claims]
    if item.state is State.OPEN:
        return rebuild_item(item, claims, changes_of(item))
    return replace(item, proposal=replace(item.proposal, claims=tuple(claims)))


def _settled(item: Item) -> Item:
    """Return an item as accepted where its event is in the store: the report was read before."""
    if open_table().row_of(item.id) is None:
        return item
    return replace(item, proposal=decided(item.proposal, Verdict.ACCEPTED), event=item.id)


def item_order(item: Item) -> tuple[str, str, int]:
    """Sort items by their first day, then by where they stand in their report."""
    span, first = item.proposal.timespan, item.proposal.claims[0]
    return span.first.isoformat() if span else "9999", first.document, first.start
