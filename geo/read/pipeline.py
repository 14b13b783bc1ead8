"""From documents to proposed events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache
from itertools import islice
from typing import TypeVar

from gazetteer.recognise.outlet import NOTHING_KNOWN, OutletKnowledge
from geo.read.claims import ExtractedClaim, Places, read_claims
from geo.read.coreference.event_coreference import fuse
from geo.read.coreference.proposal import Proposal
from geo.read.documents import Document
from geo.read.outlets import Text, hosts_of, texts_to_survey

_BATCH = 16
_Item = TypeVar("_Item")


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
) -> Iterator[ExtractedClaim]:
    """Yield the claims of documents, in their order.

    Documents of one outlet speak for each other: all are surveyed before the first is read, so
    that neither their order nor the number of processes counts.

    Parameters
    ----------
    documents : iterable of Document
        As `read_document` returns them; with a publication day where it is known.
    places : Places, optional
        A gazetteer that is open already.
    executor : Executor, optional
        Where to read in parallel; its workers open the gazetteer themselves.
    """
    documents = list(documents)
    outlets = survey(documents, places, executor)
    batches = list(_batches(documents))
    if executor is None:
        places = (places or shared_places()).knowing(outlets)
        for batch in batches:
            yield from _claims(batch, places)
        return
    known = [outlets.only(hosts_of(batch)) for batch in batches]
    for claims in executor.map(_read_batch, batches, known):
        yield from claims


def survey(
    documents: Iterable[Document], places: Places | None = None, executor: Executor | None = None
) -> OutletKnowledge:
    """Return what documents tell of their outlets, the same for any order and any executor.

    Parameters
    ----------
    documents : iterable of Document
        The whole batch. Only those that share an outlet with another one are looked at.
    places : Places, optional
        A gazetteer that is open already.
    executor : Executor, optional
        Where to read in parallel; its workers open the gazetteer themselves.
    """
    texts = texts_to_survey(documents)
    if not texts:
        return NOTHING_KNOWN
    if executor is None:
        return (places or shared_places()).survey_all(texts)
    return NOTHING_KNOWN.joined(executor.map(survey_texts, _batches(texts)))


def survey_texts(texts: Sequence[Text]) -> OutletKnowledge:
    """Return what texts tell of their outlets, each given with its URL."""
    return shared_places().survey_all(texts)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


@cache
def shared_places() -> Places:
    """Return the gazetteer of this process, opened once."""
    return Places()


def _read_batch(documents: Sequence[Document], outlets: OutletKnowledge) -> list[ExtractedClaim]:
    return _claims(documents, shared_places().knowing(outlets))


def _claims(documents: Sequence[Document], places: Places) -> list[ExtractedClaim]:
    places.prepare([document.text for document in documents])
    return [claim for document in documents for claim in read_claims(document, places)]


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of processes for `propose`."""
    return ProcessPoolExecutor(max_workers=workers)
