"""What a manifest tells of the reports beside it: docs/decisions/0086.

A manifest is a JSON list, JSON Lines or CSV with the columns file, title, publisher, author,
published and language; only `file` has to be there.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import PurePath
from typing import Any

from geo.read.documents import Document
from geo.read.documents.decode import decode
from geo.read.documents.document import Evidence, Publication
from geo.read.documents.published import full_day
from geo.read.documents.refusal import Refused

NAME = "manifest.json"
MOST_BYTES = 5_000_000
MOST_ROWS = 100_000
CERTAINTY = 0.98
_TEXTS = ("title", "publisher", "author", "language")
_LONGEST = 300
_MOST_FAULTS = 20
_OLDEST = date(1800, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """What one row of a manifest tells of its report; an empty field tells nothing."""

    manifest: str
    file: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    published: date | None = None

    def of(self, document: Document) -> Document:
        """Return the document with what the row tells of it.

        A day that a person gave stays. Any other gives way, with a sentence where it is another
        one. The language stays as it was read from the words.
        """
        known = {name: getattr(self, name) for name in _TEXTS if name != "language"}
        named = replace(document, **{name: told for name, told in known.items() if told})
        return replace(named, published=self._publication(document))

    def as_json(self) -> dict[str, str]:
        """Return the row as texts, the empty fields left out."""
        row = {name: getattr(self, name) for name in ("manifest", "file", *_TEXTS)}
        row["published"] = self.published.isoformat() if self.published else ""
        return {name: text for name, text in row.items() if text}

    @classmethod
    def from_json(cls, row: Mapping[str, str]) -> Told:
        """Return the row that `as_json` wrote."""
        day = row.get("published")
        texts = {name: text for name, text in row.items() if name != "published"}
        return cls(**texts, published=date.fromisoformat(day) if day else None)

    def _publication(self, document: Document) -> Publication:
        own = document.published
        rejected = [*own.rejected, *self._conflicts(document)]
        if self.published is None or own.evidence is Evidence.PERSON:
            return replace(own, rejected=tuple(rejected))
        words = f"{self.manifest}: {self.published}"
        return Publication(self.published, CERTAINTY, Evidence.MANIFEST, words, tuple(rejected))

    def _conflicts(self, document: Document) -> Iterator[str]:
        own = document.published
        if self.published and own.day and own.day != self.published:
            words, better = f"{self.manifest}: {self.published}", own.words[:80] or f"{own.day}"
            if own.evidence is not Evidence.PERSON:
                words, better = better, words
            yield f"“{words}” was not taken for the publication day: “{better}” is better evidence"
        told = self.language.lower().replace("_", "-").split("-")[0]
        if told not in ("", document.language):
            yield f"{self.manifest} says that its language is {told!r}, and it is read as English"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's rows by the names of their files, and a sentence for what is wrong in it."""

    name: str
    rows: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def of(self, path: str) -> Told | None:
        """Return what is told of a file; a row that names folders is only of a file in them."""
        parts = _parts(path)
        fitting = [
            row
            for row in self.rows.get(parts[-1] if parts else "", ())
            if parts[-len(_parts(row.file)) :] == _parts(row.file)
        ]
        return max(fitting, key=lambda row: len(_parts(row.file)), default=None)


def _parts(path: str) -> tuple[str, ...]:
    return PurePath(path.replace("\\", "/")).parts


def is_manifest(path: str) -> bool:
    """Say whether a file tells of the reports beside it, by its name."""
    return bool(_parts(path)) and _parts(path)[-1].lower() == NAME


def read_manifest(data: bytes, name: str = NAME) -> Manifest:
    """Read a manifest.

    Whatever is wrong with it becomes a sentence in `faults`, never an error: the reports are
    read without what it would have told of them.

    Parameters
    ----------
    data : bytes
        JSON, JSON Lines or CSV; whichever it is, is seen from its first character.
    name : str
        The file's name, for sentences.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 10**6
        return Manifest(name, faults=(f"{name}: a manifest has {most} MB at most; not used.",))
    try:
        found = _rows(decode(data, name))
    except Refused as refused:
        return Manifest(name, faults=(refused.sentence,))
    except (ValueError, RecursionError, csv.Error) as fault:
        told = " ".join(str(fault).split())[:100]
        return Manifest(name, faults=(f"{name}: is no JSON and no CSV ({told}); not used.",))
    return _collected(found, name)


def _rows(text: str) -> list[Any]:
    """Return the rows of a manifest, each as it stands there."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        rows: list[Any] = json.loads(start)
        return rows
    if start.startswith("{"):
        lines = [line for line in start.splitlines() if line.strip()]
        return [json.loads(line) for line in lines]
    rows = list(csv.DictReader(StringIO(start)))
    if not rows or "file" not in rows[0]:
        raise ValueError("there is no list, and no column “file”")
    return rows


def _collected(found: Sequence[Any], name: str) -> Manifest:
    rows: dict[str, list[Told]] = {}
    faults: list[str] = []
    for number, row in enumerate(found[:MOST_ROWS], 1):
        told = _told(row, name, number, faults)
        same = rows.setdefault(_parts(told.file)[-1], []) if told else []
        if told and any(other.file == told.file for other in same):
            faults.append(f"{name}, row {number}: {told.file} stands there twice; the first counts")
        elif told:
            same.append(told)
    if len(found) > MOST_ROWS:
        faults.append(f"{name}: rows after the first {MOST_ROWS:,} are not used")
    return Manifest(name, {key: tuple(each) for key, each in rows.items()}, _few(faults))


def _few(faults: list[str]) -> tuple[str, ...]:
    more = len(faults) - _MOST_FAULTS
    shown = [f"{each}." for each in faults[:_MOST_FAULTS]]
    return (*shown, f"And {more:,} more of the kind.") if more > 0 else tuple(shown)


def _told(row: Any, name: str, number: int, faults: list[str]) -> Told | None:
    """Return a row as what it tells; None, with a sentence, where it names no file."""
    where = f"{name}, row {number}"
    if not isinstance(row, dict) or not _text(row.get("file")).strip("./\\ "):
        faults.append(f"{where}: names no file and is not used")
        return None
    texts = {key: _text(row.get(key)) for key in _TEXTS}
    day = _day(row.get("published"))
    if day is None and row.get("published") not in (None, ""):
        said = _text(row["published"]) or type(row["published"]).__name__
        faults.append(f"{where}: {said[:40]!r} is no publication day like 2017-03-31")
    return Told(name, _text(row["file"]), published=day, **texts)


def _text(value: Any) -> str:
    """Return a text on one line and not too long; empty for whatever is none."""
    if not isinstance(value, str):
        return ""
    shown = "".join(char if char.isprintable() else " " for char in value[: 4 * _LONGEST])
    return " ".join(shown.split())[:_LONGEST]


def _day(value: Any) -> date | None:
    day = full_day(_text(value))
    today = datetime.now(UTC).date()
    return day if day and _OLDEST <= day <= today else None


def told_of(path: str, manifests: Iterable[Manifest]) -> Told | None:
    """Return what the first manifest that knows a file tells of it."""
    return next((told for each in manifests if (told := each.of(path))), None)
