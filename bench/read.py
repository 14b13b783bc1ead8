"""How well and how fast toponyms and dates are read in running text.

    python bench/read.py --places CORPUS_DIR --dates FILE.jsonl:narrative FILE.jsonl:news

Places are always measured with weights trained on the other corpora of the folder (see
`scripts/train_recognise.py` for the format). Dates are lines of {"id", "text", "published",
"timex": [{"start", "end", "type", "value"}]}. None of these files comes with Dateline; what is
missing is said and left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gazetteer.recognise.name_lookup import NameLookup  # noqa: E402
from gazetteer.recognise.reader import ToponymReader  # noqa: E402
from gazetteer.recognise.training import measure, samples, train  # noqa: E402
from gazetteer.resolve.gazetteer import Gazetteer  # noqa: E402
from geo.read.dates import DateExpression, read_dates  # noqa: E402
from geo.read.dates.intervals import days_of  # noqa: E402

Row = dict[str, Any]
MODES = {"narrative": True, "news": False, "either": None}
REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=Path, metavar="CORPUS_DIR")
    parser.add_argument("--partial", nargs="*", default=["wiktor_dev"], metavar="NAME")
    parser.add_argument("--dates", nargs="*", default=[], metavar="FILE:MODE")
    options = parser.parse_args()
    code = places(options.places, options.partial) if options.places else 0
    for each in options.dates:
        file, _, mode = each.partition(":")
        code = max(code, dates(Path(file), MODES[mode or "either"]))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {memory:.0f} MB")
    return code


def places(folder: Path, partial: Sequence[str]) -> int:
    """Measure each complete corpus of a folder with weights trained on the others."""
    files = sorted(folder.glob("*.jsonl"))
    corpora = [samples.read_corpus(file, file.stem not in partial) for file in files]
    if sum(corpus.complete for corpus in corpora) < 2:
        print(f"{folder}: two complete corpora are needed to hold one out; places left out.")
        return 1
    names = NameLookup(Gazetteer().index)
    for held in (corpus for corpus in corpora if corpus.complete):
        weights = train.train([c for c in corpora if c is not held], names, lambda _: None)
        figures = measure.measure(ToponymReader(names.index, weights), held)
        print(f"places, {held.name}: " + ", ".join(f"{k} {v:.3f}" for k, v in figures.items()))
        rate = speed(ToponymReader(names.index, weights), held)
        print(f"places, {held.name}: {rate:.0f} documents/s")
    return 0


def speed(reader: ToponymReader, corpus: samples.Corpus) -> float:
    """Return documents a CPU second, from a reader that has seen nothing."""
    texts = [(report["text"], "") for report in corpus.reports]
    start = time.process_time()
    reader.parse_many(texts)
    return len(texts) / (time.process_time() - start)


def dates(file: Path, narrative: bool | None) -> int:
    """Measure one corpus of dates."""
    if not file.is_file():
        print(f"{file}: not found; left out.")
        return 1
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    start = time.process_time()
    read = [_read(row, narrative) for row in rows]
    seconds = time.process_time() - start
    figures = date_figures(rows, read)
    letters = sum(len(row["text"]) for row in rows) / 1000
    print(f"dates, {file.stem}: " + ", ".join(f"{k} {v:.1f}" for k, v in figures.items()))
    print(
        f"dates, {file.stem}: {len(rows) / seconds:.0f} documents/s, {letters / seconds:.0f} kB/s"
    )
    return 0


def _published(row: Row) -> date | None:
    return date.fromisoformat(row["published"][:10]) if row.get("published") else None


def _read(row: Row, narrative: bool | None) -> list[DateExpression]:
    return read_dates(row["text"], _published(row), narrative=narrative)


def date_figures(rows: Sequence[Row], read: Sequence[list[DateExpression]]) -> dict[str, float]:
    """Return strict, relaxed and value F1 (TempEval-3) and the share of dates with exact days."""
    strict = relaxed = valued = days = exact = 0
    for row, found in zip(rows, read, strict=True):
        spans = {(each.start, each.end) for each in found}
        for gold in row["timex"]:
            hit = _best(gold, found)
            strict += (gold["start"], gold["end"]) in spans
            relaxed += hit is not None
            valued += hit is not None and hit.value == gold["value"]
            wanted = days_of(gold["value"], _published(row))
            if gold["type"] == "DATE" and (wanted[2] or gold["value"] in REFERENCES):
                days += 1
                exact += hit is not None and (hit.first, hit.last) == wanted[:2]
    total = sum(len(row["timex"]) for row in rows) + sum(map(len, read))
    figures = {"strict F1": strict, "relaxed F1": relaxed, "value F1": valued}
    out = {name: 200 * hits / total for name, hits in figures.items()}
    return out | {"day-exact": 100 * exact / max(1, days)}


def _best(gold: Row, found: Sequence[DateExpression]) -> DateExpression | None:
    """Return the expression that shares most characters with an annotation, None for none."""
    shared = [(min(e.end, gold["end"]) - max(e.start, gold["start"]), e) for e in found]
    size, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if size > 0 else None


if __name__ == "__main__":
    sys.exit(main())
