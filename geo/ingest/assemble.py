"""Drafts, once placed, as rows ready to be written: column by column, no event is built.

An event costs 60 microseconds to build and to take apart again, and a table may have millions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import repeat
from json.encoder import encode_basestring as _quoted
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from basics.hashes import canonical_bytes
from geo.ingest.interning import Different
from geo.ingest.mapping.draft import RowDates, RowDraft, RowFigures, RowPlace
from geo.model.event import Type, Verdict
from geo.store.columns.from_arrow import derived_of, status_texts
from geo.store.ids import id_texts
from geo.store.log.prepared import PREPARED
from geo.store.schema import CLAIM, LOCATION, TIMESPAN, digest_of_bytes

Place = dict[str, Any]
Span = dict[str, Any]
Array = npt.NDArray[Any]
_TYPES = {kind: str(kind) for kind in Type}
_OPEN = str(Verdict.OPEN)
_SPAN = tuple(field.name for field in TIMESPAN)


def assembled(
    drafts: Sequence[RowDraft],
    wheres: Different[RowPlace],
    places: Sequence[Place | None],
    report_id: str,
    published: date,
) -> pa.Table:
    """Return drafts as rows of `prepared.PREPARED`, the same as `prepared` makes of the events.

    Parameters
    ----------
    drafts : sequence of RowDraft
        No last day of them lies before its first.
    wheres : Different[RowPlace]
        Where each is.
    places : sequence of dict or None
        What became of each different one, with the fields of `schema.LOCATION` in their order.
    report_id : str
        The report that the claims name.
    published : date
        When a claim became public of which nothing says when.
    """
    whens = Different(draft.when for draft in drafts)
    spans = [_span(when) for when in whens.values]
    figures = Different(draft.figures for draft in drafts)
    actors = Different(draft.actors for draft in drafts)
    columns: dict[str, Any] = {
        "id": _ids(drafts, report_id),
        "title": pa.array([draft.title for draft in drafts], pa.string()),
        "type": pa.array([_TYPES[draft.type] for draft in drafts], pa.string()),
        "location": wheres.column(places, LOCATION),
        "timespan": whens.column(spans, TIMESPAN),
        "actors": actors.column(actors.values, pa.list_(pa.string())),
        "verdict": pa.repeat(pa.scalar(_OPEN), len(drafts)),
        **_figures(figures),
    }
    overs = whens.spread([when.last or when.first or published for when in whens.values])
    published_days = Different(
        voice.published or over
        for draft, over in zip(drafts, overs, strict=True)
        for voice in draft.voices
    )
    columns["claims"] = _claims(drafts, wheres, published_days, columns, report_id)
    texts = map(
        _canonical,
        drafts,
        columns["id"].to_pylist(),
        wheres.spread(list(map(_json, places))),
        whens.spread(list(map(_json, spans))),
        actors.spread([_json(names) for names in actors.values]),
        figures.spread([_three(each) for each in figures.values]),
        repeat(iter(published_days.spread([_json(day) for day in published_days.values]))),
        repeat(_json(report_id)),
    )
    columns["digest"] = pa.array([digest_of_bytes(text.encode()) for text in texts], pa.int64())
    derived = derived_of(pa.chunked_array([columns["claims"]]))
    columns["status"] = status_texts(derived.status)
    columns["certainty"] = pa.array(derived.certainty, pa.float64())
    columns["known"] = pa.array(derived.known, pa.int32()).cast(pa.date32())
    return pa.table([columns[name] for name in PREPARED.names], schema=PREPARED)


def _ids(drafts: Sequence[RowDraft], report_id: str) -> pa.Array:
    """Return the id of each, its own where it has one."""
    made = id_texts(_numbers(drafts, report_id))
    own = pa.array([draft.id or None for draft in drafts], pa.string())
    return made if own.null_count == len(own) else pc.coalesce(own, made)


def _numbers(drafts: Sequence[RowDraft], report_id: str) -> Array:
    """Return the numbers behind `event_id` of each."""
    keys = (f"{report_id}:{draft.key}".encode() for draft in drafts)
    heads = b"".join([sha256(key).digest()[:8] for key in keys])
    return np.asarray(np.frombuffer(heads, ">u8").astype(np.uint64) >> np.uint64(4))


def _span(when: RowDates) -> Span | None:
    if when.first is None:
        return None
    return dict(zip(_SPAN, when._replace(last=when.last or when.first), strict=True))


def _figures(figures: Different[RowFigures]) -> dict[str, pa.Array]:
    columns = zip(*figures.values, strict=True) if figures.values else ((), (), ())
    return {
        name: figures.column(column, pa.int64())
        for name, column in zip(RowFigures._fields, columns, strict=True)
    }


def _claims(
    drafts: Sequence[RowDraft],
    wheres: Different[RowPlace],
    published_days: Different[date],
    columns: dict[str, Any],
    report_id: str,
) -> pa.Array:
    """Return a list of claims for each draft, one for each of its voices."""
    counts = np.array([len(draft.voices) for draft in drafts], np.int64)
    size = int(counts.sum())
    owner = pa.array(np.repeat(np.arange(len(drafts)), counts))
    nothing = pa.nulls(size, pa.int64())
    of_drafts = {
        "words": pa.array([draft.words for draft in drafts], pa.string()),
        "toponym": wheres.column([where.place for where in wheres.values], pa.string()),
        "modality": pa.array([draft.modality for draft in drafts], pa.string()),
        **{name: columns[name] for name in ("location", "timespan", *RowFigures._fields)},
    }
    fields = {name: values.take(owner) for name, values in of_drafts.items()} | {
        "report_id": pa.repeat(pa.scalar(report_id), size),
        "known": published_days.column(published_days.values, pa.date32()),
        "origin": pa.array([v.origin for draft in drafts for v in draft.voices], pa.string()),
        "start": nothing,
        "end": nothing,
    }
    structs = pa.StructArray.from_arrays([fields[each.name] for each in CLAIM], fields=list(CLAIM))
    offsets = pa.array(np.concatenate(([0], np.cumsum(counts))), pa.int32())
    return pa.ListArray.from_arrays(offsets, structs, type=PREPARED.field("claims").type)


def _canonical(
    draft: RowDraft,
    event_id: str,
    where: str,
    when: str,
    actors: str,
    figures: tuple[str, str, str],
    published: Iterator[str],
    report_id: str,
) -> str:
    """Return the text behind `schema.digest_of`, with what many share written out once.

    `published` yields the day of each claim, of this draft and of those that follow.
    """
    low, best, high = figures
    head = f'{{"best":{best},"end":null,"high":{high},"known":'
    middle = f',"location":{where},"low":{low},"modality":"{draft.modality}","origin":'
    tail = (
        f',"report_id":{report_id},"start":null,"timespan":{when},'
        f'"toponym":{_quoted(draft.where.place)},"words":{_quoted(draft.words)}}}'
    )
    claims = ",".join(
        [f"{head}{next(published)}{middle}{_quoted(origin)}{tail}" for origin, _ in draft.voices]
    )
    return (
        f'["{event_id}",{_quoted(draft.title)},"{draft.type}",{where},{when},{actors},'
        f'{low},{best},{high},"{_OPEN}",[{claims}]]'
    )


def _json(value: Any) -> str:
    return canonical_bytes(value).decode()


def _three(figures: RowFigures) -> tuple[str, str, str]:
    low, best, high = map(_json, figures)
    return low, best, high
