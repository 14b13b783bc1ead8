"""Documents of many formats to clean text, with what is known of them."""

from geo.read.documents.document import (
    Document,
    Evidence,
    Publication,
    Reason,
    Removed,
    Segment,
)
from geo.read.documents.originals import keep_original, original_bytes, originals_folder
from geo.read.documents.reader import read_document, read_paste
from geo.read.documents.refusal import Refused

__all__ = [
    "Document",
    "Evidence",
    "Publication",
    "Reason",
    "Refused",
    "Removed",
    "Segment",
    "keep_original",
    "original_bytes",
    "originals_folder",
    "read_document",
    "read_paste",
]
