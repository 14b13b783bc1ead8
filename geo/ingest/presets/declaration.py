"""A preset is a row of `presets.toml`: read here, and checked before any table is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from geo.ingest.mapping.cells import Cells
from geo.ingest.mapping.draft import RowDraft
from geo.ingest.presets.declared import drafter_of
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision

PRESETS = Path(__file__).with_name("presets.toml")
Member = TypeVar("Member", bound=StrEnum)


class PresetError(ValueError):
    """A row of presets cannot be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A known kind of table; `presets.toml` says what each field means."""

    name: str
    publisher: str
    title: str
    licence: str = ""
    url: str = ""
    signature: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    width: int = 0
    reader: str = ""
    edition: str = ""
    adds_only: bool = False
    positions: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, Type] = field(default_factory=dict)
    kinds: Mapping[str, PlaceKind] = field(default_factory=dict)
    precisions: Mapping[str, Precision] = field(default_factory=dict)
    radius_km: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of all columns of a table that has no header."""
        names = {number: name for name, number in self.positions.items()}
        return tuple(names.get(number, f"column {number}") for number in range(self.width))

    @property
    def draft(self) -> Callable[[Cells], RowDraft]:
        """What makes a draft of a row's cells, or raises `TableRowError`."""
        if not self.reader:
            return drafter_of(self)
        made: Callable[[Cells], RowDraft] = import_module(f"{__package__}.{self.reader}").draft
        return made


def read_presets(path: Path) -> dict[str, Preset]:
    """Return the presets of a file by name, in its order.

    Raises
    ------
    PresetError
        When a row has an unknown key or code, or lacks what it needs.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["preset"]
    presets = [_preset(row, f"{path.name}, row {number}") for number, row in enumerate(rows, 1)]
    return {preset.name: preset for preset in presets}


def _preset(row: Mapping[str, Any], where: str) -> Preset:
    known = {each.name for each in fields(Preset)}
    if unknown := sorted(set(row) - known):
        raise PresetError(f"{where}: {', '.join(unknown)} is no key of a preset")
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    for key, members in (("types", Type), ("kinds", PlaceKind), ("precisions", Precision)):
        values[key] = _members(members, row.get(key, {}), f"{where}, {key}")
    read = tuple(row.get("fields", {}).values()) or tuple(row.get("positions", {}))
    values.setdefault("columns", read)
    if lacking := [key for key in ("name", "publisher", "title") if key not in row]:
        raise PresetError(f"{where}: it has no {', '.join(lacking)}")
    if len(set(values["columns"])) < len(values["columns"]):
        raise PresetError(f"{where}: a column stands there twice")
    if not (row.get("reader") or row.get("fields")):
        raise PresetError(f"{where}: it has neither fields nor a reader")
    return Preset(**values)


def _members(kind: type[Member], codes: Mapping[str, str], where: str) -> dict[str, Member]:
    try:
        return {code: kind(name) for code, name in codes.items()}
    except ValueError as error:
        raise PresetError(f"{where}: {error}") from None


DECLARED = read_presets(PRESETS)
