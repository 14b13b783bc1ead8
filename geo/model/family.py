"""The families of events: what a report may say happened, each with its type and its traits."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from geo.model.event import Type


class Traits(NamedTuple):
    """What holds for every event of a family, which the rules of the reader ask.

    Attributes
    ----------
    violent : bool
        Armed violence: claims of two such families may be about one event.
    deadly : bool
        Deaths reported next to it may be its deaths.
    attack : bool
        An attack on people, by whomever.
    counted : bool
        The people killed that its sentence counts may be its own.
    directed : bool
        It leads to a target ("marched to", "an attack on"), which is then its place.
    wide : bool
        It covers an area, so that a killing in the same sentence has the closer place.
    befalls : bool
        It happens to a place ("Palmyra was captured").
    has_victims : bool
        It is done to people, who stand after its verb.
    seen_locally : bool
        Residents and officials of a place report it of that place.
    stays : bool
        It is in the place of the paragraph, even if the sentence names none.
    has_topic : bool
        It is about places as well as in them ("a meeting on the war in Syria").
    personal : bool
        It is an act of people named, by whom two of them are told apart.
    official : bool
        In a report about anything else, an official who takes part vouches for it.
    penalty : int
        By how many characters its trigger counts as farther away from a place than it is,
        because another trigger of the sentence says more.
    """

    violent: bool = False
    deadly: bool = False
    attack: bool = False
    counted: bool = False
    directed: bool = False
    wide: bool = False
    befalls: bool = False
    has_victims: bool = False
    seen_locally: bool = False
    stays: bool = False
    has_topic: bool = False
    personal: bool = False
    official: bool = False
    penalty: int = 0


_NONE = Traits()


class Family(StrEnum):
    """A family of events; its value is what JSON and stored drafts hold."""

    type: Type
    label: str
    traits: Traits

    def __new__(
        cls, value: str, type_: Type = Type.OTHER, label: str = "", traits: Traits = _NONE
    ) -> Family:
        """Make a member; `Family(value)` looks one up.

        Parameters
        ----------
        value : str
            What JSON and stored drafts hold.
        type_ : Type
            The type of event, unless its sentence says otherwise.
        label : str
            What its events are called in titles.
        traits : Traits
            What holds for every event of the family.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.type, member.label, member.traits = type_, label, traits
        return member

    OFFENSIVE = (
        "offensive",
        Type.BATTLE,
        "Offensive",
        Traits(
            violent=True,
            deadly=True,
            attack=True,
            counted=True,
            directed=True,
            wide=True,
            befalls=True,
            has_victims=True,
            seen_locally=True,
            stays=True,
        ),
    )
    CAPTURE = (
        "capture",
        Type.BATTLE,
        "Change of control",
        Traits(violent=True, deadly=True, counted=True, befalls=True),
    )
    SIEGE = (
        "siege",
        Type.BATTLE,
        "Siege",
        Traits(violent=True, deadly=True, directed=True, wide=True, befalls=True, stays=True),
    )
    HOLD = ("hold", Type.OTHER, "Area held", Traits(wide=True))
    STRIKE = (
        "strike",
        Type.STRIKE,
        "Strike",
        Traits(
            violent=True,
            deadly=True,
            attack=True,
            counted=True,
            directed=True,
            befalls=True,
            has_victims=True,
            seen_locally=True,
            stays=True,
        ),
    )
    KILLING = (
        "killing",
        Type.VIOLENCE,
        "Killing",
        Traits(
            violent=True,
            deadly=True,
            attack=True,
            counted=True,
            has_victims=True,
            seen_locally=True,
            stays=True,
            penalty=15,
        ),
    )
    ABDUCTION = (
        "abduction",
        Type.VIOLENCE,
        "Abduction or arrest",
        Traits(has_victims=True, stays=True),
    )
    ATTACK_ON_CIVILIANS = (
        "attack on civilians",
        Type.VIOLENCE,
        "Attack on civilians",
        Traits(
            violent=True,
            deadly=True,
            attack=True,
            counted=True,
            has_victims=True,
            seen_locally=True,
            stays=True,
        ),
    )
    PROTEST = (
        "protest",
        Type.PROTEST,
        "Protest",
        Traits(counted=True, directed=True, seen_locally=True),
    )
    DEPLOYMENT = (
        "deployment",
        Type.MOVEMENT,
        "Deployment",
        Traits(directed=True, wide=True, penalty=5),
    )
    WITHDRAWAL = (
        "withdrawal",
        Type.MOVEMENT,
        "Withdrawal or evacuation",
        Traits(directed=True),
    )
    APPEARANCE = (
        "appearance",
        Type.APPEARANCE,
        "Appearance",
        Traits(personal=True, official=True, penalty=10),
    )
    MEETING = (
        "meeting",
        Type.DIPLOMACY,
        "Meeting",
        Traits(directed=True, has_topic=True, personal=True, official=True),
    )
    AGREEMENT = ("agreement", Type.DIPLOMACY, "Agreement", Traits(official=True))
    STATEMENT = ("statement", Type.DIPLOMACY, "Statement", Traits(has_topic=True))
    BASE = ("base", Type.OTHER, "Military base")
    THREAT = ("threat", Type.OTHER, "Threat")
    DISASTER = (
        "disaster",
        Type.OTHER,
        "Disaster or accident",
        Traits(deadly=True, counted=True, befalls=True, seen_locally=True),
    )
    DESTRUCTION = ("destruction", Type.STRIKE, "Destruction", Traits(penalty=15))
    POLITICS = ("politics", Type.OTHER, "Political event", Traits(penalty=15))
