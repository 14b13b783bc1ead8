"""What each province shows of the seed events, and on which days."""

from __future__ import annotations

import pytest

from geo.model.event import event_id
from geo.model.view import View
from geo.store.query.select import select
from geo.store.table import seed_table

UNDATED = "undated"

# Province, event key, first and last day. Kept apart from the seeds on purpose: a change to
# either side has to be made twice.
EXPECTED = {
    "SY-LA": """
        russian-jets-latakia-airfield-2015 2015-10-05 2015-10-11
        julani-threatens-latakia-2015 2015-10-13 2015-10-13
        soleimani-latakia-2015 2015-10-15 2015-10-15
        jaysh-al-fateh-attacks-latakia undated
    """,
    "SY-HM": """
        hama-offensive-2015 2015-10-08 2015-10-15
        hama-insurgent-offensive-2017 2017-03-01 2017-03-31
        tiger-forces-to-hama-2017 2017-03-20 2017-03-26
        soleimani-meets-tiger-forces-2017 2017-03-20 2017-03-31
        basij-killed-hama-2017 2017-03-27 2017-04-01
        soleimani-hama-photo-2017 2017-03-31 2017-03-31
        hama-front-reinforced-2017 undated
        fatemiyoun-to-hama-2017 undated
    """,
    "SY-HL": """
        aleppo-siege-2016 2015-09-17 2016-12-17
        caspian-missiles-aleppo-2015 2015-10-05 2015-10-12
        aleppo-northern-breakthrough-2016 2016-11-17 2016-12-17
        aleppo-advance-2016-12 2016-12-01 2016-12-17
        aleppo-old-city-2016 2016-12-06 2016-12-07
        aleppo-evacuation-agreement-2016 2016-12-07 2016-12-17
        soleimani-eastern-aleppo-2016 2016-12-16 2016-12-16
        soleimani-aleppo-citadel-2016 2016-12-16 2016-12-16
        aleppo-evacuation-talks-2016 2016-12-17 2016-12-17
        aleppo-offensive-2015 undated
    """,
    "SY-TA": """
        tartus-naval-base-2015 2015-10-12 2015-10-12
    """,
    "SY-HI": """
        homs-offensive-2015-10-15 2015-10-15 2015-10-15
        palmyra-retaken-2017 2016-12-01 2017-04-01
        al-waer-evacuation-2017 2017-03-01 2017-03-31
        us-strikes-palmyra-2015 undated
    """,
    "SY-ID": """
        rebels-take-jisr-al-shughur-2015 2015-01-01 2015-10-12
        caspian-missiles-idlib-2015 2015-10-05 2015-10-12
        idlib-offensive-2015 2015-10-08 2015-10-15
        insurgents-hold-idlib-2017 2017-04-01 2017-04-01
    """,
    "SY-DI": """
        joint-operations-room-damascus-2015 2015-10-12 2015-10-12
        soleimani-in-damascus-2015 2015-10-12 2015-10-12
        boroujerdi-damascus-2015 2015-10-15 2015-10-15
        russian-airstrike-damascus-2015 2015-10-15 2015-10-15
        damascus-suburbs-offensive-2017 2016-12-01 2017-04-01
        damascus-insurgent-offensive-2017 2017-03-01 2017-04-01
    """,
    "SY-RA": """
        caspian-missiles-raqqa-2015 2015-10-05 2015-10-12
        sdf-poised-raqqa-2017 2017-04-01 2017-04-01
    """,
}


def expected(province: str) -> dict[str, str]:
    rows = (line.split(maxsplit=1) for line in EXPECTED[province].strip().splitlines())
    return {event_id(key): days for key, days in rows}


@pytest.mark.parametrize("province", EXPECTED)
def test_seeds_province_lists_exactly_these_events_and_days(province: str) -> None:
    table = seed_table()
    selection = select(table.columns, View(provinces=(province,)))
    events = [table.event(int(row)) for row in (*selection.rows, *selection.undated)]
    shown = {
        event.id: f"{event.timespan.first} {event.timespan.last}" if event.timespan else UNDATED
        for event in events
    }
    assert shown == expected(province)
