"""Rows of a preset that says in data alone which column is which field and what its codes mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from geo.ingest.mapping.cells import Cells
from geo.ingest.mapping.draft import RowDraft, TableRowError
from geo.ingest.mapping.plain import drafter
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision


class DeclaredCodes(Protocol):
    """What a preset says of the codes in its cells."""

    @property
    def fields(self) -> Mapping[str, str]:
        """The column of each of our fields."""

    @property
    def types(self) -> Mapping[str, Type]:
        """The type that each code stands for, folded."""

    @property
    def kinds(self) -> Mapping[str, PlaceKind]:
        """How closely each code places an event."""

    @property
    def precisions(self) -> Mapping[str, Precision]:
        """How closely each code dates an event."""

    @property
    def radius_km(self) -> Mapping[str, float]:
        """What "near" means for some codes of `kinds`."""


def drafter_of(preset: DeclaredCodes) -> Callable[[Cells], RowDraft]:
    """Return what makes a draft of a row whose preset has fields."""
    columns = dict(preset.fields)
    kind, precision = columns.pop("kind", ""), columns.pop("precision", "")
    of_plain = drafter(columns, month_first=False)

    def draft(cells: Cells) -> RowDraft:
        named = {column: cells.get(column, "") for column in columns.values()}
        if "type" in columns and preset.types:
            code = named[columns["type"]].casefold()
            named[columns["type"]] = preset.types.get(code, Type.OTHER)
        named |= {
            "kind": _meaning(cells, kind, preset.kinds),
            "precision": _meaning(cells, precision, preset.precisions),
        }
        made = of_plain(named)
        radius = preset.radius_km.get(cells.get(kind, ""), 0.0)
        return made._replace(where=made.where._replace(radius_km=radius)) if radius else made

    return draft


def _meaning(cells: Cells, column: str, codes: Mapping[str, str]) -> str:
    code = cells.get(column, "")
    if not code:
        return ""
    if codes and code not in codes:
        raise TableRowError(f"{column} is {code!r}, none of {', '.join(codes)}")
    return codes.get(code, code)
