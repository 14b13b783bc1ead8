"""One list of facets: every part of the program knows a filter from its row."""

import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from geo.model.facets import FACETS
from geo.model.view import View

ROOT = Path(__file__).resolve().parents[3]
ROW = """    Facet(
        key="country",
        attribute="countries",
        read=read_text,
        unknown="no event is in such a country",
        sql="country",
        phrase=" in the country {}",
        turn=5,
        title="Country",
        plural="countries",
        empty="All countries",
    ),
)
"""
# What knows the new filter; run in a process of its own, on the copy.
KNOWS = """
from geo.draw.web.assets import source_files
from geo.model.address import decode, encode
from geo.model.view import View
from geo.share.heading import heading
from geo.store.query.select import select
from geo.store.query.sql import facets_query, rows_query
from geo.store.table import seed_table
from geo.ui.component import COMMITTED
from geo.ui.explore.payload import view_data

view, errors = decode({"country": ["SY"]})
assert view == View(countries=("SY",)) and not errors
assert encode(view) == [("country", "SY")]
table = seed_table()
chosen, whole = select(table.columns, view), select(table.columns, View())
assert 0 < len(chosen.rows) < len(whole.rows)
assert chosen.facets["country"]["SY"] == len(chosen.rows)
assert "in the country SY" in heading(view, chosen, table)
assert "SY" in rows_query(view).values.values()
assert "'country' as facet" in facets_query(view).text
assert b'"key": "country"' in source_files()["facets.js"]
assert "country" in COMMITTED and view_data(view)["country"] == ["SY"]
"""


def test_the_view_and_the_browser_have_every_facet():
    assert {facet.attribute for facet in FACETS} <= {field.name for field in fields(View)}
    types = (ROOT / "geo/draw/web/js/facets.d.ts").read_text()
    union = re.search(r"FacetKey = ([^;]*);", types)[1]
    assert re.findall(r'"(\w+)"', union) == [facet.key for facet in FACETS]
    assert sorted(facet.turn for facet in FACETS) == list(range(len(FACETS)))


def test_a_filter_more_is_three_files(tmp_path):
    for name in ("basics", "geo", "gazetteer", "seeds"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skip)
    edit(tmp_path / "geo/model/facets.py", ")\n", ROW, last=True)
    view = "    statuses: tuple[str, ...] = ()\n"
    edit(tmp_path / "geo/model/view.py", view, f"{view}    countries: tuple[str, ...] = ()\n")
    edit(tmp_path / "geo/draw/web/js/facets.d.ts", '| "status"', '| "status" | "country"')
    done = subprocess.run(
        [sys.executable, "-c", KNOWS], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def edit(path, old, new, last=False):
    text = path.read_text()
    assert old in text
    at = text.rindex(old) if last else text.index(old)
    path.write_text(text[:at] + new + text[at + len(old) :])
