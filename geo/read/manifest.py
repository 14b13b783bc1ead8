"""What a manifest says of the reports beside it: docs/decisions/0086.

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
from geo.read.documents.unreadable import UnreadableDocument

NAME = "manifest.json"
MOST_BYTES = 5_000_000
MOST_ROWS = 100_000
CONFIDENCE = 0.98
_TEXTS = ("title", "publisher", "author", "language")
_LONGEST = 300
_MOST_REJECTIONS = 20
_OLDEST = date(1800, 1, 1)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What one row of a manifest says of its report; an empty field says nothing."""

    manifest: str
    file: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    published: date | None = None

    def applied_to(self, document: Document) -> Document:
        """Return the document with what the row says of it.

        A day that a person gave stays. Any other gives way, with a sentence where it is another
        one. The language stays as it was read from the words.
        """
        texts = {name: getattr(self, name) for name in _TEXTS if name != "language"}
        named = replace(document, **{name: text for name, text in texts.items() if text})
        return replace(named, published=self._publication(document))

    def as_json(self) -> dict[str, str]:
        """Return the row as texts, the empty fields left out."""
        row = {name: getattr(self, name) for name in ("manifest", "file", *_TEXTS)}
        row["published"] = self.published.isoformat() if self.published else ""
        return {name: text for name, text in row.items() if text}

    @classmethod
    def from_json(cls, row: Mapping[str, str]) -> ManifestRow:
        """Return the row that `as_json` wrote."""
        day = row.get("published")
        texts = {name: text for name, text in row.items() if name != "published"}
        return cls(**texts, published=date.fromisoformat(day) if day else None)

    def _publication(self, document: Document) -> Publication:
        own = document.published
        rejected = [*own.rejected, *self._conflicts(document)]
        if self.published is None or own.evidence is Evidence.PERSON:
            return replace(own, rejected=tuple(rejected))
        quote = f"{self.manifest}: {self.published}"
        return Publication(self.published, CONFIDENCE, Evidence.MANIFEST, quote, tuple(rejected))

    def _conflicts(self, document: Document) -> Iterator[str]:
        own = document.published
        if self.published and own.day and own.day != self.published:
            quote, better = f"{self.manifest}: {self.published}", own.quote[:80] or f"{own.day}"
            if own.evidence is not Evidence.PERSON:
                quote, better = better, quote
            yield f"“{quote}” was not taken for the publication day: “{better}” is better evidence"
        language = self.language.lower().replace("_", "-").split("-")[0]
        if language not in ("", document.language):
            yield (
                f"{self.manifest} says that its language is {language!r}, and it is read as English"
            )


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's rows by the names of their files, and a sentence for what is wrong in it."""

    name: str
    rows: Mapping[str, tuple[ManifestRow, ...]] = field(default_factory=dict)
    rejections: tuple[str, ...] = ()

    def row_for(self, path: str) -> ManifestRow | None:
        """Return the row of a file; one that names folders is only of a file in them."""
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
    """Say whether a file is a manifest, by its name."""
    return bool(_parts(path)) and _parts(path)[-1].lower() == NAME


def read_manifest(data: bytes, name: str = NAME) -> Manifest:
    """Read a manifest.

    Whatever is wrong with it becomes a sentence in `rejections`, never an error: the reports are
    read without what it would have said of them.

    Parameters
    ----------
    data : bytes
        JSON, JSON Lines or CSV; whichever it is, is seen from its first character.
    name : str
        The file's name, for sentences.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 10**6
        return Manifest(name, rejections=(f"{name}: a manifest has {most} MB at most; not used.",))
    try:
        found = _rows(decode(data, name))
    except UnreadableDocument as error:
        return Manifest(name, rejections=(error.sentence,))
    except (ValueError, RecursionError, csv.Error) as error:
        reason = " ".join(str(error).split())[:100]
        return Manifest(name, rejections=(f"{name}: is no JSON and no CSV ({reason}); not used.",))
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
    rows: dict[str, list[ManifestRow]] = {}
    rejections: list[str] = []
    for number, raw in enumerate(found[:MOST_ROWS], 1):
        row = _row(raw, name, number, rejections)
        same = rows.setdefault(_parts(row.file)[-1], []) if row else []
        if row and any(other.file == row.file for other in same):
            where = f"{name}, row {number}"
            rejections.append(f"{where}: {row.file} stands there twice; the first counts")
        elif row:
            same.append(row)
    if len(found) > MOST_ROWS:
        rejections.append(f"{name}: rows after the first {MOST_ROWS:,} are not used")
    return Manifest(name, {key: tuple(each) for key, each in rows.items()}, _few(rejections))


def _few(rejections: list[str]) -> tuple[str, ...]:
    more = len(rejections) - _MOST_REJECTIONS
    shown = [f"{each}." for each in rejections[:_MOST_REJECTIONS]]
    return (*shown, f"And {more:,} more of the kind.") if more > 0 else tuple(shown)


def _row(raw: Any, name: str, number: int, rejections: list[str]) -> ManifestRow | None:
    """Return a row; None, with a sentence, where it names no file."""
    where = f"{name}, row {number}"
    if not isinstance(raw, dict) or not _text(raw.get("file")).strip("./\\ "):
        rejections.append(f"{where}: names no file and is not used")
        return None
    texts = {key: _text(raw.get(key)) for key in _TEXTS}
    day = _day(raw.get("published"))
    if day is None and raw.get("published") not in (None, ""):
        written = _text(raw["published"]) or type(raw["published"]).__name__
        rejections.append(f"{where}: {written[:40]!r} is no publication day like 2017-03-31")
    return ManifestRow(name, _text(raw["file"]), published=day, **texts)


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


def row_for(path: str, manifests: Iterable[Manifest]) -> ManifestRow | None:
    """Return the row that the first manifest with one has for a file.

    Parameters
    ----------
    path : str
        The file's path, or its name alone.
    manifests : iterable of Manifest
        The manifests that count, the first before the others.
    """
    return next((row for each in manifests if (row := each.row_for(path))), None)
