"""How fast reports become proposed events: `python -m bench.read_chain FILES...`.

Reads the files given, again and again until the time is over, and prints documents a second of
processor time for each step, and for the first reading, when no name has been met. Files are read
from disk once, before the clock starts.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from geo.read.chain import shared_places
from geo.read.claims import read_claims
from geo.read.dates import read_dates
from geo.read.documents import Document, Refused, read_document
from geo.read.fuse import fuse

KIB_A_MB = 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when no file can be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each step")
    parser.add_argument("--published", type=date.fromisoformat, default=date(2016, 1, 1))
    options = parser.parse_args(arguments)
    documents, data = _read(options.files, options.published)
    if not documents:
        print("None of the files can be read.", file=sys.stderr)
        return 1
    places = shared_places()
    places.toponyms("Nothing is read yet, but all is open.")
    start = time.process_time()
    fuse([claim for document in documents for claim in read_claims(document, places)])
    first = len(documents) / (time.process_time() - start)
    size = sum(len(document.text) for document in documents) / len(documents)
    print(f"{len(documents)} documents, {size:,.0f} characters of clean text on average")
    print(f"{'claims and fusing, names never met':36}{first:8.0f} documents a second")
    steps: dict[str, Callable[[], object]] = {
        "documents": lambda: [read_document(each, name) for name, each in data],
        "dates": lambda: [read_dates(each.text, each.published.day) for each in documents],
        "toponyms": lambda: [places.toponyms(each.text) for each in documents],
        "claims, with dates and toponyms": lambda: [read_claims(e, places) for e in documents],
        "the chain, from bytes to proposals": lambda: [
            fuse(read_claims(read_document(each, name), places)) for name, each in data
        ],
    }
    for name, step in steps.items():
        rate = len(documents) * _rounds_a_second(step, options.seconds)
        print(f"{name:36}{rate:8.0f} documents a second")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_A_MB
    print(f"peak memory {peak:.0f} MB")
    return 0


def _read(files: Sequence[Path], published: date) -> tuple[list[Document], list[tuple[str, bytes]]]:
    documents, data = [], []
    for file in files:
        try:
            document = read_document(file.read_bytes(), file.name)
        except (OSError, Refused) as fault:
            print(f"{file}: left out ({fault})", file=sys.stderr)
            continue
        documents.append(document if document.published.day else document.published_on(published))
        data.append((file.name, file.read_bytes()))
    return documents, data


def _rounds_a_second(step: Callable[[], object], seconds: float) -> float:
    """Return how often a step runs in a second of processor time, after one run to warm up."""
    step()
    start, rounds = time.process_time(), 0
    while time.process_time() - start < seconds:
        step()
        rounds += 1
    return rounds / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
