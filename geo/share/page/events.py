"""What a page in one file knows of its events, packed column by column; see `page_rows.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.draw.web.columns_file import unpack
from geo.model.timespan import day_number
from geo.share.page.packing import Ints, RowWriter, folded

Arrays = Mapping[str, NDArray[Any]]
Cards = Sequence[Mapping[str, Any]]
DIGITS = (4, 5)  # decimals of a degree; coordinates that have no more are kept as whole numbers
LONGEST = 4096


def pack_events(columns: bytes, cards: Cards, told: Sequence[int]) -> tuple[bytes, list[Any]]:
    """Return the events as packed columns, and the texts that these number.

    Parameters
    ----------
    columns : bytes
        The column file; the browser makes its body again from what is packed, bit for bit.
    cards : sequence of mappings
        What `card.card_data` says of each event, in the order of the column file.
    told : sequence of int
        The number of the report that each claim is from, event by event.
    """
    arrays, _ = unpack(columns)
    rows = RowWriter()
    name = _where(rows, arrays, cards)
    when = _when(rows, arrays, cards)
    rows.text(card["title"] for card in cards)
    rows.text(card["figures"] for card in cards)
    outlets = _lists(rows, arrays, cards)
    manner = _claims(rows, arrays, cards, told, name, when, outlets)
    rows.given(arrays["status"], manner)
    rows.given(arrays["certainty"], manner)
    _changes(rows, arrays, manner)
    return rows.packed(), rows.texts


def _where(rows: RowWriter, arrays: Arrays, cards: Cards) -> Ints:
    """Add type and place; returns the number of each event's place name."""
    rows.numbers(arrays["type"])
    rows.numbers(arrays["province"])
    rows.given(arrays["country"], arrays["province"])
    rows.text((card["province"] for card in cards), arrays["province"])
    name = rows.text((card["place"] for card in cards), arrays["province"])
    radius = np.asarray(arrays["radius"], "<f4").view("<u4")
    for column in (arrays["place"], arrays["kind"], radius):
        rows.given(column, name)
    rows.text((card["radius"] for card in cards), radius)
    for axis in ("lon", "lat"):
        _degrees(rows, np.asarray(arrays[axis], "<f4"), name)
    return name


def _degrees(rows: RowWriter, values: NDArray[np.float32], name: Ints) -> None:
    """Add coordinates as distances from the first one of that name, or bit by bit."""
    digits = next((each for each in DIGITS if _has_digits(values, each)), 0)
    rows.numbers(np.array([digits]))
    if not digits:
        rows.numbers(values.view("<u4"))
        return
    whole = np.rint(values.astype(np.float64) * 10**digits).astype(np.int64)
    _, first, at = np.unique(name, return_index=True, return_inverse=True)
    base = whole[first][at]
    rows.given(base, name)
    rows.numbers(whole - base)


def _has_digits(values: NDArray[np.float32], digits: int) -> bool:
    rounded = np.rint(values.astype(np.float64) * 10**digits) / 10**digits
    return bool(np.array_equal(rounded.astype("<f4"), values))


def _when(rows: RowWriter, arrays: Arrays, cards: Cards) -> Ints:
    """Add days and ids; returns the number of each event's date in words."""
    first = np.asarray(arrays["first"], np.int64)
    length = arrays["last"] - first
    rows.numbers(first)
    rows.numbers(length)
    rows.numbers(arrays["known"] - first)
    rows.numbers(arrays["id_hi"])
    rows.numbers(arrays["id_lo"])
    return rows.text((card["when"] for card in cards), first * LONGEST + length % LONGEST)


def _lists(rows: RowWriter, arrays: Arrays, cards: Cards) -> Ints:
    """Add actors and sources; returns a number for the sources of each event."""
    for key in ("actor", "source"):
        rows.numbers(_counts(arrays, key))
        rows.numbers(arrays[key])
    outlets = folded(arrays["source"], _counts(arrays, "source"))
    rows.text((card["sources"] for card in cards), outlets)
    return outlets


def _claims(
    rows: RowWriter,
    arrays: Arrays,
    cards: Cards,
    told: Sequence[int],
    name: Ints,
    when: Ints,
    outlets: Ints,
) -> Ints:
    """Add the claims; returns a number for the modalities of each event's claims."""
    counts = np.array([len(card["claims"]) for card in cards])
    row = np.repeat(np.arange(len(cards)), counts)
    claims = [claim for card in cards for claim in card["claims"]]
    rows.numbers(counts)
    modality = rows.text(claim["modality"] for claim in claims)
    rows.given(np.array(told), outlets[row])
    known = np.array([day_number(date.fromisoformat(claim["known"])) for claim in claims])
    rows.numbers(known - arrays["known"][row])
    place = rows.text((claim["place"] for claim in claims), name[row])
    rows.text((claim["toponym"] for claim in claims), place)
    meant = rows.text((claim["when"] for claim in claims), when[row])
    rows.text((claim["date_words"] for claim in claims), meant)
    rows.text(claim["origin"] for claim in claims)
    rows.text(claim["words"] for claim in claims)
    return folded(modality, counts)


def _changes(rows: RowWriter, arrays: Arrays, manner: Ints) -> None:
    """Add when statuses changed, if any did."""
    rows.numbers(np.array(["change_off" in arrays]))
    if "change_off" not in arrays:
        return
    counts = _counts(arrays, "change")
    row = np.repeat(np.arange(len(counts)), counts)
    rows.given(counts, manner)
    rows.numbers(arrays["change_day"] - arrays["known"][row].astype(np.int64))
    rows.given(arrays["change_status"], manner[row])


def _counts(arrays: Arrays, key: str) -> Ints:
    ends = np.asarray(arrays[f"{key}_off"], np.int64)
    return ends[1:] - ends[:-1]
