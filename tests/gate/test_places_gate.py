"""The gold set of toponyms against its floors, which only rise."""

import json
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from gazetteer.recognise import ToponymReader
from tests.gate import places_gold

FLOORS = json.loads(Path(__file__).with_name("places_floors.json").read_text(encoding="utf-8"))
SLACK = 1.5


@pytest.fixture(scope="module", params=sorted(places_gold.SETS))
def name(request):
    return request.param


@pytest.fixture(scope="module")
def floors(name):
    return FLOORS[name]


@pytest.fixture(scope="module")
def scored(name):
    return places_gold.scores(ToponymReader(Gazetteer().index), name)


def test_the_gold_set_is_whole(name, floors):
    reports = places_gold.reports(name)
    assert len(reports) >= floors["reports"]
    assert sum(len(marks) for _, marks in reports) >= floors["toponyms"]


@pytest.mark.parametrize("figure", ["recognition_f1", "pin_precision"])
def test_no_figure_falls_under_its_floor(scored, floors, figure):
    figures, odd = scored
    assert figures[figure] >= floors[figure], odd
    assert figures[figure] <= floors[figure] + SLACK, f"raise the floor of {figure}"
