"""Captions of tables that say what the heading above has just said, and are left out where both are seen."""

from collections.abc import Iterator

from attrs import evolve

from protocol.reports import Block, Heading, Page, Table


def without_repeats(page: Page) -> Page:
    """A page whose tables are not called by the very words of the heading right above them."""
    return evolve(page, blocks=tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    above: Block | None = None
    for block in page.blocks:
        repeats = isinstance(block, Table) and isinstance(above, Heading) and block.caption == above.text
        yield evolve(block, caption=None) if repeats and isinstance(block, Table) else block
        above = block
