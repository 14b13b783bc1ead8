"""What a cell says: a number, a coordinate, a day, each with a sentence when it says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from geo.ingest.mapping.draft import RowPlace, TableRowError
from geo.model.place import PlaceKind
from geo.model.timespan import Precision

EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(18264, 73051)  # 1950 to 2099
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_NAMED = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_MOST_DIGITS = 15

KEPT = 1 << 16  # so many different values of a column are read once

Cells = Mapping[str, str]
Span = tuple[date, date, Precision]
Point = tuple[float, float]


def number(text: str, name: str) -> int | None:
    """Return a whole number, None for an empty cell.

    Parameters
    ----------
    text : str
        The cell.
    name : str
        Its column, for the sentence of an error.

    Raises
    ------
    TableRowError
        When there is something else in it.
    """
    if not text:
        return None
    if text.isdecimal() and len(text) < _MOST_DIGITS:
        return int(text)
    try:
        value = float(text)
    except ValueError:
        raise TableRowError(f"{name} is {text!r}, not a number") from None
    if not abs(value) < 10**_MOST_DIGITS or value != int(value):
        raise TableRowError(f"{name} is {text!r}, not a whole number")
    return int(value)


@lru_cache(maxsize=KEPT)
def coordinates(lon: str, lat: str) -> Point | None:
    """Return lon and lat in degrees, None where both cells are empty.

    Parameters
    ----------
    lon : str
        Degrees east, -180 to 180; a comma may stand for the point.
    lat : str
        Degrees north, -90 to 90.

    Raises
    ------
    TableRowError
        When one is missing, is no number or lies off the globe.
    """
    if not lon and not lat:
        return None
    x, y = _degrees(lon, "longitude"), _degrees(lat, "latitude")
    if abs(y) > 90 >= abs(x):
        raise TableRowError(
            f"latitude {lat} is beyond 90 degrees: latitude and longitude look swapped"
        )
    if not (abs(x) <= 180 and abs(y) <= 90):
        raise TableRowError(f"longitude {lon}, latitude {lat} is not on the globe")
    return x, y


def _degrees(text: str, name: str) -> float:
    if not text:
        raise TableRowError(f"the {name} is empty where the other coordinate is given")
    try:
        # Adding zero makes -0 and 0 the same text, as they are the same place.
        return float(text.replace(",", ".") if text.count(",") == 1 else text) + 0.0
    except ValueError:
        raise TableRowError(f"{name} is {text!r}, not a number of degrees") from None


@lru_cache(maxsize=KEPT)
def days(text: str, month_first: bool = False) -> Span:
    """Return the first and last day that a cell stands for, and its precision.

    Parameters
    ----------
    text : str
        ISO 8601, a year, a month, a serial day of Excel, or day, month and year in words.
    month_first : bool
        How to read 3/4/2016, as the column decides.

    Raises
    ------
    TableRowError
        When the cell holds no day.
    """
    try:
        return _days(text, month_first)
    except (ValueError, OverflowError):
        raise TableRowError(f"{text!r} is no date; write it like 2017-03-31") from None


def _days(text: str, month_first: bool) -> Span:
    for pattern in (_ISO, _COMPACT):
        if found := pattern.fullmatch(text):
            return _one(date(*(int(part) for part in found.groups())))
    if found := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        day, month = (second, first) if month_first else (first, second)
        return _one(date(year, month, day))
    if found := _MONTH.fullmatch(text):
        return month_of(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31), Precision.YEAR
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in EXCEL_DAYS:
        return _one(EXCEL_EPOCH + timedelta(days=int(found[1])))
    return _one(_in_words(text))


def _one(day: date) -> Span:
    return day, day, Precision.DAY


def month_of(year: int, month: int) -> Span:
    """Return the first and last day of a month.

    Parameters
    ----------
    year : int
        Of the Gregorian calendar.
    month : int
        1 to 12.
    """
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1), Precision.MONTH


def _in_words(text: str) -> date:
    plain = " ".join(text.replace("-", " ").replace(",", " ").split())
    for pattern in _NAMED:
        try:
            return datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
    raise ValueError(text)


def is_month_first(texts: list[str]) -> bool:
    """Say whether a column writes the month before the day; day first where it does not tell."""
    pairs = [_SLASHED.fullmatch(text) for text in texts]
    numbers = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
    day_first = any(second <= 12 < first <= 31 for first, second in numbers)
    return not day_first and any(first <= 12 < second <= 31 for first, second in numbers)


def split(text: str) -> list[str]:
    """Return the parts of a cell that has several, apart by semicolons."""
    if ";" not in text:
        return [text] if text else []
    return [part.strip() for part in text.split(";") if part.strip()]


def needed(cells: Cells, name: str) -> str:
    """Return a cell that must not be empty; raises TableRowError.

    Parameters
    ----------
    cells : mapping of str to str
        The cells of a row by column.
    name : str
        The column.
    """
    value = cells.get(name, "")
    if not value:
        raise TableRowError(f"{name} is empty")
    return value


def different(*names: str) -> tuple[str, ...]:
    """Return the names that are not empty, each once."""
    return tuple(dict.fromkeys(filter(None, names)))


@lru_cache(maxsize=KEPT)
def placed(
    at: Point | None,
    kind: PlaceKind,
    place: str,
    admin1: str = "",
    country: str = "",
    radius_km: float = 0.0,
) -> RowPlace:
    """Return where a row says it was; the same object for the same values, up to some number.

    Parameters
    ----------
    at : (float, float) or None
        Degrees: lon and lat.
    kind : PlaceKind
        How closely the row says it is placed.
    place : str
        The name as written.
    admin1 : str
        The province as written.
    country : str
        Its name or code as written.
    radius_km : float
        What "near" means, in kilometres; 0 at the place itself.
    """
    lon, lat = at or (None, None)
    return RowPlace(lon, lat, kind, place, admin1, country, radius_km)
