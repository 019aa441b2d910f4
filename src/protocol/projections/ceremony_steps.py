"""The ceremonies of a visit, each with its steps and, if both its times are exact, how long it took."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property, reduce
from typing import Final

from attrs import evolve

from protocol.events import Event
from protocol.events.ceremonies import CLOSINGS, OPENINGS
from protocol.fields import frozen
from protocol.projections.folding import projection
from protocol.projections.history import NOTHING_HAPPENED, History, timeline
from protocol.projections.moments import exact
from protocol.stream import Entry, Stream, what_happened
from protocol.values import Duration, Moment
from protocol.visit import CeremonyHeld, Visit
from protocol.visit import evolve as follow


@frozen
class CeremonyTold:
    """A ceremony with its steps in order, those of ceremonies inside it among them."""

    held: CeremonyHeld
    steps: tuple[Entry[Event], ...]
    since: Moment | None = None
    until: Moment | None = None
    lasting: Duration | None = None

    @property
    def duration(self) -> timedelta | None:
        """How long it took, if both its times are exact and in order, or else if the record says how long."""
        start, end = exact(self.since), exact(self.until)
        if start is not None and end is not None and end >= start:
            return end - start
        return self.lasting.length if self.lasting is not None and self.lasting.known else None

    @property
    def entries(self) -> tuple[int, ...]:
        """The positions of its opening, its steps and its closing."""
        closing = () if self.held.closed is None else (self.held.closed,)
        return (self.held.opened, *(step.position for step in self.steps), *closing)


@frozen
class Ceremonies:
    """The ceremonies in the order in which they were opened."""

    history: History = NOTHING_HAPPENED

    @cached_property
    def held(self) -> tuple[CeremonyTold, ...]:
        """Each ceremony."""
        by_position = {entry.position: entry for entry in self.history.entries}
        inside = self.history.visit.steps_by_ceremony()
        return tuple(
            _with_steps(held, by_position, tuple(by_position[at] for at in inside[held.opened]))
            for held in self.history.visit.ceremonies
        )


def _with_steps(
    held: CeremonyHeld, by_position: Mapping[int, Entry[Event]], steps: tuple[Entry[Event], ...]
) -> CeremonyTold:
    opening, closing = by_position[held.opened], None if held.closed is None else by_position[held.closed]
    ended = None if closing is None else closing.until or closing.at
    return CeremonyTold(held, steps, opening.at, opening.until or ended, opening.lasting)


def brackets(stream: Stream) -> Iterator[CeremonyTold]:
    """The ceremonies of a stream without their steps, which is quicker if only their times are wanted."""
    entries = [entry for entry in what_happened(stream) if type(entry.event) in _BRACKETS]
    by_position = {entry.position: entry for entry in entries}
    return (
        _with_steps(held, by_position, ())
        for held in reduce(follow, entries, Visit(basis=stream.opening.basis)).ceremonies
    )


_BRACKETS: Final = OPENINGS | CLOSINGS


@projection("Which ceremonies were held, of which steps, how long.", start=Ceremonies())
def ceremonies(so_far: Ceremonies, entry: Entry[Event]) -> Ceremonies:
    return evolve(so_far, history=timeline.fold(so_far.history, entry))
