"""The publication day is found by evidence, and asked for where there is none."""

from datetime import date

import pytest

from geo.read.documents import Evidence, read_paste
from geo.read.documents.published import full_day
from tests.unit.read.documents.documents_data import STORY, TITLE

BODY = "\n\n".join(STORY)
TODAY = date(2024, 1, 1)


def published(text):
    return read_paste(text, TODAY).published


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{TITLE}\n\nFirst published on: 12-10-2015 at 09:05:12 am\n\n{BODY}", (2015, 10, 12)),
        (f"{TITLE}\n\n{BODY}\n\nPublished: October 12, 2015", (2015, 10, 12)),
        (f"{TITLE}\n\nPosted on Monday, 12/10/2015\n\n{BODY}", (2015, 10, 12)),
        (f"{TITLE}\n\nPosted on Thursday 12/10/2015\n\n{BODY}", (2015, 12, 10)),
        (f"{TITLE}\n\nPublished 10/12/2015\n\nUpdated 10/25/2015\n\n{BODY}", (2015, 10, 12)),
        (f"{TITLE}\n\nPublished 10/12/2015\n\nUpdated 25/12/2015\n\n{BODY}", (2015, 12, 10)),
        (f"{TITLE}\n\nBy Lena Ortega, 3 May 2016\n\n{BODY}", (2016, 5, 3)),
        (f"{TITLE}\n\n3 May 2016\n\n{BODY}", (2016, 5, 3)),
        (f"HAMA, Syria, May 3, 2016 (Herald) - {BODY}", (2016, 5, 3)),
    ],
)
def test_told(text, day):
    assert published(text).day == date(*day)


def test_unknown_is_asked_for():
    found = published(f"{TITLE}\n\n{BODY}")
    assert (found.day, found.confidence, found.evidence) == (None, 0.0, Evidence.UNKNOWN)


def test_an_order_that_nothing_tells_is_not_guessed():
    assert published(f"{TITLE}\n\nPublished 04/05/2016\n\n{BODY}").day is None


def test_a_crawl_stamp_falls_to_the_publication_line():
    stamp = "Wednesday, Oct 05, 2022"
    found = published(f"{stamp}\n\n{TITLE}\n\n{BODY}\n\nFirst published on: 12-10-2015 at 1:00 am")
    assert found.day == date(2015, 10, 12)
    assert len(found.rejected) == 1
    assert stamp in found.rejected[0]


def test_a_crawl_stamp_falls_to_the_years_of_the_text():
    body = BODY + " It was the worst attack since August 2013, and the third in March 2016."
    found = published(f"Wednesday, Oct 05, 2022\n\n{TITLE}\n\n{body}")
    assert found.day is None
    assert "2016" in found.rejected[0]


def test_a_stamp_that_nothing_contradicts_is_taken_with_little_certainty():
    found = published(f"Wednesday, Oct 05, 2022\n\n{TITLE}\n\n{BODY}")
    assert found.day == date(2022, 10, 5)
    assert found.confidence <= 0.5


def test_a_day_to_come_is_not_believed():
    assert published(f"{TITLE}\n\nPublished: 12 October 2031\n\n{BODY}").day is None


def test_a_readers_date_is_not_the_pages():
    text = f"{TITLE}\n\n{BODY}\n\n2 comments\n\nPosted on 3 March 2014\n\nI remember Grozny."
    assert published(text).day is None


def test_a_person_may_tell_the_day():
    document = read_paste(BODY, TODAY).published_on(date(2016, 4, 12))
    assert document.published.day == date(2016, 4, 12)
    assert document.published.evidence is Evidence.PERSON


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-04-12T18:20:00+03:00", (2016, 4, 12)),
        ("12th of April, 2016", (2016, 4, 12)),
        ("Apr. 12, 2016", (2016, 4, 12)),
        ("13/4/2016", (2016, 4, 13)),
        ("4/13/2016", (2016, 4, 13)),
        ("5.4.2016", (2016, 4, 5)),
    ],
)
def test_full_day(text, day):
    assert full_day(text) == date(*day)


@pytest.mark.parametrize("text", ["", "April 2016", "30 February 2016", "4/5/2016", "1/2/3/2016"])
def test_no_full_day(text):
    assert full_day(text) is None


def test_an_updated_line_is_less_sure_than_a_published_one():
    one = published(f"{TITLE}\n\nPublished: October 12, 2015\n\n{BODY}")
    other = published(f"{TITLE}\n\nUpdated: October 12, 2015\n\n{BODY}")
    assert one.confidence > 0.9 > 0.8 > other.confidence > 0.5


def test_evidence_may_be_two_days_off_the_stronger_one_and_no_more():
    near = published(f"{TITLE}\n\nPublished: 12 May 2016\n\nUpdated: 14 May 2016\n\n{BODY}")
    assert (near.day, near.rejected) == (date(2016, 5, 12), ())
    far = published(f"{TITLE}\n\nPublished: 12 May 2016\n\nUpdated: 15 May 2016\n\n{BODY}")
    assert far.day == date(2016, 5, 12)
    assert "15 May 2016" in far.rejected[0] and "better evidence" in far.rejected[0]
