from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geo.model.address import FIELDS, decode, encode
from geo.model.event import Status, Type, event_id
from geo.model.view import View, Viewport

days = st.dates(date(1000, 1, 1), date(9999, 12, 31))
texts = st.text(min_size=1, max_size=60).map(lambda s: " ".join(s.split())).filter(bool)


def few(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def views(draw: st.DrawFn) -> View:
    first, last = sorted([draw(days), draw(days)])
    lat, lon = draw(st.integers(-90, 90)), draw(st.integers(-180, 180))
    return View(
        first=draw(st.sampled_from([first, None])),
        last=draw(st.sampled_from([last, None])),
        provinces=draw(few(st.from_regex(r"[A-Z]{2}-[A-Z0-9]{1,3}", fullmatch=True))),
        types=draw(few(st.sampled_from(list(Type)))),
        actors=draw(few(texts)),
        sources=draw(few(texts)),
        statuses=draw(few(st.sampled_from(list(Status)))),
        certainty=draw(st.integers(0, 100)) / 100,
        query=draw(st.one_of(st.just(""), texts)),
        as_of=draw(st.one_of(st.none(), days)),
        revision=draw(st.one_of(st.none(), st.integers(0, 10**9))),
        viewport=draw(st.one_of(st.none(), st.just(Viewport(lat, lon, 7)))),
        event=draw(st.sampled_from(["", event_id("x")])),
        containment=draw(st.booleans()),
    )


def as_link(view: View) -> dict[str, list[str]]:
    link: dict[str, list[str]] = {}
    for key, value in encode(view):
        link.setdefault(key, []).append(value)
    return link


@given(views())
def test_a_link_keeps_the_whole_view(view: View) -> None:
    again, errors = decode(as_link(view))
    assert errors == ()
    assert again == view


@given(st.dictionaries(st.sampled_from([f.key for f in FIELDS]), st.lists(st.text(max_size=30))))
def test_no_link_raises_and_every_bad_value_is_named(link: dict[str, list[str]]) -> None:
    view, errors = decode(link)
    assert all(error.key in {field.key for field in FIELDS} for error in errors)
    assert all(error.sentence.endswith(".") for error in errors)
    assert decode(as_link(view)) == (view, ())
