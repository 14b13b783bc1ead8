"""The gold set of toponyms: marked reports, and how a reading of them is scored."""

import re
from dataclasses import dataclass
from pathlib import Path

from basics.geodesy import distance_km
from gazetteer.recognise.training.samples import SAME_PLACE_KM

SETS = {"short": "places_gold.txt", "conflict": "places_conflict.txt"}
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_MARKED = re.compile(r"\[([^\]=]+)=([^\]]+)\]")


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    place: str


def _report(marked):
    marks, text, done = [], "", 0
    for found in _MARKED.finditer(marked):
        text += marked[done : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), found[2]))
        text, done = text + found[1], found.end()
    return text + marked[done:], marks


def reports(name):
    """Texts of a set with their marks."""
    file = Path(__file__).with_name(SETS[name])
    blocks = file.read_text(encoding="utf-8").split("\n\n")[1:]
    return [_report(block.strip()) for block in blocks]


def is_right(toponym, place):
    """Whether the place chosen is the one marked."""
    if place == "-":
        return True
    if point := _POINT.fullmatch(place):
        lat, lon = map(float, point.groups())
        return distance_km(toponym.place.lon, toponym.place.lat, lon, lat) <= SAME_PLACE_KM
    *province, country = place.removesuffix(" area").split(", ")
    if toponym.place.country != country:
        return False
    if not province:
        return toponym.place.kind == "country"
    is_area = toponym.place.kind == "admin1"
    there = province[0] in ("*", toponym.place.admin1)
    return there and is_area == place.endswith(" area")


def scores(reader, name):
    """Exact recognition F1 and pin precision in per cent, and what was read otherwise."""
    exact = found = wanted = right = 0
    odd = []
    for text, marks in reports(name):
        read = {(t.start, t.end): t for t in reader.parse(text)}
        spans = {(mark.start, mark.end): mark for mark in marks}
        found, wanted = found + len(read), wanted + len(spans)
        for span in read.keys() - spans.keys():
            odd.append(f"{text[slice(*span)]} is not marked")
        for span, mark in spans.items():
            toponym = read.get(span)
            exact += toponym is not None
            right += toponym is not None and is_right(toponym, mark.place)
            if toponym is None:
                odd.append(f"{text[slice(*span)]} was missed")
            elif not is_right(toponym, mark.place):
                place = toponym.place
                seen = f"{place.kind} {place.name}, {place.admin1}, {place.country}"
                odd.append(f"{text[slice(*span)]} ({mark.place}) read as {seen}")
    f1 = 200 * exact / (found + wanted)
    return {"recognition_f1": f1, "pin_precision": 100 * right / found}, odd
