from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.names import bare, fold
from gazetteer.provinces import Provinces
from gazetteer.query import How, read_query
from gazetteer.skeleton import skeleton

PROVINCES = Provinces.open()
degrees = st.floats(allow_nan=True, allow_infinity=True)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text("abcdeilrstuyz '-", max_size=40))
def test_case_and_hyphens_do_not_matter(name):
    assert fold(name.upper().replace("-", " ")) == fold(name)


@given(st.text(max_size=60))
def test_any_text_can_be_read(name):
    query = read_query(name)
    assert not fold(name) or query.readings[0] == (fold(name), How.AS_WRITTEN)
    assert len(bare(fold(name))) <= len(fold(name))
    assert len(skeleton(fold(name))) <= 4 * len(fold(name)) + 4


@settings(deadline=None)
@given(degrees, degrees)
def test_any_point_has_one_province_or_none(lon, lat):
    (row,) = PROVINCES.assign(lon, lat).tolist()
    assert -1 <= row < len(PROVINCES)
