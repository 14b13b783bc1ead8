"""What every SQL answer starts from: the current events, and which of a View's filters each passes.

The relations are named in `geo.store.query.sql`.
"""

# ruff: noqa: S608
# The texts are put together from constants and numbers; what a person asks for is a parameter.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo.model.facets import FACETS, Facet, SqlSource
from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.schema import EVENT


@dataclass(frozen=True, slots=True)
class Dialect:
    """What engines spell differently: a parameter, a list's items as rows, a day's number."""

    mark: str
    explode: str
    day: str


DUCKDB = Dialect("$", "unnest", "({} - date '1970-01-01')")
SPARK = Dialect(":", "explode", "unix_date({})")


@dataclass(frozen=True, slots=True)
class SqlQuery:
    """A text and the values of its named parameters."""

    text: str
    values: dict[str, str]


TWICE = "select id from revisions where later = 0 group by id having count(*) > 1"
_RANK = "row_number() over (partition by id order by revision desc, recorded_at desc, digest)"
_CURRENT = f"""with newest as (
    select * from (
        select *, {_RANK} as place from revisions
        where later = 1 or id in (select id from twice)
    ) ranked where place = 1
),
current as (
    select {{names}} from revisions
    where later = 0 and id not in (select id from newest)
        and not removed and verdict <> 'rejected'
    union all
    select {{names}} from newest where not removed and verdict <> 'rejected'
)"""
_EVENT_NAMES = (*EVENT.names, "status", "certainty", "known")
_EVENTS = """,
events as (
    select id, title, type, actors, status, certainty, {known} as known_day,
        location.lon as lon, location.lat as lat, location.kind as kind,
        location.name as place, location.country as country, location.admin1 as admin1,
        nullif(location.admin1_iso, '') as province,
        {first} as first_day, {last} as last_day
    from current
)"""
_CLAIMS = """,
claim_rows as (
    select id, claim.report_id as report_id, {known} as known_day, claim.modality as modality,
        coalesce(nullif(claim.origin, ''), claim.report_id) as voice,
        claim.words as words, claim.toponym as toponym
    from (select id, {explode}(claims) as claim from current) parts
)"""
_SOURCES = """,
sources as (
    select distinct claim_rows.id as id, coalesce(reports.publisher, claim_rows.report_id) as source
    from claim_rows left join reports on reports.id = claim_rows.report_id
)"""
# The rules of `geo.model.event.status_of`, for the claims public by a day.
_STATUS = """,
live as (
    select id, count(case when modality <> 'retracted' then 1 end) as live,
        count(case when modality = 'denied' then 1 end) as denied,
        count(distinct case when modality <> 'retracted' then voice end) as voices
    from claim_rows where known_day <= {day} group by id
),
statuses as (
    select id, case when live = 0 then 'retracted' when denied = live then 'denied'
        when denied > 0 then 'disputed' when voices > 1 then 'corroborated'
        else 'single-source' end as status
    from live
)"""
_TEXTS = """,
texts as (
    select id, title as words from events
    union all select id, place from events
    union all select id, admin1 from events
    union all select id, {explode}(actors) from events
    union all select id, words from claim_rows
    union all select id, toponym from claim_rows
)"""


@dataclass(slots=True)
class _Terms:
    """The parameters of a query, and the tables that its conditions need."""

    dialect: Dialect
    values: dict[str, str] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)

    def value(self, text: str) -> str:
        """Return the place of a value in the text."""
        name = f"p{len(self.values)}"
        self.values[name] = text
        return f"{self.dialect.mark}{name}"

    def among(self, column: str, wanted: Sequence[str]) -> str:
        """Return a condition that is never null."""
        return f"coalesce({column} in ({', '.join(map(self.value, wanted))}), false)"

    def join(self, name: str, text: str) -> str:
        """Join a table of ids and return the condition that an event is in it."""
        self.tables.append(f",\n{name} as ({text})")
        self.joins.append(f" left join {name} on {name}.id = events.id")
        return f"{name}.id is not null"


LOCATED = "first_day is not null and lon is not null"


def passing(without: str = "") -> str:
    """Return the condition that an event passes the filters, or all but one facet's."""
    flags = [f"in_{facet.key}" for facet in FACETS if facet.key != without]
    return " and ".join(["in_rest", *flags])


