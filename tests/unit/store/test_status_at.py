"""The status on a day counts the claims made public on that very day."""

from datetime import date, timedelta

import pytest

from geo.model.claim import Claim
from geo.model.event import Event, Status, Type, event_id
from geo.model.report import Report
from geo.store.query.select import status_at
from geo.store.table import MemoryTable

FIRST, SECOND = date(2016, 1, 1), date(2016, 1, 5)
REPORTS = {name: Report(name, name, name, FIRST) for name in ("r1", "r2")}
EVENT = Event(
    event_id("1"),
    "A raid",
    Type.OTHER,
    (Claim("r1", FIRST, "raid"), Claim("r2", SECOND, "raid")),
    None,
    None,
    (),
)
DAY = timedelta(days=1)


@pytest.mark.parametrize("day", [FIRST, SECOND - DAY, SECOND, SECOND + DAY, None])
def test_columns_and_event_agree_on_the_day_of_a_change(day):
    (status,) = status_at(MemoryTable([EVENT], REPORTS).columns, day)
    assert list(Status)[status] is EVENT.status_at(day)


def test_the_status_does_change():
    assert EVENT.status_at(SECOND - DAY) is not EVENT.status_at(SECOND)
