"""Drafts and texts on disk: written at once and whole, so that a tab or a server may die."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from basics.atomic_file import write_whole
from basics.home import data_home
from geo.model.phrases import join_words
from geo.read.documents import Document, UnreadableDocument, keep_original
from geo.read.documents.document import Evidence
from geo.read.documents.reader import check_size
from geo.read.manifest import Manifest, is_manifest, read_manifest, row_for
from geo.review.draft import Draft, Filed

_ID = re.compile(r"[0-9a-f]{12,32}")
_DESCRIBED = ("title", "publisher", "author")
_lock = RLock()
_drafts: dict[Path, tuple[tuple[int, int], Draft]] = {}


class NoSuchDraft(LookupError):
    """There is no such draft or text on this machine."""


def new_draft(files: Iterable[tuple[str, bytes]]) -> Draft:
    """Keep the bytes of files and a draft that names them; the same bytes are taken once.

    What is too large to be read is refused at once and not kept. A manifest among the files is
    no report: the draft keeps what it tells of the others.
    """
    reports, manifests = _parted(files)
    filed: dict[str, Filed] = {}
    for name, data in reports:
        digest = sha256(data).hexdigest()
        refused = _too_large(data, name)
        if not refused:
            keep_original(data)
        told = row_for(name, manifests)
        filed.setdefault(
            digest, Filed(name, digest, refused=refused, told=told.as_json() if told else {})
        )
    now = datetime.now(UTC)
    # Ids in the order of their making list the newest last.
    made = f"{now:%Y%m%d%H%M%S}{uuid4().hex[:8]}"
    said = tuple(_said(manifests, filed.values()))
    draft = Draft(made, now.date(), tuple(filed.values()), said=said)
    save_draft(draft)
    return draft


def _parted(
    files: Iterable[tuple[str, bytes]],
) -> tuple[list[tuple[str, bytes]], list[Manifest]]:
    """Return the reports of a drop, and the manifests that came with them."""
    every = list(files)
    reports = [(name, data) for name, data in every if not is_manifest(name)]
    return reports, [read_manifest(data, name) for name, data in every if is_manifest(name)]


def _said(manifests: Sequence[Manifest], files: Collection[Filed]) -> Iterator[str]:
    for each in manifests:
        yield from each.rejections
    # What it does tell stands beside each report's day.
    untold = [file.name for file in files if not file.told]
    if manifests and untold:
        yield f"{manifests[0].name} says nothing of {join_words(untold)}."


def _too_large(data: bytes, name: str) -> str:
    try:
        check_size(name, len(data))
    except UnreadableDocument as refusal:
        return refusal.sentence
    return ""


def drafts() -> list[Draft]:
    """Return every draft, the newest first; one that cannot be read is left out."""
    found = []
    for path in sorted(_folder("drafts").glob("*.json"), reverse=True):
        try:
            found.append(load_draft(path.stem))
        except (NoSuchDraft, ValueError, KeyError, TypeError):
            continue
    return found


def load_draft(draft_id: str) -> Draft:
    """Return a draft.

    Raises
    ------
    NoSuchDraft
        When there is none of this id.
    """
    path = _path("drafts", draft_id)
    with _lock:
        stamp = _stamp(path)
        kept = _drafts.get(path)
        if kept is None or kept[0] != stamp:
            kept = _drafts[path] = (stamp, Draft.from_json(_read(path)))
        return kept[1]


def save_draft(draft: Draft) -> None:
    """Write a draft in place of its last state."""
    path = _path("drafts", draft.id)
    with _lock:
        _write(path, draft.as_json())
        _drafts[path] = (_stamp(path), draft)


def change_draft(draft_id: str, change: Callable[[Draft], Draft]) -> Draft:
    """Return a draft after a change that was saved; changes come one after the other.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    change : callable
        Makes the new draft from the draft as it is saved now.
    """
    with _lock:
        draft = change(load_draft(draft_id))
        save_draft(draft)
        return draft


def load_text(document_id: str) -> Document:
    """Return a report's text as it was read.

    Raises
    ------
    NoSuchDraft
        When it was not read on this machine.
    """
    return Document.from_json(_read(_path("texts", document_id)))


def has_text(document_id: str) -> bool:
    """Say whether a report's text is on this machine."""
    return bool(_ID.fullmatch(document_id)) and _path("texts", document_id).exists()


def save_text(document: Document) -> None:
    """Write a report's text."""
    _write(_path("texts", document.id), document.as_json())


def save_marks(document_id: str, marks: list[dict[str, Any]]) -> None:
    """Write the places and dates of a text, as `text_marks.marks_of` gives them.

    Parameters
    ----------
    document_id : str
        The id of the report's text.
    marks : list of dict
        Places and dates with their offsets in the clean text.
    """
    _write(_path("marks", document_id), {"marks": marks})


def load_marks(document_id: str) -> list[dict[str, Any]]:
    """Return the places and dates of a text; empty where they were not kept."""
    try:
        found: list[dict[str, Any]] = _read(_path("marks", document_id))["marks"]
    except (NoSuchDraft, ValueError, KeyError):
        return []
    return found


def as_described(document: Document) -> Document:
    """Return a document with what a person said of it when it was read before."""
    if not has_text(document.id):
        return document
    before = load_text(document.id)
    described: dict[str, Any] = {n: getattr(before, n) for n in _DESCRIBED if getattr(before, n)}
    if before.published.evidence is Evidence.PERSON:
        described["published"] = before.published
    return replace(document, **described)


def _folder(kind: str) -> Path:
    return data_home() / kind


def _path(kind: str, name: str) -> Path:
    """Return the file of a draft or text; its id comes from an address, so may be anything."""
    if not _ID.fullmatch(name):
        raise NoSuchDraft("there is no such draft or report")
    return _folder(kind) / f"{name}.json"


def _stamp(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:
        raise NoSuchDraft("there is no such draft or report on this machine") from None
    return told.st_mtime_ns, told.st_size


def _read(path: Path) -> dict[str, Any]:
    _stamp(path)
    row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return row


def _write(path: Path, row: dict[str, Any]) -> None:
    """Write a file so that whoever reads it finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, [json.dumps(row, separators=(",", ":")).encode()], durable=True)
