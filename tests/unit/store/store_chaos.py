"""What the processes of the chaos test do; each is killed at any moment."""

import json
import time
from itertools import count
from pathlib import Path
from random import Random

from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from tests.unit.store.store_events import REPORT, event


def write(folder: str, acknowledged: str, name: str) -> None:
    """Add events and edit them; note each change once the store says that it is kept."""
    store = EventStore(folder)
    for number in count():
        key = f"{name}-{number}"
        one = event(key)
        store.put([one], name, "add", [REPORT], action="add")
        _note(acknowledged, {"id": one.id, "title": one.title})
        two = event(key, f"{key} corrected")
        store.edit(two, name, "correct")
        _note(acknowledged, {"id": two.id, "title": two.title})


def _note(path: str, what: dict) -> None:
    with Path(path).open("a") as file:
        file.write(json.dumps(what) + "\n")


def compact(folder: str) -> None:
    """Put small files together, all the time."""
    store = EventStore(folder)
    while True:
        store.events.compact(above=8)
        time.sleep(0.2)


def read(folder: str, seen: str, seed: int) -> None:
    """Follow the table, and note what it showed at each version."""
    live = LiveStore(EventStore(folder))
    pick = Random(seed)
    while True:
        table = live.table()
        if table is not None:
            for row in pick.sample(range(len(table.columns)), min(3, len(table.columns))):
                table.event(row)
            _note(seen, {"version": table.revision, "print": table.fingerprint})
        time.sleep(0.05)
