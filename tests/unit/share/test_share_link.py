from datetime import date

import pytest

from geo.model.event import event_id
from geo.model.view import View, Viewport
from geo.share.link import data_view, read_link, write_link
from tests.unit.share.share_data import table

VIEW = View(
    first=date(2016, 1, 1),
    provinces=("SY-HM",),
    actors=("اللواء",),
    query="a & b=c",
    event=event_id("month"),
    viewport=Viewport(35.1, 36.8, 7),
)


def test_a_link_and_back():
    assert read_link(write_link(VIEW), table()) == (VIEW, ())


def test_a_whole_address_will_do():
    address = f"https://example.org/map?{write_link(VIEW)}#top"
    assert read_link(address, table()) == (VIEW, ())


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("province=XX-1", "province"),
        ("provnce=SY-HM", "provnce"),
        ("from=2017-02-30", "from"),
        ("q=", "q"),
        ("event=000000000000", "event"),
        ("nonsense", "nonsense"),
    ],
)
def test_what_cannot_be_read_is_said(link, key):
    view, errors = read_link(link, table())
    assert view == View()
    assert [error.key for error in errors] == [key]
    assert errors[0].sentence.endswith(".")


def test_the_map_s_centre_does_not_change_the_data():
    assert data_view(VIEW) == VIEW.replace(viewport=None, event="")
