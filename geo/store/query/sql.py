"""The answers to a View as SQL, one text each, for DuckDB, Spark and what speaks like them.

The texts read three relations that whoever runs them provides: `revisions` (rows of
`schema.REVISION`), `reports` (`id` and `publisher`) and `twice` (the answer to `TWICE`: events
that two processes added at the same moment). The values a View asks for are parameters, never
part of the text.

Words are compared in lower case, where `geo.store.query.select` folds case: they differ only for
letters such as ß and the final sigma.
"""

# ruff: noqa: S608
# The texts are put together from constants and numbers; what a person asks for is a parameter.

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from geo.model.facets import FACETS, Facet, SqlSource
from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.query.sql_base import (
    DUCKDB,
    LOCATED,
    SPARK,
    TWICE,
    Dialect,
    SqlQuery,
    current,
    passing,
    query,
    shown,
)
from geo.store.schema import EVENT

__all__ = [
    "DUCKDB",
    "SPARK",
    "TWICE",
    "Dialect",
    "Order",
    "SqlQuery",
    "columns_query",
    "facets_query",
    "histogram_query",
    "missing_query",
    "provinces_query",
    "rows_query",
]


class Order(StrEnum):
    """How rows are sorted; ties are in order of first day and id."""

    FIRST = "first_day"
    LATEST = "last_day desc"
    TITLE = "lower(title)"
    CERTAINTY = "certainty desc"


def rows_query(
    view: View, order: Order = Order.FIRST, limit: int = 200, offset: int = 0, to: Dialect = DUCKDB
) -> SqlQuery:
    """Return the events on the map, a page of them: what a list says of each.

    Parameters
    ----------
    view : View
        What is asked for.
    order : Order
        How the rows are sorted.
    limit : int
        Most rows.
    offset : int
        How many rows to pass over.
    to : Dialect
        The engine the text is for.
    """
    return query(
        view,
        to,
        "select id, title, type, status, certainty, first_day, last_day, lon, lat, kind, place, "
        "admin1, province, country, actors from judged "
        f"where {shown()} order by {order}, first_day, id limit {limit:d} offset {offset:d}",
    )


def histogram_query(
    view: View, bars: Sequence[tuple[date, date]], to: Dialect = DUCKDB
) -> SqlQuery:
    """Return events per bar and type, an event shared out over its days.

    Parameters
    ----------
    view : View
        What is asked for.
    bars : sequence of (first, last) days
        In any order, see docs/decisions/0032.
    to : Dialect
        The engine the text is for.
    """
    listed = " union all ".join(
        f"select {number} as bar, {day_number(first)} as since, {day_number(last)} as until"
        for number, (first, last) in enumerate(bars)
    )
    return query(
        view,
        to,
        f""", spans as (
    select type, first_day, last_day, 1e0 * count(*) / (last_day - first_day + 1) as a_day
    from judged where {shown()} group by type, first_day, last_day
),
bars as ({listed})
select bar, type, sum(
    a_day * (least(last_day, until) - greatest(first_day, since) + 1)
) as events
from spans join bars on first_day <= until and last_day >= since
group by bar, type order by bar, type""",
    )


def provinces_query(view: View, to: Dialect = DUCKDB) -> SqlQuery:
    """Return events on the map per province (ISO 3166-2), the most frequent first.

    Parameters
    ----------
    view : View
        What is asked for.
    to : Dialect
        The engine the text is for.
    """
    return query(
        view,
        to,
        f"select province, count(*) as events from judged where {shown()} "
        "and province is not null group by province order by events desc, province",
    )


def facets_query(view: View, to: Dialect = DUCKDB) -> SqlQuery:
    """Return events per facet and value, each facet's own filter left out.

    Parameters
    ----------
    view : View
        What is asked for.
    to : Dialect
        The engine the text is for.
    """
    text = "\nunion all\n".join(_counts_of(facet, to) for facet in FACETS)
    return query(view, to, f"{text}\norder by facet, events desc, value", sources=True)


def _counts_of(facet: Facet, to: Dialect) -> str:
    """Return a select of the events on the map per value of one facet."""
    value, rows = facet.sql, "judged"
    if facet.many:
        value = facet.key
    if facet.source is SqlSource.LIST:
        rows = f"(select *, {to.explode}({facet.sql}) as {value} from judged)"
    elif facet.source is SqlSource.RELATION:
        rows = (
            f"(select judged.*, {value} from judged join {facet.sql} on {facet.sql}.id = judged.id)"
        )
    # An empty text in a column is no value.
    given = f"{value} is not null" if facet.many else f"{value} <> ''"
    return (
        f"select '{facet.key}' as facet, {value} as value, count(*) as events from {rows} rows_ "
        f"where {shown(facet.key)} and {given} group by {value}"
    )


def missing_query(view: View, to: Dialect = DUCKDB) -> SqlQuery:
    """Return how many events are not on the map, by reason; each event counts once.

    Parameters
    ----------
    view : View
        What is asked for.
    to : Dialect
        The engine the text is for.
    """
    passes = passing()
    return query(
        view,
        to,
        f"""select
    count(case when {passes} and first_day is null then 1 end) as undated,
    count(case when {passes} and first_day is not null and lon is null then 1 end) as unplaced,
    count(case when {passes} and {LOCATED} and not timely then 1 end) as outside,
    count(case when not ({passes}) then 1 end) as filtered
from judged""",
    )


def columns_query(to: Dialect = DUCKDB) -> SqlQuery:
    """Return the rows of `schema.EVENT` that `loading.columns_of` makes the client's columns of."""
    names = ", ".join(EVENT.names)
    first = to.day.format("timespan.first")
    return SqlQuery(
        f"{current()}\nselect {names} from current "
        f"order by location.lon is null or timespan.first is null, {first} nulls last, id",
        {},
    )
