"""Word lists that tell the role of a place in a sentence."""

from __future__ import annotations

import re

from basics.phrases import Phrases
from geo.read.claims.wordlist import listed

IN = listed("in at near outside inside around across within through throughout by off on along")
# What these lead to is where it happened, if it was a movement or an attack.
TO = listed("to into toward towards against upon onto for")
OUT = frozenset({"from", "out"})
NEVER = frozenset(["over", "with", "between", "than", "via", "versus"])
# After a common noun these give an example of it: "towns including X".
EXAMPLES = frozenset(["including", "like", "as", "such"])
NEAR = frozenset(["near", "outside", "around", "off"])

COMPASS = listed(
    "north south east west northern southern eastern western central northwest northeast "
    "southwest southeast northwestern northeastern southwestern southeastern north-west "
    "north-east south-west south-east north-western north-eastern south-western south- "
    "eastern coastal"
)
PROVINCE = listed(
    "province provinces governorate governorates oblast region state county department"
)
COUNTRYSIDE = listed("countryside rural outskirts suburb suburbs edge fringes")
TOWN = listed(
    "city town village towns villages cities neighbourhood neighborhood neighbourhoods "
    "neighborhoods quarters district districts quarter camp port airport airbase airfield base "
    "prison hospital market mosque church school square street bridge crossing border coast front "
    "frontline sector stronghold capital centre center heart downtown citadel area areas part "
    "parts side pocket enclave island shore shores valley mountains hills bay harbour harbor "
    "territory commune municipality line lines cathedral temple synagogue university college "
    "hotel ministry embassy consulate palace parliament stadium barracks checkpoint headquarters "
    "station mine refinery plant factory warehouse courthouse mall restaurant junction compound "
    "rubble ruins"
)
# Words that may stand between a preposition or verb and the name of the place.
MODIFIERS = (
    COMPASS
    | PROVINCE
    | COUNTRYSIDE
    | TOWN
    | listed(
        "the a an of its their his most much all some several many both and besieged conquered "
        "neighbouring neighboring nearby restive war-torn ancient historic old ruined contested "
        "key strategic strategically important remote mountainous disputed divided occupied "
        "greater lower upper country country's nation's regional provincial main second largest "
        "biggest island troubled embattled towns small two three four s oil gas desert steppe "
        "forest forests woods waters streets hinterland residential crowded busy densely "
        "populated industrial commercial upscale wealthy poor outlying"
    )
)
_HELD = re.compile(r"\w+-(?:held|controlled|occupied|majority|dominated|ruled|populated|run|era)")

FIGHTERS = Phrases(
    r"\b(?:soldiers?|fighters?|troops|militants?|militiamen|rebels?|insurgents?|commanders?"
    r"|generals?|guards?|guardsmen|officers?|gunmen|jihadists?|members? of the|paramilitar\w+"
    r"|policemen|leader known|brigadier|forces|army|tanks?|detachments?|battalions?|brigades?"
    r"|peshmerga|combatants?|separatists?|guerrillas?|mercenaries|marines|commandos|infantry"
    r"|paratroopers|peacekeepers?)\b",
    re.IGNORECASE,
)
IN_BATTLE = Phrases(
    r"\b(?:battles?|fighting|clashes|offensive|combat|ambush|firefight)\b",
    re.IGNORECASE,
)
BY_AIR = Phrases(
    r"\b(?:air ?strikes?|air raids?|shell(?:s|ing|ed)|rockets?|missiles?|mortars?|bomb(?:s|ing|ings"
    r"|ed|ers?)?|barrel bombs?|artillery|drones?|car bomb|chlorine|sarin"
    r"|nerve agent|(?:an?|tank|mortar) shell|explosion|blast|exploded)\b",
    re.IGNORECASE,
)
ACCIDENT = Phrases(
    r"\b(?:earthquake|quake|floods?|flooded|landslide|crash(?:ed)?|wildfires?|(?<!to )storm"
    r"|cyclone|typhoon"
    r"|(?<!open )(?<!opened )(?<!opening )(?<!under )(?<!held )(?<!their )(?<!returned )"
    r"(?<! of )(?<!exchanged )"
    r"(?<!sniper )(?<!arms )(?<!gun )(?<!heavy )(?<!friendly )fire"
    r"(?! on\b)|hurricane|collapsed?|avalanche|capsized|sank|outbreak|cholera|virus"
    r""
    r"|malnutrition|measles|dengue|torrential|heavy rains?|drought|lightning|fumes"
    r"|coal mine|miners|gas leak|dams?|epidemic|disease|infections?|influenza|e\. coli)\b",
    re.IGNORECASE,
)
BACKGROUND = Phrases(
    r"\b(?:has long|have long|had long|long been|in the past,|previously|historically|traditionally"
    r"|often|occasionally|usually|regularly|for (?:years|decades|centuries)|once|formerly"
    r"|used to|is known for|history of|is home to|has a population)\b",
    re.IGNORECASE,
)


def modifies(word: str) -> bool:
    """Say whether a word may stand between a preposition and the name of a place."""
    return word in MODIFIERS or ("-" in word and bool(_HELD.fullmatch(word)))
