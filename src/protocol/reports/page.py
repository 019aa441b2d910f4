"""The neutral page: what a report says, apart from how it will look.

A page is blocks, and blocks are made of spans. A span knows the entries that its words rest on, so that every
figure of a report can be traced to the record, whatever the page is rendered to.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from protocol.fields import frozen


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
    """A run of words, the positions of the entries that they rest on, and where they link to.

    Where a page is about many visits, what its figures rest on is `visits`, by their ids, and as many `further` ones
    whose ids are not kept.
    """

    text: str
    entries: tuple[int, ...] = ()
    tone: Tone = Tone.PLAIN
    link: str | None = None
    visits: tuple[str, ...] = ()
    further: int = 0


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
    """A table: the heads of its columns, none where the rows speak for themselves, its rows, and what it shows."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None


@frozen
class Listing:
    """A list of items, numbered from 1 or not."""

    items: tuple[Spans, ...]
    numbered: bool = False


@frozen
class Bar:
    """A step or a ceremony on a drawn line of time, from where to where; a step by itself has no length.

    `planned` tells what a programme foresees apart from what happened; the tone marks what was found there.
    """

    label: str
    start: float
    end: float
    entries: tuple[int, ...] = ()
    tone: Tone = Tone.PLAIN
    planned: bool = False


@frozen
class Lane:
    """What stands on one line of a drawing, under one name."""

    label: str
    bars: tuple[Bar, ...]


@frozen
class Timeline:
    """A drawing of what happened when, or in what order: lanes over a scale, whose marks have names.

    It shows at a glance what the tables beside it say; a format that cannot draw leaves it out.
    """

    caption: str
    lanes: tuple[Lane, ...]
    marks: tuple[tuple[float, str], ...] = ()


Block = Heading | Paragraph | Table | Listing | Timeline


@frozen
class Told:
    """An entry of the record in words, for whoever follows a figure to what it rests on."""

    position: int
    words: str


class Status(StrEnum):
    """How an appointment stands: it holds, it may hold, or it was called off."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@frozen
class Appointment:
    """An item of a programme as a calendar keeps it: a date where only the day is known, else a time.

    `name` stays the same from one edition to the next, by which a calendar knows what it holds already; `sequence` and
    `stamp` rise with the editions. `zone` is the name of the zone of the visit, by which the calendar shows its times;
    a time without an offset is one by its clocks.
    """

    name: str
    words: str
    start: datetime | date
    end: datetime | date | None = None
    venue: str | None = None
    remarks: str | None = None
    zone: str | None = None
    status: Status = Status.CONFIRMED
    sequence: int = 0
    stamp: datetime | None = None


@frozen
class Page:
    """A document: its title and what it says, in which language.

    `told` are the entries that its spans rest on, where the page itself does not list them; `appointments` is what a
    calendar takes from it.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    told: tuple[Told, ...] = ()
    appointments: tuple[Appointment, ...] = ()

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
        case Timeline(caption):
            yield Span(caption)
        case _:
            assert_never(block)


def plain(text: str, *entries: int) -> Spans:
    """Plain words as content, with the entries that they rest on."""
    return (Span(text, entries),)


def strong(text: str, *entries: int) -> Spans:
    """Words that stand out, with the entries that they rest on."""
    return (Span(text, entries, Tone.STRONG),)
