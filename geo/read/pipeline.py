"""From documents to proposed events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache
from itertools import islice

from geo.read.claims import FoundClaim, Places, read_claims
from geo.read.coreference.event_coreference import fuse
from geo.read.coreference.proposal import Proposal
from geo.read.documents import Document

_BATCH = 16


def propose(
    documents: Iterable[Document], places: Places | None = None, *, executor: Executor | None = None
) -> list[Proposal]:
    """Return the events that documents report, for a person to accept or reject.

    Parameters
    ----------
    documents : Iterable[Document]
        As `read_document` returns them; with a publication day where it is known.
    places : Places, optional
        A gazetteer that is open already.
    executor : Executor, optional
        Where to read in parallel: a process pool, or any other; its workers open the gazetteer
        themselves.

    Returns
    -------
    list[Proposal]
        In order of time; every claim of every document in exactly one.
    """
    return fuse(claims_of(documents, places, executor=executor))


def claims_of(
    documents: Iterable[Document], places: Places | None = None, *, executor: Executor | None = None
) -> Iterator[FoundClaim]:
    """Yield the claims of documents, in their order.

    Parameters
    ----------
    documents : iterable of Document
        As `read_document` returns them; with a publication day where it is known.
    places : Places, optional
        A gazetteer that is open already.
    executor : Executor, optional
        Where to read in parallel; its workers open the gazetteer themselves.
    """
    if executor is None:
        places = places or shared_places()
        for batch in _batches(documents):
            yield from _claims(batch, places)
        return
    for claims in executor.map(_read_batch, _batches(documents)):
        yield from claims


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    waiting = iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


@cache
def shared_places() -> Places:
    """Return the gazetteer of this process, opened once."""
    return Places()


def _read_batch(documents: Sequence[Document]) -> list[FoundClaim]:
    return _claims(documents, shared_places())


def _claims(documents: Sequence[Document], places: Places) -> list[FoundClaim]:
    places.prepare([document.text for document in documents])
    return [claim for document in documents for claim in read_claims(document, places)]


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of processes for `propose`."""
    return ProcessPoolExecutor(max_workers=workers)
