"""What all tests share: one headless Chromium for the whole run."""

import shutil
import sys

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from gazetteer.index.build import ensure_base

# What `make quick` leaves out: files that start processes and servers, or try very many cases.
# Each took more than 2.5 s of processor time.
SLOW = [
    "test_claims_phrases",
    "test_cli_share",
    "test_export_round_trip",
    "test_gazetteer_cli",
    "test_gazetteer_index",
    "test_gazetteer_sources",
    "test_import_cluster",
    "test_read_command",
    "test_read_manifest",
    "test_review_drafts",
    "test_share_film",
    "test_share_fixed",
    "test_share_page",
    "test_share_record",
    "test_share_snapshot",
    "test_store_chaos",
    "test_store_compaction",
    "test_store_engine",
    "test_store_many_values",
    "test_store_revisions",
    "test_store_rows",
    "test_store_s3",
    "test_store_select",
    "test_store_sql",
    "test_store_undo",
    "test_store_snapshot_cache",
    "test_printed_map",
    "test_model_view",
]

# A busy machine is no fault of a test's.
settings.register_profile("suite", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    """Mark the tests of slow files as slow."""
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_sessionstart(session):
    """Build the gazetteer's index once, before the processes that share it start."""
    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        ensure_base()


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
