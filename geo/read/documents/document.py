"""A document: its clean text, what was left out of it, and what is known about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a stretch of a document is not part of the report's text."""

    COMMENT = "reader comment"
    TEASER = "teaser for another article"
    NAVIGATION = "navigation"
    CAPTION = "caption"
    TAGS = "tags"
    STAMP = "date stamp"
    PUBLISHED = "publication line"
    BYLINE = "byline"
    AUTHOR = "about the author"
    PLEA = "plea to readers"
    PULL_QUOTE = "repeats the text"
    NOTE = "editor's note"
    CREDIT = "credit"
    PAGE = "page header or number"
    QUOTED = "quoted message"
    SIGNATURE = "signature"
    MARKUP = "markup"
    OUTSIDE = "outside the article"
    HIDDEN = "hidden on the page"


class Evidence(StrEnum):
    """What a publication day rests on, the strongest first."""

    PERSON = "given by a person"
    MANIFEST = "manifest"
    METADATA = "page metadata"
    LINE = "publication line"
    HEADER = "e-mail header"
    DATELINE = "dateline"
    ADDRESS = "address of the page"
    STAMP = "date stamp"
    FILE = "file properties"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication day, how sure it is, and what it is read from.

    Attributes
    ----------
    day : date or None
        None when it has to be asked for.
    confidence : float
        From 0 to 1.
    evidence : Evidence
        What kind of evidence it rests on.
    quote : str
        The words or the field that it is read from.
    rejected : tuple of str
        A sentence for each piece of evidence that was not believed.
    """

    day: date | None = None
    confidence: float = 0.0
    evidence: Evidence = Evidence.UNKNOWN
    quote: str = ""
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the original text that was left out; offsets in `Document.original`."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """A run of characters that the clean text shares with the original."""

    clean: int
    original: int
    length: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it was read from a file or a paste.

    Attributes
    ----------
    id : str
        Stable id from the bytes: the first 12 digits of their SHA-256.
    name : str
        The file's name, without folders.
    sha256 : str
        Of the bytes as they came.
    format : str
        txt, md, html, pdf, docx or eml.
    original : str
        All text in the file, before anything was left out.
    text : str
        The report itself: paragraphs with a blank line between them.
    segments : tuple[Segment, ...]
        Where the clean text's characters stand in the original, in order.
    removed : tuple[Removed, ...]
        What was left out of the original, and why, in order.
    published : Publication
        The publication day with its evidence.
    language : str
        ISO 639-1.
    """

    id: str
    name: str
    sha256: str
    format: str
    original: str
    text: str
    segments: tuple[OffsetRun, ...]
    removed: tuple[Removed, ...]
    published: Publication = Publication()
    title: str = ""
    publisher: str = ""
    author: str = ""
    language: str = "en"
    url: str = ""

    def original_offset(self, offset: int) -> int:
        """Return where a character of the clean text stands in the original.

        Raises
        ------
        IndexError
            When the offset lies outside the clean text.
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"{offset} is outside the text of {self.name}")
        at = bisect_right(self.segments, offset, key=lambda segment: segment.clean) - 1
        if at < 0:
            return 0
        segment = self.segments[at]
        return segment.original + min(offset - segment.clean, segment.length)

    def published_on(self, day: date) -> Document:
        """Return the document with a publication day that a person gave."""
        given = Publication(day, 1.0, Evidence.PERSON, "", self.published.rejected)
        return replace(self, published=given)

    def removed_texts(self) -> list[tuple[Reason, str]]:
        """Return what was left out, with the reasons, for showing."""
        return [(each.reason, self.original[each.start : each.end]) for each in self.removed]

    def as_json(self) -> dict[str, Any]:
        """Return the document as values that JSON can hold, nothing left out."""
        row = {name: getattr(self, name) for name in _PLAIN}
        return row | {
            "segments": [[s.clean, s.original, s.length] for s in self.segments],
            "removed": [[r.start, r.end, r.reason.value] for r in self.removed],
            "published": {
                "day": self.published.day.isoformat() if self.published.day else None,
                "certainty": self.published.confidence,
                "evidence": self.published.evidence.value,
                "words": self.published.quote,
                "rejected": list(self.published.rejected),
            },
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Document:
        """Return the document that `as_json` wrote."""
        published = row["published"]
        return cls(
            **{name: row[name] for name in _PLAIN},
            segments=tuple(OffsetRun(*each) for each in row["segments"]),
            removed=tuple(Removed(s, e, Reason(reason)) for s, e, reason in row["removed"]),
            published=Publication(
                date.fromisoformat(published["day"]) if published["day"] else None,
                published["certainty"],
                Evidence(published["evidence"]),
                published["words"],
                tuple(published["rejected"]),
            ),
        )


# The fields that are texts, which JSON holds as they are.
_PLAIN = tuple(field.name for field in fields(Document) if field.type == "str")
