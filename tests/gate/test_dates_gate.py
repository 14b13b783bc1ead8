"""The gold set of dates against its floors, which only rise."""

import json
from pathlib import Path

import pytest

from tests.gate import dates_gold

FLOORS = json.loads(Path(__file__).with_name("dates_floors.json").read_text(encoding="utf-8"))
SLACK = 1.0


@pytest.fixture(scope="module")
def rows():
    return dates_gold.documents()


def test_the_gold_set_is_whole(rows):
    assert len(rows) >= FLOORS["documents"]
    assert sum(len(row.marks) for row in rows) >= FLOORS["expressions"]


@pytest.mark.parametrize("figure", ["strict_f1", "value_f1", "day_exact"])
def test_no_figure_falls_under_its_floor(rows, figure):
    scored = dates_gold.scores(rows)[figure]
    assert scored >= FLOORS[figure], dates_gold.misses(rows)
    assert scored <= FLOORS[figure] + SLACK, f"raise the floor of {figure} to {scored:.1f}"
