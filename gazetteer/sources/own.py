"""Places of one's own: a table in the data directory that is a source like any other."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from gazetteer.folders import home
from gazetteer.resolve.rank import OWN_SOURCE
from gazetteer.sources.checks import read_degrees
from gazetteer.sources.install import Added, add

COLUMNS = ("name", "lat", "lon", "country", "alt_names")


def own_file() -> Path:
    """Return the table of the user's own places."""
    return home() / f"{OWN_SOURCE}.csv"


def add_place(
    name: str, lon: float, lat: float, country: str = "", variants: Sequence[str] = ()
) -> Added:
    """Add a place of one's own, or one's own name for a place, which then goes before others.

    Parameters
    ----------
    name : str
        Its name.
    lon : float
        Longitude in degrees.
    lat : float
        Latitude in degrees.
    country : str, optional
        ISO 3166-1 alpha-2; found from the point when empty.
    variants : sequence of str, optional
        Other names.

    Raises
    ------
    ValueError
        When the name is empty or the point is not on Earth.
    """
    if not name.strip():
        raise ValueError("a place needs a name")
    read_degrees(str(lon), str(lat))
    others = ";".join(v.replace(";", " ") for v in variants)
    path = own_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if not file.tell():
            writer.writerow(COLUMNS)
        writer.writerow((name.strip(), lat, lon, country.upper(), others))
    return add(path, "csv", OWN_SOURCE, "Places of my own", "my own")
