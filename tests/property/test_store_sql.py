"""The SQL texts answer as the columns in memory do."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.model.event import Event, event_id
from geo.model.view import View
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.log.delta import Files
from geo.store.query import sql
from geo.store.query.answers import DuckdbAnswers
from geo.store.query.select import Selection, select
from tests.property.test_store_select import REPORTS, START, events, views
from tests.unit.store.store_events import REPORT, event

BARS = [(START + timedelta(days=5 * n), START + timedelta(days=5 * n + 4)) for n in range(9)]


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Event], list[Event], list[Event]]:
    """First rows, later editions of some of them, and the same first rows of another process."""
    some = draw(events())
    later = [replace(event, title="A siege") for event in some[::2]]
    return some, later, some[1::3]


def stored(folder, changed) -> LiveStore:
    first, later, again = changed
    store = EventStore(str(folder))
    store.put(first, "ana", "", REPORTS.values())
    if later:
        store.put(later, "ben", "", action="edit")
    if again:
        # What a second process writes that did not see the first: the same events, as first rows.
        store._heads = lambda *_: {}
        store.put(again, "cid", "")
    for each in first[:1]:
        EventStore(str(folder)).reject(each.id, "ana")
    return LiveStore(EventStore(str(folder)))


def answers_of(live: LiveStore) -> DuckdbAnswers:
    files = live.store.events.files()
    return DuckdbAnswers(live.store.events, files, live.table().reports)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes(), st.lists(views(), min_size=1, max_size=3))
def test_sql_answers_as_the_columns(tmp_path_factory, changed, some: list[View]) -> None:
    if not changed[0]:
        return
    live = stored(tmp_path_factory.mktemp("store"), changed)
    table, answers = live.table(), answers_of(live)
    for view in some:
        selection = select(table.columns, view)
        rows = answers.ask(sql.rows_query(view)).to_pylist()
        assert [row["id"] for row in rows] == [table.event(int(row)).id for row in selection.rows]
        counted = answers.ask(sql.facets_query(view)).to_pylist()
        assert facets_of(counted) == {
            (facet, value): count
            for facet, counts in selection.facets.items()
            for value, count in counts.items()
            if count
        }
        (missing,) = answers.ask(sql.missing_query(view)).to_pylist()
        assert missing == {name: getattr(selection.missing, name) for name in missing}
        bars = answers.ask(sql.histogram_query(view, BARS)).to_pylist()
        expected = histogram(table, selection)
        assert {(row["bar"], row["type"]): row["events"] for row in bars} == pytest.approx(expected)
        provinces = answers.ask(sql.provinces_query(view)).to_pylist()
        assert [row["province"] for row in provinces] == by_province(table, selection)


def facets_of(rows) -> dict[tuple[str, str], int]:
    return {(row["facet"], row["value"]): row["events"] for row in rows}


def histogram(table, selection: Selection) -> dict[tuple[int, str], float]:
    """The reference: each event's days shared out one by one."""
    sums: dict[tuple[int, str], Fraction] = {}
    for row in selection.rows:
        event = table.event(int(row))
        for day in range(event.timespan.days):
            on = event.timespan.first + timedelta(days=day)
            bar = next((n for n, (since, until) in enumerate(BARS) if since <= on <= until), None)
            if bar is not None:
                key = bar, str(event.type)
                sums[key] = sums.get(key, Fraction()) + Fraction(1, event.timespan.days)
    return {key: float(value) for key, value in sums.items()}


def by_province(table, selection: Selection) -> list[str]:
    found = [table.event(int(row)).location.admin1_iso for row in selection.rows]
    return sorted({iso for iso in found if iso}, key=lambda iso: (-found.count(iso), iso))


def test_rows_come_in_pages_and_sorted(tmp_path):
    store = EventStore(str(tmp_path))
    some = [event(str(n), f"Title {9 - n}", day=n + 1) for n in range(5)]
    store.put(some, "ana", "", [REPORT])
    answers = DuckdbAnswers(store.events, store.events.files(), store.known_reports())

    def ids(**how):
        return [row["id"] for row in answers.ask(sql.rows_query(View(), **how)).to_pylist()]

    assert ids(limit=2, offset=1) == [event_id("1"), event_id("2")]
    assert ids(order=sql.Order.TITLE, limit=1) == [event_id("4")]
    assert ids(order=sql.Order.LATEST, limit=1) == [event_id("4")]
    columns = answers.ask(sql.columns_query())["id"].to_pylist()
    assert columns == [each.id for each in some]


def test_what_a_view_asks_for_is_never_part_of_the_text(tmp_path):
    hostile = "'; drop view revisions; -- \\"
    view = View(actors=(hostile,), sources=(hostile,), query="o'brien\\", as_of=date(2016, 1, 1))
    for to in (sql.DUCKDB, sql.SPARK):
        query = sql.facets_query(view, to)
        assert "drop view" not in query.text and "brien" not in query.text
        assert list(query.values.values()) == [hostile, hostile, "o'brien\\"]
    store = EventStore(str(tmp_path))
    answers = DuckdbAnswers(store.events, Files(0, (), ()), {})
    assert answers.ask(sql.facets_query(view)).num_rows == 0
