"""A blank page that can import the dashboard's browser modules, with no server and no network."""

from pathlib import Path

import pytest

JS = Path(__file__).parents[2] / "geo" / "draw" / "js"
ORIGIN = "http://modules.localhost"


def _answer(route, request):
    path = request.url.removeprefix(ORIGIN + "/js/").split("?")[0]
    file = JS / path
    if request.url.startswith(ORIGIN + "/js/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type="text/javascript")
    elif request.url == ORIGIN + "/":
        route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")
    else:
        route.fulfill(status=404, body="")


def open_modules(browser, **options):
    """Open a context in which `/js/<file>` are the modules of geo/draw/js."""
    context = browser.new_context(**options)
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
