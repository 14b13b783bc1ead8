import csv
import gzip
import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from gazetteer.folders import source_folders
from gazetteer.sources import install
from gazetteer.sources.own import add_place
from gazetteer.sources.reading import SourceError

ROOT = Path(__file__).resolve().parents[3]
HEADER = "PP_PCODE,PP_NAME_EN,PP_ALT1_EN,lon,lat,ADM1_EN,ADM1_PCODE\n"
GOOD = (
    "C1,Tal Nowhere (Salqin),Tall Naware,36.45,36.13,Idleb,SY07\n"
    "C2,Kafr Nawaran,,36.5,36.0,Idleb,SY07\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))


@pytest.fixture
def write(tmp_path):
    def make(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def opened():
    return Gazetteer(source_folders())


def rejects(added):
    with added.rejects_file.open(encoding="utf-8", newline="") as file:
        return [(int(r["row"]), r["reason"]) for r in csv.DictReader(file)]


def geonames_row(number, name, lat, lon, code="PPL", cc="SY", admin1="12", alternates=""):
    cells = [number, name, name, alternates, lat, lon, "P", code, cc, "", admin1]
    return "\t".join(map(str, [*cells, "", "", "", 1200, "", 300, "Asia/Damascus", "2020-01-01"]))


def test_ocha_places_are_found_by_every_name_and_by_p_code(write):
    added = install.add(write("places.csv", HEADER + GOOD))
    assert (added.places, added.rejected) == (2, 0)
    for name in ("Tal Nowhere", "Tall Naware", "Tal Nowhere (Salqin)", "C1"):
        place = opened().resolve(name, "SY").place
        assert place.pcode == "C1"
        assert (place.country, place.admin1_iso) == ("SY", "SY-ID")
        assert place.source == "places"


def test_a_province_may_be_given_by_the_p_code_of_a_source(write):
    more = "".join(f"D{i},Extra {i},,36.6,36.0,Idleb,SY07\n" for i in range(3))
    install.add(write("places.csv", HEADER + GOOD + more))
    assert opened().resolve("Kafr Nawaran", admin1="SY07").place.pcode == "C2"


def test_a_misspelling_is_brought_to_its_place_when_the_province_is_given(write):
    install.add(write("places.csv", HEADER + GOOD))
    assert opened().resolve("Kafer Nouaran", admin1="SY-ID").place.pcode == "C2"
    assert opened().resolve("كفر نوران", admin1="SY-ID").place.pcode == "C2"


def test_bad_rows_are_refused_one_by_one(write):
    rows = [
        "C3,,,36.5,36.0,Idleb,SY07",
        "C4,Off,,36.5,96.0,Idleb,SY07",
        "C5,Swapped,,36.0,120.5,Idleb,SY07",
        "C6,Turned,,33.2,36.4,Idleb,SY07",
        "C1,Twice,,36.5,36.0,Idleb,SY07",
        "C7,Words,,east,36.0,Idleb,SY07",
        "C8,Null,,0,0,Idleb,SY07",
        "C9,Long,,36.5,36.0,Idleb,SY07,more,cells",
    ]
    text = (HEADER + GOOD + "\n".join(rows) + "\n").encode() + b"C10,Caf\xe9,,36.5,36,Idleb,SY07\n"
    added = install.add(write("bad.csv", text))
    assert (added.places, added.rejected) == (2, 9)
    reasons = dict(rejects(added))
    assert sorted(reasons) == list(range(4, 13))
    expected = {
        4: "no name",
        5: "out of range",
        6: "swapped",
        7: "swapped",
        8: "earlier row",
        9: "not numbers",
        10: "mean none",
        11: "9 cells but 7 columns",
        12: "not UTF-8",
    }
    assert all(part in reasons[row] for row, part in expected.items())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", "a,b,c\n1,2,3\n", "no column for name or lat or lon"),
        ("latin.csv", b"name,lat,lon\n" + b"\xe9,1,1\n" * 9, "save the file as UTF-8"),
        ("empty.csv", "", "column names"),
        ("prose.csv", "Once upon a time\n", "column names"),
        ("broken.zip", b"PK\x03\x04 and then nothing", "damaged or cut short"),
        ("broken.gz", b"\x1f\x8b" + b"\0" * 30, "damaged or cut short"),
        ("broken.json", '{"features": [', "not JSON"),
        ("list.json", '{"a": 1}', "features"),
        ("deep.json", "[" * 100_000, "not JSON"),
    ],
)
def test_a_file_that_is_no_use_is_refused_and_nothing_changes(write, name, content, words):
    install.add(write("places.csv", HEADER + GOOD))
    with pytest.raises(SourceError, match=words) as refused:
        install.add(write(name, content), name="places")
    assert name in str(refused.value)
    assert opened().resolve("Kafr Nawaran", "SY").status == "resolved"
    assert [s["file"] for s in install.list_sources()] == ["places.csv"]


def test_a_zip_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", b"\0" * (80 << 20))
    with pytest.raises(SourceError, match="no gazetteer"):
        install.add(path)


