"""A blank page that can import the dashboard's browser modules, with no server and no network."""

from functools import cache
from pathlib import PurePosixPath

import pytest

from geo.draw.basemap import files as basemap
from geo.draw.web import assets
from tests.js.timeline_page import open_timeline, renew

ORIGIN = "http://modules.localhost"
PAGE = """<!doctype html><meta charset="utf-8"><title>modules</title>
<link rel="stylesheet" href="/js/leaflet.css"><link rel="stylesheet" href="/js/css/map.css">
<link rel="stylesheet" href="/js/css/legend.css">
<style>body { margin: 0 } #map { position: relative; width: 800px; height: 600px }</style>
<div id="map"></div>"""
CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


@cache
def _files():
    return assets.source_files()


@cache
def _basemap(name):
    return basemap.file(name)


def _answer(route, request):
    path = request.url.removeprefix(ORIGIN).split("?")[0]
    name = path.removeprefix("/js/")
    if path == "/":
        headers = {"content-type": "text/html", "content-security-policy": CSP}
        route.fulfill(body=PAGE, headers=headers)
    elif path.startswith("/js/") and name in _files():
        kind = assets.TYPES[PurePosixPath(name).suffix]
        route.fulfill(body=_files()[name], content_type=kind)
    elif path.startswith("/basemap/"):
        body = _basemap(PurePosixPath(path).stem)
        route.fulfill(body=body or b"", status=200 if body else 404)
    else:
        route.fulfill(status=404, body="")


def open_modules(browser, **options):
    """Open a context in which `/js/<file>` are the modules of geo/draw/web/js, with map.js."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, **options)
    context.route("**/*", _answer)
    page = context.new_page()
    page.goto(ORIGIN + "/")
    return page


@pytest.fixture(scope="module")
def modules(browser):
    """A page at an origin that serves the modules; its context closes with the test module."""
    page = open_modules(browser)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def shared(browser, request):
    """A page with a timeline over the test module's `EVENTS`; `page` starts it over."""
    page = open_timeline(browser, request.module.EVENTS)
    yield page
    page.context.close()


@pytest.fixture
def page(shared, request):
    """The shared page as it opens, with the test module's `PANEL`; no test may leave a fault."""
    yield renew(shared, request.module.EVENTS, getattr(request.module, "PANEL", None))
    assert shared.faults == []
