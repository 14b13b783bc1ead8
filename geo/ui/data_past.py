"""Past imports: when, who, what, and the way to take a whole import back."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from geo.share.heading import counted
from geo.store.history import Change, changes, taken_back
from geo.store.revisions import EventStore, NoSuchEvent, Written
from geo.ui.data_import import forget_done
from geo.ui.history_who import who_now
from geo.ui.text import plain

MOST_CHANGES = 1_000
SHOWN = 12
_SAID = "past-said"


def draw_past(store: EventStore) -> None:
    """Draw the newest imports, each with the button that takes it back or brings it again."""
    st.subheader("Past imports", anchor=False)
    said: str | None = st.session_state.pop(_SAID, None)
    if said:
        st.success(plain(said))
    listed = changes(store, MOST_CHANGES)
    undone = taken_back(listed)
    imports = [change for change in listed if change.action == "import"]
    if not imports:
        st.text("Nothing was imported yet.")
    for change in imports[:SHOWN]:
        _draw_import(store, change, undone.get(change.id, ""))
    if len(imports) > SHOWN:
        st.text(f"The newest {SHOWN} of {len(imports):,}.")


def _draw_import(store: EventStore, change: Change, undone: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"past-{change.id}"):
        with st.container(width="stretch", gap=None):
            st.text(_sentence(change.reason or "import"))
            state = ", taken back" if undone else ""
            st.caption(plain(f"{signature(change)} · {counted(change.events, 'event')}{state}"))
        if undone:
            if st.button("Bring it back", key=f"again-{change.id}"):
                _undo(store, undone, "brought back", "")
        else:
            _draw_take_back(store, change)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _draw_take_back(store: EventStore, change: Change) -> None:
    with st.popover("Take it back"):
        st.text(
            f"{counted(change.events, 'event')} will be as before this import. What was corrected "
            "since then stays, and nothing is lost: it can be brought back."
        )
        why = st.text_input("Why", max_chars=200, key=f"why-{change.id}")
        if st.button("Take the import back", type="primary", key=f"undo-{change.id}"):
            _undo(store, change.id, "taken back", why.strip())


def _undo(store: EventStore, change: str, deed: str, why: str) -> None:
    try:
        with st.spinner("Writing the events."):
            written = store.undo(change, who_now(), why)
    except NoSuchEvent as fault:
        st.warning(plain(f"{fault}."))
        return
    forget_done()
    st.session_state[_SAID] = undo_words(written, deed)
    st.rerun()


def undo_words(written: Written, deed: str) -> str:
    """Return what an undo did, and what it left because it was changed again since."""
    said = f"{counted(written.revised, 'event')} {deed}."
    if written.kept:
        said += f" {counted(len(written.kept), 'correction')} made since then stayed."
    return said


def signature(change: Change) -> str:
    """Return when and by whom a change was made, in the reader's own time."""
    when = moment(change.when) if change.when else "from the start"
    return f"{when}, {change.who}"


def moment(when: datetime) -> str:
    """Return a moment in words, in the time zone of the reader's browser."""
    local = when.astimezone(_zone())
    return f"{local.day} {local:%b %Y, %H:%M}"


def _zone() -> tzinfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
