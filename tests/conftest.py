"""What all tests share: one headless Chromium for the whole run."""

import shutil
import sys

import pytest
from playwright.sync_api import sync_playwright

from gazetteer.index.build import ensure_base

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium_path():
    """Return where Chromium is, or fail with a sentence that says how to get it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.fail("The browser tests need Chromium: install it with `apt-get install chromium`.")
    return path


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; tests open contexts of their own in it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def gazetteer_home(tmp_path, monkeypatch):
    """`DATELINE_HOME` for the test alone: this machine's base gazetteer and nothing else."""
    base = ensure_base()
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / base.name).symlink_to(base, target_is_directory=True)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def own_main():
    """Put `__main__` back: AppTest leaves its script there, and new processes would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
