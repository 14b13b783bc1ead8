"""Documents of many formats to clean text, with what is known of them."""

from geo.read.documents.document import (
    Document,
    Evidence,
    OffsetRun,
    Publication,
    Reason,
    Removed,
)
from geo.read.documents.originals import keep_original, original_bytes, originals_folder
from geo.read.documents.reader import read_document, read_paste
from geo.read.documents.unreadable import UnreadableDocument

__all__ = [
    "Document",
    "Evidence",
    "OffsetRun",
    "Publication",
    "Reason",
    "Removed",
    "UnreadableDocument",
    "keep_original",
    "original_bytes",
    "originals_folder",
    "read_document",
    "read_paste",
]
