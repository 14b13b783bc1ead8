"""Names and digests that follow from content alone, the same on every machine and in every version.

A digest is made of canonical bytes: JSON with sorted keys (RFC 8785 in spirit), never of `repr`,
which changes with Python and with the names of fields.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

CONTENT_HASH_LENGTH = 32


def content_hash(*parts: bytes) -> str:
    """Return the first 32 hexadecimal digits (128 bits) of the SHA-256 of some bytes.

    Parameters
    ----------
    *parts : bytes
        Hashed as if they were joined.
    """
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:CONTENT_HASH_LENGTH]


def canonical_bytes(value: Any) -> bytes:
    """Return the one spelling of a plain value in bytes.

    Parameters
    ----------
    value : any
        None, booleans, numbers, texts, days, enums, dataclasses, and lists, tuples, sets and
        mappings of these from texts.

    Raises
    ------
    TypeError
        When a value is of another kind.
    """
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(each) for each in value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    raise TypeError(f"a {type(value).__name__} has no canonical form")


# What JSON knows is written without a look at it, so that only the rest costs time.
_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
