"""What is known of a report: its day with its evidence, and what a person adds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import streamlit as st

from geo.model.timespan import day_words
from geo.read.documents import Document, Publication
from geo.review.accepted_event import publisher_of
from geo.review.decisions import describe
from geo.review.draft import Draft
from geo.review.draft_store import NoSuchDraft, load_draft, load_text
from geo.review.reading_process import read_again
from geo.ui.text import plain

OLDEST = date(1800, 1, 1)
LONGEST_TITLE = 90
# A day with weaker evidence than this is asked to be confirmed.
FIRM = 0.65


def title_of(document_id: str) -> str:
    """Return a report's name for lists; its id where the text is not here."""
    try:
        document = load_text(document_id)
    except NoSuchDraft:
        return document_id
    title = document.title or document.name
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def draw_about(draft: Draft, document_id: str) -> None:
    """Draw who published a report and when, and the way to say more of it.

    Parameters
    ----------
    draft : Draft
        The draft under review.
    document_id : str
        The id of the report's text.
    """
    document = load_text(document_id)
    words = f"{publisher_of(document)} · {day_sentence(document.published)}"
    if len(draft.documents) == 1:
        words = f"{document.title or document.name} · {words}"
    st.caption(plain(words), width="stretch")
    with st.popover("About this report", width="content"):
        _draw_fields(draft, document)


def day_sentence(published: Publication) -> str:
    """Return the publication day in words, with what tells it and how sure that is."""
    if published.day is None:
        return "publication day not told"
    sure = "" if published.confidence >= 1 else f", {published.confidence:.0%} sure"
    doubt = "; please check it" if published.confidence < FIRM else ""
    return f"published {day_words(published.day)} ({published.evidence.value}{sure}{doubt})"


def ask_for_day(draft: Draft, document_id: str) -> None:
    """Ask for a report's publication day where it is not known.

    Parameters
    ----------
    draft : Draft
        The draft under review.
    document_id : str
        The id of the report's text.
    """
    document = load_text(document_id)
    if document.published.day is not None:
        return
    waiting = _without_day(draft)
    with st.container(border=True, key="review-day"):
        st.markdown(
            "**When was this published?** The text does not tell, so words such as “Friday” stay "
            "open and nothing of it can go on the map yet."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _day_input(f"day-{document.id}", None)
            every = len(waiting) > 1 and st.checkbox(
                f"The same for all {len(waiting)} reports without a day", key=f"all-{draft.id}"
            )
            st.button(
                "Use this day",
                type="primary",
                key=f"use-{document.id}",
                on_click=_use_day,
                args=(draft.id, f"day-{document.id}", waiting if every else [document.id]),
            )


def _without_day(draft: Draft) -> list[str]:
    return [name for name in draft.documents if load_text(name).published.day is None]


def _use_day(draft_id: str, key: str, names: list[str]) -> None:
    day = st.session_state.get(key)
    if not isinstance(day, date):
        return
    for name in names:
        describe(name, day=day)
    read_again(load_draft(draft_id))


def _draw_fields(draft: Draft, document: Document) -> None:
    published = document.published
    if published.quote:
        st.caption(plain(f"The day is read from: “{published.quote[:200]}”"))
    for sentence in published.rejected:
        st.caption(plain(f"{sentence}."))
    if published.day is not None:
        key = f"other-day-{document.id}"
        _day_input(key, published.day, lambda: _use_day(draft.id, key, [document.id]))
    for name in ("title", "publisher", "author"):
        key = f"{name}-{document.id}"
        st.text_input(
            name.capitalize(),
            getattr(document, name),
            key=key,
            max_chars=300,
            on_change=_describe,
            args=(document.id, name, key),
        )
    st.caption(plain(f"{document.name} · {document.format} · SHA-256 {document.sha256}"))


def _describe(document_id: str, name: str, key: str) -> None:
    describe(document_id, **{name: str(st.session_state[key]).strip()})


def _day_input(key: str, day: date | None, on_change: Callable[[], None] | None = None) -> None:
    st.session_state.setdefault(key, day)
    st.date_input(
        "Publication day",
        None,
        min_value=OLDEST,
        max_value=datetime.now(UTC).date(),
        key=key,
        format="YYYY-MM-DD",
        on_change=on_change,
        width=180,
    )
