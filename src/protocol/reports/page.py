"""The neutral page: what a report says, whatever it will look like.

A page consists of blocks, and blocks of spans. A span knows the entries that its words rest on, so that every figure of
a report can be traced to the record in any format.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, assert_never

from protocol.fields import frozen


class Tone(StrEnum):
    """How words are meant, for renderers that can show it; the words alone always say as much."""

    PLAIN = "plain"
    STRONG = "strong"
    GOOD = "good"
    NOTE = "note"
    LAPSE = "lapse"
    BREACH = "breach"


@frozen
class Span:
    """A run of words, the positions of the entries that they rest on, and their link.

    On a page about many visits figures rest on `visits`, by their ids, and on a number of `further` ones whose ids are
    not kept.
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
    """A cell of a table; `depth` is how many levels its content is indented under the rows above."""

    spans: Spans
    depth: int = 0


@frozen
class Table:
    """A table: the heads of its columns, if it needs any, its rows, and a caption."""

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
    """A step or a ceremony on a drawn line of time, from where to where; a single step has no length.

    `planned` distinguishes what a programme foresees from what happened; the tone marks findings.
    """

    label: str
    start: float
    end: float
    entries: tuple[int, ...] = ()
    tone: Tone = Tone.PLAIN
    planned: bool = False


@frozen
class Lane:
    """A line of a drawing with its name and its bars."""

    label: str
    bars: tuple[Bar, ...]


@frozen
class Timeline:
    """A drawing of what happened when, or in what order: lanes over a scale with named marks.

    It shows at a glance what the tables beside it say; formats that cannot draw leave it out.
    """

    caption: str
    lanes: tuple[Lane, ...]
    marks: tuple[tuple[float, str], ...] = ()


Block = Heading | Paragraph | Table | Listing | Timeline


@frozen
class Told:
    """An entry of the record in words, for readers who follow a figure to the entries that it rests on."""

    position: int
    words: str


class Status(StrEnum):
    """The status of an appointment, as calendars name it."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of an appointment of which nobody knows when it was written."""


@frozen
class Appointment:
    """An item of a programme for a calendar: at a time, or on a date if only the day is known.

    `name` stays the same from one edition to the next, so that a calendar recognises what it holds; `sequence` and
    `stamp` rise with the editions. `zone` is the time zone of the visit, by whose clocks times without an offset are.
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
    stamp: datetime = LONG_AGO


@frozen
class Page:
    """A document: its title and what it says, in which language.

    `told` are the entries that its spans rest on, if the page itself does not list them; `appointments` are its items
    for calendars.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    told: tuple[Told, ...] = ()
    appointments: tuple[Appointment, ...] = ()

    def spans(self) -> Iterator[Span]:
        """All spans of the page in order: all its words, each with the entries that they rest on."""
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
