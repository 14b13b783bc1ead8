"""Columns loaded from Arrow rows, and patched, equal those built from the events."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model.event import Event
from geo.store.columns.event_columns import Ragged
from geo.store.columns.row_store import MemoryRows, Rows
from geo.store.columns.rows import RowsTable, changed, ids_of, sorted_columns
from geo.store.query.select import select
from geo.store.schema import event_of, table_of
from geo.store.table import MemoryTable
from tests.property.test_store_select import REPORTS, events, views


@settings(max_examples=100, deadline=None)
@given(events(), st.randoms())
def test_columns_from_rows_equal_those_from_events(some: list[Event], pick) -> None:
    expected = MemoryTable(some, REPORTS)
    shuffled = pick.sample(some, len(some))
    rows = table_of(shuffled)
    assert [event_of(row) for row in rows.to_pylist()] == shuffled
    columns = sorted_columns(rows, REPORTS)
    for field in fields(columns):
        mine, theirs = getattr(columns, field.name), getattr(expected.columns, field.name)
        if isinstance(mine, Ragged):
            assert list(mine.offsets) == list(theirs.offsets), field.name
        elif isinstance(mine, np.ndarray) and field.name not in ("province", "country", "place"):
            assert np.array_equal(mine, theirs, equal_nan=mine.dtype.kind == "f"), field.name


@settings(max_examples=100, deadline=None)
@given(events(), events(), views())
def test_a_patched_table_equals_one_built_anew(old: list[Event], new: list[Event], view) -> None:
    patched_equals_anew(old, new[::2], view)


@settings(max_examples=60, deadline=None)
@given(events(), st.sampled_from([(), ("Army",), ("Another",)]), views())
def test_an_edit_that_moves_nothing_is_seen(old: list[Event], actors, view) -> None:
    edited = [replace(event, title="A siege", actors=actors) for event in old[::2]]
    patched_equals_anew(old, edited, view)


def patched_equals_anew(old: list[Event], new: list[Event], view) -> None:
    rows = table_of(old)
    table = RowsTable(Rows([MemoryRows(rows)]), sorted_columns(rows, REPORTS), REPORTS, "")
    fresh = table_of(new)
    touched = ids_of(sorted_columns(fresh, REPORTS))
    patched = changed(table, fresh, touched, REPORTS)
    merged = {event.id: event for event in [*old, *new]}
    expected = MemoryTable(merged.values(), REPORTS)
    every = range(len(merged))
    assert [patched.event(i) for i in every] == [expected.event(i) for i in every]
    mine, theirs = select(patched.columns, view), select(expected.columns, view)
    assert list(mine.rows) == list(theirs.rows)
    assert mine.missing == theirs.missing
    for facet, counts in mine.facets.items():
        assert {k: n for k, n in counts.items() if n} == {
            k: n for k, n in theirs.facets[facet].items() if n
        }
