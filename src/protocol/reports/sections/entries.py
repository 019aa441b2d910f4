"""Entries of the record in words, for readers who follow a figure to the entries that it comes from."""

from collections.abc import Iterable

from protocol.reports.brief import Brief
from protocol.reports.page import Block, Page, Spans, Told, plain
from protocol.reports.words.teller import Teller
from protocol.stream import Stream


def entry_in_words(position: int, brief: Brief) -> Spans:
    """An entry by its number and its sentence."""
    entry = brief.current.at(position)
    words = None if entry is None else brief.teller.entry(entry)
    return plain(brief.language.say("No. {number}[: {words}]", number=str(position), words=words), position)


def told_of(blocks: Iterable[Block], stream: Stream, teller: Teller) -> tuple[Told, ...]:
    """The entries on which the spans of some blocks rest, in order, each with its sentence."""
    named = {position for span in Page("", tuple(blocks)).spans() for position in span.entries}
    return tuple(Told(entry.position, teller.entry(entry)) for entry in stream if entry.position in named)
