"""Reads reports in a process of its own: `python -m geo.review.worker`, started by the page.

Files come from strangers, so their parsers run apart from the server; a file that keeps one busy
for too long ends this process and nothing else. The job is one JSON object on the standard input,
the answer one JSON object a line:

    {"at": 2}                          begins with the third file
    {"at": 2, "document": "5f…"}       its text is kept
    {"at": 2, "refused": "…"}          it cannot be read, and why
    {"claims": 2}                      two reports were searched for what they tell of
    {"proposals": […], "taken": […]}   the end: proposed events, and claims that are in one already
"""

from __future__ import annotations

import faulthandler
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import cpu_count
from typing import Any

from gazetteer.recognise.outlet import OutletKnowledge
from geo.read.claims import ExtractedClaim, read_claims
from geo.read.coreference.event_coreference import fuse
from geo.read.documents import Document, UnreadableDocument, original_bytes, read_document
from geo.read.manifest import ManifestRow
from geo.read.outlets import hosts_of
from geo.read.pipeline import process_pool, shared_places, survey
from geo.review.draft_store import NoSuchDraft, as_described, load_text, save_marks, save_text
from geo.review.text_marks import marks_of

LONGEST_SECONDS = 90
# So many reports are worth the second that further processes take to start.
MANY = 100

Key = tuple[str, int, int, str]


def key_of(claim: ExtractedClaim) -> Key:
    """Return what tells a claim from all others, however often its report is read."""
    return claim.document, claim.start, claim.trigger[0], claim.toponym


def main() -> None:
    """Do the job on the standard input."""
    job = json.load(sys.stdin)
    documents = list(_documents(job["files"]))
    claims = list(_claims(documents))
    occupied = {(doc, start, trigger, name) for doc, start, trigger, name in job["taken"]}
    free = [claim for claim in claims if key_of(claim) not in occupied]
    kept = [claim for claim in claims if key_of(claim) in occupied]
    proposals = [proposal.as_json() for proposal in fuse(free)]
    _tell(proposals=proposals, taken=[claim.as_json() for claim in kept])


def _documents(files: Sequence[dict[str, Any]]) -> Iterator[Document]:
    seen: set[str] = set()
    for at, file in enumerate(files):
        if file["refused"]:
            continue
        _tell(at=at)
        try:
            with _limited():
                document = _document(file)
        except UnreadableDocument as refusal:
            _tell(at=at, refused=refusal.sentence)
            continue
        except OSError:
            _tell(at=at, refused=f"{file['name']}: its bytes are no longer there; add it again.")
            continue
        _tell(at=at, document=document.id)
        if document.id not in seen:
            seen.add(document.id)
            yield document


def _document(file: dict[str, Any]) -> Document:
    if file["document"]:
        try:
            return load_text(file["document"])
        except (NoSuchDraft, ValueError, KeyError, TypeError):
            pass  # The kept text is gone or of another edition: the bytes are read again.
    document = read_document(original_bytes(file["sha256"]), file["name"])
    if file["told"]:
        document = ManifestRow.from_json(file["told"]).applied_to(document)
    document = as_described(document)
    save_text(document)
    return document


def _claims(documents: Sequence[Document]) -> Iterator[ExtractedClaim]:
    if len(documents) >= MANY:
        with process_pool(cpu_count() or 1) as executor:
            outlets = survey(documents, executor=executor)
            known = [outlets.only(hosts_of([each])) for each in documents]
            yield from _reported(executor.map(read_marked, documents, known, chunksize=8))
        return
    # The first report may have to wait for the gazetteer, which takes a minute to build.
    outlets = survey(documents)
    yield from _reported(read_marked(each, outlets) for each in documents)


def _reported(found: Iterable[list[ExtractedClaim]]) -> Iterator[ExtractedClaim]:
    _tell(claims=0)
    for number, claims in enumerate(found, 1):
        _tell(claims=number)
        yield from claims


def read_marked(document: Document, outlets: OutletKnowledge) -> list[ExtractedClaim]:
    """Return what a document says happened, and keep its places and dates for showing.

    Parameters
    ----------
    document : Document
        A report.
    outlets : OutletKnowledge
        What the draft's reports tell of their outlets.
    """
    places = shared_places().knowing(outlets)
    save_marks(document.id, marks_of(document, places))
    return read_claims(document, places)


@contextmanager
def _limited() -> Iterator[None]:
    """End the process when what is inside takes too long."""
    faulthandler.dump_traceback_later(LONGEST_SECONDS, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
