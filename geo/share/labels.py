"""The words for the values of a facet: what a heading and the page's filters call them."""

from __future__ import annotations

from collections import Counter

from geo.draw.style import style
from geo.model.facets import FACETS, Facet, Label
from geo.model.view import View
from geo.store.columns.event_columns import CodeBook
from geo.store.table import EventTable


def chosen_labels(
    view: View, table: EventTable, *, apart: bool = False
) -> dict[str, dict[str, str]]:
    """Return the words for the values that a View lets through, by facet and value.

    A value without words of its own stands for itself. `js/filters/labels.js` does the same for
    all values.

    Parameters
    ----------
    view : View
        Whose values are asked for.
    table : EventTable
        Whose vocabulary has the names.
    apart : bool
        Whether values of one name have their country beside it.
    """
    return {facet.key: _labels(facet, view, table, apart) for facet in FACETS}


def _labels(facet: Facet, view: View, table: EventTable, apart: bool) -> dict[str, str]:
    wanted: tuple[str, ...] = getattr(view, facet.attribute)
    words: dict[str, str] = {}
    if wanted and facet.labels is Label.STYLE:
        words = {value: look["label"] for value, look in style()[facet.key].items()}
    elif wanted and facet.labels is Label.NAME:
        words = _names(facet, table.columns.vocabulary, apart)
    return {value: words.get(value) or value for value in wanted}


def _names(facet: Facet, vocabulary: CodeBook, apart: bool) -> dict[str, str]:
    entries = getattr(vocabulary, facet.key)
    times = Counter(entry["name"] for entry in entries)
    return {
        entry[facet.code]: f"{entry['name']}, {entry['country']}"
        if apart and times[entry["name"]] > 1
        else entry["name"]
        for entry in entries
    }
