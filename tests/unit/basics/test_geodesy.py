import numpy as np
import pytest

from basics.geodesy import EARTH_KM, KM_PER_DEGREE, distance_km


def test_a_degree_of_latitude_is_the_same_everywhere() -> None:
    assert EARTH_KM * np.pi / 180 == pytest.approx(KM_PER_DEGREE, abs=0.001)
    assert distance_km(10, [0, 70], 10, [1, 71]) == pytest.approx([KM_PER_DEGREE] * 2, abs=0.001)


def test_a_degree_of_longitude_shrinks_with_the_latitude() -> None:
    assert distance_km(10, 60, 11, 60) == pytest.approx(KM_PER_DEGREE / 2, rel=0.001)


def test_known_distances() -> None:
    assert distance_km(36.75, 35.13, 36.75, 36.13) == pytest.approx(111.2, abs=0.1)
    assert distance_km(-180, 0, 180, 0) == pytest.approx(0, abs=1e-6)
    assert distance_km(0, 90, 123, -90) == pytest.approx(np.pi * EARTH_KM)
