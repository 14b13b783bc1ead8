"""The bench of the chain measures what it says, and says what it leaves out."""

from datetime import date

from bench.read_chain import copies, main, read_set
from tests.unit.read.documents.documents_data import STORY


def test_each_step_of_each_set_is_measured(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("\n\n".join(STORY))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "lines.jsonl").write_text('{"text": "Rebels attacked Homs on Friday and left."}\n')
    sets = [str(tmp_path), str(tmp_path / "lines.jsonl"), str(tmp_path / "none")]
    assert main([*sets, "--seconds", "0", "--workers", "1", "2", "--reports", "3"]) == 0
    told = capsys.readouterr()
    assert told.out.count("the chain, from bytes to proposals") == 2
    assert "workers 1:" in told.out and "workers 2:" in told.out
    assert "empty.txt: this file is empty" in told.err and "none: left out" in told.err


def test_nothing_to_read(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "None of the sets" in capsys.readouterr().err


def test_copies_differ(tmp_path):
    (tmp_path / "a.txt").write_text("\n\n".join(STORY))
    found = read_set(tmp_path, date(2016, 1, 1))
    assert found is not None
    assert len({source.data for source in copies([found], 5)}) == 5
