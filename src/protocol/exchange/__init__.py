"""Records and findings for other software: tables for spreadsheets and statistics, and two reports made one record."""

from protocol.exchange.merging import Contradiction, MergedRecord, merge
from protocol.exchange.tables import ENTRY_COLUMNS, FINDING_COLUMNS, entry_rows, finding_rows
from protocol.render.csv_ import csv_line

__all__ = [
    "ENTRY_COLUMNS",
    "FINDING_COLUMNS",
    "Contradiction",
    "MergedRecord",
    "csv_line",
    "entry_rows",
    "finding_rows",
    "merge",
]
