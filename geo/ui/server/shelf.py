"""Content that is offered to browsers under its own hash."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from basics.hashes import content_hash
from geo.draw.web.assets import Blob

PREFIX = "dateline"


class Shelf:
    """Keeps the newest few pieces of content, by hash, for the browsers that ask for them."""

    def __init__(self, name: str, keep: int) -> None:
        self.name = name
        self._keep = keep
        self._blobs: OrderedDict[str, Blob] = OrderedDict()
        self._lock = Lock()

    def put(self, data: bytes) -> str:
        """Offer bytes and return their hash."""
        sha = content_hash(data)
        with self._lock:
            if sha not in self._blobs:
                self._blobs[sha] = Blob(data, sha)
            self._blobs.move_to_end(sha)
            while len(self._blobs) > self._keep:
                self._blobs.popitem(last=False)
        return sha

    def get(self, sha: str) -> Blob | None:
        """Return what has this hash, None once it is gone."""
        return self._blobs.get(sha)

    def url(self, sha: str) -> str:
        """Return the address of a hash, relative to the root of the app."""
        return f"{PREFIX}/{self.name}/{sha}"
