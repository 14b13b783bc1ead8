"""The Data page: a table of events in, looked at first; what came in before, and out again."""

from __future__ import annotations

import streamlit as st

from geo.ingest import CannotImport, Outcome, TableFile
from geo.store.history.revisions import EventStore
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store, open_table
from geo.store.table import EventTable
from geo.ui.data.duplicates import draw_duplicates
from geo.ui.data.file import Dropped, draw_drop, dropped
from geo.ui.data.importing import (
    draw_done,
    draw_rejects_download,
    forget_done,
    rejects_file,
    run_import,
)
from geo.ui.data.mapping import FileChoice, draw_reading
from geo.ui.data.past import draw_past
from geo.ui.data.preview import (
    draw_counts,
    draw_first,
    draw_rejects,
    events_of,
    foresee_import,
    open_reading,
)
from geo.ui.explore.history.author import draw_author_field
from geo.ui.header import ASSETS, draw_header
from geo.ui.text import plain


def open_now() -> tuple[EventStore, EventTable | None]:
    """Return the store to write to and its newest state, None while nothing is in it.

    Where it cannot be written to, the page says so and stops.
    """
    try:
        store = open_store()
        is_new = store.events.latest() is None
    except CannotOpen as error:
        st.text(f"Nothing can be imported here: {error}.")
        st.stop()
    try:
        return store, open_table()
    except CannotOpen as error:
        if is_new:
            return store, None
        st.error(plain(f"{error}."))
        st.stop()


def draw_import(store: EventStore) -> None:
    """Draw the way in: a file, what it is taken for, a look at it, and the button that writes."""
    upload = draw_drop()
    if upload is None:
        draw_done()
        return
    forget_done()
    try:
        file = dropped(upload)
        reading = draw_reading(file)
        opened = open_reading(file, reading, store)
        _draw_look(file, reading, opened, store)
    except CannotImport as error:
        st.warning(plain(f"{error}."))
    except CannotOpen as error:
        st.error(plain(f"{error}."))


def _draw_look(file: Dropped, reading: FileChoice, opened: TableFile, store: EventStore) -> None:
    """Draw what would come of the file, and import it when asked."""
    for note in opened.notes:
        st.info(plain(note))
    draw_first(file.first, events_of(file, reading, opened))
    expected = foresee_import(file, reading, store)
    draw_counts(expected)
    draw_rejects(expected.rejects)
    with st.container(horizontal=True, vertical_alignment="bottom", key="sign"):
        draw_author_field()
        why = st.text_input("Why (may stay empty)", max_chars=200, key=f"why-{file.id}")
    with st.container(horizontal=True):
        pressed = st.button(_deed(expected), type="primary", disabled=not _news(expected))
        if expected.rejects:
            data = rejects_file(expected.rejects)
            draw_rejects_download(file.path.name, data, len(expected.rejects))
    if pressed:
        run_import(file, open_reading(file, reading, store), expected, store, why.strip())
        st.rerun()


def _news(expected: Outcome) -> int:
    return expected.added + expected.revised


def _deed(expected: Outcome) -> str:
    if not _news(expected):
        return "Nothing new to import"
    return f"Import {_news(expected):,} event{'' if _news(expected) == 1 else 's'}"


draw_header()
st.html(ASSETS / "data.css")
with st.container(key="text-page"):
    st.title("Data", anchor=False)
    _store, _table = open_now()
    st.text("Bring a table of events. You see what it would change before anything is written.")
    draw_import(_store)
    draw_past(_store)
    if _table is not None:
        draw_duplicates(_store, _table)
