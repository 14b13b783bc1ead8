"""Where the map's cards lead: to the sentence in the text that a report was read from."""

from __future__ import annotations

from urllib.parse import urlencode

from geo.review.draft_store import has_text

# The address's keys on the Reports page: the report, and the event to show in it.
REPORT, EVENT_HERE = "report", "of"


def text_address(report_id: str, start: int | None, event_id: str) -> str:
    """Return the address of an event's sentence on the Reports page; empty without its text.

    A claim without an offset was not read from a text.

    Parameters
    ----------
    report_id : str
        The id of the report.
    start : int or None
        Offset of the sentence in the report's clean text.
    event_id : str
        The id of the event.
    """
    if start is None or not has_text(report_id):
        return ""
    return f"reports?{urlencode({REPORT: report_id, EVENT_HERE: event_id})}"
