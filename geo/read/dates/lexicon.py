"""The words that dates are made of, each with its kind and its number."""

from __future__ import annotations

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = "second minute hour day week fortnight month quarter year decade century weekend".split()
SEASONS = ("SP", "SU", "FA", "WI")
PARTS = ("MO", "AF", "EV", "NI", "DT")

_MONTH_ABBREVIATIONS = "jan feb mar apr _ jun jul aug sep oct nov dec".split()
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = dict(thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80, ninety=90, hundred=100)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
HOLIDAYS = {
    "new year's day": 101,
    "new year's eve": 1231,
    "valentine's day": 214,
    "may day": 501,
    "bastille day": 714,
    "halloween": 1031,
    "armistice day": 1111,
    "christmas eve": 1224,
    "christmas day": 1225,
    "christmas": 1225,
    "boxing day": 1226,
}
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()

# Where a word of time may be something else as well ("May", "fall"), its kind begins with "shy".
Entry = tuple[str, int]


def _numbered(kind: str, words: list[str], first: int = 1) -> dict[str, Entry]:
    return {word: (kind, number) for number, word in enumerate(words, first)}


def _same(kind: str, words: str, number: int = 0) -> dict[str, Entry]:
    return {word: (kind, number) for word in words.split()}


def _counting() -> dict[str, Entry]:
    words = _numbered("numword", _NUMBERS, 0)
    words |= {word: ("numword", number) for word, number in _TENS.items()}
    words |= _numbered("ordword", _ORDINALS, 0)
    words |= {word: ("decade", 20 + 10 * n) for n, word in enumerate(_DECADES)}
    return words | _same("a", "a an", 1) | _same("few", "few several many some couple dozen")


def _units() -> dict[str, Entry]:
    words = _numbered("unit", UNITS, 0)
    del words["second"]
    words |= {f"{unit}s": ("units", n) for n, unit in enumerate(UNITS)}
    words |= {"centuries": ("units", 10), "mins": ("units", 1), "hrs": ("units", 2)}
    return words


def _parts_of_day() -> dict[str, Entry]:
    words = _numbered("part", "morning afternoon evening night daytime".split(), 0)
    words |= _numbered("parts", "mornings afternoons evenings nights".split(), 0)
    return words | {"dawn": ("part", 0), "dusk": ("part", 2), "tonight": ("tonight", 3), "overnight": ("overnight", 3)}


def _relatives() -> dict[str, Entry]:
    words = _same("previous", "last previous preceding", -1)
    words |= _same("next", "next following coming upcoming subsequent", 1)
    words |= _same("this", "this", 0) | _same("same", "that same", 0)
    words |= {"past": ("past", -1), "recent": ("recent", -1), "ago": ("ago", -1)}
    words |= {"earlier": ("earlier", -1), "later": ("later", 1)}
    words |= _same("before", "before previously beforehand", -1)
    words |= _same("after", "after afterwards afterward thereafter since", 1)
    return words | {"yesterday": ("deictic", -1), "today": ("deictic", 0), "tomorrow": ("deictic", 1)}


def _edges() -> dict[str, Entry]:
    words = _same("edge", "early beginning start outset", -1)
    words |= _same("edge", "mid middle", 0) | _same("edge", "late end close", 1)
    return words | _same("rest", "rest remainder course")


def _open_words() -> dict[str, Entry]:
    words = _same("present", "now currently presently nowadays", 0) | {"former": ("former", -1)}
    words |= _same("present", "recently lately formerly", -1)
    return words | {"future": ("future", 1), "current": ("current", 0)}


def _frequency() -> dict[str, Entry]:
    words = _same("every", "every each any") | {"per": ("per", 1)}
    adverbs = {"daily": 3, "weekly": 4, "monthly": 6, "quarterly": 7, "yearly": 8, "annually": 8}
    return words | {word: ("often", unit) for word, unit in adverbs.items()}