def shown(without: str = "") -> str:
    """Return the condition that an event is on the map, one facet's filter left out or none."""
    return f"{passing(without)} and {LOCATED} and timely"


def current() -> str:
    """Return the start of a text that may ask for `current`: the newest revision of each event."""
    return _CURRENT.format(names=", ".join(_EVENT_NAMES))


def query(view: View, to: Dialect, answer: str, sources: bool = False) -> SqlQuery:
    """Return an answer that asks `judged`: the events, and a column for each filter.

    Parameters
    ----------
    view : View
        What is asked for.
    to : Dialect
        The engine the text is for.
    answer : str
        A select; where it starts with a comma, the rest of a `with`.
    sources : bool
        Whether it also asks `sources`, the publishers of each event.
    """
    terms = _Terms(to)
    flags = _flags(view, terms)
    status = "events.status"
    tables = [current(), _events(to), _CLAIMS.format(known=to.day.format("claim.known"),
                                                      explode=to.explode)]  # fmt: skip
    if sources or view.sources:
        tables.append(_SOURCES)
    if view.as_of:
        tables.append(_STATUS.format(day=day_number(view.as_of)))
        terms.joins.append(" left join statuses on statuses.id = events.id")
        status = "coalesce(statuses.status, events.status)"
    if view.query:
        tables.append(_TEXTS.format(explode=to.explode))
    names = "events.id as id, title, type, actors, certainty, lon, lat, kind, place, country"
    judged = (
        f",\njudged as (\n    select {names}, admin1, province, first_day, last_day, "
        f"{status} as status,\n    {flags.format(status=status)}\n    from events"
        f"{''.join(terms.joins)}\n)"
    )
    text = "".join([*tables, *terms.tables, judged])
    gap = "" if answer.startswith(",") else "\n"
    return SqlQuery(f"{text}{gap}{answer}", terms.values)


def _events(to: Dialect) -> str:
    return _EVENTS.format(
        known=to.day.format("known"),
        first=to.day.format("timespan.first"),
        last=to.day.format("coalesce(timespan.last, timespan.first)"),
    )


def _flags(view: View, terms: _Terms) -> str:
    """Return what each event passes, as columns; `{status}` stands for its status that day."""
    flags = {f"in_{facet.key}": _passes(facet, view, terms) for facet in FACETS}
    flags |= {"in_rest": _rest(view, terms), "timely": _timely(view)}
    return ", ".join(f"{condition} as {name}" for name, condition in flags.items())


def _passes(facet: Facet, view: View, terms: _Terms) -> str:
    """Return the condition that an event passes one facet's filter."""
    wanted = getattr(view, facet.attribute)
    if not wanted:
        return "true"
    if facet.source is SqlSource.LIST:
        return _any(
            f"coalesce(array_contains({facet.sql}, {terms.value(value)}), false)"
            for value in wanted
        )
    if facet.source is SqlSource.RELATION:
        of = f"select distinct id from {facet.sql} where {terms.among(facet.key, wanted)}"
        return terms.join(f"with_{facet.key}", of)
    return terms.among("{status}" if facet.source is SqlSource.STATUS else facet.sql, wanted)


def _any(conditions: Iterable[str]) -> str:
    return " or ".join(conditions) or "true"


def _rest(view: View, terms: _Terms) -> str:
    """Return what no facet filters: certainty, words and the day something was known by."""
    parts = []
    least = round(100 * view.certainty)
    if least:
        # A half rounds to the even number, as in the columns.
        parts.append(f"100 * certainty {'>' if least % 2 else '>='} {least - 0.5}")
    if view.as_of:
        parts.append(f"coalesce(known_day <= {day_number(view.as_of)}, false)")
    for number, word in enumerate(view.query.lower().split()):
        of = f"select distinct id from texts where instr(lower(words), {terms.value(word)}) > 0"
        parts.append(terms.join(f"having_{number}", of))
    return " and ".join(parts) or "true"


def _timely(view: View) -> str:
    early, late = ("last_day", "first_day") if view.containment else ("first_day", "last_day")
    parts: list[str] = ["first_day is not null"]
    if view.last is not None:
        parts.append(f"{early} <= {day_number(view.last)}")
    if view.first is not None:
        parts.append(f"{late} >= {day_number(view.first)}")
    return f"coalesce({' and '.join(parts)}, false)"
