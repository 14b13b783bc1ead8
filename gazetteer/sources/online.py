"""Online geocoders, off unless the user switches one on.

One switch, kept in `online.json` in the data directory, names the service. Every answer, also
that there is none, is kept for good in `online.sqlite`, so that no name is asked for twice.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geopy import geocoders
from geopy.exc import GeocoderServiceError

from gazetteer.folders import home
from gazetteer.place import Place

SERVICES = ("nominatim", "photon", "geonames")
SLOWEST_RATE_S = 60.0
RETRIES = 2
RETRY_WAIT_S = 1.0
SCHEMA = """CREATE TABLE IF NOT EXISTS answers (
    service TEXT, url TEXT, name TEXT, country TEXT, asked REAL, answer TEXT,
    PRIMARY KEY (service, url, name, country))"""


@dataclass(frozen=True, slots=True)
class Service:
    """Which geocoder to ask and how; `seconds` is the least time between two questions."""

    service: str
    url: str
    user_agent: str
    username: str = ""
    seconds: float = 1.0
    timeout: float = 10.0

    def __post_init__(self) -> None:
        if self.service not in SERVICES:
            raise ValueError(f"{self.service!r} is no service; use one of {', '.join(SERVICES)}")
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).netloc:
            raise ValueError(f"{self.url!r}: give the server's address, as in https://example.org")
        if not self.user_agent.strip():
            raise ValueError("give a user agent that says who asks; the services require it")
        if self.service == "geonames" and not self.username:
            raise ValueError("GeoNames wants a username")
        if not 0 <= self.seconds <= SLOWEST_RATE_S or not 0 < self.timeout <= SLOWEST_RATE_S:
            raise ValueError(f"seconds and timeout must lie between 0 and {SLOWEST_RATE_S:g}")


def switch_on(service: Service) -> None:
    """Let names that are not found be looked up at a service."""
    home().mkdir(parents=True, exist_ok=True)
    _settings().write_text(json.dumps(asdict(service), indent=1), encoding="utf-8")


def switch_off() -> None:
    """Ask no service any more; answers already kept stay."""
    _settings().unlink(missing_ok=True)


def switched_on() -> Service | None:
    """Return the service to ask, None when the switch is off."""
    try:
        return Service(**json.loads(_settings().read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as fault:
        raise ValueError(f"{_settings()}: {fault}; switch it on again") from None


def _settings() -> Path:
    return home() / "online.json"


class Online:
    """Asks one service, slowly, and remembers what it said.

    Raises nothing for a service that fails: `look_up` returns None and `last_fault` says why;
    failures are not remembered.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.last_fault = ""
        self._ask = _geocoder(service)
        self._last_asked = 0.0
        self._one_at_a_time = threading.Lock()

    def look_up(self, name: str, country: str = "") -> Place | None:
        """Return the service's first place of that name, in the country if one is given.

        Parameters
        ----------
        name : str
            The toponym as written.
        country : str, optional
            ISO 3166-1 alpha-2; empty for any country.
        """
        self.last_fault = ""
        key = (self.service.service, self.service.url, name.strip(), country.upper())
        known, answer = _remembered(key)
        if not known:
            try:
                answer = self._asked(name.strip(), country)
            except GeocoderServiceError as fault:
                self.last_fault = f"{self.service.url}: {type(fault).__name__}: {fault}"
                return None
            _remember(key, answer)
        return _place(answer, self.service, country) if answer else None

    def _asked(self, name: str, country: str) -> dict[str, Any] | None:
        with self._one_at_a_time:
            for attempt in range(RETRIES + 1):
                wait = self.service.seconds - (time.monotonic() - self._last_asked)
                time.sleep(max(wait, 0.0))
                self._last_asked = time.monotonic()
                try:
                    found = self._ask(name, country)
                    break
                except GeocoderServiceError:
                    if attempt == RETRIES:
                        raise
                    time.sleep(RETRY_WAIT_S * attempt)
        if found is None:
            return None
        return {
            "name": found.address,
            "lon": found.longitude,
            "lat": found.latitude,
            "raw": found.raw,
        }


def _geocoder(service: Service) -> Callable[[str, str], Any]:
    """Return a function of name and country that asks the service once."""
    parts = urlsplit(service.url)
    common = {"user_agent": service.user_agent, "timeout": service.timeout, "scheme": parts.scheme}
    domain = (parts.netloc + parts.path).rstrip("/")
    if service.service == "nominatim":
        nominatim = geocoders.Nominatim(domain=domain, **common)
        return lambda name, country: nominatim.geocode(name, country_codes=country or None)
    if service.service == "photon":
        photon = geocoders.Photon(domain=domain, **common)
        return lambda name, country: photon.geocode(f"{name}, {country}" if country else name)
    geonames = geocoders.GeoNames(username=service.username, domain=domain, **common)
    return lambda name, country: geonames.geocode(name, country=country or None)


def _place(answer: dict[str, Any], service: Service, country: str) -> Place:
    raw = answer.get("raw") or {}
    properties = raw.get("properties") or raw
    number = next((raw[k] for k in ("osm_id", "geonameId", "place_id") if k in raw), None)
    number = number or properties.get("osm_id") or f"{answer['lon']:.5f},{answer['lat']:.5f}"
    return Place(
        id=f"{service.service}:{number}",
        name=str(properties.get("name") or answer["name"]),
        kind="city",
        lon=float(answer["lon"]),
        lat=float(answer["lat"]),
        country=str(properties.get("countrycode") or raw.get("countryCode") or country).upper(),
        admin1="",
        admin1_iso="",
        source=f"{service.service} at {service.url}",
    )


Key = tuple[str, str, str, str]


def _remembered(key: Key) -> tuple[bool, dict[str, Any] | None]:
    """Whether the question was asked before, and the answer."""
    with closing(_cache()) as cache:
        query = "SELECT answer FROM answers WHERE service=? AND url=? AND name=? AND country=?"
        row = cache.execute(query, key).fetchone()
    return row is not None, json.loads(row[0]) if row else None


def _remember(key: Key, answer: dict[str, Any] | None) -> None:
    with closing(_cache()) as cache, cache:
        text = json.dumps(answer, ensure_ascii=False)
        cache.execute("REPLACE INTO answers VALUES (?,?,?,?,?,?)", (*key, time.time(), text))


def _cache() -> sqlite3.Connection:
    home().mkdir(parents=True, exist_ok=True)
    cache = sqlite3.connect(home() / "online.sqlite", timeout=30)
    cache.execute(SCHEMA)
    return cache
