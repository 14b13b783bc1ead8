"""The event table and what is asked of it.

These names are the public face; each is loaded when it is first asked for, so that opening a
table does not load what writes to one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.store.errors import CannotOpen
    from geo.store.history.revisions import EventStore, NoSuchEvent, Written
    from geo.store.opening import open_store, open_table
    from geo.store.query.select import Selection, select
    from geo.store.table import EventTable

__all__ = [
    "CannotOpen",
    "EventStore",
    "EventTable",
    "NoSuchEvent",
    "Selection",
    "Written",
    "open_store",
    "open_table",
    "select",
]

_NAMES = {
    "opening": ("CannotOpen", "open_store", "open_table"),
    "history.revisions": ("EventStore", "NoSuchEvent", "Written"),
    "query.select": ("Selection", "select"),
    "table": ("EventTable",),
}


def __getattr__(name: str) -> Any:
    for module, names in _NAMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
