"""The words that dates are made of, each with its kind and its number."""

from __future__ import annotations

Entry = tuple[str, int]


def _list(words: str) -> list[str]:
    return words.split()


MONTHS = _list(
    "january february march april may june july august september october november december"
)
WEEKDAYS = _list("monday tuesday wednesday thursday friday saturday sunday")
UNITS = _list("second minute hour day week fortnight month quarter year decade century weekend")
SEASONS = ("SP", "SU", "FA", "WI")
PARTS = ("MO", "AF", "EV", "NI", "DT")
# Month and day of holidays; days from Easter; month, weekday and which of them (5: the last).
_FIXED = {
    "New Year's Day": 101,
    "Groundhog Day": 202,
    "Valentine's Day": 214,
    "St. Patrick's Day": 317,
    "Earth Day": 422,
    "May Day": 501,
    "Fourth of July": 704,
    "July Fourth": 704,
    "Independence Day": 704,
    "Bastille Day": 714,
    "Halloween": 1031,
    "Armistice Day": 1111,
    "Veterans Day": 1111,
    "Christmas Eve": 1224,
    "Christmas Day": 1225,
    "Christmas": 1225,
    "Boxing Day": 1226,
    "New Year's Eve": 1231,
}
_FROM_EASTER = {"Ash Wednesday": -46, "Palm Sunday": -7, "Good Friday": -2}
_BY_WEEKDAY = {
    "Martin Luther King Day": 10103,
    "Martin Luther King Jr. Day": 10103,
    "Presidents Day": 20103,
    "Mother's Day": 50702,
    "Memorial Day": 50105,
    "Father's Day": 60703,
    "Labor Day": 90101,
    "Columbus Day": 100102,
    "Thanksgiving Day": 110404,
    "Thanksgiving": 110404,
}
HOLIDAYS: dict[str, Entry] = {
    **{name: ("holiday", number) for name, number in _FIXED.items()},
    **{name: ("easter", number) for name, number in _FROM_EASTER.items()},
    **{name: ("nth_holiday", number) for name, number in _BY_WEEKDAY.items()},
    "9/11": ("attacks_day", 0),
}

