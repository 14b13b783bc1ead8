import subprocess
import sys

import pytest

import geo.store
from geo.store import EventStore, open_store, open_table, select


@pytest.mark.parametrize("name", geo.store.__all__)
def test_every_name_of_the_face_is_there_and_listed(name):
    assert getattr(geo.store, name).__name__ == name
    assert name in dir(geo.store)


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = geo.store.nothing_of_ours


def test_the_face_itself_loads_nothing():
    text = "import sys, geo.store; print('deltalake' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_table_is_opened_written_and_asked_through_it(tmp_path):
    from geo.model.view import View
    from tests.unit.store.store_events import REPORT, event

    uri = str(tmp_path / "table")
    store = open_store(uri)
    assert isinstance(store, EventStore)
    store.put([event("one")], "ana", "", [REPORT])
    assert len(select(open_table(uri).columns, View()).rows) == 1
