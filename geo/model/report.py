"""What was published, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """One published text; `id` is stable and short, `digest` is in our own words."""

    id: str
    title: str
    publisher: str
    published: date
    author: str = ""
    language: str = "en"
    url: str = ""
    digest: str = ""
    licence: str = ""

    @property
    def citation(self) -> str:
        """Return author, title, publisher and day as one line."""
        parts = [self.author, f"“{self.title}”", self.publisher, self.published.isoformat()]
        return ", ".join(part for part in parts if part)
