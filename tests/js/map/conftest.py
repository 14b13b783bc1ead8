"""The map that a test shows its events on."""

import pytest

from tests.js.map_page import SYRIA, open_map


@pytest.fixture
def show(modules):
    """Show events on the test module's page; return the page."""
    return lambda events, at=SYRIA, dark=False: open_map(modules, events, at, dark)
