"""Why a document could not be read."""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A document that cannot be read; `sentence` says which, why and what to do."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The reason as one sentence for people."""
        return f"{self.name or 'The text'}: {self.reason}."
