"""The columns' answers equal those of plain loops over events."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model.claim import Claim, Modality
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.model.view import View
from geo.store.query.select import select
from geo.store.table import MemoryTable

START = date(2016, 1, 1)
REPORTS = {
    name: Report(name, name, publisher, START)
    for name, publisher in (("r1", "Alpha"), ("r2", "Alpha"), ("r3", "Beta"))
}
PLACES = [
    Location("a", "Hama", PlaceKind.ADMIN1, 36.7, 35.1, "SY", "Hama", "SY-HM"),
    Location("b", "Aleppo", PlaceKind.CITY, 37.1, 36.2, "SY", "Aleppo", "SY-HL"),
    Location("c", "Caspian Sea", PlaceKind.WATER, 51.0, 42.0),
    None,
]
days = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
spans = st.tuples(days, days).map(lambda pair: Timespan(min(pair), max(pair)))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    report = draw(st.sampled_from(sorted(REPORTS)))
    modality = draw(st.sampled_from(list(Modality)))
    return Claim(report, draw(days), draw(st.sampled_from(["siege", "Raid"])), modality=modality)


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    return [
        Event(
            event_id(str(number)),
            draw(st.sampled_from(["A raid", "A visit"])),
            draw(st.sampled_from(list(Type))),
            tuple(draw(st.lists(claims(), min_size=1, max_size=3))),
            draw(st.sampled_from(PLACES)),
            draw(st.one_of(st.none(), spans)),
            tuple(draw(st.lists(st.sampled_from(["Army", "Rebels"]), unique=True, max_size=2))),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@st.composite
def views(draw: st.DrawFn) -> View:
    first, last = sorted([draw(days), draw(days)])

    def some(*values: str) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(values), unique=True, max_size=2)))

    return View(
        first=draw(st.sampled_from([None, first])),
        last=draw(st.sampled_from([None, last])),
        provinces=some("SY-HM", "SY-HL", "SY-ID"),
        types=some(*Type),
        actors=some("Army", "Rebels"),
        sources=some("Alpha", "Beta"),
        statuses=some("single-source", "disputed"),
        certainty=draw(st.sampled_from([0.0, 0.5, 0.9])),
        query=draw(st.sampled_from(["", "raid", "RAID visit"])),
        as_of=draw(st.one_of(st.none(), days)),
        containment=draw(st.booleans()),
    )


def passes(event: Event, view: View, skip: str | None = None) -> bool:
    """The reference: one event, one View, no columns."""
    province = event.location.admin1_iso if event.location else ""
    publishers = {REPORTS[claim.report_id].publisher for claim in event.claims}
    text = "\n".join(
        [event.title, *event.actors, *(claim.words for claim in event.claims)]
        + ([event.location.name, event.location.admin1] if event.location else [])
    ).casefold()
    rules = {
        "province": not view.provinces or province in view.provinces,
        "type": not view.types or event.type in view.types,
        "actor": not view.actors or bool(set(event.actors) & set(view.actors)),
        "source": not view.sources or bool(publishers & set(view.sources)),
        "status": not view.statuses or event.status_at(view.as_of) in view.statuses,
    }
    known = view.as_of is None or any(claim.published <= view.as_of for claim in event.claims)
    certain = round(100 * event.certainty) >= round(100 * view.certainty)
    words = all(word in text for word in view.query.casefold().split())
    return known and certain and words and all(ok for key, ok in rules.items() if key != skip)


def timely(event: Event, view: View) -> bool:
    if event.timespan is None:
        return False
    rule = event.timespan.inside if view.containment else event.timespan.overlaps
    return rule(view.first, view.last)


@settings(max_examples=150, deadline=None)
@given(events(), views())
def test_selection_equals_the_reference(some: list[Event], view: View) -> None:
    table = MemoryTable(some, REPORTS)
    selection = select(table.columns, view)
    shown = {table.event(int(row)).id for row in selection.rows}
    placed = [event for event in some if event.location and event.timespan]
    assert shown == {e.id for e in placed if passes(e, view) and timely(e, view)}
    assert len(shown) + selection.missing.total == len(some)
    assert len(selection.undated) == sum(passes(e, view) and not e.timespan for e in some)
    for value, count in selection.facets["province"].items():
        rows = [e for e in placed if passes(e, view, "province") and timely(e, view)]
        assert count == sum(e.location.admin1_iso == value for e in rows if e.location)
    for value, count in selection.facets["actor"].items():
        rows = [e for e in placed if passes(e, view, "actor") and timely(e, view)]
        assert count == sum(value in e.actors for e in rows)
