"""Words in a toponym that say what kind of place is meant, or where it lies."""

from __future__ import annotations

from gazetteer.place import Kind

AREA = frozenset({Kind.ADMIN1, Kind.ADMIN2, Kind.REGION})
DISTRICT = frozenset({Kind.ADMIN1, Kind.ADMIN2})
SETTLEMENT = frozenset({Kind.CITY, Kind.SITE})
ANY: frozenset[Kind] = frozenset()

_AREA_WORDS = (
    "province provinces governorate governate governorates muhafazat muhafaza muhafazah "
    "mohafazat mohafaza mohafazah oblast state region prefecture wilaya wilayat wilayah "
    "voivodeship voivodship wojewodztwo canton kanton department departement departamento "
    "emirate krai kray territory land atoll zone authority unitary autonomous metropolitan "
    "statistical administrative special federal regional overseas community council "
    "dependency provincia provincie provinz estado regione bundesland vilayet ostan "
    "changwat محافظه ولايه اقليم область"
)
AREA_WORDS = frozenset(_AREA_WORDS.split())
# Also part of the names of towns: Federal Way, Council Bluffs, State College.
_LOOSE = "land atoll metropolitan special federal regional overseas community council"
LOOSE_AREA_WORDS = frozenset(_LOOSE.split())
LOOSE_FIRST = LOOSE_AREA_WORDS | {"state", "region", "district", "division", "borough", "parish"}
_DISTRICT_WORDS = (
    "district county subdistrict nahiya nahia nahiyah qada qadaa raion rayon okrug powiat "
    "arrondissement commune parish division borough mintaqat manatiq منطقه ناحيه قضاء район"
)
DISTRICT_WORDS = frozenset(_DISTRICT_WORDS.split())
_SETTLEMENT_WORDS = (
    "city town village hamlet madinat qaryat township settlement villages قريه مدينه بلده "
    "город село camp neighborhood neighbourhood quarter suburb farm farms مخيم حي"
)
SETTLEMENT_WORDS = frozenset(_SETTLEMENT_WORDS.split())
_SITE_WORDS = (
    "airport airfield airbase air base military international checkpoint crossing junction "
    "suburbs hospital bridge dam refinery field oil gas station prison university square "
    "roundabout mosque market port border barracks area outskirts vicinity countryside rural "
    "rif region's axis front frontline old مطار ريف معبر road highway hill mine"
)
SITE_WORDS = frozenset(_SITE_WORDS.split())
_DIRECTIONS = (
    "north south east west northern southern eastern western northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern central near around outside "
    "km kilometers kilometres شمال جنوب شرق غرب"
)
DIRECTIONS = frozenset(_DIRECTIONS.split())
_JOINERS = "of the in from at and de du di da des do dos e"
JOINERS = frozenset(_JOINERS.split())
FOREIGN_ARTICLES = frozenset({"la", "le", "les", "los", "del", "della", "l"})
ABBREVIATIONS = {
    "st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "n": "north", "s": "south",
    "e": "east", "w": "west", "sth": "south", "nth": "north", "jbl": "jabal",
}  # fmt: skip
_COUNTRYSIDE = "countryside rural rif municipality ريف"
COUNTRYSIDE = frozenset(_COUNTRYSIDE.split())
