"""The presets by name, and which of them a table is by its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.ingest.formats.csv_file import Headerless
from geo.ingest.presets.declaration import DECLARED, Preset

PRESETS = DECLARED
HEADERLESS: Headerless = {
    preset.width: (preset.name, preset.header) for preset in PRESETS.values() if preset.width
}


def preset_of(header: Sequence[str], kind: str) -> Preset | None:
    """Return the preset that a table is, None for a plain one.

    Parameters
    ----------
    header : sequence of str
        The names of its columns, in upper or lower case.
    kind : str
        What opened it calls it: the name of a preset for a table without a header.
    """
    if kind in PRESETS:
        return PRESETS[kind]
    folded = {name.casefold() for name in header}
    signed = (preset for preset in PRESETS.values() if preset.signature)
    return next((each for each in signed if folded.issuperset(each.signature)), None)


def edition_in(file_name: str, preset: Preset) -> str:
    """Return the edition that a file's name says, such as "23.1"; empty where it says none.

    Parameters
    ----------
    file_name : str
        Without its folder.
    preset : Preset
        What the file is; its `edition` finds two digits of the year and a number.
    """
    found = re.search(preset.edition, file_name.casefold()) if preset.edition else None
    return f"{found[1]}.{found[2]}" if found else ""
