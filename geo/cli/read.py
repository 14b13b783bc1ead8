"""`python -m geo read`: reports in, proposed events out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.cli.saying import DONE, REFUSED, say
from geo.read.chain import process_pool, propose
from geo.read.documents import Document, Refused, read_document
from geo.read.documents.reader import MOST_BYTES, PASTE
from geo.read.fuse_proposal import Proposal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from geo.cli.saying import Commands

STANDARD_INPUT = "-"
MOST_WORKERS = 64
_WIDTH = 100


@dataclass(slots=True)
class _Batch:
    """The documents read so far, and whether one was refused."""

    documents: list[Document] = field(default_factory=list)
    code: int = DONE


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "read",
        help="read reports and propose events",
        description="Read reports (txt, md, html, pdf, docx, eml) and propose the events they "
        "tell of, each with its claims and the sentences they stand in. Nothing is stored: a "
        "person accepts or rejects on the Reports page.",
        epilog="A file that cannot be read is named with the reason, and the rest goes on; the "
        "exit code is then 1.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="- reads a text from the input")
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
    for name in options.files:
        _take(name, options.published, batch)
    with _pool(options.workers, len(batch.documents)) as executor:
        proposals = propose(_counted(batch.documents), executor=executor)
    named = {document.id: document for document in batch.documents}
    for proposal in proposals:
        print(_json_line(proposal, named) if options.jsonl else _text(proposal, named))
    return batch.code


def _take(name: str, published: date | None, batch: _Batch) -> None:
    """Read one file into the batch, or say why not."""
    try:
        document = read_document(_bytes(name), PASTE if name == STANDARD_INPUT else name)
    except Refused as refused:
        say(refused.sentence)
        batch.code = REFUSED
        return
    except OSError as fault:
        say(f"{name}: cannot be read ({fault.strerror}).")
        batch.code = REFUSED
        return
    for sentence in document.published.rejected:
        say(f"{document.name}: {sentence}.")
    if any(document.id == other.id for other in batch.documents):
        say(f"{document.name}: the same bytes were given before and are read once.")
        return
    batch.documents.append(_dated(document, published))


def _bytes(name: str) -> bytes:
    """Return a file's bytes, one more than the most at the most."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(name)
    if path.stat().st_size > MOST_BYTES:
        size = f"{path.stat().st_size / 1e6:.0f} MB"
        raise Refused(
            path.name, f"this file has {size}, and a report at most {MOST_BYTES // 10**6} MB"
        )
    return path.read_bytes()


def _dated(document: Document, published: date | None) -> Document:
    if document.published.day is None and published:
        return document.published_on(published)
    if document.published.day is None:
        say(
            f"{document.name}: its publication day is not told, so that words such as “Friday” "
            "stay open; give it with --published."
        )
    return document


def _pool(workers: int, documents: int) -> AbstractContextManager[Any]:
    return process_pool(workers) if workers > 1 and documents > 1 else nullcontext()


def _counted(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield documents, with a count on a terminal."""
    shown = sys.stderr.isatty()
    for number, document in enumerate(documents, 1):
        if shown:
            print(f"\rreading {number} of {len(documents)}", end="", file=sys.stderr, flush=True)
        yield document
    if shown and documents:
        print(file=sys.stderr)


def _json_line(proposal: Proposal, documents: dict[str, Document]) -> str:
    """Return a proposal as a line of JSON, with what is known of its documents."""
    row = proposal.as_json()
    row["documents"] = [
        _document_row(documents[each]) for each in _documents_of(proposal) if each in documents
    ]
    return json.dumps(row, ensure_ascii=False)


def _documents_of(proposal: Proposal) -> Iterable[str]:
    return dict.fromkeys(claim.document for claim in proposal.claims)


def _document_row(document: Document) -> dict[str, Any]:
    told = document.published
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "published": told.day.isoformat() if told.day else None,
        "published_evidence": told.evidence.value,
        "published_certainty": told.certainty,
    }


def _text(proposal: Proposal, documents: dict[str, Document]) -> str:
    """Return a proposal as lines for people: what, when, how sure, and each sentence."""
    when = proposal.timespan.words_for() if proposal.timespan else "no date"
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
