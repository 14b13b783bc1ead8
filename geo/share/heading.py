"""What a View shows and what it leaves out, in sentences of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.model.facets import FACETS
from geo.model.phrases import join_words, window_words
from geo.model.timespan import day_words
from geo.model.view import View
from geo.share.labels import chosen_labels
from geo.store.query.select import Selection
from geo.store.table import EventTable

Chosen = Mapping[str, Mapping[str, str]]


def heading(view: View, selection: Selection, table: EventTable) -> str:
    """Return what is shown: "12 events in Hama and Aleppo, 1 Oct 2015 to 31 Mar 2017".

    Where nothing is shown the sentence says why and what to do.

    Parameters
    ----------
    view : View
        What is shown: filters, window of time and part of the map.
    selection : Selection
        The rows of the table that the View shows.
    table : EventTable
        The events.
    """
    if not len(table.columns):
        return "No events yet: add reports or import a table"
    limits = _limits(view, table)
    if not len(selection.rows):
        return f"No events{limits}. {_remedy(view, selection)}"
    return f"{counted(len(selection.rows), 'event')}{limits}"


def not_shown(selection: Selection) -> str:
    """Return how many events are not on the map and why; empty where all are.

    As in "4 more are undated or unplaced, 7 outside the window, 3 filtered out".
    """
    missing = selection.missing
    reasons = (
        (missing.undated + missing.unplaced, _lacking(selection)),
        (missing.outside, "outside the window"),
        (missing.filtered, "filtered out"),
    )
    (first, reason), *rest = [row for row in reasons if row[0]] or [(0, "")]
    if not first:
        return ""
    verb = "is" if first == 1 else "are"
    return ", ".join([f"{first:,} more {verb} {reason}", *(f"{n:,} {why}" for n, why in rest)])


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 event", "12,000 events".

    Parameters
    ----------
    number : int
        How many there are.
    noun : str
        What they are, in the singular.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _lacking(selection: Selection) -> str:
    words = ["undated"] * bool(selection.missing.undated)
    return " or ".join([*words, *["unplaced"] * bool(selection.missing.unplaced)])


def _limits(view: View, table: EventTable) -> str:
    chosen = chosen_labels(view, table)
    phrases = "".join(_filters(chosen, clause=False))
    clauses = "".join(f"; {clause}" for clause in _clauses(view, chosen))
    return f"{phrases}, {window_words(view.first, view.last)}{clauses}"


def _filters(chosen: Chosen, *, clause: bool) -> Iterator[str]:
    """Yield what the facets let through: phrases that follow the word "events", or clauses."""
    for facet in sorted(FACETS, key=lambda facet: facet.turn):
        names = tuple(chosen[facet.key].values())
        if names and facet.clause is clause:
            yield facet.phrase.format(_joined(names, facet.joint))


def _clauses(view: View, chosen: Chosen) -> Iterator[str]:
    if view.containment and (view.first or view.last):
        yield "surely within these days"
    yield from _filters(chosen, clause=True)
    if view.certainty:
        yield f"at least {100 * view.certainty:g} % certain"
    if view.query:
        yield f"mentioning “{view.query}”"
    if view.as_of:
        yield f"as known on {day_words(view.as_of)}"
    if view.revision is not None:
        yield f"as of revision {view.revision:,}"


def _joined(names: Sequence[str], joint: str) -> str:
    if joint == "and":
        return join_words(names)
    if len(names) > 4:
        return f"{', '.join(names[:3])} {joint} {len(names) - 3} more"
    return f" {joint} ".join(names)


def _remedy(view: View, selection: Selection) -> str:
    """Return why nothing is shown and what brings events back."""
    missing = selection.missing
    if missing.outside:
        verb = "lies" if missing.outside == 1 else "lie"
        return f"{counted(missing.outside, 'event')} {verb} outside these days: widen the window"
    lacking = missing.undated + missing.unplaced
    if lacking:
        return f"{counted(lacking, 'event')} here cannot be drawn, being {_lacking(selection)}"
    if view.as_of:
        return "Choose a later “as known on” day or clear a filter"
    return f"Clear a filter to see the other {counted(missing.filtered, 'event')}"
