"""Records made column by column say what the model says of each event."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model.claim import Claim, Modality
from geo.model.event import certainty_of, status_of
from geo.model.timespan import Precision, Timespan
from geo.model.view import View
from geo.share.formats.edtf import edtf
from geo.share.formats.export_table import records
from geo.share.redaction import shareable
from geo.store.query.select import select
from tests.unit.share.share_data import HAMA, LATAKIA, REPORTS, event, table

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
NEAR = st.dates(date(2016, 1, 1), date(2016, 4, 30))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def spans(draw, days=NEAR):
    first = draw(days)
    whole = draw(st.sampled_from(["day", "month", "year", "some"]))
    if whole == "month":
        first = first.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif whole == "year":
        first, last = first.replace(month=1, day=1), first.replace(month=12, day=31)
    else:
        last = first + timedelta(days=draw(st.integers(0, 300)) if whole == "some" else 0)
    return Timespan(first, last, draw(st.sampled_from(Precision)), draw(st.booleans()))


@settings(deadline=None)
@given(st.lists(spans(DAYS), max_size=20))
def test_edtf_is_that_of_each_timespan(some):
    columns = zip(*((s.first, s.last, s.approx) for s in some), strict=True)
    first, last, approx = list(columns) or ([], [], [])
    made = edtf(
        pa.array(first, pa.date32()), pa.array(last, pa.date32()), pa.array(approx, pa.bool_())
    )
    assert made.to_pylist() == [span.edtf() for span in some]


@st.composite
def claims(draw):
    report = draw(st.sampled_from(list(REPORTS)))
    return Claim(
        report,
        draw(NEAR),
        draw(TEXTS),
        toponym=draw(TEXTS),
        location=draw(st.sampled_from([None, HAMA, replace(LATAKIA, confidence=0.37)])),
        timespan=draw(st.none() | spans()),
        modality=draw(st.sampled_from(Modality)),
        origin=draw(st.sampled_from(["", "Reuters", "r1"])),
        start=draw(st.none() | st.just(0)),
    )


@st.composite
def events(draw):
    told = draw(st.lists(st.tuples(claims(), claims()), max_size=6))
    return [
        event(str(n), draw(st.sampled_from([None, HAMA, LATAKIA])), draw(st.none() | spans()), pair,
              title=draw(TEXTS))
        for n, pair in enumerate(told)
    ]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(events(), st.none() | NEAR)
def test_a_record_says_what_the_model_says(some, known):
    whole, view = table(some), View(as_of=known)
    selection = select(whole.columns, view)
    made = pa.concat_tables(records(whole, view, selection, everything=True)).to_pylist()
    by_id = {each.id: each for each in some}
    rows = np.concatenate([selection.rows, np.sort([*selection.undated, *selection.unplaced])])
    assert [row["id"] for row in made] == [whole.event(int(number)).id for number in rows]
    for row in made:
        assert_says(row, by_id[row["id"]], known)


def assert_says(row, told, known):
    public = told.claims if known is None else told.published_by(known)
    assert row["title"] == told.title and row["status"] == status_of(public)
    assert row["certainty"] == round(certainty_of(public), 2)
    assert row["drawn"] == (told.location is not None and told.timespan is not None)
    assert_where_and_when(row, told)
    assert len(row["claims"]) == len(public)
    for made, claim in zip(row["claims"], map(shareable, public), strict=True):
        assert_where_and_when(made, claim)
        assert (made["words"] or "", made["toponym"] or "") == (claim.words, claim.toponym)
        assert made["citation"] == REPORTS[claim.report_id].citation
        assert (made["modality"], made["known"]) == (claim.modality, claim.published)


def assert_where_and_when(row, told):
    span, where = told.timespan, told.location
    assert row["when"] == (span and span.edtf())
    assert (row["first"], row["last"]) == ((span.first, span.last) if span else (None, None))
    assert row["place_id"] == (where and where.place_id)
    assert row["lon"] == (where and round(where.lon, 6))
    assert row["place_confidence"] == (where and round(where.confidence, 2))
