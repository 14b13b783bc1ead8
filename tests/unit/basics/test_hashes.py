from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from basics.hashes import canonical_bytes, content_hash


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Point:
    lon: float
    lat: float


def test_parts_are_hashed_as_one() -> None:
    assert content_hash(b"ab", b"c") == content_hash(b"abc") == "ba7816bf8f01cfea414140de5dae2223"


def test_equal_values_have_one_spelling() -> None:
    one = canonical_bytes({"b": 1, "a": [Colour.RED, date(2017, 3, 21), None]})
    assert one == canonical_bytes({"a": ("red", "2017-03-21", None), "b": 1})
    assert one == b'{"a":["red","2017-03-21",null],"b":1}'


def test_a_dataclass_is_its_values_and_not_its_names() -> None:
    assert canonical_bytes(Point(1.5, 2.0)) == b"[1.5,2.0]"


def test_sets_are_sorted() -> None:
    assert canonical_bytes({"b", "a"}) == b'["a","b"]'


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        canonical_bytes(object())
