"""Which documents of a batch speak for each other, because one outlet published them."""

from __future__ import annotations

from collections.abc import Iterable

from gazetteer.recognise.outlet import ReportKey, host_of, report_key, worth_surveying
from geo.read.documents import Document

Text = tuple[str, str]


def key_of(document: Document) -> ReportKey | None:
    """Return what a document is to its outlet, None when it does not name one."""
    return report_key(document.text, document.url) if document.url else None


def hosts_of(documents: Iterable[Document]) -> set[str]:
    """Return the hosts of the outlets of some documents."""
    return {host_of(document.url) for document in documents if document.url}


def texts_to_survey(documents: Iterable[Document]) -> list[Text]:
    """Return the texts of a batch that speak for others, each with its URL, in one order."""
    by_key = {key: each for each in documents if (key := key_of(each))}
    chosen = [by_key[key] for key in sorted(worth_surveying(by_key))]
    return [(each.text, each.url) for each in chosen]
