"""How tables of events get in: UCDP GED, ACLED, GDELT, and any other with the columns for it."""

from geo.read.tables.draft import Reject
from geo.read.tables.importing import Outcome, import_file, write_rejects
from geo.read.tables.opening import FORMATS, open_table_file
from geo.read.tables.sheet import CannotImport
from geo.read.tables.table_file import TableFile

__all__ = [
    "FORMATS",
    "CannotImport",
    "Outcome",
    "Reject",
    "TableFile",
    "import_file",
    "open_table_file",
    "write_rejects",
]
