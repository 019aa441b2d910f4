"""Tables of reports: a column that would be empty is left out, not printed as dashes."""

from attrs import evolve

from protocol.reports.page import Cell, Table


def without_empty_columns(table: Table, *others: Table) -> Table:
    """A table without the columns in which no row says anything, nor any row of others that are to look like it.

    >>> from protocol.reports.page import plain
    >>> rows = ((Cell(plain("10:30")), Cell(plain(""))),)
    >>> without_empty_columns(Table(("Time", "Venue"), rows)).head
    ('Time',)
    """
    said = [row for each in (table, *others) for row in each.rows]
    kept = [place for place in range(len(table.head)) if any(_says(row[place]) for row in said)]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return evolve(table, head=tuple(table.head[place] for place in kept), rows=rows)


def _says(cell: Cell) -> bool:
    return any(span.text.strip() for span in cell.spans)
