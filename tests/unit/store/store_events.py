"""Events for the store's tests."""

from datetime import date

from geo.model.claim import Claim
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Timespan

REPORT = Report("r1", "A report", "The Paper", date(2016, 1, 2))


def event(key: str, title: str = "Convoy moves", day: int = 1, **values) -> Event:
    """Return an event at one place, with one claim."""
    where = Location("gn:1", "Hama", PlaceKind.CITY, 36.75, 35.13, "SY", "Hama", "SY-HM")
    when = Timespan(date(2016, 1, day), date(2016, 1, day))
    claim = Claim("r1", date(2016, 1, 2), f"{title}, it says", "Hama", where, when)
    values = {"location": where, "timespan": when, "claims": (claim,), **values}
    return Event(id=event_id(key), title=title, type=Type.MOVEMENT, **values)