def _small_words() -> dict[str, Entry]:
    words = _same("the", "the") | _same("of", "of") | _same("in", "in") | _same("on", "on")
    words |= _same("to", "to until till through thru") | _same("and", "and or")
    words |= _same("about", "about around approximately nearly almost roughly circa ca c")
    words |= _same("about", "under another")
    words |= _same("over", "over") | _same("more", "more less fewer") | _same("than", "than") | _same("least", "least")
    return words | _same("at", "at by") | _same("old", "old") | _same("fiscal", "fiscal FY")


def _lower_words() -> dict[str, Entry]:
    words = _counting() | _units() | _parts_of_day() | _relatives() | _open_words()
    words |= _edges() | _frequency() | _small_words()
    words |= {"summer": ("season", 1), "autumn": ("season", 2), "winter": ("season", 3)}
    words |= {"spring": ("shy_season", 0), "fall": ("shy_season", 2), "half": ("half", 0)}
    words |= {"noon": ("noon", 12), "midday": ("noon", 12), "midnight": ("noon", 24), "am": ("half_day", 0)}
    return words | {"pm": ("half_day", 12), "bc": ("bc", 0), "bce": ("bc", 0), "ad": ("ad", 0)}


def _names() -> dict[str, Entry]:
    words = _numbered("month", MONTHS) | _numbered("weekday", WEEKDAYS)
    words |= {f"{day}s": ("weekdays", n) for n, day in enumerate(WEEKDAYS, 1)}
    words |= {name: ("shy_month", n) for n, name in enumerate(_MONTH_ABBREVIATIONS, 1)}
    words |= {"sept": ("shy_month", 9), "march": ("shy_month", 3), "may": ("shy_month", 5)}
    words |= {day[:3]: ("shy_weekday", n) for n, day in enumerate(WEEKDAYS, 1)}
    words |= {"tues": ("shy_weekday", 2), "thur": ("shy_weekday", 4), "thurs": ("shy_weekday", 4)}
    return words | {"easter": ("easter", 0)}


def _surfaces() -> dict[str, Entry]:
    lower = _lower_words()
    # "AM" and "BC" are written large, "am" and "ad" alone are English words.
    shouted = {"bc", "bce", "ad"}
    table: dict[str, Entry] = {}
    for word, entry in lower.items():
        forms = (word.upper(),) if word in shouted else (word, word.capitalize(), word.upper())
        table.update(dict.fromkeys(forms, entry))
    for name, entry in _names().items():
        table.update({name.capitalize(): entry, name.upper(): entry})
    zones = "GMT UTC EST EDT CST CDT PST PDT CET BST".split()
    table.update(dict.fromkeys(zones, ("zone", 0)))
    table.update({f"Q{n}": ("quarter_name", n) for n in range(1, 5)})
    return table


WORDS: dict[str, Entry] = _surfaces()

# Several names of one thing in a rule's pattern: each stands for any of the kinds behind it.
SETS: dict[str, tuple[str, ...]] = {
    "any_month": ("month", "shy_month"),
    "any_weekday": ("weekday", "shy_weekday"),
    "any_season": ("season", "shy_season"),
    "any_unit": ("unit", "units"),
    "day": ("int12", "int24", "int31", "ordinal"),
    "ordinals": ("ordinal", "ordword", "big_ordinal"),
    "digits": ("int12", "int24", "int31", "int99", "number"),
    "number_any": ("int12", "int24", "int31", "int99", "number", "numword"),
    "hour": ("int12", "int24"),
    "joint": ("dash", "to", "and"),
    "which": ("previous", "next", "this", "same"),
    "shift_word": ("ago", "earlier", "later", "before", "after"),
}

_OTHER_KINDS = (
    "filler break comma dot dash money mark possessive iso slash clock year number int12 int24 "
    "int31 int99 ordinal big_ordinal holiday"
).split()


def _letters() -> dict[str, str]:
    kinds = dict.fromkeys(_OTHER_KINDS + [kind for kind, _ in WORDS.values()])
    return {kind: chr(0x100 + n) for n, kind in enumerate(kinds)}


# One letter for each kind, so that a text becomes a string and a rule a regular expression.
LETTERS: dict[str, str] = _letters()
