"""Words for the codes in the columns."""

from __future__ import annotations

from geo.store.table import Table


def province_words(table: Table) -> dict[str, str]:
    """Return the province names by ISO 3166-2 code; the country is added where a name repeats."""
    rows = table.columns.vocabulary.province
    names = [row["name"] for row in rows]
    return {
        row["iso"]: f"{row['name']}, {row['country']}" if names.count(row["name"]) > 1 else row["name"]
        for row in rows
    }
