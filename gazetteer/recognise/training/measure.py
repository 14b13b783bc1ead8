"""How well a reader does on an annotated corpus, in the figures of the field.

Definitions follow Gritta, Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation"
(2020): recognition by exact spans; end to end, a missed toponym counts as wrong; 161 km is near
enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from basics.geodesy import distance_km
from gazetteer.recognise.reader import ToponymReader
from gazetteer.recognise.toponym import RecognisedToponym
from gazetteer.recognise.training.samples import SAME_PLACE_KM, Corpus

Report = dict[str, Any]
ROUND = 3


def measure(reader: ToponymReader, corpus: Corpus) -> dict[str, float]:
    """Return the figures of a reader on a corpus.

    Parameters
    ----------
    reader : ToponymReader
        The reader that is measured.
    corpus : Corpus
        Annotated reports.

    Returns
    -------
    dict
        `recognition_f1` of exact spans; `end_to_end`, `pin_precision` and `pin_f1` by distance,
        and the same with `_area_ok`, where the right country or province counts as right
        wherever its point lies.
    """
    texts = [(report["text"], report.get("source") or "") for report in corpus.reports]
    read = [_taken(found, corpus) for found in reader.parse_many(texts)]
    gold = [report["toponyms"] for report in corpus.reports]
    exact = sum(
        sum((t["start"], t["end"]) in {(p.start, p.end) for p in found} for t in wanted)
        for wanted, found in zip(gold, read, strict=True)
    )
    out = {"recognition_f1": round(2 * exact / (sum(map(len, gold)) + sum(map(len, read))), ROUND)}
    for area_ok, suffix in ((False, ""), (True, "_area_ok")):
        out |= {f"{k}{suffix}": v for k, v in _pins(gold, read, area_ok).items()}
    return out


def _taken(found: Sequence[RecognisedToponym], corpus: Corpus) -> list[RecognisedToponym]:
    """Leave out demonyms where the corpus does not annotate them."""
    return [each for each in found if corpus.demonyms or each.form != "demonym"]


def _pins(
    gold: Sequence[Sequence[Report]], read: Sequence[Sequence[RecognisedToponym]], area_ok: bool
) -> dict[str, float]:
    placed = right = judged = 0
    for wanted, found in zip(gold, read, strict=True):
        pairs = matched(wanted, found)
        judged += len(found)
        for number, toponym in enumerate(wanted):
            pin = found[pairs[number]] if number in pairs else None
            if toponym.get("lat") is None:
                judged -= pin is not None
                continue
            placed += 1
            right += pin is not None and _is_right(toponym, pin, area_ok)
    recall, precision = right / max(1, placed), right / max(1, judged)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    figures = {"end_to_end": recall, "pin_precision": precision, "pin_f1": f1}
    return {name: round(value, ROUND) for name, value in figures.items()}


def _is_right(toponym: Report, pin: RecognisedToponym, area_ok: bool) -> bool:
    if area_ok and toponym.get("area") and toponym["area"] == pin.area:
        return True
    km = distance_km(pin.place.lon, pin.place.lat, toponym["lon"], toponym["lat"])
    return bool(km <= SAME_PLACE_KM)


def matched(wanted: Sequence[Report], found: Sequence[RecognisedToponym]) -> dict[int, int]:
    """Pair annotations with toponyms that overlap them, each once, the best overlap first.

    Parameters
    ----------
    wanted : sequence of Report
        Annotated toponyms of one report.
    found : sequence of RecognisedToponym
        Toponyms that were read in it.
    """
    options = []
    for n, toponym in enumerate(wanted):
        for m, pin in enumerate(found):
            shared = min(toponym["end"], pin.end) - max(toponym["start"], pin.start)
            if shared > 0:
                same = (toponym["start"], toponym["end"]) == (pin.start, pin.end)
                options.append((not same, -shared, n, m))
    pairs: dict[int, int] = {}
    for _, _, n, m in sorted(options):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs
