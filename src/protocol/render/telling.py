"""Links from the words of a page to the rows and items that tell the entries they rest on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from protocol.fields import frozen
from protocol.reports import Block, Cell, Listing, Page, Paragraph, Span, Spans, Table

_UNMARKED: Final = frozenset({0})
"""The opening of a record, which is not linked: a small 0 after a word would be read as a degree."""

PartPlace = tuple[int, int]
"""The place of a row, an item or a paragraph: the number of its block on the page, and its own in the block."""


@frozen
class EntryLink:
    """A link to the place on the page that reports an entry; consecutive entries share one link, to the first."""

    entry: int
    words: str


@frozen
class Run:
    """A span, and the marks that follow it."""

    span: Span
    marks: tuple[EntryLink, ...] = ()


@frozen
class EntryLinks:
    """Where a page tells which entries: in its own rows and items, or in the list of entries at its end.

    `owned` are the entries that each row or item tells, `linked` all entries that can be linked to.
    """

    owned: Mapping[PartPlace, tuple[int, ...]]
    linked: frozenset[int]

    @classmethod
    def of(cls, page: Page) -> "EntryLinks":
        """Search a page for rows, then items, whose words all rest on the same entry."""
        linked = {entry.position for entry in page.told}
        owned: dict[PartPlace, tuple[int, ...]] = {}
        parts = [part for kind in (Table, Listing) for part in _parts(page) if isinstance(part[0], kind)]
        for block, place, spans in parts:
            told = _told_by(spans, alone=isinstance(block, Listing))
            if new := tuple(entry for entry in told if entry not in linked):
                owned[place] = new
                linked.update(new)
        return cls(owned, frozenset(linked))

    def runs(self, spans: Spans, place: PartPlace | None = None) -> tuple[Run, ...]:
        """The spans of a paragraph, a row or an item, each with its marks.

        Entries are linked once, after the last words that rest on them, and what tells an entry has no link to itself.
        """
        last = {span.entries: number for number, span in enumerate(spans) if span.text.strip()}
        own = () if place is None else self.owned.get(place, ())
        return tuple(
            Run(span, self._marks(span.entries, own) if last.get(span.entries) == number else ())
            for number, span in enumerate(spans)
        )

    def marks(self, page: Page) -> bool:
        """Whether any words of a page have a mark after them."""
        return any(run.marks for _, place, spans in _parts(page) for run in self.runs(spans, place))

    def cells(self, row: tuple[Cell, ...], place: PartPlace) -> Iterator[tuple[Cell, tuple[Run, ...]]]:
        """The cells of a row, each with its spans and their marks."""
        runs = iter(self.runs(tuple(span for cell in row for span in cell.spans), place))
        for cell in row:
            yield cell, tuple(islice(runs, len(cell.spans)))

    def _marks(self, entries: Sequence[int], own: Sequence[int]) -> tuple[EntryLink, ...]:
        shown = sorted({entry for entry in entries if entry in self.linked and entry not in own} - _UNMARKED)
        ranges = ((first, str(first) if first == last else f"{first}–{last}") for first, last in _ranges(shown))
        return tuple(EntryLink(first, words) for first, words in ranges)


def _parts(page: Page) -> Iterator[tuple[Block, PartPlace, Spans]]:
    """The paragraphs, rows and items of a page, each with its block and its place."""
    for number, block in enumerate(page.blocks):
        parts: Iterable[Spans] = ()
        match block:
            case Paragraph(spans):
                parts = (spans,)
            case Listing(items):
                parts = items
            case Table(_, rows):
                parts = (tuple(span for cell in row for span in cell.spans) for row in rows)
            case _:
                pass
        yield from ((block, (number, index), spans) for index, spans in enumerate(parts))


def _told_by(spans: Spans, *, alone: bool) -> tuple[int, ...]:
    """The entries on which all words rest; an item tells one entry only, as an item about several is about them all."""
    rested = {span.entries for span in spans if span.text.strip()}
    entries = rested.pop() if len(rested) == 1 else ()
    return () if alone and len(entries) > 1 else entries


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as the first and the last of them."""
    start = 0
    for index, number in enumerate(numbers, 1):
        if index == len(numbers) or numbers[index] != number + 1:
            yield numbers[start], number
            start = index
