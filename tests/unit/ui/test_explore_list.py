"""The list beside the map: the first hundred events, and how many there are."""

from datetime import date

from geo.model.claim import Claim
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.model.view import View
from geo.store.query.select import select
from geo.store.table import MemoryTable
from geo.ui.explore.payload import list_data

DAY = date(2016, 1, 1)
REPORT = Report("r1", "A title", "Gazette", DAY)
HAMA = Location("gn:1", "Hama", PlaceKind.CITY, 36.75, 35.13, "SY", "Hama", "SY-HM")


def test_the_list_has_a_hundred_events_at_most():
    claim = Claim("r1", DAY, "Something happened.")
    events = [
        Event(event_id(str(n)), str(n), Type.BATTLE, (claim,), HAMA, Timespan(DAY, DAY))
        for n in range(101)
    ]
    table = MemoryTable(events, {"r1": REPORT})
    data = list_data(table, select(table.columns, View()), View())
    assert (len(data["rows"]), data["total"], data["all"]) == (100, 101, 101)
