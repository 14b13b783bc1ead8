"""A draft: reports that were given, the events they propose, and what a person decided so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from geo.model.event import Verdict
from geo.read.coreference.proposal import Proposal


class Stage(StrEnum):
    """How far a draft has come."""

    READING = "reading"
    READY = "ready"
    CLOSED = "closed"


class State(StrEnum):
    """What became of a proposed event."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MERGED = "merged"
    REJECTED = "rejected"


class NoSuchItem(LookupError):
    """The draft has no such proposed event any more; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of a draft: its name, its bytes' SHA-256, and what came of reading it.

    `document` is the id of its text once it was read, `refused` the sentence that says why not,
    `told` what a manifest that came with it tells of it (`geo.read.manifest.ManifestRow.as_json`).
    """

    name: str
    sha256: str
    document: str = ""
    refused: str = ""
    told: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A proposed event and what was done with it.

    Attributes
    ----------
    proposal : Proposal
        As the reader made it, or as a person corrected it.
    corrected : tuple[str, ...]
        The fields of the proposal that a person changed.
    change : str
        The store's change that an acceptance made, for taking it back.
    event : str
        The event of the store that it became part of; empty while it is in no event.
    """

    proposal: Proposal
    corrected: tuple[str, ...] = ()
    change: str = ""
    event: str = ""

    @property
    def id(self) -> str:
        """The proposal's id."""
        return self.proposal.id

    @property
    def state(self) -> State:
        """What became of it."""
        if self.proposal.verdict is Verdict.REJECTED:
            return State.REJECTED
        if not self.event:
            return State.OPEN
        return State.ACCEPTED if self.event == self.id else State.MERGED

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents whose claims it has, each once."""
        return tuple(dict.fromkeys(claim.document for claim in self.proposal.claims))

    @property
    def lacks_day(self) -> bool:
        """Whether the publication day of one of its documents is still to be asked for."""
        return any(claim.published is None for claim in self.proposal.claims)

    def as_json(self) -> dict[str, Any]:
        """Return the item as values that JSON can hold."""
        return {
            "proposal": self.proposal.as_json(),
            "corrected": list(self.corrected),
            "change": self.change,
            "event": self.event,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Item:
        """Return the item that `as_json` wrote."""
        proposal = Proposal.from_json(row["proposal"])
        return cls(proposal, tuple(row["corrected"]), row["change"], row["event"])


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of one drop or paste and the events they propose, in order of time.

    `said` holds sentences on what came with the files: what a manifest told, and its faults.
    """

    id: str
    made: date
    files: tuple[Filed, ...]
    items: tuple[Item, ...] = ()
    stage: Stage = Stage.READING
    said: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the texts that were read, each once."""
        return tuple(dict.fromkeys(file.document for file in self.files if file.document))

    @property
    def open(self) -> tuple[Item, ...]:
        """The items that nothing was decided about yet."""
        return tuple(item for item in self.items if item.state is State.OPEN)

    def item(self, item_id: str) -> Item:
        """Return one item.

        Raises
        ------
        NoSuchItem
            When the draft has none of this id.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise NoSuchItem("this proposed event is no longer in the draft; reload the page")

    def swapped(self, gone: Iterable[str], new: Iterable[Item]) -> Draft:
        """Return the draft with some items gone and others put where the first of them stood.

        Parameters
        ----------
        gone : iterable of str
            The ids of the items that go; the first stands in the draft.
        new : iterable of Item
            The items that come.
        """
        without = set(gone)
        at = next((n for n, item in enumerate(self.items) if item.id in without), len(self.items))
        ahead = [item for item in self.items[:at] if item.id not in without]
        behind = [item for item in self.items[at:] if item.id not in without]
        return replace(self, items=(*ahead, *new, *behind))

    def with_item(self, item: Item) -> Draft:
        """Return the draft with one item as given."""
        return replace(self, items=tuple(item if i.id == item.id else i for i in self.items))

    def as_json(self) -> dict[str, Any]:
        """Return the draft as values that JSON can hold."""
        return {
            "id": self.id,
            "made": self.made.isoformat(),
            "stage": self.stage.value,
            "files": [{name: getattr(f, name) for name in Filed.__slots__} for f in self.files],
            "items": [item.as_json() for item in self.items],
            "said": list(self.said),
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Draft:
        """Return the draft that `as_json` wrote."""
        return cls(
            id=row["id"],
            made=date.fromisoformat(row["made"]),
            files=tuple(Filed(**file) for file in row["files"]),
            items=tuple(map(Item.from_json, row["items"])),
            stage=Stage(row["stage"]),
            said=tuple(row.get("said", ())),
        )
