"""What a dropped file is taken for, and which of its columns says what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from geo.ingest.mapping.plain import NAMES, guess_mapping
from geo.ingest.presets.registry import PRESETS
from geo.ingest.table_file import PLAIN
from geo.ui.data.file import Dropped

FIELDS = {
    "title": "What happened",
    "first": "First day",
    "last": "Last day",
    "type": "Type",
    "place": "Place name",
    "lon": "Longitude",
    "lat": "Latitude",
    "admin1": "Province",
    "country": "Country",
    "actors": "Actors",
    "source": "Who reported it",
    "words": "Words of the report",
    "id": "Its id in the file",
    "low": "Killed, at least",
    "best": "Killed, best estimate",
    "high": "Killed, at most",
}
FEWER = 8
NONE = ""


@dataclass(frozen=True, slots=True)
class FileChoice:
    """How a person wants a file to be read: as which format, column by field, from whom."""

    format: str
    mapping: tuple[tuple[str, str], ...] = ()
    source: str = ""


def draw_reading(file: Dropped) -> FileChoice:
    """Draw what the file was taken for and let it be changed."""
    taken_for = file.first.format
    formats = [*PRESETS, PLAIN]
    form = st.selectbox(
        "Read it as",
        formats,
        index=formats.index(taken_for),
        format_func=lambda each: _format_label(each, taken_for),
        key=f"format-{file.id}",
    )
    if form != PLAIN:
        return FileChoice(form)
    source = st.text_input(
        "Who published this table",
        value=file.path.stem,
        max_chars=200,
        key=f"source-{file.id}",
        help="Events are told apart by their source, so a newer edition keeps the same name.",
    )
    return FileChoice(PLAIN, tuple(_draw_mapping(file).items()), source.strip())


def _format_label(form: str, taken_for: str) -> str:
    words = PRESETS[form].title if form in PRESETS else "A table with columns of its own"
    return f"{words} (as its columns say)" if form == taken_for else words


def _draw_mapping(file: Dropped) -> dict[str, str]:
    """Draw a box for each of our fields; the columns of the file are its choices."""
    guessed = guess_mapping(file.first.header)
    assert set(FIELDS) == set(NAMES)
    names = list(FIELDS)
    st.text("Which column says what")
    with st.container(horizontal=True, key="mapping"):
        found = {name: _draw_field(file, name, guessed) for name in names[:FEWER]}
    more = [FIELDS[name] for name in names[FEWER:] if name in guessed]
    box = st.expander(f"More columns ({len(more)} found)")
    with box.container(horizontal=True, key="mapping-more"):
        found |= {name: _draw_field(file, name, guessed) for name in names[FEWER:]}
    if not found["id"]:
        st.caption("Without an id, a row that is corrected in the file comes in as another event.")
    return found


def _draw_field(file: Dropped, name: str, guessed: Mapping[str, str]) -> str:
    columns = [NONE, *file.first.header]
    return st.selectbox(
        FIELDS[name],
        columns,
        index=columns.index(guessed.get(name, NONE)),
        format_func=lambda column: _column_label(file, column),
        key=f"column-{file.id}-{name}",
    )


def _column_label(file: Dropped, column: str) -> str:
    """Return a column's name with what is in it first, which tells more than a name."""
    if column == NONE:
        return "no column"
    values = (cells.get(column, "") for _, cells in file.first.rows)
    example = " ".join(next((value for value in values if value.strip()), "").split())
    if not example:
        return column
    return f"{column}: {example[:40]}{'…' if len(example) > 40 else ''}"
