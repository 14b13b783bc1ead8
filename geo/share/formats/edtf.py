"""Timespans of many events in EDTF at once, the same text as `Timespan.edtf`."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_ONE_DAY = pa.scalar(1, pa.int32())


def edtf(first: pa.Array, last: pa.Array, approx: pa.Array) -> pa.Array:
    """Return timespans in EDTF (ISO 8601-2), level 1, as texts; null where there is no first day.

    Parameters
    ----------
    first, last : pyarrow.Array of date32
        The days, both included.
    approx : pyarrow.Array of bool
        Whether the words say "about" or the like.
    """
    start, end = first.cast(pa.string()), last.cast(pa.string())
    mark = pc.if_else(approx, "~", "")
    one = pc.case_when(
        pc.make_struct(
            pc.equal(first, last), _is_year(first, last), _is_month(first, last), field_names="dym"
        ),
        start,
        pc.utf8_slice_codeunits(start, 0, 4),
        pc.utf8_slice_codeunits(start, 0, 7),
    )
    both = _joined(_joined(start, mark), _joined(end, mark), "/")
    return pc.coalesce(_joined(one, mark), both)


def _joined(left: pa.Array, right: pa.Array, between: str = "") -> pa.Array:
    return pc.binary_join_element_wise(left, right, between)


def _is_year(first: pa.Array, last: pa.Array) -> pa.Array:
    whole = pc.and_(pc.equal(pc.day_of_year(first), 1), pc.equal(pc.month(last), 12))
    return pc.and_(pc.and_(whole, pc.equal(pc.day(last), 31)), _same(pc.year, first, last))


def _is_month(first: pa.Array, last: pa.Array) -> pa.Array:
    after = pc.add(last.cast(pa.int32()), _ONE_DAY).cast(pa.date32())
    whole = pc.and_(pc.equal(pc.day(first), 1), pc.equal(pc.day(after), 1))
    same = pc.and_(_same(pc.year, first, last), _same(pc.month, first, last))
    return pc.and_(whole, same)


def _same(part: pc.Function, first: pa.Array, last: pa.Array) -> pa.Array:
    return pc.equal(part(first), part(last))
