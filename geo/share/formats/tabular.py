"""Records as flat rows, one per event or one per claim: what a spreadsheet or a layer can hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.share.formats.arrow_text import has_any, letters
from geo.share.formats.claim_table import blank

BETWEEN = "; "
# A cell that begins with one of these may run as a formula, see OWASP "CSV Injection".
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What was written with apostrophes before such a start gets one more, so that none is lost.
_FORMULA = r"^'*[=+\-@\t\r\n＝＋－＠]"
_FIRST_BYTES = bytes(sorted({sign.encode()[0] for sign in (*FORMULA_STARTS, "'")}))
# What there are several of in an event, and where its claims say it.
_OF_CLAIMS = {
    "toponyms": "toponym",
    "sources": "publisher",
    "citations": "citation",
    "urls": "url",
    "licences": "licence",
}
_OF_CLAIM = {
    "claim_words": "words",
    "claim_toponym": "toponym",
    "claim_date_words": "date_words",
    "claim_when": "when",
    "claim_place": "place",
    "claim_modality": "modality",
    "claim_origin": "origin",
    "claim_known": "known",
    "source": "publisher",
    "citation": "citation",
    "url": "url",
    "licence": "licence",
}
# Which columns of claims are needed for a row per event, and for a row per claim.
COLUMNS_BY_EVENT = frozenset(_OF_CLAIMS.values())
COLUMNS_BY_CLAIM = frozenset(_OF_CLAIM.values())

Array = npt.NDArray[Any]


def by_event(records: pa.Table) -> pa.Table:
    """Return a row per event; what there are several of is joined with semicolons."""
    lists = records["claims"].combine_chunks()
    claims, counts = pc.list_flatten(lists), np.asarray(pc.list_value_length(lists), np.int64)
    table = _of_events(records)
    table = table.append_column("claim_count", pa.array(counts))
    for name, field in _OF_CLAIMS.items():
        table = table.append_column(name, joined(pc.struct_field(claims, field), counts))
    return table


def by_claim(records: pa.Table) -> pa.Table:
    """Return a row per claim, its event's cells first."""
    lists = records["claims"].combine_chunks()
    claims, owner = pc.list_flatten(lists), pc.list_parent_indices(lists)
    table = _of_events(records).take(owner)
    for name, field in _OF_CLAIM.items():
        table = table.append_column(name, pc.struct_field(claims, field))
    return table


def safe(table: pa.Table) -> pa.Table:
    """Return flat rows of which no text is taken for a formula by a spreadsheet.

    Such a text gets an apostrophe in front; numbers and days stay as they are.
    """
    for index, field in enumerate(table.schema):
        if field.type == pa.string():
            table = table.set_column(index, field.name, safe_texts(table[field.name]))
    return table


def safe_texts(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts with an apostrophe before those that a spreadsheet may run as a formula."""
    if not any(_may_be_risky(chunk) for chunk in texts.chunks):
        return texts
    risky = pc.match_substring_regex(texts, _FORMULA)
    if not pc.any(risky).as_py():
        return texts
    return pc.if_else(risky, pc.binary_join_element_wise("'", texts, ""), texts)


def _may_be_risky(texts: pa.Array) -> bool:
    """Say whether a text begins like a formula or an apostrophe, by its first byte: soon done."""
    data, where = letters(texts)
    if not len(data):
        return False
    # What is empty has the first byte of the next one, which does no harm here.
    first = data[np.minimum(where[:-1], len(data) - 1)]
    return has_any(first, _FIRST_BYTES)


def joined(texts: pa.Array, counts: Array) -> pa.Array:
    """Return the different texts of each event in their order, joined; null where there is none.

    Parameters
    ----------
    texts : pyarrow.Array of strings
        Event by event.
    counts : int array
        How many texts each event has.
    """
    codes = pc.dictionary_encode(blank(texts))
    code = np.asarray(codes.indices.fill_null(-1), np.int64)
    owner = np.repeat(np.arange(len(counts)), counts)
    given = np.flatnonzero(code >= 0)
    _, first = np.unique(
        owner[given] * (len(codes.dictionary) + 1) + code[given], return_index=True
    )
    kept = given[np.sort(first)]
    sizes = np.bincount(owner[kept], minlength=len(counts))
    offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    values = codes.dictionary.take(pa.array(code[kept]))
    return blank(pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), values), BETWEEN))


def _of_events(records: pa.Table) -> pa.Table:
    lists = records["actors"].combine_chunks()
    counts = np.asarray(pc.list_value_length(lists).fill_null(0), np.int64)
    actors = joined(pc.list_flatten(lists), counts)
    table = records.drop_columns(["claims", "drawn"])
    return table.set_column(table.column_names.index("actors"), "actors", actors)
