"""The basemap's files: read in the browser, they are the provinces of the gazetteer."""

import gzip

import numpy as np
import pytest
import shapely

from gazetteer.provinces import Provinces
from geo.draw.basemap import arcs as basemap_arcs
from geo.draw.basemap import files as basemap
from tests.js.made_events import style_json

SMALLEST_DEGREES = 0.06
WORLD_BYTES = 700_000

ASK = """
async ([name, points]) => {
  const { readBasemap, contains } = await import("/js/map/basemap/file_format.js");
  const { worldX, worldY } = await import("/js/map/projection.js");
  const file = readBasemap(await (await fetch(`/basemap/${name}.bin`)).arrayBuffer());
  const hit = ([lon, lat]) =>
    file.provinces.filter((p) => contains(p, worldX(lon), worldY(lat))).map((p) => p.iso);
  return { found: points.map(hit), names: file.provinces.map((p) => [p.iso, p.name, p.nameAr]),
           kinds: [...new Set(file.kind)].sort() };
}
"""


KINDS = """
async (name) => {
  const { readBasemap } = await import("/js/map/basemap/file_format.js");
  const file = readBasemap(await (await fetch(`/basemap/${name}.bin`)).arrayBuffer());
  const points = (arc) => file.start[arc + 1] - file.start[arc];
  const sum = [0, 0, 0, 0];
  file.kind.forEach((kind, arc) => { sum[kind] += points(arc); });
  return sum;
}
"""


@pytest.fixture(scope="module")
def provinces():
    return Provinces.open()


@pytest.mark.parametrize("code", ["SY", "FJ", "RU"])
def test_points_fall_into_the_same_province(modules, provinces, code):
    rows = [row for row, home in enumerate(provinces.country) if home == code]
    shapes = provinces.geometries[rows]
    random = np.random.default_rng(5)
    west, south, east, north = shapely.total_bounds(shapes)
    points = random.uniform((west, south), (east, north), (300, 2)).round(4)
    dots = shapely.points(points)
    # Borders are rounded to a thousandth of a degree: a point that near one may fall either way.
    clear = [d for d in dots if shapely.distance(shapely.boundary(shapes), d).min() > 0.01]
    asked = [[shapely.get_x(d), shapely.get_y(d)] for d in clear]
    got = modules.evaluate(ASK, [code, asked])
    isos = np.array([provinces.iso[row] for row in rows])
    assert got["found"] == [isos[shapely.contains(shapes, d)].tolist() for d in clear]
    assert [name[0] for name in got["names"]] == isos.tolist()


def test_the_world_has_every_province_and_stays_small(modules, provinces):
    assert len(gzip.compress(basemap.file("world"))) < WORLD_BYTES
    points = [[36.75, 35.13], [37.16, 36.2], [2.35, 48.86], [-30.0, 40.0]]
    got = modules.evaluate(ASK, ["world", points])
    assert [name[0] for name in got["names"]] == provinces.iso
    assert got["found"][0] == ["SY-HM"]
    assert got["found"][1] == ["SY-HL"]
    assert len(got["found"][2]) == 1
    assert got["found"][3] == []
    assert got["kinds"] == [0, 1, 2, 3]


def test_the_stored_world_follows_from_the_table(provinces):
    assert basemap.file("world") == basemap.world(provinces)


def test_arabic_names_where_arabic_is_spoken(modules):
    names = {iso: arabic for iso, _, arabic in modules.evaluate(ASK, ["world", []])["names"]}
    assert "حماة" in names["SY-HM"]
    assert names["FR-75"] == ""


def test_shared_borders_are_stored_once():
    left = shapely.MultiPolygon([shapely.box(0, 0, 1, 2)])
    right = shapely.MultiPolygon([shapely.box(1, 0, 2, 2)])
    island = shapely.MultiPolygon([shapely.box(5, 5, 6, 6)])
    arcs = basemap_arcs.cut(np.array([left, right, island]), ["A", "B", "B"], 10)
    assert sorted(arcs.kinds) == [0, 0, 0, 1]
    shared = arcs.kinds.index(basemap_arcs.Border.COUNTRY)
    walks = [ring for rings in arcs.rings[:2] for ring in rings]
    assert sum(shared in walk for walk in walks) == 1
    assert sum(~shared in walk for walk in walks) == 1


def test_a_border_with_abroad_is_no_coast(modules):
    kinds = modules.evaluate(KINDS, "LB")
    assert kinds[basemap_arcs.Border.COAST] > 0
    assert kinds[basemap_arcs.Border.COUNTRY] > 0
    assert modules.evaluate(KINDS, "CH")[basemap_arcs.Border.COAST] == 0


def test_small_islands_go_unless_they_are_all_there_is():
    speck = shapely.box(0, 0, 0.01, 0.01)
    land = shapely.box(1, 1, 2, 2)
    shapes = np.array([shapely.MultiPolygon([speck, land]), shapely.MultiPolygon([speck])])
    cells = round(SMALLEST_DEGREES * 100)
    arcs = basemap_arcs.cut(shapes, ["A", "B"], 100, smallest=cells)
    assert [len(rings) for rings in arcs.rings] == [1, 1]


def test_an_unknown_country_has_no_file():
    assert basemap.file("XX") is None
    assert basemap.file("../world") is None


LEFT = """
async () => {
  const { default: createMap } = await import("/js/map.js");
  const { BasemapLayers } = await import("/js/map/basemap/basemap_layers.js");
  const map = createMap(document.querySelector("#map"));
  map.setView([35.2, 37.0], 8);
  const layers = new BasemapLayers(map, "/basemap/", { style: STYLE, dark: false });
  map.remove();
  await layers.ready;
  await new Promise((done) => setTimeout(done, 50));
}
"""


def test_a_world_that_arrives_when_its_map_is_gone_is_no_fault(modules):
    faults = []
    modules.on("pageerror", lambda fault: faults.append(str(fault)))
    modules.evaluate(LEFT.replace("STYLE", style_json()))
    assert faults == []
