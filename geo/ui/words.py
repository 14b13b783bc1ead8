"""Words for the codes in the columns."""

from __future__ import annotations

from geo.store.table import Table


def province_words(table: Table) -> dict[str, str]:
    """Return the table's province names by ISO 3166-2 code, the country added to repeated ones."""
    rows = table.columns.vocabulary.province
    names = [row["name"] for row in rows]
    repeated = {name for name in names if names.count(name) > 1}
    return {
        row["iso"]: f"{row['name']}, {row['country']}" if row["name"] in repeated else row["name"]
        for row in rows
    }
