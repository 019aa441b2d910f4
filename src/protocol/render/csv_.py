"""Pages as CSV: their tables for spreadsheets, where nothing from input can become a formula."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from typing import Final

from protocol.render.characters import clean
from protocol.reports import Cell, Heading, Page, Table

LONG: Final = ("table", "row", "column", "value")
"""The columns of a page with several tables: one row a cell."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - these are meant


def as_csv(page: Page) -> str:
    """The tables of a page as RFC 4180 has it: one table as it is, several as one.

    Tables with the same columns are put together, with a first column for the name of the table. Other tables become
    one long table of all their cells. Tables without heads, such as the particulars, count only if there are no others.
    """
    named = tuple(_with_names(page))
    tables = [(name, table) for name, table in named if table.head] or named
    return "".join(map(csv_line, _join(tables)))


def _join(tables: Sequence[tuple[str, Table]]) -> Iterator[tuple[str, ...]]:
    if len(tables) == 1:
        return _rows(tables[0][1])
    alike = len({table.head for _, table in tables}) == 1 and tables[0][1].head
    return _alike(tables) if alike else _long(tables)


def csv_line(cells: Iterable[str]) -> str:
    r"""One row as RFC 4180 has it, with its line end.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text.

    >>> csv_line(["demo", '=HYPERLINK("x")'])
    'demo,"\'=HYPERLINK(""x"")"\r\n'
    """
    written = StringIO()
    csv.writer(written).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return written.getvalue()


def _with_names(page: Page) -> Iterator[tuple[str, Table]]:
    """Tables, each with its caption or else the heading above it, numbered where several have the same."""
    above, seen = page.title, Counter[str]()
    for block in page.blocks:
        if isinstance(block, Heading):
            above = block.text
        elif isinstance(block, Table):
            name = clean(block.caption or above)
            seen[name] += 1
            yield name if seen[name] == 1 else f"{name} ({seen[name]})", block


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    if table.head:
        yield tuple(map(clean, table.head))
    for row in table.rows:
        yield tuple(map(_words, row))


def _alike(tables: Sequence[tuple[str, Table]]) -> Iterator[tuple[str, ...]]:
    """One row a row, after the name of its table."""
    yield LONG[0], *map(clean, tables[0][1].head)
    for name, table in tables:
        yield from ((name, *map(_words, row)) for row in table.rows)


def _long(tables: Iterable[tuple[str, Table]]) -> Iterator[tuple[str, ...]]:
    """One row a cell; a column without a head is called by its number."""
    yield LONG
    for name, table in tables:
        for number, row in enumerate(table.rows, 1):
            for column, (head, cell) in enumerate(zip_longest(table.head, row), 1):
                if cell is not None:
                    yield name, str(number), clean(head or str(column)), _words(cell)


def _words(cell: Cell) -> str:
    return clean("".join(span.text for span in cell.spans)).strip()
