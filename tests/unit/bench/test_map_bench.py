"""The benchmark of maps goes on without the contenders that cannot be started."""

import subprocess
from contextlib import nullcontext

import pytest

from bench.map import __main__ as bench
from bench.map.contender import Contender


class Fake(Contender):
    def start(self, events, folder, days):
        return "about:blank"

    def wait_painted(self, page): ...

    def step(self, page, number):
        return 1.0

    def play(self, page, seconds):
        return 60.0


class NotInstalled(Fake):
    name = "not installed"
    requires = ("no_such_module_of_anybody",)


class NoNpm(Fake):
    name = "no npm"

    def start(self, events, folder, days):
        raise subprocess.CalledProcessError(1, ["npm", "install"])


class Installed(Fake):
    name = "installed"
    requires = ("json",)


class Page:
    def route(self, *_): ...


class Context:
    def new_page(self):
        return Page()


@pytest.fixture
def measured(monkeypatch, tmp_path):
    def fill(one, page, url, window, result):
        result.step.append(1.0)
        result.first_paint.append(1.0)

    monkeypatch.setattr(bench.events, "make", lambda size, folder: tmp_path / "events.parquet")
    monkeypatch.setattr(bench.browser, "chromium", lambda: nullcontext(Context()))
    monkeypatch.setattr(bench, "measure_page", fill)
    found = bench.measure([NotInstalled, NoNpm, Installed], [10], rounds=2)
    return {result.name: result for result in found}


def test_what_cannot_be_started_is_said_and_the_others_are_measured(measured):
    assert "pip install -r bench/requirements.txt" in measured["not installed"].fault
    assert "npm" in measured["no npm"].fault
    assert not measured["installed"].fault
    assert len(measured["installed"].step) == 2 * len(bench.WINDOWS)
