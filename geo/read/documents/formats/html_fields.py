"""What a web page's fields say: JSON-LD, meta tags, time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html

from geo.lexicon import ENGLISH
from geo.read.documents.blocks import Facts
from geo.read.documents.document import Evidence, Publication
from geo.read.documents.published import address_evidence, full_day

# Meta fields with the publication day, each with its confidence.
_DAY_FIELDS: Mapping[str, float] = ENGLISH.mapping("web_pages.day_fields")
_JSON_CONFIDENCE = 0.97
_LONGEST = 300
_MOST_JSON = 500_000
_MOST_NODES = 500
_TIME_CONFIDENCE = 0.85
_ARTICLE_TYPES = re.compile(r"article|report|posting", re.IGNORECASE)


def page_facts(tree: html.HtmlElement) -> Facts:
    """Return the title, publisher, author, language, address and dates that a page declares."""
    metas = _metas(tree)
    nodes = list(_json_nodes(tree))
    url = _url(tree, metas)
    return Facts(
        title=_first(metas.get("og:title"), _named(nodes, "headline"), _title(tree)),
        publisher=_first(metas.get("og:site_name"), _named(nodes, "publisher")),
        author=_first(
            metas.get("author"),
            metas.get("article:author", "").partition("http")[0],
            _named(nodes, "author"),
        ),
        language=(tree.get("lang") or "")[:2].lower(),
        url=url,
        days=(*_days(metas, nodes), *_times(tree), *address_evidence(url)),
    )


def _first(*values: str | None) -> str:
    clean = (" ".join(value.split())[:_LONGEST] for value in values if value)
    return next(filter(None, clean), "")


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content") or ""
        if key and content:
            out.setdefault(key.lower(), content.strip())
    return out


def _title(tree: html.HtmlElement) -> str:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            return str(element.text_content())
    return ""


def _url(tree: html.HtmlElement, metas: dict[str, str]) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return _web_address(link.get("href") or "")
    return _web_address(metas.get("og:url", ""))


def _web_address(text: str) -> str:
    return text[:2000] if text.lower().startswith(("http://", "https://")) else ""


def _json_nodes(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _MOST_JSON:
            continue
        try:
            yield from _flat(json.loads(text))
        except (ValueError, RecursionError):
            continue


def _flat(node: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD graph, articles first."""
    waiting: list[Any] = [node]
    found: list[dict[str, Any]] = []
    while waiting and len(found) < _MOST_NODES:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each[:_MOST_NODES])
        elif isinstance(each, dict):
            found.append(each)
            waiting.append(each.get("@graph"))
    yield from sorted(found, key=lambda each: not _ARTICLE_TYPES.search(str(each.get("@type"))))


def _named(nodes: list[dict[str, Any]], key: str) -> str:
    for node in nodes:
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _days(metas: dict[str, str], nodes: list[dict[str, Any]]) -> Iterator[Publication]:
    for node in nodes:
        yield from _field_day("datePublished", node.get("datePublished"), _JSON_CONFIDENCE)
    for key, confidence in _DAY_FIELDS.items():
        yield from _field_day(key, metas.get(key), confidence)


def _field_day(key: str, value: Any, confidence: float) -> Iterator[Publication]:
    day = full_day(value) if isinstance(value, str) else None
    if day:
        yield Publication(day, confidence, Evidence.METADATA, f"{key}: {value}"[:120])


def _times(tree: html.HtmlElement) -> Iterator[Publication]:
    """Yield the first time element with a machine-readable day."""
    for element in tree.iter("time"):
        value = element.get("datetime") or ""
        day = full_day(value)
        if day:
            yield Publication(day, _TIME_CONFIDENCE, Evidence.METADATA, f"time: {value}"[:120])
            return
