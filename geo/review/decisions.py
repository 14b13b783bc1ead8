"""What a person decides about proposed events: it goes to the event table, then to the draft.

The table is written first: where the server dies in between, the event's id is the proposal's,
so that accepting once more adds nothing.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from geo.model.event import Event, Verdict
from geo.model.report import Report
from geo.read.coreference.proposal import decided, merge, split
from geo.read.documents import Document
from geo.review.accepted_event import (
    CLAIMS,
    changes_of,
    combine_items,
    event_of,
    rebuild_item,
    report_of,
)
from geo.review.draft import Draft, Item, NoSuchItem, State
from geo.review.draft_store import change_draft, load_draft, load_text, save_text
from geo.store import schema
from geo.store.history.revisions import NoSuchEvent
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store

REASON = "reviewed on the Reports page"


def current_login() -> str:
    """Return who decides, for the history: the login of whoever runs the server."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "someone"


def accept(draft_id: str, item_ids: Iterable[str]) -> Draft:
    """Put open items into the event table, in one change.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_ids : iterable of str
        The ids of the proposed events; those that are decided already are left out.

    Raises
    ------
    ValueError
        When the publication day of a report is not known.
    """
    draft = load_draft(draft_id)
    items = [item for item in map(draft.item, item_ids) if item.state is State.OPEN]
    if not items:
        return draft
    events = [event_of(item) for item in items]
    written = open_store().put(events, current_login(), REASON, _reports(items), action="accept")
    accepted = {item.id: written.change for item in items}

    def marked(item: Item) -> Item:
        if item.id not in accepted:
            return item
        proposal = decided(item.proposal, Verdict.ACCEPTED)
        return replace(item, proposal=proposal, change=accepted[item.id], event=item.id)

    return change_draft(draft_id, lambda now: replace(now, items=tuple(map(marked, now.items))))


def reject(draft_id: str, item_id: str) -> Draft:
    """Set an open item aside as wrong; it stays in the draft.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    """
    item = _open_item(draft_id, item_id)
    return _changed(draft_id, replace(item, proposal=decided(item.proposal, Verdict.REJECTED)))


def take_back(draft_id: str, item_id: str) -> Draft:
    """Make an item open again, and its event what it was before.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    """
    draft = load_draft(draft_id)
    item = draft.item(item_id)
    gone = {item.id}
    if item.event:
        _undo(draft, item)
        # What was merged into an event goes when the event goes.
        gone |= {other.id for other in draft.items if other.event == item.id}

    def opened(each: Item) -> Item:
        if each.id not in gone:
            return each
        return Item(decided(each.proposal, Verdict.OPEN), each.corrected)

    return change_draft(draft_id, lambda now: replace(now, items=tuple(map(opened, now.items))))


def _undo(draft: Draft, item: Item) -> None:
    store = open_store()
    alone = sum(other.change == item.change for other in draft.items) == 1
    try:
        if item.change and alone:
            store.undo(item.change, current_login(), REASON)
            return
    except NoSuchEvent:
        pass  # The event was there before the draft: nothing of ours to undo.
    if item.state is State.ACCEPTED:
        store.reject(item.event, current_login(), "taken back on the Reports page")


def correct(draft_id: str, item_id: str, **fields: Any) -> Draft:
    """Change some fields of an open item's proposal; see `accepted_event.rebuild_item`.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    **fields : object
        Fields of the proposal, such as `title` or `location`, with their new values.
    """
    item = _open_item(draft_id, item_id)
    changes = changes_of(item) | fields
    return _changed(draft_id, rebuild_item(item, item.proposal.claims, changes))


def split_item(draft_id: str, item_id: str) -> Draft:
    """Make an open item for each claim of one.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    """
    item = _open_item(draft_id, item_id)
    parts = [Item(part, (CLAIMS,)) for part in split(item.proposal)]
    return change_draft(draft_id, lambda now: now.swapped([item.id], parts))


def merge_items(draft_id: str, item_id: str, other_id: str) -> Draft:
    """Make one open item of two; what was corrected in the first goes before the second's.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    other_id : str
        The id of the second proposed event.
    """
    item, other = _open_item(draft_id, item_id), _open_item(draft_id, other_id)
    whole = combine_items((item, other), merge([item.proposal, other.proposal]))
    return change_draft(draft_id, lambda now: now.swapped([item.id, other.id], [whole]))


def merge_into_event(draft_id: str, item_id: str, event_id: str) -> Draft:
    """Add an open item's claims to an event of the table, which keeps its place and days.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    event_id : str
        The id of an event of the table.

    Raises
    ------
    NoSuchEvent
        When the table has no such event.
    ValueError
        When the publication day of a report is not known.
    """
    item = _open_item(draft_id, item_id)
    store = open_store()
    there = schema.event_of(store.head(event_id))
    event = _joined(there, event_of(item))
    written = store.put([event], current_login(), REASON, _reports([item]), action="edit")
    proposal = decided(item.proposal, Verdict.ACCEPTED)
    done = replace(item, proposal=proposal, change=written.change, event=event_id)
    return _changed(draft_id, done)


def _joined(there: Event, more: Event) -> Event:
    """Return an event with the claims and actors of another, and its figures where it has none."""
    none = there.low is None and there.best is None and there.high is None
    figures = more if none else there
    return replace(
        there,
        claims=tuple(dict.fromkeys((*there.claims, *more.claims))),
        actors=tuple(dict.fromkeys((*there.actors, *more.actors))),
        low=figures.low,
        best=figures.best,
        high=figures.high,
    )


def describe(document_id: str, **fields: Any) -> None:
    """Keep what a person says of a report: its title, publisher, author or publication day."""
    document = load_text(document_id)
    day = fields.pop("day", None)
    document = replace(document, **fields)
    if day:
        document = document.published_on(day)
    save_text(document)
    if document.published.day:
        _renew_report(document)


def _renew_report(document: Document) -> None:
    """Tell the event table of a report's new description, where it has the report."""
    try:
        store = open_store()
    except CannotOpen:
        return
    if document.id in store.known_reports():
        store.put_reports([report_of(document)], current_login(), document.sha256)


def _reports(items: Iterable[Item]) -> list[Report]:
    names = dict.fromkeys(name for item in items for name in item.documents)
    return [report_of(load_text(name)) for name in names]


def _open_item(draft_id: str, item_id: str) -> Item:
    item = load_draft(draft_id).item(item_id)
    if item.state is not State.OPEN:
        raise NoSuchItem("this proposed event is decided already; take that back first")
    return item


def _changed(draft_id: str, item: Item) -> Draft:
    return change_draft(draft_id, lambda now: now.with_item(item))
