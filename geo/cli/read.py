"""`python -m geo read`: reports in, proposed events out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.cli.saying import DONE, REFUSED, say
from geo.read.claims import ExtractedClaim
from geo.read.coreference.event_coreference import fuse
from geo.read.coreference.proposal import Proposal
from geo.read.documents import Document
from geo.read.documents.reader import MOST_BYTES, PASTE
from geo.read.inputs import ENDINGS, manifests_for, reports_in, with_rows
from geo.read.manifest import is_manifest
from geo.read.pipeline import process_pool
from geo.read.reports import ReportResult, Source, read_reports

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from geo.cli.saying import Commands

STANDARD_INPUT = "-"
MOST_WORKERS = 64
_WIDTH = 100


@dataclass(slots=True)
class _Batch:
    """The documents read so far by their ids, their claims, and whether one could not be read."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: list[ExtractedClaim] = field(default_factory=list)
    code: int = DONE

    def fail(self, *sentences: str) -> None:
        """Say what could not be used, which the exit code shows as well."""
        for sentence in sentences:
            say(sentence)
            self.code = REFUSED


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "read",
        help="read reports and propose events",
        description="Read reports (txt, md, html, pdf, docx, eml) and propose the events they "
        "tell of, each with its claims and the sentences they stand in. Nothing is stored: a "
        "person accepts or rejects on the Reports page.",
        epilog="A file that cannot be read is named with the reason, and the rest goes on; the "
        "exit code is then 1. A manifest.json beside the files, a list of {file, title, publisher, "
        "author, published, language}, tells of each what it does not tell itself.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="or a folder of them; - reads a text from input"
    )
    parser.add_argument(
        "--manifest",
        metavar="LIST",
        help="what is known of the files: JSON, JSON Lines or CSV like a manifest.json",
    )
    parser.add_argument(
        "--published",
        type=_day,
        metavar="DAY",
        help="publication day of the reports that do not tell theirs, such as 2017-03-31",
    )
    parser.add_argument(
        "--jsonl", action="store_true", help="one proposed event a line, with its claims"
    )
    parser.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes to read with"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    batch = _Batch()
    sources = _sources(options.files, options.manifest, batch)
    workers = min(options.workers, len(sources))
    try:
        with _pool(workers) as executor:
            results = read_reports(sources, options.published, executor=executor, workers=workers)
            for result in _counted(results, len(sources)):
                _take(result, batch)
    except BrokenExecutor:
        say(
            "A process that was reading was ended from outside, perhaps because memory ran out. "
            "Nothing is proposed; run the command again with fewer files or a smaller --workers."
        )
        return REFUSED
    for proposal in fuse(batch.claims):
        if options.jsonl:
            sys.stdout.writelines(_json_line(proposal, batch.documents))
        else:
            print(_text(proposal, batch.documents))
    return batch.code


def _sources(names: Sequence[str], manifest: str | None, batch: _Batch) -> list[Source]:
    """Return the reports that are meant, each with its row of a manifest if it has one."""
    paths = [name for name in names if name != STANDARD_INPUT]
    manifests = manifests_for(paths, manifest)
    sources = list(with_rows(_reports(names, batch), manifests))
    for each in manifests:
        batch.fail(*each.rejections)
        if known := sum(s.row is not None and s.row is each.row_for(s.name) for s in sources):
            say(f"{each.name} tells of {known} of {len(sources)} reports.")
    if not sources and batch.code == DONE:
        batch.fail("There is no report among these files.")
    return sources


def _reports(names: Iterable[str], batch: _Batch) -> Iterator[Source]:
    """Yield the reports; standard input is read here, one byte over the most at most."""
    for name in names:
        if name == STANDARD_INPUT:
            yield Source(PASTE, sys.stdin.buffer.read(MOST_BYTES + 1))
            continue
        try:
            found = reports_in(name)
        except OSError as error:
            batch.fail(f"{name}: cannot be read ({error.strerror}).")
            continue
        yield from map(Source, found)
        if not found and not is_manifest(name):
            batch.fail(f"{name}: there is no report in this folder ({' '.join(ENDINGS)}).")


def _pool(workers: int) -> AbstractContextManager[Any]:
    return process_pool(workers) if workers > 1 else nullcontext()


def _take(result: ReportResult, batch: _Batch) -> None:
    """Add what became of one file to the batch, and say what a person has to know of it."""
    document = result.document
    if document is None:
        batch.fail(result.error)
        return
    for sentence in document.published.rejected:
        say(f"{document.name}: {sentence}.")
    if result.repeated:
        say(f"{document.name}: the same bytes were given before and are read once.")
        return
    if document.published.day is None:
        say(
            f"{document.name}: its publication day is not told, so that words such as “Friday” "
            "stay open; give it with --published, or in a manifest.json beside it."
        )
    batch.documents[document.id] = document
    batch.claims += result.claims


def _counted(results: Iterable[ReportResult], total: int) -> Iterator[ReportResult]:
    """Yield results, with a count on a terminal."""
    shown = sys.stderr.isatty()
    for number, result in enumerate(results, 1):
        if shown:
            print(f"\rreading {number} of {total}", end="", file=sys.stderr, flush=True)
        yield result
    if shown and total:
        print(file=sys.stderr)


def _json_line(proposal: Proposal, documents: dict[str, Document]) -> Iterator[str]:
    """Yield a proposal as a line of JSON in parts, with what is known of its documents.

    A proposal may have as many claims as a text of three megabytes has sentences.
    """
    yield from proposal.json_parts()
    rows = [_document_row(documents[each]) for each in _documents_of(proposal)]
    yield f', "documents": {json.dumps(rows, ensure_ascii=False)}}}\n'


def _documents_of(proposal: Proposal) -> Iterable[str]:
    return dict.fromkeys(claim.document for claim in proposal.claims)


def _document_row(document: Document) -> dict[str, Any]:
    published = document.published
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "published": published.day.isoformat() if published.day else None,
        "published_evidence": published.evidence.value,
        "published_words": published.quote,
        "published_certainty": published.confidence,
    }


def _text(proposal: Proposal, documents: dict[str, Document]) -> str:
    """Return a proposal as lines for people: what, when, how sure, and each sentence."""
    when = proposal.timespan.humanize() if proposal.timespan else "no date"
    lines = [f"{proposal.title} · {when} · {proposal.status} · {proposal.certainty:.2f}"]
    for claim in proposal.claims:
        words = " ".join(claim.words.split())
        short = words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"
        lines.append(f"    {_plain(documents[claim.document].name)}: {_plain(short)}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2017-03-31") from None


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST_WORKERS}")
    return int(text)
