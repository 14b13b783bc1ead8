"""Files of reports to their claims, here or in several processes, in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from gazetteer.recognise.outlet import NOTHING_KNOWN, OutletKnowledge, ReportKey, worth_surveying
from geo.read.claims import ExtractedClaim, Places, read_claims
from geo.read.documents import Document, UnreadableDocument, read_document
from geo.read.documents.reader import check_size
from geo.read.manifest import ManifestRow
from geo.read.outlets import Text, key_of
from geo.read.pipeline import shared_places, survey_texts

# A batch is done by one process: its names are looked up together, and its claims travel together.
_MOST_TOGETHER, _MOST_BYTES_TOGETHER = 64, 2_000_000
# So many batches for each process at least, so that none waits for another at the end.
_BATCHES_EACH = 4
# Reports in these formats never tell their URL.
_WITHOUT_URL = (".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class Source:
    """A report to be read: a file's path, or a name with the bytes, and its row of a manifest."""

    name: str
    data: bytes | None = None
    row: ManifestRow | None = None


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What became of one source.

    Attributes
    ----------
    document : Document or None
        What is known of the report, without its text; None when it could not be read.
    claims : tuple of ExtractedClaim
        What it says happened.
    error : str
        Why it could not be read, a sentence; empty when it was.
    repeated : bool
        The same bytes came before, and were read then.
    """

    document: Document | None = None
    claims: tuple[ExtractedClaim, ...] = ()
    error: str = ""
    repeated: bool = False


def read_reports(
    sources: Sequence[Source],
    published: date | None = None,
    *,
    executor: Executor | None = None,
    workers: int = 1,
) -> Iterator[ReportResult]:
    """Yield what became of each source, in their order.

    Reports of one outlet speak for each other: all are surveyed before the first is read, so that
    neither their order nor the number of processes counts.

    Parameters
    ----------
    sources : sequence of Source
        The files; each is opened where it is read.
    published : date, optional
        The publication day of reports that do not give theirs.
    executor : Executor, optional
        Where to read in parallel, a process pool or any other.
    workers : int
        How many processes it has.

    Raises
    ------
    concurrent.futures.BrokenExecutor
        When one of the processes was ended from outside.
    """
    seen: set[str] = set()
    if executor is None:
        outlets, _ = _survey(sources, map, _MOST_TOGETHER)
        places = shared_places().knowing(outlets)
        for batch in _batches(sources, _MOST_TOGETHER):
            yield from _read_batch(batch, places, published, seen)
        return
    size = min(-(-len(sources) // (workers * _BATCHES_EACH)), _MOST_TOGETHER)
    outlets, hosts = _survey(sources, executor.map, size)
    batches = list(_batches(sources, size))
    waiting = iter(hosts)
    known = [outlets.only(set(islice(waiting, len(batch)))) for batch in batches]
    for readings in executor.map(partial(_read_apart, published=published), batches, known):
        for each in readings:
            yield _once(each, seen)


def _survey(
    sources: Sequence[Source], run: Callable[..., Iterable[Any]], size: int
) -> tuple[OutletKnowledge, list[str]]:
    """Return what reports tell of their outlets, and the outlet's host of each, mostly empty."""
    may_speak = [each for each in sources if _may_name_outlet(each)]
    if len(may_speak) < 2:
        return NOTHING_KNOWN, []
    found = (key for keys in run(_keys_of, _batches(may_speak, size)) for key in keys)
    keys = dict(zip(map(id, may_speak), found, strict=True))
    hosts = [key.host if (key := keys.get(id(each))) else "" for each in sources]
    by_key = {key: each for each in may_speak if (key := keys[id(each)])}
    chosen = [by_key[key] for key in sorted(worth_surveying(by_key))]
    return NOTHING_KNOWN.joined(run(_survey_batch, _batches(chosen, size))), hosts


def _may_name_outlet(source: Source) -> bool:
    """Say whether a report may tell its URL, and can be opened twice; a pipe cannot."""
    if source.name.lower().endswith(_WITHOUT_URL):
        return False
    return source.data is not None or Path(source.name).is_file()


def _keys_of(sources: Sequence[Source]) -> list[ReportKey | None]:
    opened = [_open(source, None) for source in sources]
    return [key_of(each) if isinstance(each, Document) else None for each in opened]


def _survey_batch(sources: Sequence[Source]) -> OutletKnowledge:
    opened = [_open(source, None) for source in sources]
    texts: list[Text] = [(d.text, d.url) for d in opened if isinstance(d, Document) and d.url]
    return survey_texts(texts)


def _once(result: ReportResult, seen: set[str]) -> ReportResult:
    """Return a result, without its claims if another process read the same bytes before."""
    if result.document is None or result.repeated:
        return result
    if result.document.id in seen:
        return ReportResult(result.document, repeated=True)
    seen.add(result.document.id)
    return result


def _batches(sources: Iterable[Source], most: int) -> Iterator[list[Source]]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += _size(source)
        if len(batch) >= most or size >= _MOST_BYTES_TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(source: Source) -> int:
    if source.data is not None:
        return len(source.data)
    try:
        return Path(source.name).stat().st_size
    except OSError:
        return 0


def _read_apart(
    sources: Sequence[Source], outlets: OutletKnowledge, published: date | None
) -> list[ReportResult]:
    """Read sources in a process of a pool."""
    return _read_batch(sources, shared_places().knowing(outlets), published, set())


def _read_batch(
    sources: Sequence[Source], places: Places, published: date | None, seen: set[str]
) -> list[ReportResult]:
    """Read sources; `seen` holds the ids of documents that need not be read again."""
    opened = [_open(source, published) for source in sources]
    texts = [each.text for each in opened if isinstance(each, Document) and each.id not in seen]
    places.prepare(texts)
    return [_read(each, places, seen) for each in opened]


def _open(source: Source, published: date | None) -> Document | str:
    """Return the document of a source, or a sentence that says why it cannot be read."""
    try:
        document = read_document(_bytes(source), source.name)
    except UnreadableDocument as error:
        return error.sentence
    except OSError as error:
        return f"{source.name}: cannot be read ({error.strerror})."
    document = source.row.applied_to(document) if source.row else document
    if document.published.day is None and published:
        return document.published_on(published)
    return document


def _bytes(source: Source) -> bytes:
    """Return a source's bytes; a file that is too large is not opened."""
    if source.data is not None:
        return source.data
    path = Path(source.name)
    check_size(path.name, path.stat().st_size)
    return path.read_bytes()


def _read(opened: Document | str, places: Places, seen: set[str]) -> ReportResult:
    if isinstance(opened, str):
        return ReportResult(error=opened)
    bare = replace(opened, original="", text="", segments=(), removed=())
    if opened.id in seen:
        return ReportResult(bare, repeated=True)
    seen.add(opened.id)
    return ReportResult(bare, tuple(read_claims(opened, places)))
