import json

import pytest

from gazetteer import Gazetteer, Provinces
from gazetteer.folders import source_folders
from gazetteer.sources import install
from gazetteer.sources.reading import SourceError


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def save(tmp_path, *features):
    path = tmp_path / "bounds.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def cod(name, pcode, geometry, level=1):
    names = {f"ADM{level}_EN": name, f"ADM{level}_PCODE": pcode, "ADM0_PCODE": "LB"}
    return feature(geometry, **names)


def test_cod_boundaries_take_the_place_of_ours_in_their_country(tmp_path):
    before = Provinces.open()
    assert before.iso[before.assign(35.51, 33.89, "LB")[0]] == "LB-BA"
    added = install.add_provinces(
        save(
            tmp_path,
            cod("Coast", "LB1", box(35.0, 33.0, 35.7, 34.8)),
            cod("Inland", "LB2", box(35.7, 33.0, 36.7, 34.8)),
        )
    )
    assert (added.places, added.rejected) == (2, 0)
    after = Provinces.open()
    row = int(after.assign(35.51, 33.89, "LB")[0])
    assert (after.iso[row], after.name[row]) == ("LB-~LB1", "Coast")
    assert (
        after.assign([36.75, 44.4], [35.13, 33.3]).tolist()
        == before.assign([36.75, 44.4], [35.13, 33.3]).tolist()
    )
    assert after.iso[: len(before)] == before.iso
    install.remove("bounds")
    assert Provinces.open().iso == before.iso


def test_a_boundary_that_covers_one_of_ours_keeps_its_code(tmp_path):
    provinces = Provinces.open()
    shape = provinces.polygon("SY-HM").__geo_interface__
    names = {"shapeName": "Hama", "shapeGroup": "SYR", "shapeType": "ADM1", "shapeISO": ""}
    install.add_provinces(save(tmp_path, feature(json.loads(json.dumps(shape)), **names)))
    row = int(Provinces.open().assign(36.75, 35.13)[0])
    assert row == provinces.row("SY-HM")


def test_lower_levels_become_places_with_their_p_code(tmp_path):
    district = cod("Nowhere District", "LB0102", box(35.4, 33.8, 35.6, 34.0), level=2)
    install.add_provinces(save(tmp_path, district))
    gazetteer = Gazetteer(source_folders())
    for name in ("Nowhere District", "LB0102"):
        place = gazetteer.resolve(name, "LB").place
        assert (place.kind, place.pcode, place.country) == ("admin2", "LB0102", "LB")


def test_rows_without_polygon_or_name_are_refused(tmp_path):
    added = install.add_provinces(
        save(
            tmp_path,
            cod("Coast", "LB1", box(35.0, 33.0, 35.7, 34.8)),
            cod("Point", "LB2", {"type": "Point", "coordinates": [35.5, 33.9]}),
            cod("", "LB3", box(35.0, 33.0, 35.7, 34.8)),
        )
    )
    assert (added.places, added.rejected) == (1, 2)
    assert "not a polygon" in added.rejects_file.read_text()


def test_a_file_without_polygons_is_refused(tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text("{}")
    with pytest.raises(SourceError, match="no GeoJSON that can be read"):
        install.add_provinces(path)
    with pytest.raises(SourceError, match="no such file"):
        install.add_provinces(tmp_path / "missing.shp")
    with pytest.raises(SourceError, match="no polygon can be used"):
        install.add_provinces(
            save(tmp_path, cod("P", "LB2", {"type": "Point", "coordinates": [35.5, 33.9]}))
        )
    assert install.list_sources() == []
