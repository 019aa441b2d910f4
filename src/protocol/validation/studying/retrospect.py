"""Retrospect: the past visits that a changed rulebook judges differently."""

from collections.abc import Iterable, Iterator

from protocol.fields import frozen
from protocol.rules import Finding, Rulebook
from protocol.stream import Stream
from protocol.validation.checking import check


@frozen
class Retrospect:
    """A visit that two rulebooks judge differently: the findings of the new one only, and of the old one only."""

    visit: str
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def retrospect(streams: Iterable[Stream], old: Rulebook, new: Rulebook) -> Iterator[Retrospect]:
    """The visits that a changed rulebook judges differently, each with the findings that differ.

    >>> from protocol.events import GuardReviewed, AnthemPlayed, RecordOpened, WelcomeCeremonyOpened
    >>> from protocol.rules import COMMON
    >>> stream = Stream.of(RecordOpened("lima"), WelcomeCeremonyOpened(), GuardReviewed(), AnthemPlayed())
    >>> [judged.visit for judged in retrospect([stream], COMMON, COMMON.waiving({"CER08"}))]
    []
    """
    for stream in streams:
        before, after = check(stream, old).findings, check(stream, new).findings
        fresh = tuple(finding for finding in after if finding not in before)
        gone = tuple(finding for finding in before if finding not in after)
        if fresh or gone:
            yield Retrospect(stream.visit, fresh, gone)
