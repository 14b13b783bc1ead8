"""What is known of an outlet: the places its other reports told of, and its host's country."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np

from gazetteer.index import Floats
from gazetteer.segment import Ints

# So many of an outlet's last pins are remembered.
_MEMORY = 400
_NEAR_KM = 100.0
_EARTH_KM = 6371.0088
# Shares are taken as if this many pins elsewhere had been seen, so that one report proves little.
_DOUBT = 5.0
# Hosts under these country domains serve the world.
_EVERYWHERE = frozenset({"CO", "IO", "TV", "ME", "FM", "AI", "LY", "CC"})
_SAME_COUNTRY = {"UK": "GB"}


def host_of(source: str) -> str:
    """Return the host of a URL, or the source itself in lower case, without "www."."""
    text = source.strip().lower()
    host = urlsplit(text if "//" in text else f"//{text}").hostname or text
    return host.removeprefix("www.")


def country_of(host: str) -> str:
    """Return the country code that a host's domain stands for, empty when it tells none."""
    last = host.rsplit(".", 1)[-1].upper()
    last = _SAME_COUNTRY.get(last, last)
    return last if len(last) == 2 and last not in _EVERYWHERE else ""


@dataclass(slots=True)
class Outlet:
    """The recent pins of one outlet.

    Attributes
    ----------
    home : int
        The index' number of the host's country, 0 when it tells none.
    pins : deque
        (country, admin, lon, lat) of places its reports told of.
    """

    home: int = 0
    pins: deque[tuple[int, int, float, float]] = field(
        default_factory=lambda: deque(maxlen=_MEMORY)
    )

    def without(self, own: list[tuple[int, int, float, float]]) -> Outlet:
        """Return the outlet as its other reports show it."""
        left = Counter(self.pins)
        left.subtract(own)
        return Outlet(self.home, deque((+left).elements(), maxlen=_MEMORY))

    def country_share(self, country: Ints) -> Floats:
        """Return the share of the outlet's pins in each place's country."""
        return self._share([pin[0] for pin in self.pins], country)

    def admin_share(self, admin: Ints) -> Floats:
        """Return the share of the outlet's pins in each place's province."""
        return self._share([pin[1] for pin in self.pins], admin)

    def _share(self, seen: list[int], wanted: Ints) -> Floats:
        count = Counter(seen)
        total = len(seen) + _DOUBT
        shares = [count[area] / total if area else 0.0 for area in wanted.tolist()]
        return np.array(shares)

    def nearness(self, lon: Floats, lat: Floats) -> Floats:
        """Return how many of the outlet's pins lie close to each place, as a share."""
        if not self.pins:
            return np.zeros(lon.size)
        pins = np.radians([pin[2:] for pin in self.pins])
        x, y = np.radians(lon)[:, None], np.radians(lat)[:, None]
        dx = (x - pins[:, 0]) * np.cos((y + pins[:, 1]) / 2)
        km = _EARTH_KM * np.hypot(dx, y - pins[:, 1])
        return np.asarray(np.exp(-km / _NEAR_KM).sum(axis=1) / (len(self.pins) + _DOUBT))

    def at_home(self, country: Ints) -> Floats:
        """Return 1 for places in the host's own country."""
        return ((country == self.home) & (self.home > 0)).astype(float)
