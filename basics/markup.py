"""What an XML file says before its first element: nothing that declares entities is let in."""

from __future__ import annotations

from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

# What comes before the first element is a line or two; more is no file of ours.
LONGEST = 1 << 20
_BLOCK = 1 << 14


class Declares(ValueError):
    """An XML text with a document type: it could name entities, other files and addresses."""


class _Found(Exception):
    """The first element is reached; its name is the only argument."""


def root_of(data: IO[bytes]) -> str:
    """Return the name of the first element of an XML text, without its namespace.

    Nothing after it is read, no entity is looked up and no other file is opened.

    Parameters
    ----------
    data : binary file
        The text, from its first byte.

    Returns
    -------
    str
        Empty where this is no XML.

    Raises
    ------
    Declares
        When it has a document type, without which there are no entities.
    """
    # Expat reads every encoding in which the readers of ours would see a declaration.
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    try:
        for _ in range(LONGEST // _BLOCK):
            block = data.read(_BLOCK)
            parser.Parse(block, not block)
            if not block:
                break
    except _Found as found:
        return str(found).rpartition(":")[2]
    except (expat.ExpatError, LookupError, ValueError) as fault:
        if isinstance(fault, Declares):
            raise
    return ""


def _refuse(*_: object) -> None:
    raise Declares("it declares a document type")


def _stop(name: str, _: object) -> None:
    raise _Found(name)


def declaring(archive: ZipFile) -> str:
    """Return the name of the first file in a zip that has a document type.

    Office files are zips of XML, none of which has one unless it was put there by hand.

    Parameters
    ----------
    archive : ZipFile
        An open workbook or Word file.

    Returns
    -------
    str
        Empty where no file has one.
    """
    for member in archive.infolist():
        with archive.open(member) as data:
            try:
                root_of(data)
            except Declares:
                return member.filename
    return ""
