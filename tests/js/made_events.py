"""Events for the map's tests, packed as the page gets them."""

import base64
import json

import numpy as np

from geo.draw.style import style
from geo.draw.web import columns_file
from geo.model.event import Status, Type, id_text
from geo.model.place import PlaceKind

DAY = 17136  # 1 Dec 2016
PROVINCES = ["SY-HM", "SY-HL"]
ID_STEP = 12345678901

# Replaces the data by random dots around Hama and draws them; returns the mode and the count.
RANDOM_DOTS = """
async (count) => {
  const { scene, view } = shown;
  const old = scene.columns;
  const same = (View) => new View(count);
  const lon = Float32Array.from({ length: count }, (_, i) => 36.5 + ((i * 0.754877) % 1));
  const lat = Float32Array.from({ length: count }, (_, i) => 34.7 + ((i * 0.569840) % 1));
  const kind = same(Uint8Array).fill(old.vocab.kind.indexOf("city"));
  scene.setData({ n: count, vocab: old.vocab, lon, lat, kind, first: same(Int32Array),
    last: same(Int32Array), known: same(Int32Array), type: same(Uint8Array),
    status: same(Uint8Array), certainty: same(Uint8Array), province: same(Uint16Array),
    country: same(Uint16Array), radius: same(Float32Array), place: same(Uint32Array),
    id_hi: same(Uint32Array), id_lo: same(Uint32Array) });
  await new Promise((done) => view.afterPaint(done));
  return [view.events.picture.mode, view.events.picture.stats.drawn];
}
"""


def event(name, lon, lat, **options):
    """One event; options are type and status (index), kind, province (ISO) and radius (km)."""
    plain = {"type": 0, "status": 0, "kind": "city", "province": "", "radius": 0.0}
    return {"name": name, "lon": lon, "lat": lat} | plain | options


def id_of(row):
    return id_text(row * ID_STEP)


def style_json():
    return json.dumps(style())


def packed(events):
    kinds = [str(kind) for kind in PlaceKind]
    count = len(events)
    numbers = [row * ID_STEP for row in range(count)]
    plain = ("lon", "lat", "type", "status", "radius")
    arrays = {name: np.array([e[name] for e in events]) for name in plain}
    arrays |= {
        "first": np.full(count, DAY),
        "last": np.full(count, DAY),
        "known": np.full(count, DAY),
        "kind": np.array([kinds.index(e["kind"]) for e in events]),
        "province": np.array([_province(e["province"]) for e in events]),
        "country": np.zeros(count),
        "certainty": np.full(count, 50),
        "place": np.array(
            [columns_file.NO_PLACE if e["kind"] == "city" else k for k, e in enumerate(events)]
        ),
        "id_hi": np.array([number >> 30 for number in numbers]),
        "id_lo": np.array([number & (2**30 - 1) for number in numbers]),
    }
    vocab = {
        "type": [str(kind) for kind in Type],
        "status": [str(status) for status in Status],
        "kind": kinds,
        "province": [{"iso": iso, "name": iso} for iso in PROVINCES],
        "country": ["SY"],
        "place": [{"name": e["name"]} for e in events],
    }
    return base64.b64encode(columns_file.pack(arrays, vocab)).decode()


def _province(iso):
    return PROVINCES.index(iso) if iso else columns_file.NO_PROVINCE
