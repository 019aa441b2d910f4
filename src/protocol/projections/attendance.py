"""Attendance: who took part in what, as far as the record names people."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections.participants import acting_in, people_in
from protocol.projections.projection import projection
from protocol.projections.timeline import NOTHING_HAPPENED, Timeline, timeline
from protocol.stream import Entry
from protocol.values import Person, Side, Text
from protocol.visit.ceremonies import HAPPENING


@frozen
class Attended:
    """A person, on which side where that is told, and the steps that the record names them in."""

    person: Person
    side: Side | None
    entries: tuple[int, ...]


@frozen(slots=False)
class Attendance:
    """The people of a visit: those who lead the sides first, then the others as the record names them."""

    timeline: Timeline = NOTHING_HAPPENED

    @cached_property
    def people(self) -> tuple[Attended, ...]:
        """Everybody who is named, by name, with the fullest that is told of them."""
        named = tuple(self._named())
        steps: dict[Text, list[int]] = {person.name: [] for person in named}
        for entry in self.timeline.entries:
            for person in acting_in(entry.event, self.timeline.visit) if type(entry.event) in HAPPENING else ():
                steps[person.name].append(entry.position)
        known, sides = {person.name: person for person in reversed(named)}, self._sides()
        return tuple(Attended(known[name], self._side(known[name], sides), tuple(at)) for name, at in steps.items())

    @cached_property
    def steps(self) -> tuple[Entry[Event], ...]:
        """The steps in which anybody is named."""
        named = {position for person in self.people for position in person.entries}
        return tuple(entry for entry in self.timeline.entries if entry.position in named)

    def _named(self) -> Iterator[Person]:
        yield from (person for person, _ in self._sent())
        yield from (person for entry in self.timeline.entries for person in people_in(entry.event))

    def _sent(self) -> Iterator[tuple[Person, Side]]:
        """Who leads a side, then who is of its delegation."""
        visit = self.timeline.visit
        yield from ((person, party.side) for party in visit.parties for person in party.principals)
        yield from ((person, side) for side in Side for person in visit.delegation(side))

    def _sides(self) -> Mapping[Text, Side]:
        """The side of everybody who leads one or is of its delegation; the first that is told."""
        return {person.name: side for person, side in reversed(tuple(self._sent()))}

    def _side(self, person: Person, sides: Mapping[Text, Side]) -> Side | None:
        parties = self.timeline.visit.parties
        from_there = (party.side for party in parties if party.state and party.state == person.country)
        return sides.get(person.name) or next(from_there, None)


@projection("Who took part in which steps, as far as the record names people.", start=Attendance())
def attendance(so_far: Attendance, entry: Entry[Event]) -> Attendance:
    return evolve(so_far, timeline=timeline.fold(so_far.timeline, entry))
