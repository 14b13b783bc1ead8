"""GDELT 2.0 events: 61 columns apart by tabs, without a header."""

from __future__ import annotations

from urllib.parse import urlsplit

from geo.ingest.mapping.cells import coordinates, days
from geo.ingest.mapping.draft import RowDates, RowDraft, RowError, Voice
from geo.ingest.presets.registry import Cells, Preset, different, placed
from geo.model.event import Type
from geo.model.place import PlaceKind

WIDTH = 61
# The columns we read, by position, as in the GDELT 2.0 event codebook.
POSITIONS = {
    "globaleventid": 0,
    "sqldate": 1,
    "actor1name": 6,
    "actor2name": 16,
    "eventcode": 26,
    "eventrootcode": 28,
    "actiongeo_type": 51,
    "actiongeo_fullname": 52,
    "actiongeo_lat": 56,
    "actiongeo_long": 57,
    "dateadded": 59,
    "sourceurl": 60,
}
HEADER = [f"column {number}" for number in range(WIDTH)]
for _name, _position in POSITIONS.items():
    HEADER[_position] = _name

# ActionGeo_Type: 1 country, 2 US state, 3 US city, 4 world city, 5 world state.
KINDS = {
    "1": PlaceKind.COUNTRY,
    "2": PlaceKind.ADMIN1,
    "3": PlaceKind.CITY,
    "4": PlaceKind.CITY,
    "5": PlaceKind.ADMIN1,
}
# CAMEO root codes; 195 is "employ aerial weapons".
ROOTS = {
    "03": (Type.DIPLOMACY, "Intent to cooperate"),
    "04": (Type.DIPLOMACY, "Consultation"),
    "05": (Type.DIPLOMACY, "Diplomatic cooperation"),
    "06": (Type.DIPLOMACY, "Material cooperation"),
    "14": (Type.PROTEST, "Protest"),
    "15": (Type.MOVEMENT, "Show of force"),
    "18": (Type.VIOLENCE, "Assault"),
    "19": (Type.BATTLE, "Fighting"),
    "20": (Type.VIOLENCE, "Mass violence"),
}
AERIAL = "195"


def _gdelt(cells: Cells) -> RowDraft:
    key, code, place = cells["globaleventid"], cells["eventcode"], cells["actiongeo_fullname"]
    if not key.isdigit():
        raise RowError("the first column is no GDELT event number")
    when = RowDates(*days(cells["sqldate"]))
    at = coordinates(cells["actiongeo_long"], cells["actiongeo_lat"])
    kind, label = ROOTS.get(cells["eventrootcode"], (Type.OTHER, "Event"))
    if code.startswith(AERIAL):
        kind, label = Type.STRIKE, "Air strike"
    return RowDraft(
        key=key,
        title=", ".join(part for part in (label, place.split(",")[0]) if part),
        type=kind,
        when=when,
        where=placed(at, KINDS.get(cells["actiongeo_type"], PlaceKind.REGION), place),
        actors=different(cells["actor1name"].title(), cells["actor2name"].title()),
        words=f"{label} (CAMEO {code})",
        voices=(Voice(urlsplit(cells["sourceurl"]).netloc, days(cells["dateadded"][:8])[0]),),
    )


GDELT = Preset(
    "gdelt",
    "GDELT",
    "GDELT 2.0 Event Database",
    "free with attribution",
    "https://www.gdeltproject.org/",
    (),
    tuple(POSITIONS),
    _gdelt,
)
