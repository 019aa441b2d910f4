"""The ceremonies of a visit, each with its steps and, where both ends are told exactly, how long it took."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property, reduce
from typing import Final

from attrs import evolve

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections.moments import exact
from protocol.projections.projection import projection
from protocol.projections.timeline import NOTHING_HAPPENED, Timeline, timeline
from protocol.stream import Entry, Stream, effective
from protocol.values import Moment
from protocol.visit import CeremonyHeld, Visit
from protocol.visit import evolve as follow
from protocol.visit.ceremonies import CLOSINGS, OPENINGS


@frozen
class CeremonyTold:
    """A ceremony with its steps in order, those of ceremonies inside it among them."""

    held: CeremonyHeld
    steps: tuple[Entry[Event], ...]
    since: Moment | None = None
    until: Moment | None = None

    @property
    def duration(self) -> timedelta | None:
        """How long it took, where both ends are told exactly and in order."""
        start, end = exact(self.since), exact(self.until)
        return end - start if start is not None and end is not None and end >= start else None

    @property
    def entries(self) -> tuple[int, ...]:
        """The positions of its opening, its steps and its closing."""
        closing = () if self.held.closed is None else (self.held.closed,)
        return (self.held.opened, *(step.position for step in self.steps), *closing)


@frozen(slots=False)
class Ceremonies:
    """The ceremonies in the order in which they were opened."""

    timeline: Timeline = NOTHING_HAPPENED

    @cached_property
    def held(self) -> tuple[CeremonyTold, ...]:
        """Each ceremony."""
        return tuple(self._told())

    def _told(self) -> Iterator[CeremonyTold]:
        by_position = {entry.position: entry for entry in self.timeline.entries}
        inside = self.timeline.visit.steps_by_ceremony()
        for held in self.timeline.visit.ceremonies:
            yield _told(held, by_position, tuple(by_position[at] for at in inside[held.opened]))


def _told(held: CeremonyHeld, by_position: Mapping[int, Entry[Event]], steps: tuple[Entry[Event], ...]) -> CeremonyTold:
    opening, closing = by_position[held.opened], None if held.closed is None else by_position[held.closed]
    ended = None if closing is None else closing.until or closing.at
    return CeremonyTold(held, steps, opening.at, opening.until or ended)


def brackets(stream: Stream) -> Iterator[CeremonyTold]:
    """The ceremonies of a stream without their steps: quicker, for who asks only when they began and ended."""
    entries = [entry for entry in effective(stream) if type(entry.event) in _BRACKETS]
    by_position = {entry.position: entry for entry in entries}
    return (_told(held, by_position, ()) for held in reduce(follow, entries, Visit()).ceremonies)


_BRACKETS: Final = OPENINGS | CLOSINGS


@projection("Which ceremonies were held, of which steps, how long.", start=Ceremonies())
def ceremonies(so_far: Ceremonies, entry: Entry[Event]) -> Ceremonies:
    return evolve(so_far, timeline=timeline.fold(so_far.timeline, entry))
