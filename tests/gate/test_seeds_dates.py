"""Days of the seeds: as wide as the words, against the publication day."""

from __future__ import annotations

from datetime import date

import pytest

from geo.model.claim import Claim
from geo.model.event import event_id
from geo.model.timespan import Precision, Timespan
from geo.store.seeds import seed_events, seed_reports

# Worked out on a calendar, not with the code: report, words as written, what they mean.
BY_HAND = [
    ("lwj-2017-04-01", "Friday", "2017-03-31", "2017-03-31", "day"),
    ("lwj-2016-12-17", "Friday", "2016-12-16", "2016-12-16", "day"),
    ("yalibnan-2015-10-15", "Thursday", "2015-10-15", "2015-10-15", "day"),
    ("lwj-2015-10-15", "two days ago", "2015-10-13", "2015-10-13", "day"),
    ("lwj-2015-10-15", "Sept. 30", "2015-09-30", "2015-09-30", "day"),
    ("lwj-2015-10-15", "In July", "2015-07-01", "2015-07-31", "month"),
    ("lwj-2015-10-15", "In the past week", "2015-10-08", "2015-10-15", "week"),
    ("lwj-2016-12-17", "Dec. 6", "2016-12-06", "2016-12-06", "day"),
    ("lwj-2016-12-17", "the following day", "2016-12-07", "2016-12-07", "day"),
    ("lwj-2016-12-17", "this month", "2016-12-01", "2016-12-17", "month"),
    ("lwj-2016-12-17", "this past month", "2016-11-17", "2016-12-17", "range"),
    ("lwj-2016-12-17", "in September 2015", "2015-09-01", "2015-09-30", "month"),
    ("lwj-2017-04-01", "last month", "2017-03-01", "2017-03-31", "month"),
    ("lwj-2017-04-01", "this past month", "2017-03-01", "2017-04-01", "range"),
    ("lwj-2017-04-01", "Earlier this week", "2017-03-27", "2017-04-01", "week"),
    ("lwj-2017-04-01", "that same day", "2017-03-31", "2017-03-31", "day"),
    ("lwj-2017-04-01", "in 2011", "2011-01-01", "2011-12-31", "year"),
    ("indianexpress-2015-10-12", "Last week", "2015-10-05", "2015-10-11", "week"),
    ("indianexpress-2015-10-12", "earlier this year", "2015-01-01", "2015-10-12", "year"),
    ("indianexpress-2015-10-12", "since late September", "2015-09-21", "2015-10-12", "range"),
    ("indianexpress-2015-10-12", "in July", "2015-07-01", "2015-07-31", "month"),
    ("indianexpress-2015-10-12", "since 1998", "1998-01-01", "1998-12-31", "year"),
    ("indianexpress-2015-10-12", "In 2001", "2001-01-01", "2001-12-31", "year"),
]


def dated_claims() -> list[tuple[Claim, Timespan]]:
    claims = [claim for event in seed_events() for claim in event.claims]
    return [(claim, claim.timespan) for claim in claims if claim.timespan]


@pytest.mark.parametrize(("report", "words", "first", "last", "precision"), BY_HAND)
def test_seeds_dates_mean_what_a_calendar_says(
    report: str, words: str, first: str, last: str, precision: str
) -> None:
    spans = {
        (span.first, span.last, span.precision)
        for claim, span in dated_claims()
        if claim.report_id == report and span.words == words
    }
    expected = (date.fromisoformat(first), date.fromisoformat(last), Precision(precision))
    assert spans == {expected}


def test_seeds_two_weeks_before_the_wednesday_or_the_thursday_are_both_covered() -> None:
    spans = {span for _, span in dated_claims() if span.words == "in the past two weeks"}
    assert {(span.first, span.last) for span in spans} == {(date(2015, 9, 30), date(2015, 10, 15))}


def test_seeds_event_days_overlap_those_of_every_dated_claim() -> None:
    for event in seed_events():
        spans = [claim.timespan for claim in event.claims if claim.timespan]
        assert bool(event.timespan) == bool(spans), event.title
        if event.timespan:
            assert all(event.timespan.overlaps(span.first, span.last) for span in spans)
            assert min(span.first for span in spans) <= event.timespan.first, event.title
            assert max(span.last for span in spans) >= event.timespan.last, event.title


def test_seeds_nothing_is_told_before_it_happened_except_what_is_planned() -> None:
    published = {report.id: report.published for report in seed_reports().values()}
    late = {
        claim.modality.value
        for claim, span in dated_claims()
        if span.first > published[claim.report_id]
    }
    assert late == {"planned"}


def test_seeds_dates_keep_the_words_they_came_from() -> None:
    assert all(span.words for _, span in dated_claims())
    assert all(event.timespan.words for event in seed_events() if event.timespan)


def test_seeds_lengths_agree_with_precision() -> None:
    longest = {Precision.DAY: 1, Precision.WEEK: 8, Precision.MONTH: 31, Precision.YEAR: 366}
    for _, span in dated_claims():
        assert span.days <= longest.get(span.precision, span.days), span


def test_seeds_air_campaign_spans_both_reports_that_disagree_on_its_start() -> None:
    begin = event_id("russian-airstrikes-begin-2015")
    event = next(event for event in seed_events() if event.id == begin)
    assert event.timespan is not None
    assert (event.timespan.first, event.timespan.last) == (date(2015, 9, 30), date(2015, 10, 11))
