import pytest

from basics.atomic_file import CannotSave, save


def test_a_file_is_written_whole(tmp_path):
    save(tmp_path / "a.txt", [b"one", b"two"])
    assert (tmp_path / "a.txt").read_bytes() == b"onetwo"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_was_there_stays_when_writing_fails(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def parts():
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotSave, match="No space left"):
        save(path, parts())
    assert path.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_stop_in_the_middle_leaves_nothing(tmp_path):
    def parts():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "a.txt", parts())
    assert not list(tmp_path.iterdir())


def test_permissions_are_those_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    save(tmp_path / "a", [b""])
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("name", ["none/a.txt", "."])
def test_a_bad_place_is_a_sentence(tmp_path, name):
    with pytest.raises(CannotSave, match=r"folder"):
        save(tmp_path / name, [b""])
