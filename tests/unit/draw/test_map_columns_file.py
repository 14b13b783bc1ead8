"""The column file as bytes."""

import json
import struct
from datetime import date

import numpy as np
import pytest

from geo.draw.web import columns_file
from geo.draw.web.columns_file import ColumnFileError, pack, pack_columns, unpack
from geo.model.claim import Claim, Modality
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.store.columns.from_events import build_columns, sort_key


def _arrays(count=3):
    arrays = {name: np.arange(count).astype(kind) for name, kind in columns_file.ROW_TYPES.items()}
    arrays["radius"] = np.zeros(count)
    arrays["actor_off"] = np.arange(count + 1)
    arrays["actor"] = np.arange(count)
    return arrays


VOCAB = {"type": ["battle"], "province": [{"iso": "SY-HM", "name_ar": "حماة"}]}


def test_round_trip_keeps_every_value():
    arrays, vocab = unpack(pack(_arrays(), VOCAB))
    for name, array in _arrays().items():
        assert arrays[name].tolist() == array.tolist()
    assert vocab["province"] == VOCAB["province"]
    assert vocab["source"] == []


def test_bytes_follow_the_layout():
    data = pack(_arrays(5), VOCAB)
    size = struct.unpack_from("<I", data, 4)[0]
    header = json.loads(data[8 : 8 + size])
    assert data[:4] == b"DTL1"
    assert (8 + size) % 8 == 0
    assert header["n"] == 5
    assert header["body"] == len(data) - 8 - size
    assert all(entry["offset"] % 8 == 0 for entry in header["arrays"].values())
    assert header["arrays"]["lon"] == {"type": "f4", "offset": 0, "length": 5}


def test_columns_of_one_default_are_left_out():
    arrays = _arrays() | {"place": np.full(3, columns_file.NO_PLACE)}
    data = pack(arrays, VOCAB)
    assert b'"radius"' not in data
    assert b'"place":{"type"' not in data
    assert unpack(data)[0]["place"].tolist() == [columns_file.NO_PLACE] * 3


def test_no_events_make_a_file_too():
    empty = {name: np.array([]) for name in columns_file.ROW_TYPES}
    assert unpack(pack(empty, {}))[0]["lon"].size == 0


def test_faults_are_gathered():
    arrays = _arrays() | {"lat": np.zeros(2), "colour": np.zeros(3)}
    del arrays["known"]
    with pytest.raises(ValueError, match="known is missing; colour is not a column; lat has 2"):
        pack(arrays, VOCAB)


def test_unsorted_days_are_refused():
    with pytest.raises(ValueError, match="not sorted"):
        pack(_arrays() | {"first": np.array([2, 1, 0])}, VOCAB)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: b"GIF8" + data[4:], "start"),
        (lambda data: data[:-8], "bytes where"),
        (lambda data: data[:-8] + b"\xff" * 8, "checksum"),
        (lambda data: data[:9] + b"{" + data[10:], "header"),
        (lambda data: b"", "start"),
    ],
)
def test_damage_is_named(damage, message):
    with pytest.raises(ColumnFileError, match=message):
        unpack(damage(pack(_arrays(), VOCAB)))


def _event(key, day, known, **options):
    span = Timespan(date(2016, 12, day), date(2016, 12, day)) if day else None
    claims = tuple(
        Claim(f"r{number}", date(2016, 12, public), "words", modality=modality)
        for number, (public, modality) in enumerate(known)
    )
    where = Location("gn:1", "Aleppo", PlaceKind.CITY, 37.16, 36.2, "SY", "Aleppo", "SY-HL")
    return Event(event_id(key), key, Type.BATTLE, claims, where, span, **options)


def test_store_columns_leave_out_what_cannot_be_drawn():
    reports = {f"r{n}": Report(f"r{n}", "t", f"Paper {n}", date(2016, 12, 1)) for n in range(2)}
    reported, denied = Modality.REPORTED, Modality.DENIED
    events = [
        _event("undated", 0, [(3, reported)]),
        _event("dated", 5, [(6, reported), (9, denied)], actors=("someone",)),
    ]
    columns = build_columns(sorted(events, key=sort_key), reports)
    arrays, vocab = unpack(pack_columns(columns))
    assert len(arrays["lon"]) == 1
    assert arrays["change_day"].tolist() == [17141, 17144]
    names = [vocab["status"][index] for index in arrays["change_status"]]
    assert names == ["single-source", "disputed"]
    assert vocab["actor"] == ["someone"]
    assert vocab["province"][0]["iso"] == "SY-HL"


def test_more_actors_than_16_bits_can_number_come_in_32():
    arrays = _arrays() | {"actor": np.array([1, 65535, 65536])}
    found, _ = unpack(pack(arrays, VOCAB))
    assert found["actor"].tolist() == [1, 65535, 65536]
