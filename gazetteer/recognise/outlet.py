"""What is known of outlets: the places that their reports told of, and a host's country.

Reading depends on nothing that was read before: what is known of outlets is a value that the caller
makes of a batch (`OutletKnowledge`) and hands to the reading of each of its reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from basics.geodesy import EARTH_KM
from basics.hashes import content_hash
from gazetteer.index.places_index import Floats
from gazetteer.index.segment import Ints

# So many different pins of an outlet are looked at, the most frequent first.
_MOST_PINS = 200
# So many reports of an outlet are surveyed at most: more of them tell nothing new.
MOST_SURVEYED = 50
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


class ReportKey(NamedTuple):
    """A report by its outlet's host and the hash of its text."""

    host: str
    text: str


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


def report_key(text: str, source: str) -> ReportKey:
    """Return the key of a report.

    Parameters
    ----------
    text : str
        Its whole text.
    source : str
        Its URL, or its outlet's name.
    """
    return ReportKey(host_of(source), content_hash(text.encode("utf-8", "surrogatepass")))


def worth_surveying(keys: Iterable[ReportKey]) -> set[ReportKey]:
    """Return the reports of a batch that speak for others: their outlet has two at least.

    Of an outlet with many reports those with the smallest hashes are taken, so that the choice
    depends neither on their order nor on who reads them.
    """
    by_host: dict[str, set[ReportKey]] = defaultdict(set)
    for key in keys:
        by_host[key.host].add(key)
    shared = (each for host, each in by_host.items() if host and len(each) > 1)
    return {key for each in shared for key in sorted(each)[:MOST_SURVEYED]}


@dataclass(frozen=True)
class Outlet:
    """The pins of an outlet's reports.

    Attributes
    ----------
    reports : mapping of str to tuple of Pin
        By the hash of each report's text.
    """

    reports: Mapping[str, tuple[Pin, ...]]

    @cached_property
    def _often(self) -> tuple[Floats, Floats]:
        """Columns of the most frequent pins, and how often each is told of."""
        count = Counter(pin for pins in self.reports.values() for pin in pins)
        often = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_PINS]
        columns = np.array([pin for pin, _ in often], float).reshape(-1, 4)
        return columns, np.array([number for _, number in often], float)

    def profile(self, home: int, text: str = "") -> OutletProfile:
        """Return the outlet as its reports show it, without one of them.

        Parameters
        ----------
        home : int
            The index' number of the host's country, 0 for none.
        text : str
            The hash of the text that is being read, which must not speak for itself.
        """
        profile = OutletProfile(home, *self._often)
        own = self.reports.get(text, ())
        return profile.without(own) if own else profile


_NO_REPORTS = Outlet({})


@dataclass(frozen=True, slots=True)
class OutletKnowledge:
    """What is known of outlets while a batch is read.

    Attributes
    ----------
    outlets : mapping of str to Outlet
        By host.
    """

    outlets: Mapping[str, Outlet] = field(default_factory=dict)

    @classmethod
    def of(cls, pins: Mapping[ReportKey, Iterable[Pin]]) -> OutletKnowledge:
        """Return what the pins of reports tell of their outlets."""
        by_host: dict[str, dict[str, tuple[Pin, ...]]] = defaultdict(dict)
        for key, told in pins.items():
            by_host[key.host][key.text] = tuple(told)
        return cls({host: Outlet(reports) for host, reports in by_host.items()})

    def profile(self, key: ReportKey, home: int) -> OutletProfile:
        """Return what a report's outlet is known for.

        Parameters
        ----------
        key : ReportKey
            The report, which does not speak for itself.
        home : int
            The index' number of the host's country, 0 for none.
        """
        return self.outlets.get(key.host, _NO_REPORTS).profile(home, key.text)

    def only(self, hosts: Collection[str]) -> OutletKnowledge:
        """Return what is known of some hosts, which is less to send to another process."""
        return OutletKnowledge({h: self.outlets[h] for h in hosts if h in self.outlets})

    def joined(self, others: Iterable[OutletKnowledge]) -> OutletKnowledge:
        """Return what this and others know together."""
        reports: dict[str, dict[str, tuple[Pin, ...]]] = defaultdict(dict)
        for each in (self, *others):
            for host, outlet in each.outlets.items():
                reports[host] |= outlet.reports
        return OutletKnowledge({host: Outlet(each) for host, each in reports.items()})


NOTHING_KNOWN = OutletKnowledge()


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """An outlet's pins as arrays: columns country, admin, lon, lat, and how often each."""

    home: int
    columns: Floats
    count: Floats

    def without(self, own: Iterable[Pin]) -> OutletProfile:
        """Return the outlet as its other reports show it."""
        mine = Counter(own)
        less = np.array([mine[Pin(int(c), int(a), x, y)] for c, a, x, y in self.columns.tolist()])
        left = np.maximum(0.0, self.count - less) if less.size else self.count
        return OutletProfile(self.home, self.columns, left)

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
        """Return the share of the outlet's pins close to each place.

        Parameters
        ----------
        lon : array of float
            Longitudes of places in degrees.
        lat : array of float
            Latitudes of places in degrees.
        """
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
