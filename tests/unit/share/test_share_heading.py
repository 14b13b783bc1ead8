from datetime import date

import pytest

from geo.model.claim import Claim
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.model.view import View
from geo.share.heading import counted, heading, not_shown
from geo.store.query.select import Missing, select
from geo.store.table import MemoryTable

HAMA = Location("gn:1", "Hama", PlaceKind.CITY, 36.75, 35.13, "SY", "Hama", "SY-HM")
HALAB = Location("gn:2", "Aleppo", PlaceKind.CITY, 37.16, 36.2, "SY", "Aleppo", "SY-HL")
REPORT = Report("r1", "A title", "Gazette", date(2016, 1, 2))


def event(key, where=HAMA, day=date(2016, 1, 1)):
    claim = Claim("r1", REPORT.published, "Something happened.")
    span = Timespan(day, day) if day else None
    return Event(event_id(key), key, Type.BATTLE, (claim,), where, span)


def say(events, view):
    table = MemoryTable(events, {"r1": REPORT})
    selection = select(table.columns, view)
    return heading(view, selection, table), not_shown(selection)


EVENTS = [
    event("one"),
    event("two", HALAB),
    event("late", HALAB, date(2019, 5, 1)),
    event("undated", HAMA, None),
    event("nowhere", None),
]


@pytest.mark.parametrize(
    ("view", "shown", "left_out"),
    [
        (View(), "3 events, at any time", "2 more are undated or unplaced"),
        (
            View(provinces=("SY-HM", "SY-HL"), first=date(2015, 10, 1), last=date(2017, 3, 31)),
            "2 events in Hama and Aleppo, 1 Oct 2015 to 31 Mar 2017",
            "1 more is undated, 1 outside the window, 1 filtered out",
        ),
        (
            View(provinces=("SY-HM",)),
            "1 event in Hama, at any time",
            "1 more is undated, 3 filtered out",
        ),
        (
            View(types=("battle", "strike"), query="something", certainty=0.5),
            "3 events of type Battle or Air or artillery strike, at any time; "
            "at least 50 % certain; mentioning “something”",
            "2 more are undated or unplaced",
        ),
        (
            View(types=("battle",), provinces=("SY-HL",), statuses=("single-source", "denied")),
            "2 events of type Battle in Aleppo, at any time; Single source or Denied only",
            "3 more are filtered out",
        ),
        (
            View(first=date(2018, 1, 1), last=date(2018, 12, 31)),
            "No events, 2018. 3 events lie outside these days: widen the window",
            "2 more are undated or unplaced, 3 outside the window",
        ),
        (
            View(query="zeppelin"),
            "No events, at any time; mentioning “zeppelin”. "
            "Clear a filter to see the other 5 events",
            "5 more are filtered out",
        ),
        (
            View(as_of=date(2015, 1, 1)),
            "No events, at any time; as known on 1 Jan 2015. "
            "Choose a later “as known on” day or clear a filter",
            "5 more are filtered out",
        ),
        (
            View(provinces=("SY-XX",)),
            "No events in SY-XX, at any time. Clear a filter to see the other 5 events",
            "5 more are filtered out",
        ),
    ],
)
def test_sentences(view, shown, left_out):
    assert say(EVENTS, view) == (shown, left_out)


def test_all_shown_leaves_nothing_to_say():
    assert say([event("one")], View()) == ("1 event, at any time", "")


def test_an_empty_table_says_what_to_do():
    assert say([], View()) == ("No events yet: add reports or import a table", "")


def test_what_cannot_be_drawn_is_said():
    shown, left_out = say([event("undated", HAMA, None)], View())
    assert shown == "No events, at any time. 1 event here cannot be drawn, being undated"
    assert left_out == "1 more is undated"


def test_thousands_are_grouped():
    assert counted(12000, "event") == "12,000 events"
    assert Missing(outside=1).total == 1
