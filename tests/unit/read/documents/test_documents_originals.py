"""Original bytes are kept once, under their SHA-256."""

from hashlib import sha256

import pytest

from geo.read.documents import keep_original, original_bytes, originals_folder


def test_kept_and_found_again(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    data = b"some bytes"
    path = keep_original(data)
    assert path == originals_folder() / sha256(data).hexdigest()
    assert keep_original(data) == path
    assert original_bytes(path.name) == data
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_what_is_no_digest_is_refused(digest, tmp_path):
    with pytest.raises(ValueError, match="no SHA-256"):
        original_bytes(digest, tmp_path)
