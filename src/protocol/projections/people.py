"""Attendance: who took part in which steps, as far as the record names people."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections.days import Programme
from protocol.projections.folding import projection
from protocol.projections.history import NOTHING_HAPPENED, History, timeline
from protocol.projections.participants import named_in
from protocol.stream import Entry
from protocol.values import Person, Side, Text


@frozen
class Attended:
    """A person, their side if it is known, and the steps in which the record names them."""

    person: Person
    side: Side | None
    entries: tuple[int, ...]


@frozen
class Attendance:
    """The people of a visit: those who lead the sides first, then the others as the record names them."""

    history: History = NOTHING_HAPPENED

    @cached_property
    def people(self) -> tuple[Attended, ...]:
        """Everybody who is named, once, with the first mention of them: that of the party or delegation is fullest."""
        named = (*(person for person, _ in self._members()), *self._named_in_entries())
        steps: dict[Text, list[int]] = {person.known_as: [] for person in named}
        for step in Programme(self.history).steps:
            for name in dict.fromkeys(person.known_as for person in (*step.people, *step.following)):
                steps[name].append(step.item.entry.position)
        known = {person.known_as: person for person in reversed(named)}
        sides = {person.known_as: side for person, side in reversed(tuple(self._members()))}
        return tuple(Attended(known[name], self._side(known[name], sides), tuple(at)) for name, at in steps.items())

    @cached_property
    def steps(self) -> tuple[Entry[Event], ...]:
        """The steps in which anybody is named."""
        named = {position for person in self.people for position in person.entries}
        return tuple(entry for entry in self.history.entries if entry.position in named)

    def _named_in_entries(self) -> Iterator[Person]:
        return (person for entry in self.history.entries for person in named_in(entry))

    def _members(self) -> Iterator[tuple[Person, Side]]:
        """Who leads a side, then who is in its delegation."""
        visit = self.history.visit
        yield from ((person, party.side) for party in visit.parties for person in party.people)
        yield from ((person, side) for side in Side for person in visit.delegation(side))

    def _side(self, person: Person, sides: Mapping[Text, Side]) -> Side | None:
        parties = self.history.visit.parties
        from_there = (party.side for party in parties if party.state and party.state == person.country)
        return sides.get(person.known_as) or next(from_there, None)


@projection("Who took part in which steps, as far as the record names people.", start=Attendance(), foresees=True)
def attendance(so_far: Attendance, entry: Entry[Event]) -> Attendance:
    return evolve(so_far, history=timeline.fold(so_far.history, entry))
