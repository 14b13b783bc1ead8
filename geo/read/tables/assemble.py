"""Drafts, once placed, as rows ready to be written: column by column, no event is built.

An event costs 60 microseconds to build and to take apart again, and a table may have millions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model.claim import Modality
from geo.model.event import Type, Verdict
from geo.model.place import Kind
from geo.model.timespan import Precision
from geo.read.tables.draft import Draft
from geo.store.ids import id_texts
from geo.store.loading import derived_of, status_texts
from geo.store.prepared import PREPARED
from geo.store.schema import CLAIM, LOCATION, TIMESPAN, digest_of_text

Place = dict[str, Any]
Array = npt.NDArray[Any]
_TYPES = {kind: str(kind) for kind in Type}
_OPEN = str(Verdict.OPEN)
# Writing these out takes most of the time of a digest, and there are few of each.
_SAID: dict[Any, str] = {each: repr(each) for names in (Kind, Modality) for each in names}
_FIGURES = ("low", "best", "high")
_SPAN = tuple(field.name for field in TIMESPAN)


def assembled(
    drafts: Sequence[Draft], places: Sequence[Place | None], report_id: str, published: date
) -> pa.Table:
    """Return drafts as rows of `prepared.PREPARED`, the same as `prepared` makes of the events.

    Parameters
    ----------
    drafts : sequence of Draft
        No last day of them lies before its first.
    places : sequence of dict or None
        Where each is, with the fields of `schema.LOCATION` in their order.
    report_id : str
        The report that the claims name.
    published : date
        When a claim became public of which nothing says when.
    """
    spans = [_span(draft) for draft in drafts]
    figures = {name: [getattr(draft, name) for draft in drafts] for name in _FIGURES}
    columns: dict[str, Any] = {
        "id": _ids(drafts, report_id),
        "title": pa.array([draft.title for draft in drafts], pa.string()),
        "type": pa.array([_TYPES[draft.type] for draft in drafts], pa.string()),
        "location": pa.array(places, LOCATION),
        "timespan": pa.array(spans, TIMESPAN),
        "actors": pa.array([draft.actors for draft in drafts], pa.list_(pa.string())),
        "verdict": pa.repeat(pa.scalar(_OPEN), len(drafts)),
        **{name: pa.array(values, pa.int64()) for name, values in figures.items()},
    }
    known = [_known(draft, published) for draft in drafts]
    columns["claims"] = _claims(drafts, columns, known, report_id)
    ids = columns["id"].to_pylist()
    texts = map(_text, drafts, ids, places, spans, known, repeat(report_id))
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


def _span(draft: Draft) -> dict[str, Any] | None:
    if draft.first is None:
        return None
    return {
        "first": draft.first,
        "last": draft.last or draft.first,
        "precision": draft.precision,
        "approx": draft.approx,
        "words": draft.date_words,
    }


def _known(draft: Draft, published: date) -> list[date]:
    """Return the day each claim became public.

    Where a table does not say when it was reported: no earlier than when it was over.
    """
    over = (draft.last or draft.first or published) if draft.first else published
    return [voice.known or over for voice in draft.voices]


def _claims(
    drafts: Sequence[Draft],
    columns: dict[str, Any],
    known: Sequence[Sequence[date]],
    report_id: str,
) -> pa.Array:
    """Return a list of claims for each draft, one for each of its voices."""
    counts = np.array([len(draft.voices) for draft in drafts], np.int64)
    size = int(counts.sum())
    owner = pa.array(np.repeat(np.arange(len(drafts)), counts))
    nothing = pa.nulls(size, pa.int64())
    of_drafts = {
        "words": pa.array([draft.words for draft in drafts], pa.string()),
        "toponym": pa.array([draft.place for draft in drafts], pa.string()),
        "modality": pa.array([draft.modality for draft in drafts], pa.string()),
        **{name: columns[name] for name in ("location", "timespan", *_FIGURES)},
    }
    fields = {name: values.take(owner) for name, values in of_drafts.items()} | {
        "report_id": pa.repeat(pa.scalar(report_id), size),
        "known": pa.array([day for days in known for day in days], pa.date32()),
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
    place: Place | None,
    span: dict[str, Any] | None,
    known: Sequence[date],
    report_id: str,
) -> str:
    """Return what `schema.digest_of` hashes, with what all claims share written out once."""
    where = _said_place(place) if place else "None"
    when = _said_span(*span.values()) if span else "None"
    figures = f"{draft.low!r}, {draft.best!r}, {draft.high!r}"
    start = (
        f"'words': {draft.words!r}, 'toponym': {draft.place!r}, 'location': {where}, "
        f"'timespan': {when}, 'modality': {_SAID[draft.modality]}, 'origin': "
    )
    end = (
        f", 'start': None, 'end': None, 'low': {draft.low!r}, 'best': {draft.best!r}, "
        f"'high': {draft.high!r}}}"
    )
    claims = ", ".join(
        f"{{'report_id': {report_id!r}, 'known': {_said(day)}, {start}{voice.origin!r}{end}"
        for voice, day in zip(draft.voices, known, strict=True)
    )
    return (
        f"[{event_id!r}, {draft.title!r}, {_TYPES[draft.type]!r}, {where}, {when}, "
        f"{list(draft.actors)!r}, {figures}, {_OPEN!r}, [{claims}]]"
    )


@lru_cache(maxsize=65536)
def _said(day: date) -> str:
    return repr(day)


@lru_cache(maxsize=65536)
def _said_span(first: date, last: date, precision: Precision, approx: bool, words: str) -> str:
    return repr(dict(zip(_SPAN, (first, last, precision, approx, words), strict=True)))


def _said_place(place: Place) -> str:
    return (
        f"{{'place_id': {place['place_id']!r}, 'name': {place['name']!r}, "
        f"'kind': {_SAID[place['kind']]}, 'lon': {place['lon']!r}, 'lat': {place['lat']!r}, "
        f"'country': {place['country']!r}, 'admin1': {place['admin1']!r}, "
        f"'admin1_iso': {place['admin1_iso']!r}, 'radius_km': {place['radius_km']!r}, "
        f"'confidence': {place['confidence']!r}}}"
    )
