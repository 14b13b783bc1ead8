"""What is known of an outlet: the places its other reports told of, and its host's country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from basics.geodesy import EARTH_KM
from gazetteer.index.places_index import Floats
from gazetteer.index.segment import Ints

# So many different pins of an outlet are remembered, the most frequent first.
_MEMORY = 200
_NEAR_KM = 100.0
# Shares are taken as if this many pins elsewhere had been seen, so that one report proves little.
_DOUBT = 5.0
# Country domains whose hosts serve the world.
_EVERYWHERE = frozenset({"CO", "IO", "TV", "ME", "FM", "AI", "LY", "CC"})
# An outlet belongs to a country or a province that has this share of its pins.
_COUNTRY_FOCUS, _ADMIN_FOCUS = 0.5, 0.25
_SAME_COUNTRY = {"UK": "GB"}


class Pin(NamedTuple):
    """A place that a report told of: the index' numbers of its areas, and degrees."""

    country: int
    admin: int
    lon: float
    lat: float


def host_of(source: str) -> str:
    """Return the host of a URL, or the source itself in lower case, without "www."."""
    text = source.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or text
    except ValueError:
        host = text
    return host.removeprefix("www.")


def country_of(host: str) -> str:
    """Return the country code that a host's domain stands for, empty when it tells none."""
    last = host.rsplit(".", 1)[-1].upper()
    last = _SAME_COUNTRY.get(last, last)
    return last if len(last) == 2 and "." in host and last not in _EVERYWHERE else ""


@dataclass(slots=True)
class Outlet:
    """The pins of one outlet, with how often its reports told of each.

    `home` is the index' number of the host's country, 0 when it tells none.
    """

    home: int = 0
    pins: Counter[Pin] = field(default_factory=Counter)

    def add(self, pins: Iterable[Pin]) -> None:
        """Remember the pins of one more report."""
        self.pins.update(pins)
        if len(self.pins) > 4 * _MEMORY:
            self.pins = Counter(dict(self.pins.most_common(_MEMORY)))

    def view(self) -> View:
        """Return the outlet as arrays."""
        often = self.pins.most_common(_MEMORY)
        columns = np.array([pin for pin, _ in often], float).reshape(-1, 4)
        return View(self.home, columns, np.array([count for _, count in often], float))


@dataclass(frozen=True, slots=True)
class View:
    """An outlet's pins as arrays: columns country, admin, lon, lat, and how often each."""

    home: int
    columns: Floats
    count: Floats

    def without(self, own: Iterable[Pin]) -> View:
        """Return the outlet as its other reports show it."""
        mine = Counter(own)
        less = np.array([mine[Pin(int(c), int(a), x, y)] for c, a, x, y in self.columns.tolist()])
        left = np.maximum(0.0, self.count - less) if less.size else self.count
        return View(self.home, self.columns, left)

    def country_share(self, country: Ints) -> Floats:
        """Return the share of the outlet's pins in each place's country."""
        return self._share(0, country, _COUNTRY_FOCUS)

    def admin_share(self, admin: Ints) -> Floats:
        """Return the share of the outlet's pins in each place's province."""
        return self._share(1, admin, _ADMIN_FOCUS)

    def _share(self, column: int, wanted: Ints, focus: float) -> Floats:
        seen = self._seen(column, int(wanted.max()) + 1)
        if not self._is_focused(seen, focus):
            return np.zeros(wanted.size)
        return np.where(wanted > 0, seen[wanted] / (self.count.sum() + _DOUBT), 0.0)

    def _seen(self, column: int, least: int = 1) -> Floats:
        areas = self.columns[:, column].astype(np.intp)
        return np.asarray(np.bincount(areas, self.count, least), float)

    def _is_focused(self, seen: Floats, focus: float) -> bool:
        """Say whether one area stands out; the outlets of the whole world tell nothing."""
        return bool(seen[1:].max(initial=0.0) >= focus * max(1.0, self.count.sum()))

    def nearness(self, lon: Floats, lat: Floats) -> Floats:
        """Return the share of the outlet's pins close to each place."""
        if not self._is_focused(self._seen(1), _ADMIN_FOCUS):
            return np.zeros(lon.size)
        pins = np.radians(self.columns[:, 2:])
        x, y = np.radians(lon)[:, None], np.radians(lat)[:, None]
        dx = (x - pins[:, 0]) * np.cos((y + pins[:, 1]) / 2)
        km = EARTH_KM * np.hypot(dx, y - pins[:, 1])
        return np.asarray(np.exp(-km / _NEAR_KM) @ self.count / (self.count.sum() + _DOUBT))

    def at_home(self, country: Ints) -> Floats:
        """Return 1 for places in the host's own country."""
        return np.asarray(((country == self.home) & (self.home > 0)).astype(float))
