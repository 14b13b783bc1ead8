"""The event table this server shows."""

from __future__ import annotations

from geo.store.table import Table, seed_table


def table_now() -> Table:
    """Return the event table to show."""
    return seed_table()
