"""Each list and each pattern of the lexicon is read by code: what is dead is refused."""

import pkgutil
from importlib import import_module

import geo.ingest
import geo.read
from geo.ingest.mapping.countries import country_code
from geo.lexicon import ENGLISH


def test_each_list_is_asked_for_by_code():
    for package in (geo.read, geo.ingest):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    # This list is read when a table first has a country.
    assert country_code("Czechia") == "CZ"
    assert ENGLISH.unasked() == []
