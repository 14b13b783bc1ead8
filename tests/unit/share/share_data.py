"""Events for the tests of sharing: small, and as awkward as real ones."""

from datetime import date

from geo.model.claim import Claim, Modality
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Precision, Timespan
from geo.store.table import MemoryTable

HOSTILE = "=cmd|' /C calc'!A0 {{7*7}} ${7*7} $\\frac{1}{ `<script>alert(1)</script>"
REPORTS = {
    "r1": Report(
        "r1",
        "A plain title",
        "Gazette",
        date(2016, 1, 2),
        url="https://example.org/1",
        licence="CC BY 4.0",
    ),
    "r2": Report("r2", HOSTILE, "@handle", date(2016, 3, 1), author="-Someone"),
}
HAMA = Location("gn:1", "Hama", PlaceKind.CITY, 36.75783, 35.131791234, "SY", "Hama", "SY-HM")
LATAKIA = Location("dl:1", "Latakia", PlaceKind.ADMIN1, 36.0, 35.6, "SY", "Latakia", "SY-LA")
SUVA = Location("gn:2", "سوفا", PlaceKind.CITY, 178.44149, -18.14161, "FJ", "Rewa", "FJ-09")
APIA = Location("gn:3", "Apia", PlaceKind.CITY, -171.76666, -13.83333, "WS", "Tuamasaga", "WS-TU")
MONTH = Timespan(date(2016, 1, 1), date(2016, 1, 31), Precision.MONTH, words="last month")


def claim(words="Something happened.", report="r1", **more):
    return Claim(report, REPORTS[report].published, words, **more)


def event(key, where=HAMA, when=MONTH, claims=None, **more):
    told = claims or (claim(toponym="Hamah", location=where, timespan=when),)
    return Event(event_id(key), more.pop("title", key), Type.BATTLE, told, where, when, **more)


EVENTS = (
    event("month"),
    event("province", LATAKIA, Timespan(date(2015, 3, 4), date(2015, 3, 4)), low=1, best=2, high=9),
    event("far", SUVA, Timespan(date(2016, 2, 1), date(2016, 2, 9), Precision.RANGE, approx=True)),
    event("undated", HAMA, None),
    event("nowhere", None),
    event(
        "hostile",
        title=HOSTILE,
        actors=("+1 Brigade", "اللواء"),
        claims=(
            claim(HOSTILE, toponym="@Hama", origin="=Agency"),
            claim("It never did.", "r2", modality=Modality.DENIED),
        ),
    ),
)


def table(events=EVENTS):
    return MemoryTable(events, REPORTS)
