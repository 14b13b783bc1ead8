"""Where reports come in: files are dropped, or a text is pasted."""

from __future__ import annotations

import streamlit as st

from geo.read.documents.reader import PASTE
from geo.review.draft import Draft
from geo.review.draft_store import new_draft

# Larger files are refused with a sentence; far larger ones are not even taken.
MOST_MEGABYTES = 200
REVIEW = "review"
_ROUND, _TAKEN, _OPENED = "reports-round", "reports-taken", "reports-opened"


def draw_add() -> None:
    """Draw the place to drop files on, and the field to paste a text into."""
    # A new key empties the uploader once its files are in a draft.
    key = f"reports-drop-{st.session_state.setdefault(_ROUND, 0)}"
    st.file_uploader(
        "Drop reports here: txt, md, html, pdf, docx or eml",
        accept_multiple_files=True,
        key=key,
        on_change=_take_files,
        args=(key,),
        max_upload_size=MOST_MEGABYTES,
        help="A manifest.json dropped with them, a list of {file, title, publisher, author, "
        "published}, tells their publication days.",
    )
    with st.popover("Paste a text", width="content"), st.form("reports-paste", border=False):
        st.text_area("The text of one report", key="reports-text", height=260)
        st.form_submit_button("Read it", on_click=_take_paste)


def _take_files(key: str) -> None:
    """Make a draft of the files; Streamlit tells of them twice when a run is cut short."""
    taken: set[str] = st.session_state.setdefault(_TAKEN, set())
    files = [file for file in st.session_state.get(key) or [] if file.file_id not in taken]
    if files:
        taken.update(file.file_id for file in files)
        st.session_state[_ROUND] += 1
        _open(new_draft((file.name, file.getvalue()) for file in files))


def _take_paste() -> None:
    text = st.session_state["reports-text"]
    if text.strip():
        _open(new_draft([(PASTE, text.encode("utf-8", "replace"))]))
        st.session_state["reports-text"] = ""


def _open(draft: Draft) -> None:
    st.query_params[REVIEW] = draft.id
    st.session_state[_OPENED] = True


def came() -> bool:
    """Say whether a draft was added since the last time of asking."""
    return bool(st.session_state.pop(_OPENED, False))
