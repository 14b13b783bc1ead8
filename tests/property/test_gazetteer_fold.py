from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.consonant_key import consonant_key
from gazetteer.names import bare, fold, fold_many
from gazetteer.provinces import Provinces
from gazetteer.resolve.query import QueryForm, read_query

PROVINCES = Provinces.open()
degrees = st.floats(allow_nan=True, allow_infinity=True)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text("abcdeilrstuyz '-", max_size=40))
def test_case_and_hyphens_do_not_matter(name):
    assert fold(name.upper().replace("-", " ")) == fold(name)


@given(st.lists(st.text(max_size=12) | st.text(" \n&.a\u0301é\u3000\x1c\x85ßİا", max_size=8)))
def test_many_names_fold_as_each_does(names):
    assert fold_many(names) == [fold(name) for name in names]


@given(st.text(max_size=60))
def test_any_text_can_be_read(name):
    query = read_query(name)
    assert not fold(name) or query.readings[0] == (fold(name), QueryForm.AS_WRITTEN)
    assert len(bare(fold(name))) <= len(fold(name))
    assert len(consonant_key(fold(name))) <= 4 * len(fold(name)) + 4


@settings(deadline=None)
@given(degrees, degrees)
def test_any_point_has_one_province_or_none(lon, lat):
    (row,) = PROVINCES.assign(lon, lat).tolist()
    assert -1 <= row < len(PROVINCES)
