"""The one list of facets: the filters that offer the values events have, one row each.

The link, the query in memory and in SQL, the heading, the page and the browser's program read this
table. CONTRIBUTING.md says how to add a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from geo.model.event import Status, Type

LONGEST_TEXT = 200
_PROVINCE = re.compile(r"[A-Z]{2}-[A-Z0-9~]{1,6}")


class Label(StrEnum):
    """Where the words for a value come from."""

    STYLE = "style"  # the style table (`geo.draw.style`)
    NAME = "name"  # the entry of the vocabulary, which has a name beside its code
    VALUE = "value"  # the value itself


class SqlSource(StrEnum):
    """Where SQL finds an event's values."""

    COLUMN = "column"  # one value, a column of the events
    STATUS = "status"  # one value, which depends on the day up to which claims count
    LIST = "list"  # several values, a list in a column of the events
    RELATION = "relation"  # several values, in a relation of pairs of id and value


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter.

    Attributes
    ----------
    key : str
        Its name in links, stored columns, vocabularies, SQL answers and the browser.
    attribute : str
        The field of the View: a tuple of the values that are let through, empty for all.
    read : callable
        Makes a value of a link's text; raises ValueError with a reason.
    unknown : str
        The reason why a value that no event has is refused; empty where `read` knows them all.
    source : SqlSource
        Where SQL finds the values.
    sql : str
        The name of that column or relation.
    code : str
        The item of a vocabulary's entry that is the value; empty where the entry is the value.
    labels : Label
        Where the words for a value come from.
    phrase : str
        How a heading says it, with `{}` for the values.
    joint : str
        The word between values in a heading.
    turn : int
        When it is said in a heading, from 0.
    clause : bool
        Whether the phrase stands after the days, behind a semicolon.
    title, plural, empty : str
        On the page: its name, the noun for several values, and what no choice is called.
    """

    key: str
    attribute: str
    read: Callable[[str], str]
    unknown: str = ""
    source: SqlSource = SqlSource.COLUMN
    sql: str
    code: str = ""
    labels: Label = Label.VALUE
    phrase: str
    joint: str = "or"
    turn: int
    clause: bool = False
    title: str
    plural: str
    empty: str

    @property
    def many(self) -> bool:
        """Whether an event may have several values."""
        return self.source in (SqlSource.LIST, SqlSource.RELATION)


def read_text(text: str) -> str:
    """Return a text of a link with single spaces.

    Raises
    ------
    ValueError
        When it is empty or too long.
    """
    clean = " ".join(text.split())
    if not clean or len(clean) > LONGEST_TEXT:
        raise ValueError(f"it is empty or longer than {LONGEST_TEXT} characters")
    return clean


def one_of(values: Iterable[str], noun: str) -> Callable[[str], str]:
    """Return a function that reads one of some values, and refuses any other.

    Parameters
    ----------
    values : iterable of str
        What is allowed.
    noun : str
        What a value is called, for the reason of a refusal.
    """
    allowed = tuple(map(str, values))

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"a {noun} is one of {', '.join(allowed)}")
        return text

    return read


def _read_province(text: str) -> str:
    code = text.upper()
    if not _PROVINCE.fullmatch(code):
        raise ValueError("a province is an ISO 3166-2 code such as SY-HM")
    return code


# In the order of the page's row of filters and of links.
FACETS = (
    Facet(
        key="province",
        attribute="provinces",
        read=_read_province,
        unknown="no such province is known",
        sql="province",
        code="iso",
        labels=Label.NAME,
        phrase=" in {}",
        turn=1,
        joint="and",
        title="Province",
        plural="provinces",
        empty="All provinces",
    ),
    Facet(
        key="type",
        attribute="types",
        read=one_of(Type, "type"),
        sql="type",
        labels=Label.STYLE,
        phrase=" of type {}",
        turn=0,
        title="Type",
        plural="types",
        empty="All types",
    ),
    Facet(
        key="actor",
        attribute="actors",
        read=read_text,
        unknown="no event has such an actor",
        source=SqlSource.LIST,
        sql="actors",
        phrase=" with {}",
        turn=2,
        title="Actor",
        plural="actors",
        empty="All actors",
    ),
    Facet(
        key="source",
        attribute="sources",
        read=read_text,
        unknown="no report is by such a source",
        source=SqlSource.RELATION,
        sql="sources",
        phrase=" reported by {}",
        turn=3,
        title="Source",
        plural="sources",
        empty="All sources",
    ),
    Facet(
        key="status",
        attribute="statuses",
        read=one_of(Status, "status"),
        source=SqlSource.STATUS,
        sql="status",
        labels=Label.STYLE,
        phrase="{} only",
        turn=4,
        clause=True,
        title="Status",
        plural="statuses",
        empty="Any status",
    ),
)
