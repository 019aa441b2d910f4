"""The entries that a page rests on, in words, for whoever follows a figure to what it is from."""

from collections.abc import Iterable

from protocol.reports.page import Block, Page, Told
from protocol.reports.wording import Teller
from protocol.stream import Stream


def told_of(blocks: Iterable[Block], stream: Stream, teller: Teller) -> tuple[Told, ...]:
    """Every entry that the spans of some blocks rest on, in order, as the record tells it."""
    named = {position for span in Page("", tuple(blocks)).spans() for position in span.entries}
    return tuple(Told(entry.position, teller.entry(entry)) for entry in stream if entry.position in named)
