"""Train the weights of the toponym reader on a folder of annotated corpora.

`python scripts/train_recognise.py CORPUS_DIR` reads every .jsonl in the folder (one report a line:
`{"id", "text", "source"?, "toponyms": [{"start", "end", "lat", "lon", "form"?, "area"?}]}`),
measures each complete corpus with weights trained on the others, then trains on all of them and
writes `gazetteer/data/recognise.json` with the seed and the scores.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from gazetteer.recognise.model import FILE, Weights
from gazetteer.recognise.name_lookup import NameLookup
from gazetteer.recognise.reader import ToponymReader
from gazetteer.recognise.training import samples, train
from gazetteer.recognise.training.measure import measure
from gazetteer.resolve.gazetteer import Gazetteer

DECIMALS = 4


def say(sentence: str) -> None:
    """Print progress for people."""
    print(sentence, file=sys.stderr, flush=True)


def left_out_scores(
    corpora: list[samples.Corpus], names: NameLookup
) -> dict[str, dict[str, float]]:
    """Score each complete corpus with weights that have not seen it."""
    scores = {}
    for held in (corpus for corpus in corpora if corpus.complete):
        others = [corpus for corpus in corpora if corpus is not held]
        if any(corpus.complete for corpus in others):
            reader = ToponymReader(names.index, train.train(others, names, say))
            scores[held.name] = measure(reader, held)
            say(f"{held.name}, held out: {scores[held.name]}")
    return scores


def as_json(weights: Weights, **notes: Any) -> str:
    """Return the weights file: what they come from, then one line a weight."""
    rounded = {
        name: {k: round(v, DECIMALS) for k, v in sorted(model.weights.items())}
        for name, model in (
            ("first", weights.first),
            ("second", weights.second),
            ("rank", weights.rank),
        )
    }
    common = " ".join(sorted(weights.common))
    whole = notes | {"threshold": weights.threshold} | rounded | {"common": common}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, metavar="CORPUS_DIR")
    parser.add_argument(
        "--partial",
        nargs="*",
        default=["wiktor_dev"],
        metavar="NAME",
        help="corpora that annotate some toponyms only: used for ranking alone",
    )
    parser.add_argument("-o", "--out", type=Path, default=FILE, metavar="FILE")
    options = parser.parse_args()
    files = sorted(options.corpora.glob("*.jsonl"))
    if not files:
        say(f"{options.corpora}: there is no .jsonl file to train on.")
        return 1
    names = NameLookup(Gazetteer().index)
    corpora = [samples.read_corpus(file, file.stem not in options.partial) for file in files]
    scores = left_out_scores(corpora, names)
    weights = train.train(corpora, names, say)
    notes = {
        "about": "Weights of gazetteer.recognise, written by scripts/train_recognise.py",
        "trained": f"{datetime.now(UTC):%Y-%m-%d}",
        "seed": train.SEED,
        "corpora": {corpus.name: len(corpus.reports) for corpus in corpora},
        "scores of each corpus, trained on the others": scores,
    }
    options.out.write_text(as_json(weights, **notes), encoding="utf-8")
    say(f"{options.out}: written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
