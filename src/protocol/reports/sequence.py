"""The order of events as a table: entries numbered, timed, worded, nested in their ceremonies."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from attrs import frozen

from protocol.events import Event, RecordOpened, VisitAgreed
from protocol.reports.language import Language, message
from protocol.reports.page import Block, Cell, Heading, Paragraph, Span, Spans, Table, plain
from protocol.reports.times import moment_in_words, offset
from protocol.reports.wording import Teller
from protocol.stream import Entry, Stream
from protocol.values import Moment, Placing, Standing
from protocol.visit import CeremonyHeld, Visit

LISTED: Final = message("listed: a source names the step without stating its place in the order.")
INFERRED: Final = message("inferred: no source reports the step; whoever made the record concluded that it took place.")
UNTIMED: Final = message("Where no time is given, no source states one.")
UNCLOSED: Final = message(
    "end not reported: no source says when the ceremony ended, so what followed is not set in it."
)


@frozen
class Row:
    """What one line of the order of events shows: an entry, or a ceremony of which only its brackets are known."""

    entry: Entry[Event]
    closing: Entry[Event] | None = None
    depth: int = 0
    unclosed: bool = False

    @property
    def positions(self) -> tuple[int, ...]:
        """The entries that the line rests on."""
        return (self.entry.position,) if self.closing is None else (self.entry.position, self.closing.position)

    @property
    def number(self) -> str:
        """The entries that the line rests on, as printed."""
        return "-".join(str(position) for position in self.positions)

    @property
    def span(self) -> tuple[Moment | None, Moment | None]:
        """From when until when, as far as known."""
        ended = None if self.closing is None else self.closing.at
        return self.entry.at, self.entry.until or (None if ended == self.entry.at else ended)


def order_of_events(stream: Stream, teller: Teller) -> Iterator[Block]:
    """The order of events under its heading, with a legend of the marks that it uses."""
    visit, say = teller.visit, teller.language.say
    rows = tuple(_rows(stream, visit))
    yield Heading(say("Programme" if visit.planned else "Order of events"))
    if not rows:
        yield Paragraph(plain(say("No step is planned yet." if visit.planned else "No step is recorded yet.")))
        return
    what = say("What will happen" if visit.planned else "What happened")
    yield Table((say("No."), say("Time"), what, say("Sources")), tuple(_lines(rows, teller, usual_offset(stream))))
    yield from (Paragraph(plain(say(legend))) for legend in _legends(rows))


def _rows(stream: Stream, visit: Visit) -> Iterator[Row]:
    """One row an entry; the header of the report has said what the opening and the agreement say."""
    by_opening = {held.opened: held for held in visit.ceremonies}
    entries = {entry.position: entry for entry in stream}
    depths = _depths(visit)
    merged = set(_bare_closings(stream, by_opening))
    for entry in stream:
        held = by_opening.get(entry.position)
        closing = entries[held.closed] if held and held.closed in merged and held.closed is not None else None
        if entry.position not in merged and not _said_in_header(entry):
            unclosed = held is not None and held.closed is None
            yield Row(entry, closing, depths.get(entry.position, 0), unclosed)


def _said_in_header(entry: Entry[Event]) -> bool:
    return isinstance(entry.event, RecordOpened) or (isinstance(entry.event, VisitAgreed) and entry.at is None)


def _bare_closings(stream: Stream, by_opening: Mapping[int, CeremonyHeld]) -> Iterator[int]:
    """The closings that follow their openings at once: one line says that the ceremony was held."""
    for entry, following in pairwise(stream):
        held = by_opening.get(entry.position)
        if held is not None and held.closed == following.position and not held.steps and not following.remarks:
            yield following.position


def _depths(visit: Visit) -> dict[int, int]:
    """How many ceremonies enclose each entry; one whose end is not reported encloses nothing for certain."""
    depths: dict[int, int] = {}
    by_opening = {held.opened: held for held in visit.ceremonies}
    for held in visit.ceremonies:
        outside = 0 if held.within is None else depths[held.within] + _encloses(by_opening[held.within])
        depths[held.opened] = outside
        if held.closed is not None:
            depths[held.closed] = outside
            depths |= dict.fromkeys((step for step in held.steps if step < held.closed), outside + 1)
    return depths


def _encloses(held: CeremonyHeld) -> int:
    return int(held.closed is not None)


def usual_offset(stream: Stream) -> str | None:
    """The offset of the first time that has one, which a document says once, if at all."""
    moments = (entry.at.full for entry in stream if entry.at is not None)
    return next((offset(full) for full in moments if full is not None), None)


def _lines(rows: Iterable[Row], teller: Teller, usual: str | None) -> Iterator[tuple[Cell, ...]]:
    shown: date | None = None
    numbers = {source.id: number for number, source in enumerate(teller.visit.sources, 1) if source.id is not None}
    for row in rows:
        when = _when(row, teller.language, shown, usual)
        shown = (row.entry.at.day if row.entry.at else None) or shown
        notes = [str(numbers.get(source, source)) for source in row.entry.sources]
        yield (
            Cell(plain(row.number, *row.positions)),
            Cell(plain(when, *row.positions)),
            Cell(_what(row, teller), row.depth),
            Cell(plain(", ".join(notes), *row.positions)),
        )


def _when(row: Row, language: Language, shown: date | None, usual: str | None) -> str:
    start, end = row.span
    since = None if start is None else moment_in_words(start, language, shown=shown, usual=usual)
    if end is None:
        return since or ""
    day = shown if start is None else start.day or shown
    return language.say(
        "[{since} to {end}|to {end}]", since=since, end=moment_in_words(end, language, shown=day, usual=usual)
    )


def _what(row: Row, teller: Teller) -> Spans:
    sentence = (teller.entry if row.closing is None else teller.held)(row.entry)
    marks = "".join(f" ({teller.language.say(mark)})" for mark in _marks(row))
    return (Span(sentence, row.positions), Span(marks, row.positions)) if marks else plain(sentence, *row.positions)


def _marks(row: Row) -> Iterator[str]:
    if row.entry.placing is Placing.LISTED:
        yield message("listed")
    if row.entry.standing is Standing.INFERRED:
        yield message("inferred")
    if row.unclosed:
        yield message("end not reported")


def _legends(rows: tuple[Row, ...]) -> Iterator[str]:
    used = {mark for row in rows for mark in _marks(row)}
    yield from (legend for legend in (LISTED, INFERRED, UNCLOSED) if legend.partition(":")[0] in used)
    if any(row.entry.at is None for row in rows):
        yield UNTIMED
