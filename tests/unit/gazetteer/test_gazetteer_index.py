import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gazetteer.index.entry import Entry
from gazetteer.index.places_index import Index
from gazetteer.index.segment import Segment
from gazetteer.index.writer import write_segment
from gazetteer.names import hash_texts
from gazetteer.place import FeatureKind
from gazetteer.provinces import Provinces

ROOT = Path(__file__).resolve().parents[3]
META = {"source": "test", "licence": "none"}
SLOW_BUILD = """
import sys, time
from pathlib import Path
from gazetteer.index.entry import Entry
from gazetteer.place import FeatureKind
from gazetteer.provinces import Provinces
from gazetteer.index.writer import write_segment

def entries():
    yield Entry("Newtown", FeatureKind.CITY, 36.0, 35.0, "SY")
    print("writing", flush=True)
    time.sleep(60)

write_segment(Path(sys.argv[1]), entries(), {"source": "t", "licence": ""}, Provinces.open())
"""


@pytest.fixture(scope="module")
def provinces():
    return Provinces.open()


def entries():
    yield Entry(
        "Ḩamāh", FeatureKind.CITY, 36.75, 35.13, "SY", "SY.10", 460602, 170017, names=["Hama"]
    )
    yield Entry("Hama", FeatureKind.ADMIN1, 37.2, 35.2, "SY", "SY.10", 900000, 170015)
    yield Entry("Caspian Sea", FeatureKind.WATER, 50.5, 41.9, slug="caspian-sea")


def write(folder, provinces, rows=None):
    write_segment(folder, rows or entries(), META, provinces)
    return Index([Segment(folder)], lambda: provinces)


def test_what_is_written_is_found(tmp_path, provinces):
    index = write(tmp_path / "a", provinces)
    which, rows, _ = index.lookup(hash_texts(["hama", "caspian sea", "nowhere"]))
    assert sorted(zip(which.tolist(), rows.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 2)]
    assert index.place(0).admin1_iso == "SY-HM"
    assert index.place(2).id == "dl:caspian-sea"


def test_two_segments_are_one_table(tmp_path, provinces):
    write(tmp_path / "a", provinces)
    other = [Entry("Hama", FeatureKind.SITE, 36.7, 35.1, "TR", slug="x"), *entries()]
    write(tmp_path / "b", provinces, other)
    index = Index([Segment(tmp_path / "a"), Segment(tmp_path / "b")], lambda: provinces)
    _, rows, _ = index.lookup(hash_texts(["hama"]))
    assert sorted(rows.tolist()) == [0, 1, 3, 4, 5]
    countries = [index.countries[c] for c in index.column("country", rows)]
    assert sorted(countries) == ["SY", "SY", "SY", "SY", "TR"]
    assert index.place(3).country == "TR"


def test_a_build_that_is_killed_leaves_the_old_index_working(tmp_path, provinces):
    target = tmp_path / "index"
    write(target, provinces)
    command = [sys.executable, "-c", SLOW_BUILD, str(target)]
    builder = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert builder.stdout.readline() == "writing\n"
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    builder.stdout.close()
    assert len(Index([Segment(target)], lambda: provinces)) == 3
    assert list(tmp_path.glob(".staging-*"))
    write(target, provinces)
    assert not list(tmp_path.glob(".staging-*"))


def test_two_builders_at_once_both_succeed(tmp_path, provinces):
    target = tmp_path / "index"
    script = SLOW_BUILD.replace("time.sleep(60)", "time.sleep(0.2)")
    command = [sys.executable, "-c", script, str(target)]
    builders = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [b.wait(timeout=60) for b in builders] == [0, 0, 0]
    assert len(Segment(target)) == 1
    assert not list(tmp_path.glob(".staging-*"))
