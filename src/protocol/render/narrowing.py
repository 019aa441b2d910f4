"""Tables that are too wide for a sheet, in parts under each other."""

from collections.abc import Iterator
from typing import Final, TypeVar

from attrs import evolve

from protocol.reports import Block, Page, Table

WIDEST: Final = 13
"""So many columns find room on a sheet of A4."""

T = TypeVar("T")


def narrowed(page: Page) -> Page:
    """A page of whose tables none has more columns than find room; each part of one begins with its first column."""
    return evolve(page, blocks=tuple(part for block in page.blocks for part in _parts(block)))


def _parts(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table) or _width(block) <= WIDEST:
        yield block
        return
    for start in range(1, _width(block), WIDEST - 1):
        yield Table(
            _columns(block.head, start),
            tuple(_columns(row, start) for row in block.rows),
            block.caption if start == 1 else None,
        )


def _width(table: Table) -> int:
    return max(map(len, (table.head, *table.rows)))


def _columns(row: tuple[T, ...], start: int) -> tuple[T, ...]:
    """The first cell of a row, and those of one part."""
    return (*row[:1], *row[start : start + WIDEST - 1])
