"""Drafts, once placed, as rows ready to be written: column by column, no event is built.

An event costs 60 microseconds to build and to take apart again, and a table may have millions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from hashlib import sha256
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.ingest.interning import Different
from geo.ingest.mapping.draft import Draft, Figures, When, Where
from geo.model.claim import Modality
from geo.model.event import Type, Verdict
from geo.model.place import Kind
from geo.model.timespan import Precision
from geo.store.columns.from_arrow import derived_of, status_texts
from geo.store.ids import id_texts
from geo.store.log.prepared import PREPARED
from geo.store.schema import CLAIM, LOCATION, TIMESPAN, digest_of_text

Place = dict[str, Any]
Span = dict[str, Any]
Array = npt.NDArray[Any]
_TYPES = {kind: str(kind) for kind in Type}
_OPEN = str(Verdict.OPEN)
# Writing these out takes most of the time of a digest, and there are few of each.
_SAID: dict[Any, str] = {
    each: repr(each) for kinds in (Modality, Kind, Precision) for each in kinds
} | {each: repr(str(each)) for each in Type}
_SPAN = tuple(field.name for field in TIMESPAN)


def assembled(
    drafts: Sequence[Draft],
    wheres: Different[Where],
    places: Sequence[Place | None],
    report_id: str,
    published: date,
) -> pa.Table:
    """Return drafts as rows of `prepared.PREPARED`, the same as `prepared` makes of the events.

    Parameters
    ----------
    drafts : sequence of Draft
        No last day of them lies before its first.
    wheres : Different[Where]
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
    told = Different(
        voice.known or over
        for draft, over in zip(drafts, overs, strict=True)
        for voice in draft.voices
    )
    columns["claims"] = _claims(drafts, wheres, told, columns, report_id)
    texts = map(
        _text,
        drafts,
        columns["id"].to_pylist(),
        wheres.spread(list(map(_said, places))),
        whens.spread(list(map(_said, spans))),
        actors.spread([repr(list(names)) for names in actors.values]),
        figures.spread([", ".join(map(repr, each)) for each in figures.values]),
        repeat(iter(told.spread([_said_report(report_id, day) for day in told.values]))),
    )
    columns["digest"] = pa.array([digest_of_text(text) for text in texts], pa.int64())
    derived = derived_of(pa.chunked_array([columns["claims"]]))
    columns["status"] = status_texts(derived.status)
    columns["certainty"] = pa.array(derived.certainty, pa.float64())
    columns["known"] = pa.array(derived.known, pa.int32()).cast(pa.date32())
    return pa.table([columns[name] for name in PREPARED.names], schema=PREPARED)


def _ids(drafts: Sequence[Draft], report_id: str) -> pa.Array:
    """Return the id of each, its own where it has one."""
    made = id_texts(_numbers(drafts, report_id))
    own = pa.array([draft.id or None for draft in drafts], pa.string())
    return made if own.null_count == len(own) else pc.coalesce(own, made)


def _numbers(drafts: Sequence[Draft], report_id: str) -> Array:
    """Return the numbers behind `event_id` of each."""
    keys = (f"{report_id}:{draft.key}".encode() for draft in drafts)
    heads = b"".join([sha256(key).digest()[:8] for key in keys])
    return np.asarray(np.frombuffer(heads, ">u8").astype(np.uint64) >> np.uint64(4))


def _span(when: When) -> Span | None:
    if when.first is None:
        return None
    return dict(zip(_SPAN, when._replace(last=when.last or when.first), strict=True))


def _figures(figures: Different[Figures]) -> dict[str, pa.Array]:
    columns = zip(*figures.values, strict=True) if figures.values else ((), (), ())
    return {
        name: figures.column(column, pa.int64())
        for name, column in zip(Figures._fields, columns, strict=True)
    }


def _claims(
    drafts: Sequence[Draft],
    wheres: Different[Where],
    told: Different[date],
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
        **{name: columns[name] for name in ("location", "timespan", *Figures._fields)},
    }
    fields = {name: values.take(owner) for name, values in of_drafts.items()} | {
        "report_id": pa.repeat(pa.scalar(report_id), size),
        "known": told.column(told.values, pa.date32()),
        "origin": pa.array([v.origin for draft in drafts for v in draft.voices], pa.string()),
        "start": nothing,
        "end": nothing,
    }
    structs = pa.StructArray.from_arrays([fields[each.name] for each in CLAIM], fields=list(CLAIM))
    offsets = pa.array(np.concatenate(([0], np.cumsum(counts))), pa.int32())
    return pa.ListArray.from_arrays(offsets, structs, type=PREPARED.field("claims").type)


def _text(
    draft: Draft,
    event_id: str,
    where: str,
    when: str,
    actors: str,
    figures: str,
    reports: Iterator[str],
) -> str:
    """Return what `schema.digest_of` hashes, with what many share written out once.

    `reports` yields how each claim begins, of this draft and of those that follow.
    """
    start = (
        f"'words': {draft.words!r}, 'toponym': {draft.where.place!r}, 'location': {where}, "
        f"'timespan': {when}, 'modality': {_SAID[draft.modality]}, 'origin': "
    )
    low, best, high = draft.figures
    end = f", 'start': None, 'end': None, 'low': {low}, 'best': {best}, 'high': {high}}}"
    claims = ", ".join([f"{next(reports)}{start}{origin!r}{end}" for origin, _ in draft.voices])
    return (
        f"[{event_id!r}, {draft.title!r}, {_SAID[draft.type]}, {where}, {when}, "
        f"{actors}, {figures}, {_OPEN!r}, [{claims}]]"
    )


def _said(fields: Place | Span | None) -> str:
    """Return what `repr` does, without asking it for the names of enumerations."""
    if fields is None:
        return "None"
    pairs = [
        f"{name!r}: {_SAID[value] if isinstance(value, Enum) else repr(value)}"
        for name, value in fields.items()
    ]
    return f"{{{', '.join(pairs)}}}"


def _said_report(report_id: str, day: date) -> str:
    return f"{{'report_id': {report_id!r}, 'known': {day!r}, "