def test_a_truncated_zip_and_a_truncated_gzip_are_refused(tmp_path, write):
    text = "\n".join(geonames_row(i, f"Town {i}", 35.1, 36.7) for i in range(1, 5000))
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", text)
    for name, whole in (("a.zip", path.read_bytes()), ("b.gz", gzip.compress(text.encode()))):
        with pytest.raises(SourceError, match="cut short"):
            install.add(write(name, whole[: len(whole) // 2]))
    assert install.list_sources() == []


def test_a_geonames_zip_with_alternate_names(tmp_path, write):
    path = tmp_path / "SY.zip"
    rows = [
        geonames_row(900001, "Newplace", 35.1, 36.7, admin1="10", alternates="Novumlocum"),
        geonames_row(900002, "Newprovince", 35.2, 36.8, "ADM1", admin1="10"),
        geonames_row(900001, "Again", 35.1, 36.7),
        "900003\tShort row",
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "x" * 10_000)
        archive.writestr("SY.txt", "\n".join(rows))
    names = "1\t900001\tar\tمكان\t\t\t\t\n2\t900001\t\tOldplace\t\t\t\t1\n3\t77\ten\tElse\t\t\t\t\n"
    added = install.add(path, alternate_names=write("alternateNamesV2.txt", names))
    assert (added.places, added.rejected) == (2, 2)
    gazetteer = opened()
    for name in ("Newplace", "Novumlocum", "مكان", "Oldplace"):
        place = gazetteer.resolve(name).place
        assert (place.id, place.admin1_iso) == ("gn:900001", "SY-HM")
    assert gazetteer.resolve("Newprovince").place.kind == "admin1"
    reasons = gazetteer.candidates("Oldplace")[0].reasons
    assert reasons["historic name"] < 0


def test_a_place_called_so_today_comes_before_one_that_was(write, tmp_path):
    rows = [geonames_row(n, name, lat, 36.7) for n, name, lat in ((1, "Formerton", 35.1),)]
    rows.append(geonames_row(2, "Newname", 35.9, 36.7))
    dump = write("SY.txt", "\n".join(rows))
    names = write("alternateNamesV2.txt", "1\t2\t\tFormerton\t\t\t\t1\n")
    install.add(dump, alternate_names=names)
    first, second = opened().candidates("Formerton")[:2]
    assert (first.place.name, second.place.name) == ("Formerton", "Newname")


def test_linked_places_in_json_and_tsv(write):
    feature = {
        "@id": "http://example.org/p/1",
        "type": "Feature",
        "properties": {"title": "Emporion", "ccodes": ["ES"]},
        "geometry": {"type": "Point", "coordinates": [3.12, 42.13]},
        "names": [{"toponym": "Emporiae"}, {"toponym": "Empúries"}],
    }
    broken = [{"type": "Feature"}, {**feature, "geometry": None}, feature, 7]
    collection = {"type": "FeatureCollection", "features": [feature, *broken]}
    added = install.add(write("lpf.json", json.dumps(collection)))
    assert (added.places, added.rejected) == (1, 4)
    assert opened().resolve("Empuries").place.admin1_iso == "ES-GI"
    tsv = "id\ttitle\tvariants\tlon\tlat\tccodes\n7\tRhode\tRhoda;Roses\t3.18\t42.26\tES\n"
    install.add(write("lpf.tsv", tsv), name="tsv")
    assert opened().resolve("Rhoda").place.name == "Rhode"


def test_utf16_and_semicolons_and_a_country_from_the_point(write):
    text = "Name;Latitude;Longitude\nFarmstead;35,13;36,75\n"
    install.add(write("excel.csv", text.encode("utf-16")))
    assert opened().resolve("Farmstead").place.admin1_iso == "SY-HM"


def test_adding_again_does_nothing_and_adding_more_replaces(write):
    path = write("places.csv", HEADER + GOOD)
    install.add(path)
    assert install.add(path).unchanged
    write("places.csv", HEADER + GOOD.splitlines()[0])
    assert install.add(path).places == 1
    assert opened().resolve("Kafr Nawaran", "SY").status == "unknown"


def test_a_source_stays_in_its_folder_whatever_it_is_called(write):
    added = install.add(write("places.csv", HEADER + GOOD), name="../../Évil name")
    assert added.source == "vil-name"
    assert [f.name for f in source_folders()] == ["vil-name"]


def test_list_names_source_and_licence_and_remove_removes(write):
    install.add(write("places.csv", HEADER + GOOD), licence="CC BY 3.0 IGO")
    (source,) = install.list_sources()
    assert (source["source"], source["licence"]) == ("places", "CC BY 3.0 IGO")
    install.remove("places")
    assert install.list_sources() == []
    with pytest.raises(KeyError, match="no source"):
        install.remove("../base")


def test_a_place_of_ones_own_goes_before_others(write):
    install.add(write("places.csv", HEADER + GOOD))
    add_place("Kafr Nawaran", 36.75, 35.13, "SY", ["The farm"])
    add_place("Second", 36.76, 35.14, "SY")
    gazetteer = opened()
    assert gazetteer.resolve("The farm").place.name == "Kafr Nawaran"
    assert gazetteer.resolve("Kafr Nawaran").place.source == "own-places"
    assert gazetteer.resolve("Second").status == "resolved"
    with pytest.raises(ValueError, match="name"):
        add_place(" ", 36.75, 35.13)


def test_adding_killed_half_way_leaves_the_old_source(write, tmp_path):
    install.add(write("places.csv", HEADER + GOOD))
    fifo = tmp_path / "slow.csv"
    script = (
        "import sys, time\nfrom pathlib import Path\n"
        "from gazetteer.sources import formats, install\n"
        "def slow(path, country):\n"
        "    yield from formats.read_table(path, country)\n"
        "    print('half', flush=True); time.sleep(60)\n"
        "formats.FORMATS['csv'] = formats.SourceFormat('csv', slow, '')\n"
        "install.add(Path(sys.argv[1]), 'csv', 'places')\n"
    )
    fifo.write_text(HEADER + GOOD.replace("Kafr Nawaran", "Changed"))
    command = [sys.executable, "-c", script, str(fifo)]
    adding = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert adding.stdout.readline() == "half\n"
    adding.send_signal(signal.SIGKILL)
    adding.wait()
    adding.stdout.close()
    assert opened().resolve("Kafr Nawaran", "SY").status == "resolved"
    assert [s["places"] for s in install.list_sources()] == [2]
