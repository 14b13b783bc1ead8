"""A stranger finds the room for a change: figures of the structure that only improve."""

import re
from pathlib import Path

import pytest

from geo.model.family import Family
from scripts.measure_structure import measure, source_files

ROOT = Path(__file__).resolve().parents[2]
MOST_FILES = 20
MOST_LISTS = 20
LEAST_DESCRIBED = 90
# Longer than the 250 lines that a file should have at most; none may be longer than this.
LONGEST = 400


@pytest.fixture(scope="module")
def figures():
    return measure(ROOT)


def test_no_folder_is_crowded(figures):
    assert max(figures["fullest folders"].values()) <= MOST_FILES


def test_no_file_is_endless():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in source_files(ROOT)
        if (count := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert not long


def test_functions_are_short(figures):
    assert figures["lines of a function"]["median"] <= 10


def test_vocabulary_is_data(figures):
    assert figures["word lists in code"] < MOST_LISTS


def test_a_class_has_its_name_for_itself(figures):
    assert figures["classes that share a name"] == 0


def test_public_functions_say_what_their_arguments_are(figures):
    assert figures["described, %"] >= LEAST_DESCRIBED


def test_families_are_named_by_the_enum():
    values = "|".join(re.escape(each.value) for each in Family)
    literal = re.compile(rf"family (?:==|!=|in|not in) [(\"']+(?:{values})\b")
    users = [path for path in source_files(ROOT) if literal.search(path.read_text("utf-8"))]
    assert not users
