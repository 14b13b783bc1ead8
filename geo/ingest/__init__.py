"""How tables of events get in: UCDP GED, ACLED, GDELT, and any other with the columns for it."""

from geo.ingest.formats.sheet import CannotImport, Rejection
from geo.ingest.importing import Outcome, import_file, write_rejects
from geo.ingest.opening import FORMATS, open_table_file
from geo.ingest.table_file import TableFile

__all__ = [
    "FORMATS",
    "CannotImport",
    "Outcome",
    "Rejection",
    "TableFile",
    "import_file",
    "open_table_file",
    "write_rejects",
]
