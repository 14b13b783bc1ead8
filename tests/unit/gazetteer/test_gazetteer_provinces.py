import numpy as np
import pytest
import shapely

from gazetteer import Provinces


@pytest.fixture(scope="module")
def provinces():
    return Provinces.open()


def test_every_code_is_unique_and_every_column_as_long(provinces):
    assert len(set(provinces.iso)) == len(provinces) > 4500
    assert len(provinces.name) == len(provinces.name_ar) == provinces.label_lon.size
    assert all(provinces.name)


def test_every_polygon_is_valid_and_holds_its_label(provinces):
    shapes = provinces.geometries
    assert shapely.is_valid(shapes).all()
    inside = shapely.intersects_xy(shapes, provinces.label_lon, provinces.label_lat)
    assert inside.mean() > 0.99


def test_syria_has_its_fourteen_governorates_with_both_codes(provinces):
    rows = [i for i, c in enumerate(provinces.country) if c == "SY"]
    assert len(rows) == 14
    assert all(provinces.iso[i].startswith("SY-") and "~" not in provinces.iso[i] for i in rows)
    assert provinces.code[provinces.row("SY-HM")] == "SY.10"


@pytest.mark.parametrize(
    ("lon", "lat", "country", "iso"),
    [
        (36.758, 35.132, None, "SY-HM"),
        (38.353, 36.891, "SY", "SY-HL"),
        (40.070, 36.850, "SY", "SY-HA"),
        (18.555, 4.361, "CF", "CF-BGF"),
        (35.860, 34.900, "SY", "SY-TA"),
        (35.824, 33.126, "SY", "SY-QU"),
        (34.100, 44.950, "UA", "UA-43"),
    ],
)
def test_point_to_province(provinces, lon, lat, country, iso):
    row = int(provinces.assign(lon, lat, country)[0])
    assert provinces.iso[row] == iso


def test_points_at_sea_off_the_world_and_far_from_the_country_have_none(provinces):
    lon, lat = [-30.0, 500.0, np.nan, 2.35], [0.0, 0.0, 1.0, 48.86]
    assert provinces.assign(lon, lat).tolist()[:3] == [-1, -1, -1]
    assert provinces.assign(lon, lat, "SY").tolist() == [-1, -1, -1, -1]


def test_one_country_each(provinces):
    rows = provinces.assign([38.353, 38.353], [36.891, 36.891], ["SY", "TR"])
    assert [provinces.iso[r] for r in rows] == ["SY-HL", "TR-63"]


def test_a_larger_unit_is_the_sum_of_its_parts(provinces):
    names = {provinces.name[r] for r in provinces.members("FR-IDF")}
    assert {"Paris", "Yvelines"} <= names
    assert provinces.members("SY-HM") == [provinces.row("SY-HM")]
    assert provinces.members("XX-NO") == []


def test_an_unknown_code_says_which(provinces):
    assert "SY-XX" not in provinces
    with pytest.raises(KeyError, match="SY-XX"):
        provinces.polygon("SY-XX")


def test_columns_of_different_length_are_refused(provinces):
    with pytest.raises(ValueError, match="one value per point"):
        provinces.assign([1, 2], [1])


def test_table_is_a_geodataframe(provinces):
    table = provinces.table()
    assert len(table) == len(provinces)
    assert table.crs.to_epsg() == 4326
