"""The neutral page: what a report says, apart from how it will look.

A page is blocks, and blocks are made of spans. A span knows the entries that its words rest on, so that every
figure of a report can be traced to the record, whatever the page is rendered to.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import assert_never

from attrs import frozen


class Tone(StrEnum):
    """How words are meant, for renderers that can show it; never the only bearer of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    GOOD = "good"
    NOTE = "note"
    LAPSE = "lapse"
    BREACH = "breach"


@frozen
class Span:
    """A run of words, the positions of the entries that they rest on, and where they link to."""

    text: str
    entries: tuple[int, ...] = ()
    tone: Tone = Tone.PLAIN
    link: str | None = None


Spans = tuple[Span, ...]
"""The content of a paragraph, a cell or an item: spans that follow each other without a break."""


@frozen
class Heading:
    """A heading inside a page; the title of the page is level 1."""

    text: str
    level: int = 2


@frozen
class Paragraph:
    """A paragraph."""

    spans: Spans


@frozen
class Cell:
    """A cell of a table; `depth` is how deep its content is nested in what stands above it."""

    spans: Spans
    depth: int = 0


@frozen
class Table:
    """A table: the heads of its columns, none where the rows speak for themselves, and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class Listing:
    """A list of items, numbered from 1 or not."""

    items: tuple[Spans, ...]
    numbered: bool = False


Block = Heading | Paragraph | Table | Listing


@frozen
class Page:
    """A document: its title and what it says."""

    title: str
    blocks: tuple[Block, ...]

    def spans(self) -> Iterator[Span]:
        """All spans of the page in order: what it says, and on which entries each of its words rests."""
        for block in self.blocks:
            yield from _spans_of(block)


def _spans_of(block: Block) -> Iterator[Span]:
    match block:
        case Heading(text):
            yield Span(text)
        case Paragraph(spans):
            yield from spans
        case Listing(items):
            yield from (span for item in items for span in item)
        case Table(head, rows):
            yield from map(Span, head)
            yield from (span for row in rows for cell in row for span in cell.spans)
        case _:
            assert_never(block)


def plain(text: str, *entries: int) -> Spans:
    """Plain words as content, with the entries that they rest on."""
    return (Span(text, entries),)


def strong(text: str, *entries: int) -> Spans:
    """Words that stand out, with the entries that they rest on."""
    return (Span(text, entries, Tone.STRONG),)
