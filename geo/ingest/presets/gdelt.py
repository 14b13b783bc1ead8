"""GDELT 2.0 events: 61 columns apart by tabs, without a header."""

from __future__ import annotations

from urllib.parse import urlsplit

from geo.ingest.mapping.cells import Cells, coordinates, days, different, placed
from geo.ingest.mapping.draft import RowDates, RowDraft, TableRowError, Voice
from geo.ingest.presets.declaration import DECLARED
from geo.model.event import Type
from geo.model.place import PlaceKind

_GDELT = DECLARED["gdelt"]
# CAMEO: "employ aerial weapons".
AERIAL = "195"


def draft(cells: Cells) -> RowDraft:
    """Return what a GDELT row says; raises TableRowError."""
    key, code, place = cells["globaleventid"], cells["eventcode"], cells["actiongeo_fullname"]
    if not key.isdigit():
        raise TableRowError("the first column is no GDELT event number")
    when = RowDates(*days(cells["sqldate"]))
    at = coordinates(cells["actiongeo_long"], cells["actiongeo_lat"])
    root = cells["eventrootcode"]
    kind, label = _GDELT.types.get(root, Type.OTHER), _GDELT.labels.get(root, "Event")
    if code.startswith(AERIAL):
        kind, label = Type.STRIKE, "Air strike"
    return RowDraft(
        key=key,
        title=", ".join(part for part in (label, place.split(",")[0]) if part),
        type=kind,
        when=when,
        where=placed(at, _GDELT.kinds.get(cells["actiongeo_type"], PlaceKind.REGION), place),
        actors=different(cells["actor1name"].title(), cells["actor2name"].title()),
        words=f"{label} (CAMEO {code})",
        voices=(Voice(urlsplit(cells["sourceurl"]).netloc, days(cells["dateadded"][:8])[0]),),
    )
