"""A package that is not installed costs only the row that needs it."""

import subprocess

from bench import imports
from bench.store import steps


def test_an_import_that_lacks_a_package_says_so_and_goes_on(tmp_path, capsys, monkeypatch):
    def lacking(*arguments):
        raise ModuleNotFoundError("No module named 'geopandas'", name="geopandas")

    monkeypatch.setattr(imports, "_alone", lacking)
    imports._tell("geopandas", 10, tmp_path / "a.csv", tmp_path)
    assert "not measured: geopandas is not installed" in capsys.readouterr().out


def test_a_contender_that_lacks_a_package_says_so(tmp_path, monkeypatch):
    said = b"Traceback\nModuleNotFoundError: No module named 'pyogrio'\n"
    failed = subprocess.CompletedProcess([], 1, b"", said)
    monkeypatch.setattr(steps.subprocess, "run", lambda *args, **named: failed)
    found = steps.run("geopackage", tmp_path, 10, steps.Limits(1.0, 1.0), "load")
    assert found == {"stopped": "'pyogrio' is not installed"}
