"""Words for the codes in the columns."""

from __future__ import annotations

from geo.draw.style import STATUSES, TYPES
from geo.store.table import EventTable


def value_words(table: EventTable) -> dict[str, str]:
    """Return the words for every value that a filter offers as a code."""
    labels = {str(key): row["label"] for key, row in (*TYPES.items(), *STATUSES.items())}
    return labels | province_words(table)


def province_words(table: EventTable) -> dict[str, str]:
    """Return the table's province names by ISO 3166-2 code, the country added to repeated ones."""
    rows = table.columns.vocabulary.province
    names = [row["name"] for row in rows]
    repeated = {name for name in names if names.count(name) > 1}
    return {
        row["iso"]: f"{row['name']}, {row['country']}" if row["name"] in repeated else row["name"]
        for row in rows
    }