# Words that are numbered one after the other, by kind and first number. Where a word of time may
# be something else as well ("May", "fall"), its kind begins with "shy".
_SERIES: dict[Entry, str] = {
    ("numword", 0): "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    ("ordword", 0): "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"
    " eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    " twentieth",
    ("part", 0): "morning afternoon evening night daytime",
    ("parts", 0): "mornings afternoons evenings nights",
    ("unit", 1): "minute hour day week fortnight month quarter year decade century weekend",
    ("units", 0): "seconds minutes hours days weeks fortnights months quarters years decades"
    " centuries weekends",
    ("season", 1): "summer autumn winter",
    ("deictic", -1): "yesterday today tomorrow",
}
# Single words, by kind and number.
_WORDS: dict[Entry, str] = {
    ("numword", 30): "thirty",
    ("numword", 40): "forty",
    ("numword", 50): "fifty",
    ("numword", 60): "sixty",
    ("numword", 70): "seventy",
    ("numword", 80): "eighty",
    ("numword", 90): "ninety",
    ("numword", 100): "hundred",
    ("decade", 20): "twenties",
    ("decade", 30): "thirties",
    ("decade", 40): "forties",
    ("decade", 50): "fifties",
    ("decade", 60): "sixties",
    ("decade", 70): "seventies",
    ("decade", 80): "eighties",
    ("decade", 90): "nineties",
    ("a", 1): "a an",
    ("few", 0): "few several many some couple",
    ("units", 1): "mins",
    ("units", 2): "hrs",
    ("part", 0): "dawn daybreak midmorning",
    ("part", 1): "midafternoon",
    ("part", 2): "dusk",
    ("part", 3): "nightfall",
    ("tonight", 3): "tonight",
    ("overnight", 3): "overnight",
    ("noon", 12): "noon midday",
    ("noon", 24): "midnight",
    ("half_day", 0): "am",
    ("half_day", 12): "pm",
    ("shy_season", 0): "spring",
    ("shy_season", 2): "fall",
    ("half", 0): "half",
    ("previous", -1): "last previous preceding prior",
    ("next", 1): "next following coming upcoming subsequent",
    ("this", 0): "this",
    ("these", 0): "these",
    ("moment", 0): "moment",
    ("latest", -1): "latest",
    ("same", 0): "that same",
    ("past", -1): "past",
    ("recent", -1): "recent",
    ("ago", -1): "ago",
    ("earlier", -1): "earlier",
    ("later", 1): "later latter",
    ("before", -1): "before previously beforehand",
    ("after", 1): "after afterwards afterward thereafter since",
    ("early", -1): "early",
    ("early", 0): "mid",
    ("early", 1): "late",
    ("bound", -1): "beginning start outset",
    ("bound", 0): "middle",
    ("bound", 1): "end close",
    ("rest", 0): "rest remainder course",
    ("present", 0): "now currently presently nowadays",
    ("present", -1): "recently lately formerly",
    ("current", 0): "current",
    ("former", -1): "former",
    ("future", 1): "future",
    ("every", 1): "every each",
    ("per", 1): "per",
    ("times", 1): "once twice times",
    ("often", 3): "daily",
    ("often", 4): "weekly",
    ("often", 6): "monthly",
    ("often", 7): "quarterly",
    ("often", 8): "yearly annually",
    ("the", 0): "the",
    ("of", 0): "of",
    ("in", 0): "in",
    ("on", 0): "on",
    ("at", 0): "at by",
    ("to", 0): "to until till through thru",
    ("and", 0): "and or",
    ("about", 0): "about around approximately nearly almost roughly circa ca c under another",
    ("over", 0): "over",
    ("more", 0): "more less fewer",
    ("than", 0): "than",
    ("least", 0): "least",
    ("fiscal", 0): "fiscal",
}
# Names, written with a capital.
_NAMED_SERIES: dict[Entry, list[str]] = {
    ("month", 1): MONTHS,
    ("weekday", 1): WEEKDAYS,
    ("weekdays", 1): [f"{day}s" for day in WEEKDAYS],
    ("shy_month", 1): [month[:3] for month in MONTHS],
    ("shy_weekday", 1): [day[:3] for day in WEEKDAYS],
}
_NAMES: dict[str, Entry] = {
    "march": ("shy_month", 3),
    "may": ("shy_month", 5),
    "sept": ("shy_month", 9),
    "tues": ("shy_weekday", 2),
    "thur": ("shy_weekday", 4),
    "thurs": ("shy_weekday", 4),
    "easter": ("easter", 0),
}
# Written large only.
_SHOUTED: dict[Entry, str] = {
    ("bc", 0): "BC BCE",
    ("ad", 0): "AD",
    ("zone", 0): "GMT UTC EST EDT CST CDT PST PDT CET BST",
    ("quarter_name", 1): "Q1",
    ("quarter_name", 2): "Q2",
    ("quarter_name", 3): "Q3",
    ("quarter_name", 4): "Q4",
}


def _lower_case() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for (kind, first), words in _SERIES.items():
        table |= {word: (kind, number) for number, word in enumerate(_list(words), first)}
    for entry, words in _WORDS.items():
        table |= dict.fromkeys(_list(words), entry)
    return table


def _names() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for (kind, first), names in _NAMED_SERIES.items():
        table |= {name: (kind, number) for number, name in enumerate(names, first)}
    return table | _NAMES


def _surfaces() -> dict[str, Entry]:
    """Return each word in the ways it is written."""
    table: dict[str, Entry] = {}
    for word, entry in _lower_case().items():
        table |= dict.fromkeys((word, word.capitalize(), word.upper()), entry)
    for name, entry in _names().items():
        table |= dict.fromkeys((name.capitalize(), name.upper()), entry)
    for entry, words in _SHOUTED.items():
        table |= dict.fromkeys(_list(words), entry)
    return table


WORDS: dict[str, Entry] = _surfaces()
