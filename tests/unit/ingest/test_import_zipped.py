"""A .zip with one CSV, as GDELT's days are published, and what may be wrong with one."""

import io
import struct
import subprocess
import sys
import zipfile

import pytest

from geo.ingest import CannotImport, import_file, open_table_file
from geo.ingest.formats import zipped as zipped_module
from geo.store.history.revisions import EventStore
from tests.unit.ingest.import_files import UCDP, gdelt, write_csv

DAY = "".join("\t".join(gdelt(str(number))) + "\n" for number in range(1000, 1200))


def zipped(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text, **options)
    return path


def events_in(file):
    return sum(len(rows) for rows in file.prepared())


def refused(path, said):
    with pytest.raises(CannotImport, match=said):
        events_in(open_table_file(path))


def test_a_day_of_gdelt_as_it_is_published(tmp_path):
    path = zipped(tmp_path / "20160105.export.CSV.zip", [("20160105.export.CSV", DAY)])
    plain = tmp_path / "20160105.export.CSV"
    plain.write_text(DAY)
    file, store = open_table_file(path), EventStore(str(tmp_path / "store"))
    assert file.name == "gdelt"
    assert import_file(file, store, "ana").added == 200
    again = import_file(open_table_file(plain), store, "ana")
    assert (again.added, again.revised, again.same) == (0, 0, 200)


def test_a_name_with_a_path_is_never_used_as_one(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    path = zipped(inside / "a.zip", [("../../out.csv", DAY)])
    assert events_in(open_table_file(path)) == 200
    assert {each.name for each in tmp_path.rglob("*")} == {"inside", "a.zip"}


def test_any_other_csv_may_be_zipped(tmp_path):
    table = write_csv(tmp_path / "ged.csv", [UCDP, UCDP | {"id": "2", "latitude": "95"}])
    path = zipped(tmp_path / "ged.zip", [("folder/", ""), ("folder/ged.csv", table.read_bytes())])
    file = open_table_file(path)
    assert (file.name, events_in(file), len(file.rejects)) == ("ucdp", 1, 1)
    assert file.rejects[0].cells["latitude"] == "95"


def test_more_than_one_file_or_none(tmp_path):
    refused(zipped(tmp_path / "a.zip", [("a.csv", DAY), ("b.csv", DAY)]), "holds 2 files")
    refused(zipped(tmp_path / "b.zip", []), "holds 0 files")
    refused(zipped(tmp_path / "c.zip", [("a.exe", DAY)]), "'a.exe', which is no CSV")


def test_no_zip_at_all(tmp_path):
    path = tmp_path / "a.zip"
    path.write_text(DAY)
    refused(path, "is no .zip that can be read")


def test_what_would_fill_a_memory(tmp_path, monkeypatch):
    bomb = zipped(tmp_path / "a.zip", [("a.csv", "a,b\n" + "0" * 10_000_000)])
    refused(bomb, "which no table does")
    monkeypatch.setattr(zipped_module, "MOST_BYTES", 1000)
    refused(zipped(tmp_path / "b.zip", [("a.csv", DAY)]), "unpack it and import the CSV")


def test_more_than_was_announced_is_not_read(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", DAY)
    lying = data.getvalue().replace(struct.pack("<I", len(DAY)), struct.pack("<I", len(DAY) // 2))
    path = tmp_path / "a.zip"
    path.write_bytes(lying)
    refused(path, "is no .zip that can be read")


def test_the_rows_before_a_damage_are_in(tmp_path):
    many = "".join("\t".join(gdelt(str(number))) + "\n" for number in range(1000, 9000))
    path = zipped(tmp_path / "a.zip", [("a.csv", many)])
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = bytes(200)
    path.write_bytes(data)
    command = [sys.executable, "-m", "geo", "import", str(path), "--store", str(tmp_path / "s")]
    done = subprocess.run(
        [*command, "--who", "ana"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "damaged from here on" in path.with_name("a.zip.rejects.csv").read_text("utf-8-sig")
    added = int(done.stderr.split(" events added")[0].split()[-1])
    assert 1000 < added < 8000
    assert EventStore(str(tmp_path / "s")).events.latest() is not None


def test_an_encrypted_one_says_so(tmp_path):
    path = zipped(tmp_path / "a.zip", [("a.csv", DAY)])
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[entry + 8] |= 1
    path.write_bytes(data)
    refused(path, "is encrypted")
