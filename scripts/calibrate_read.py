"""Measure how sure the place of a claim really is, on a folder of annotated corpora.

`python scripts/calibrate_read.py CORPUS_DIR` reads the corpora of `scripts/train_recognise.py`,
takes from each complete one the claims with a place of their own, as they are read with weights
trained on the other corpora, prints how many places are right for each step of confidence, and
fits the two constants of `geo/read/claims/assembly/calibration.py` (Platt, 1999: a logistic curve
over the log odds).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from basics.geodesy import distance_km
from gazetteer.recognise.name_lookup import NameLookup
from gazetteer.recognise.reader import ToponymReader
from gazetteer.recognise.training import samples, train
from gazetteer.resolve.gazetteer import Gazetteer
from geo.model.place import Location, PlaceKind
from geo.read.claims import ExtractedClaim, Places, read_claims
from geo.read.claims.assembly import calibration
from geo.read.documents import UnreadableDocument, read_paste

STEPS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
LEAST = 0.005
NEWTON_STEPS = 20
ANY_DAY = date(2016, 1, 1)
Pairs = list[tuple[float, bool]]


def pairs_of(
    held: samples.Corpus, corpora: list[samples.Corpus], gazetteer: Gazetteer
) -> Iterator[tuple[float, bool]]:
    """Yield confidence and truth of the place of each claim of a corpus."""
    names = NameLookup(gazetteer.index)
    others = [corpus for corpus in corpora if corpus is not held]
    weights = train.train(others, names, lambda _: None)
    places = Places(gazetteer, ToponymReader(gazetteer.index, weights))
    for report in held.reports:
        for claim, start in _placed(report["text"], places):
            wanted = _annotated(report, claim, start)
            if claim.location and (wanted is None or wanted.get("lat") is not None):
                right = wanted is not None and is_right(claim.location, wanted)
                yield claim.location.confidence, right


def _placed(text: str, places: Places) -> Iterator[tuple[ExtractedClaim, int]]:
    """Yield claims that name their place, with the offset of its name in the text."""
    try:
        document = read_paste(text)
    except UnreadableDocument:
        return
    document = document if document.published.day else document.published_on(ANY_DAY)
    for claim in read_claims(document, places):
        if claim.place and claim.location and not claim.location.radius_km:
            at = document.original_offset(claim.place[0])
            if text.startswith(claim.toponym, at):
                yield claim, at


def _annotated(report: samples.Report, claim: ExtractedClaim, start: int) -> samples.Report | None:
    end = start + len(claim.toponym)
    inside = (t for t in report["toponyms"] if t["start"] < end and start < t["end"])
    return next(inside, None)


def is_right(found: Location, wanted: samples.Report) -> bool:
    """Say whether a place is the annotated one: the same country, or within 161 km."""
    if found.kind is PlaceKind.COUNTRY and wanted.get("area") == found.country:
        return True
    km = distance_km(found.lon, found.lat, wanted["lon"], wanted["lat"])
    return bool(km <= samples.SAME_PLACE_KM)


def fit(pairs: Pairs) -> tuple[float, float]:
    """Return slope and shift of the logistic curve that makes the truth likeliest."""
    chance = np.clip([confidence for confidence, _ in pairs], LEAST, 1 - LEAST)
    table = np.stack([np.log(chance / (1 - chance)), np.ones(chance.size)], axis=1)
    truth, weights = np.array([right for _, right in pairs], float), np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        now = 1 / (1 + np.exp(-table @ weights))
        bend = (table * (now * (1 - now))[:, None]).T @ table
        weights -= np.linalg.solve(bend, table.T @ (now - truth))
    return float(weights[0]), float(weights[1])


def show(title: str, pairs: Pairs) -> None:
    """Print how often each step of confidence is right."""
    print(f"{title}: {len(pairs)} claims, {np.mean([right for _, right in pairs]):.1%} right")
    for low, high in pairwise(STEPS):
        inside = [(sure, right) for sure, right in pairs if low <= sure < high]
        if inside:
            sure, right = np.mean(inside, axis=0)
            print(f"  {low:.2f} to {high:.2f}: {len(inside):5}  said {sure:.2f}  right {right:.2f}")


def main() -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, metavar="CORPUS_DIR")
    parser.add_argument("--partial", nargs="*", default=["wiktor_dev"], metavar="NAME")
    options = parser.parse_args()
    files = sorted(options.corpora.glob("*.jsonl"))
    corpora = [samples.read_corpus(file, file.stem not in options.partial) for file in files]
    if sum(corpus.complete for corpus in corpora) < 2:
        print(f"{options.corpora}: two complete corpora are needed to hold one out.")
        return 1
    calibration.SLOPE, calibration.SHIFT = 1.0, 0.0
    gazetteer = Gazetteer()
    every: Pairs = []
    for held in (corpus for corpus in corpora if corpus.complete):
        pairs = list(pairs_of(held, corpora, gazetteer))
        show(f"{held.name}, held out", pairs)
        every += pairs
    slope, shift = fit(every)
    print(f"SLOPE, SHIFT = {slope:.2f}, {shift:.2f}")
    curve = [(1 / (1 + np.exp(-(slope * _logit(sure) + shift))), right) for sure, right in every]
    show("all, calibrated", curve)
    return 0


def _logit(chance: float) -> float:
    bounded = min(max(chance, LEAST), 1 - LEAST)
    return float(np.log(bounded / (1 - bounded)))


if __name__ == "__main__":
    sys.exit(main())
