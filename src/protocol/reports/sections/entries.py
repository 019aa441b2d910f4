"""Entries of the record in words, for whoever follows a figure to what it is from."""

from collections.abc import Iterable

from protocol.reports.page import Block, Page, Spans, Told, plain
from protocol.reports.words.teller import Teller
from protocol.stream import Stream


def numbered(position: int, stream: Stream, teller: Teller) -> Spans:
    """An entry by its number and in words."""
    entry = stream.at(position)
    words = None if entry is None else teller.entry(entry)
    return plain(teller.language.say("No. {number}[: {words}]", number=str(position), words=words), position)


def told_of(blocks: Iterable[Block], stream: Stream, teller: Teller) -> tuple[Told, ...]:
    """Every entry that the spans of some blocks rest on, in order, as the record tells it."""
    named = {position for span in Page("", tuple(blocks)).spans() for position in span.entries}
    return tuple(Told(entry.position, teller.entry(entry)) for entry in stream if entry.position in named)
