"""Fetch GeoNames' dump of a country, when the user asks for it."""

from __future__ import annotations

import os
import re
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from gazetteer.folders import home
from gazetteer.index.build import progress_bar
from gazetteer.sources.install import Added, add
from gazetteer.sources.reading import SourceError

DUMP_URL = "https://download.geonames.org/export/dump"
URL_VARIABLE = "DATELINE_GEONAMES_URL"
USER_AGENT = "dateline-gazetteer/1"
TIMEOUT_S = 30
CHUNK = 1 << 16
LARGEST_DUMP = 2 << 30


def download(country: str, url: str = "") -> Added:
    """Fetch a country's dump and its alternate names from GeoNames and add them.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2, or `allCountries`.
    url : str, optional
        Another server with GeoNames' files; DATELINE_GEONAMES_URL otherwise.

    Raises
    ------
    SourceError
        When the country is not a code, the server does not answer, or the file is no dump.
    """
    if not re.fullmatch("[A-Za-z]{2}|allCountries", country):
        raise SourceError(f"{country!r} is not a country code such as SY")
    code = country if country == "allCountries" else country.upper()
    base = (url or os.environ.get(URL_VARIABLE) or DUMP_URL).rstrip("/")
    if urllib.parse.urlsplit(base).scheme not in ("http", "https"):
        raise SourceError(f"{base}: expected an address that begins with http:// or https://")
    home().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".download-", dir=home()) as folder:
        dump = Path(folder) / f"{code}.zip"
        _fetch(f"{base}/{code}.zip", dump)
        names = Path(folder) / "alternateNamesV2.zip"
        part = "alternateNamesV2" if code == "allCountries" else f"alternatenames/{code}"
        try:
            _fetch(f"{base}/{part}.zip", names)
        except FileNotFoundError:
            names = None  # type: ignore[assignment]
        name = f"geonames-{code.lower()}"
        return add(dump, "geonames", name, f"GeoNames {code}", alternate_names=names)


def _fetch(url: str, target: Path) -> None:
    """Fetch a file; FileNotFoundError when the server has none of that name."""
    # The scheme was checked by `download`.
    request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            expected = int(answer.headers.get("Content-Length") or 0)
            _copy(answer.read, target, expected, progress_bar(f"Fetching {url}", expected))
    except urllib.error.HTTPError as fault:
        fault.close()
        if fault.code == 404:
            raise FileNotFoundError(f"{url}: the server has no such file") from None
        raise SourceError(f"{url}: the server answered {fault.code} {fault.reason}") from None
    except (urllib.error.URLError, TimeoutError, ConnectionError) as fault:
        raise SourceError(f"{url}: no answer ({fault}); is there a network?") from None


def _copy(
    read: Callable[[int], bytes], target: Path, expected: int, bar: Callable[[int], None]
) -> None:
    done = 0
    with target.open("wb") as out:
        while chunk := read(CHUNK):
            out.write(chunk)
            done += len(chunk)
            bar(done)
            if done > LARGEST_DUMP:
                raise SourceError(f"more than {LARGEST_DUMP >> 20} MB; that is no GeoNames dump")
    bar(-1)
    if expected and done != expected:
        raise SourceError(f"got {done:,} of {expected:,} bytes; try again")
