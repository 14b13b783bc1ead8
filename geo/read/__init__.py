"""A report goes in, claims and proposed events come out.

`read_document` and `propose` are the public face; they are loaded when they are first asked for,
so that reading dates alone starts in a tenth of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.read.documents import read_document
    from geo.read.pipeline import propose

__all__ = ["propose", "read_document"]

_WHERE = {"propose": "geo.read.pipeline", "read_document": "geo.read.documents"}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
