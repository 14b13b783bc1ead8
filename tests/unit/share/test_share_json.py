"""Columns written as JSON are what Python's own encoder writes."""

import json

import pyarrow as pa
import pytest

from geo.share.formats.arrow_text import stitched
from geo.share.formats.json_text import NULL, json_object

STRANGE = ["", 'a "quote"', "back\\slash", "tab\t\r\n\x00\x1f\x7f", "é\u2028😀", "=1+1", None]


def read(columns):
    texts = stitched(json_object({name: pa.array(v) for name, v in columns.items()}), NULL)
    return [json.loads(text) for text in texts.to_pylist()]


def as_rows(columns):
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


@pytest.mark.parametrize("values", [STRANGE, STRANGE[:-1], STRANGE[-1:] * 3])
def test_texts(values):
    columns = {"id": [str(n) for n in range(len(values))], 'o"dd': values}
    assert read(columns) == as_rows(columns)


def test_numbers_lists_and_structs():
    columns = {
        "number": [1, None, -3],
        "decimal": [35.0, None, 1e-7],
        "names": [["a", 'b"'], [], None],
        "claims": [[{"x": 1, "y": None}, {"x": None, "y": "z"}], [], [{"x": 2, "y": ""}]],
    }
    expected = as_rows(columns)
    expected[2]["names"] = []
    assert read(columns) == expected


def test_what_is_no_number_is_null_and_whole_decimals_have_a_point():
    made = stitched(json_object({"x": pa.array([float("nan"), float("inf"), 2.0])}), NULL)
    assert made.to_pylist() == ['{"x":null}', '{"x":null}', '{"x":2.0}']


def test_a_part_of_a_column_is_written_as_that_part():
    column = pa.array(['"', "plain", "\\", "last"]).slice(1, 2)
    assert stitched(json_object({"x": column}), NULL).to_pylist() == [
        '{"x":"plain"}',
        '{"x":"\\\\"}',
    ]
