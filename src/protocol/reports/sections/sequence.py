"""The order of events as a table: entries numbered, timed, worded, nested in their ceremonies."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from protocol.events import Event, RecordOpened, VisitAgreed
from protocol.projections import Item, timeline
from protocol.reports.page import Block, Cell, Heading, Paragraph, Span, Spans, Table, plain
from protocol.reports.sections.blocks import without_empty_columns
from protocol.reports.words.language import Language, message
from protocol.reports.words.teller import ONLY_ANNOUNCED, Teller
from protocol.reports.words.times import for_so_long, from_to, moment_in_words
from protocol.stream import Entry, Stream
from protocol.values import Placing, Standing

LISTED: Final = message("listed: a source names the step without stating its place in the order.")
INFERRED: Final = message("inferred: no source reports the step; whoever made the record concluded that it took place.")
ANNOUNCED: Final = message("announced: a source announces the step, and the record does not say that it took place.")
UNTIMED: Final = message("Where no time is given, no source states one.")
UNCLOSED: Final = message(
    "end not reported: no source says when the ceremony ended, so what followed is not set in it."
)


def order_of_events(stream: Stream, teller: Teller, usual: str | None) -> Iterator[Block]:
    """The order of events under its heading, with a legend of its marks; the `usual` offset is not printed."""
    visit, say = teller.visit, teller.language.say
    rows = tuple(item for item in timeline.of(stream).items if not _is_in_head(item.entry))
    yield Heading(say("Programme" if visit.planned else "Order of events"))
    if not rows:
        yield Paragraph(plain(say("No step is planned yet." if visit.planned else "No step is recorded yet.")))
        return
    what = say("What will happen" if visit.planned else "What happened")
    head = (say("No."), say("Time"), what, say("Sources"))
    yield without_empty_columns(Table(head, tuple(_lines(rows, teller, usual))))
    yield from (Paragraph(plain(say(legend))) for legend in _legends(rows, teller))


def _is_in_head(entry: Entry[Event]) -> bool:
    """Whether the head of the report already says what an entry does."""
    return isinstance(entry.event, RecordOpened) or (isinstance(entry.event, VisitAgreed) and entry.at is None)


def _lines(rows: Iterable[Item], teller: Teller, usual: str | None) -> Iterator[tuple[Cell, ...]]:
    shown: date | None = None
    numbers = {source.id: number for number, source in enumerate(teller.visit.sources, 1) if source.id is not None}
    for row in rows:
        when = _time_of(row, teller.language, shown, usual)
        shown = (row.entry.at.day if row.entry.at else None) or shown
        notes = [str(numbers.get(source, source)) for source in row.entry.sources]
        yield (
            Cell(plain("-".join(map(str, row.entries)), *row.entries)),
            Cell(plain(when, *row.entries)),
            Cell(_what(row, teller), row.depth),
            Cell(plain(", ".join(notes), *row.entries)),
        )


def _time_of(row: Item, language: Language, shown: date | None, usual: str | None) -> str:
    start, end = row.since, row.until
    since = None if start is None else moment_in_words(start, language, shown=shown, usual=usual)
    if end is None:
        return (since or "") if row.lasting is None else for_so_long(since, row.lasting, language)
    day = shown if start is None else start.day or shown
    return from_to(since, moment_in_words(end, language, shown=day, usual=usual), language)


def _what(row: Item, teller: Teller) -> Spans:
    sentence = (teller.entry if row.closing is None else teller.as_held)(row.entry)
    marks = "".join(f" ({teller.language.say(mark)})" for mark in _marks(row, teller))
    return (Span(sentence, row.entries), Span(marks, row.entries)) if marks else plain(sentence, *row.entries)


def _marks(row: Item, teller: Teller) -> Iterator[str]:
    if teller.is_ahead(row.entry):
        yield ONLY_ANNOUNCED
    if row.entry.placing is Placing.LISTED:
        yield message("listed")
    if row.entry.standing is Standing.INFERRED:
        yield message("inferred")
    if row.unclosed:
        yield message("end not reported")


def _legends(rows: tuple[Item, ...], teller: Teller) -> Iterator[str]:
    used = {mark for row in rows for mark in _marks(row, teller)}
    yield from (legend for legend in (ANNOUNCED, LISTED, INFERRED, UNCLOSED) if legend.partition(":")[0] in used)
    if any(row.entry.at is None for row in rows):
        yield UNTIMED
