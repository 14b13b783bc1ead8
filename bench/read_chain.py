"""How fast reports become proposed events: `python -m bench.read_chain SET...`.

A set is a folder of reports, or a file of lines of {"text"}. For each set, documents a second of
processor time for each step, once the names are known, and for a first reading, when no name has
been met; then what `--workers` makes of all sets together, by the clock; with `--long`, time and
memory for three megabytes that repeat one name. Files are read from disk before the clock starts.
No reports come with Dateline; a set that cannot be read is said and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.read.claims import Places, read_claims
from geo.read.coreference.event_coreference import fuse
from geo.read.dates import read_dates
from geo.read.documents import Document, UnreadableDocument, read_document
from geo.read.pipeline import process_pool, shared_places
from geo.read.reports import Source, read_reports

KIB_A_MB = 1024
FORMATS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml"})
TOGETHER = 64
LONG_TEXTS = {"a name": "Homs ", "a sentence": "Rebels attacked Homs on Friday. "}
LONG = 3_000_000


@dataclass(frozen=True, slots=True)
class Set:
    """Reports that belong together; `published` is the day of those that do not tell theirs."""

    name: str
    sources: list[Source]
    documents: list[Document]
    published: date


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when nothing can be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each step of each set")
    parser.add_argument("--published", type=date.fromisoformat, default=date(2016, 1, 1))
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], metavar="N")
    parser.add_argument("--reports", type=int, default=600, help="to share among workers")
    parser.add_argument("--long", action="store_true", help="three megabytes of one name as well")
    options = parser.parse_args(arguments)
    sets = [found for path in options.sets if (found := read_set(path, options.published))]
    if not sets and not options.long:
        print("None of the sets can be read.", file=sys.stderr)
        return 1
    for each in sets:
        measure(each, options.seconds)
    for workers in options.workers if sets else ():
        rate, own = shared_rate(copies(sets, options.reports), options.published, workers)
        print(
            f"workers {workers}: {rate:.0f} documents a second by the clock, "
            f"{own:.1f} s of work in the main process"
        )
    for name, unit in LONG_TEXTS.items() if options.long else ():
        seconds, peak = long_text(unit * (LONG // len(unit)))
        print(f"{LONG / 1e6:.0f} MB that repeat {name}: {seconds:.0f} s, peak memory {peak:.0f} MB")
    return 0


def read_set(path: Path, published: date) -> Set | None:
    """Return the reports of a folder or a file of lines; None, and a sentence, for none."""
    try:
        sources = _sources(path)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        print(f"{path}: left out ({fault})", file=sys.stderr)
        return None
    kept, documents = [], []
    for source in sources:
        try:
            document = read_document(source.data or b"", source.name)
        except UnreadableDocument as fault:
            print(f"{path}: left out ({fault})", file=sys.stderr)
            continue
        kept.append(source)
        documents.append(document if document.published.day else document.published_on(published))
    return Set(path.stem, kept, documents, published) if kept else None


def _sources(path: Path) -> list[Source]:
    if path.suffix == ".jsonl":
        texts = [json.loads(row)["text"] for row in path.read_text(encoding="utf-8").splitlines()]
        return [Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    if not path.is_dir():
        return [Source(path.name, path.read_bytes())]
    files = [file for file in sorted(path.iterdir()) if file.suffix in FORMATS]
    return [Source(file.name, file.read_bytes()) for file in files]


def measure(reports: Set, seconds: float) -> None:
    """Print documents a second of processor time for each step of one set."""
    documents = reports.documents
    size = sum(len(document.text) for document in documents) / len(documents)
    print(f"{reports.name}: {len(documents)} documents, {size:,.0f} characters of text on average")
    fresh = Places(shared_places().gazetteer)
    fresh.toponyms("Nothing is read yet, but all is open.")
    _say("first reading, claims and fusing", len(documents) / _once(lambda: _fused(reports, fresh)))
    places = shared_places()
    steps: dict[str, Callable[[], object]] = {
        "documents": lambda: [
            read_document(each.data or b"", each.name) for each in reports.sources
        ],
        "dates": lambda: [read_dates(each.text, each.published.day) for each in documents],
        "toponyms": lambda: [places.toponyms(each.text) for each in documents],
        "claims, with dates and toponyms": lambda: [read_claims(e, places) for e in documents],
        "the chain, from bytes to proposals": lambda: fuse(
            claim
            for each in read_reports(reports.sources, reports.published)
            for claim in each.claims
        ),
    }
    for name, step in steps.items():
        _say(name, len(documents) * _rounds_a_second(step, seconds))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_A_MB
    print(f"  peak memory {peak:.0f} MB")


def _fused(reports: Set, places: Places) -> None:
    claims = []
    for start in range(0, len(reports.documents), TOGETHER):
        some = reports.documents[start : start + TOGETHER]
        places.prepare([each.text for each in some])
        claims += [claim for each in some for claim in read_claims(each, places)]
    fuse(claims)


def _say(name: str, rate: float) -> None:
    print(f"  {name:36}{rate:8.0f} documents a second")


def _once(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def _rounds_a_second(step: Callable[[], object], seconds: float) -> float:
    """Return how often a step runs in a second of processor time, after one run to warm up."""
    step()
    start, rounds = time.process_time(), 0
    while time.process_time() - start < seconds:
        step()
        rounds += 1
    return rounds / (time.process_time() - start)


def copies(sets: Sequence[Set], count: int) -> list[Source]:
    """Return so many different reports made of the texts of sets; equal bytes are read once."""
    texts = [document.text for each in sets for document in each.documents]
    return [
        Source(f"{n}.txt", f"{texts[n % len(texts)]}\n\nThis is copy {n}.".encode())
        for n in range(count)
    ]


def shared_rate(sources: Sequence[Source], published: date, workers: int) -> tuple[float, float]:
    """Read with so many processes, from bytes to proposals.

    Returns documents a second by the clock, and the processor time of the main process, which is
    what more workers cannot share.
    """
    with process_pool(workers) if workers > 1 else nullcontext() as executor:
        start, own = time.perf_counter(), time.process_time()
        readings = read_reports(sources, published, executor=executor, workers=workers)
        fuse(claim for each in readings for claim in each.claims)
        rate = len(sources) / (time.perf_counter() - start)
    return rate, time.process_time() - own


def long_text(text: str) -> tuple[float, float]:
    """Return seconds of processor time and peak megabytes of `geo read` on one text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.txt"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "geo", "read", str(file), "--published", "2016-05-02"]
        process = subprocess.Popen(
            [*command, "--jsonl"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / KIB_A_MB


if __name__ == "__main__":
    sys.exit(main())
