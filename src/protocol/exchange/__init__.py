"""Records and findings for other software: tables for spreadsheets and statistics."""

from protocol.exchange.tables import ENTRY_COLUMNS, FINDING_COLUMNS, entry_rows, finding_rows
from protocol.render.csv_ import csv_line

__all__ = ["ENTRY_COLUMNS", "FINDING_COLUMNS", "csv_line", "entry_rows", "finding_rows"]
