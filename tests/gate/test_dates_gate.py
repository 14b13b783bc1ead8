"""The gold sets of dates against their floors, which only rise."""

import json
from pathlib import Path

import pytest

from tests.gate import dates_gold

FLOORS = json.loads(Path(__file__).with_name("dates_floors.json").read_text(encoding="utf-8"))
SLACK = 1.0


@pytest.fixture(scope="module", params=dates_gold.SETS)
def gold(request):
    return dates_gold.documents(request.param), FLOORS[request.param]


def test_the_gold_set_is_whole(gold):
    rows, floors = gold
    assert len(rows) >= floors["documents"]
    assert sum(len(row.marks) for row in rows) >= floors["expressions"]


@pytest.mark.parametrize("figure", ["strict_f1", "value_f1", "day_exact"])
def test_no_figure_falls_under_its_floor(gold, figure):
    rows, floors = gold
    scored = dates_gold.scores(rows)[figure]
    assert scored >= floors[figure], dates_gold.misses(rows)
    assert scored <= floors[figure] + SLACK, f"raise the floor of {figure} to {scored:.1f}"


def test_sentences_look_the_right_way():
    right, wrong = dates_gold.looks()
    floor = FLOORS["looks"]["right"]
    assert right >= floor, wrong
    assert right <= floor + SLACK, f"raise the floor to {right:.1f}"
