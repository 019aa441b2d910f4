"""Tables as a sheet of paper takes them: not captioned twice, and not wider than the sheet."""

from collections.abc import Iterator
from typing import Final, TypeVar

from attrs import evolve

from protocol.reports import Block, Heading, Page, Table

WIDEST: Final = 13
"""How many columns find room on a sheet of A4."""

T = TypeVar("T")


def fit_to_sheet(page: Page) -> Page:
    """A page whose tables are fit to print.

    A caption that repeats the heading right above it is left out, and a table with too many columns is cut into parts
    under each other, of which each begins with the first column.
    """
    return evolve(page, blocks=tuple(part for block in _without_repeats(page) for part in _parts(block)))


def _without_repeats(page: Page) -> Iterator[Block]:
    above: Block | None = None
    for block in page.blocks:
        if isinstance(block, Table) and isinstance(above, Heading) and block.caption == above.text:
            yield evolve(block, caption=None)
        else:
            yield block
        above = block


def _parts(block: Block) -> Iterator[Block]:
    width = max(map(len, (block.head, *block.rows))) if isinstance(block, Table) else 0
    if not isinstance(block, Table) or width <= WIDEST:
        yield block
        return
    for start in range(1, width, WIDEST - 1):
        rows = tuple(_columns(row, start) for row in block.rows)
        yield Table(_columns(block.head, start), rows, block.caption if start == 1 else None)


def _columns(row: tuple[T, ...], start: int) -> tuple[T, ...]:
    """The first cell of a row, and those of one part."""
    return (*row[:1], *row[start : start + WIDEST - 1])
