"""The gold set of toponyms against its floors, which only rise."""

import json
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from gazetteer.recognise import Reader
from tests.gate import places_gold

FLOORS = json.loads(Path(__file__).with_name("places_floors.json").read_text(encoding="utf-8"))
SLACK = 1.5


@pytest.fixture(scope="module")
def scored():
    return places_gold.scores(Reader(Gazetteer().index))


def test_the_gold_set_is_whole():
    reports = places_gold.reports()
    assert len(reports) >= FLOORS["reports"]
    assert sum(len(marks) for _, marks in reports) >= FLOORS["toponyms"]


@pytest.mark.parametrize("figure", ["recognition_f1", "pin_precision"])
def test_no_figure_falls_under_its_floor(scored, figure):
    figures, odd = scored
    assert figures[figure] >= FLOORS[figure], odd
    assert figures[figure] <= FLOORS[figure] + SLACK, f"raise the floor of {figure}"
