"""Blocks that many papers are made of: rows, tables without empty columns, lists under a heading."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from protocol.reports.page import Block, Cell, Heading, Listing, Page, Paragraph, Spans, Table, plain
from protocol.reports.words.language import Language


def row(words: Iterable[str | None], *entries: int) -> tuple[Cell, ...]:
    """A row of plain words that all rest on the same entries; where there are none its cell is empty."""
    return tuple(Cell(plain(each or "", *entries)) for each in words)


def without_empty_columns(table: Table, *others: Table) -> Table:
    """A table without the columns that are empty in all its rows, and in those of others that are to look like it.

    >>> without_empty_columns(Table(("Time", "Venue"), (row(["10:30", None]),))).head
    ('Time',)
    """
    said = [cells for each in (table, *others) for cells in each.rows]
    kept = [
        place
        for place in range(len(table.head))
        if any(span.text.strip() for cells in said for span in cells[place].spans)
    ]
    rows = tuple(tuple(cells[place] for place in kept) for cells in table.rows)
    return evolve(table, head=tuple(table.head[place] for place in kept), rows=rows)


def section(
    heading: str, items: Iterable[Spans], preface: str | None = None, *, numbered: bool = False
) -> Iterator[Block]:
    """A list under a heading and perhaps a sentence; nothing where there are no items."""
    if listed := tuple(items):
        yield Heading(heading)
        yield from () if preface is None else (Paragraph(plain(preface)),)
        yield Listing(listed, numbered)


def with_head(page: Page, head: str, language: Language) -> Page:
    """A page with a last line that names the head of the store from which it was made, by which it can be checked."""
    words = language.say("Made from a store of records, which then had the head {head}.", head=head)
    return evolve(page, blocks=(*page.blocks, Paragraph(plain(words))))
