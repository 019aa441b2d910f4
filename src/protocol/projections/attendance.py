"""Attendance: who took part in what, as far as the record names people."""

from collections.abc import Iterator
from functools import cached_property

from attrs import evolve

from protocol.events import FAMILIES, Event, OtherHappened
from protocol.fields import frozen
from protocol.projections.participants import acting_in, people_in
from protocol.projections.projection import projection
from protocol.projections.timeline import NOTHING_HAPPENED, Timeline, timeline
from protocol.stream import Entry
from protocol.values import Person, Side, Text

_NO_STEPS = frozenset({*FAMILIES["preparation"], *FAMILIES["record"]}) - {OtherHappened}


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
        steps: dict[Text, list[int]] = {person.name: [] for person in self._named()}
        for entry in self.timeline.entries:
            for person in acting_in(entry.event, self.timeline.visit) if type(entry.event) not in _NO_STEPS else ():
                steps[person.name].append(entry.position)
        known = {person.name: person for person in reversed(tuple(self._named()))}
        return tuple(Attended(known[name], self._side(known[name]), tuple(at)) for name, at in steps.items())

    @cached_property
    def steps(self) -> tuple[Entry[Event], ...]:
        """The steps in which anybody is named."""
        named = {position for person in self.people for position in person.entries}
        return tuple(entry for entry in self.timeline.entries if entry.position in named)

    def _named(self) -> Iterator[Person]:
        visit = self.timeline.visit
        yield from (person for party in visit.parties for person in party.principals)
        yield from (person for side in Side for person in visit.delegation(side))
        yield from (person for entry in self.timeline.entries for person in people_in(entry.event))

    def _side(self, person: Person) -> Side | None:
        visit = self.timeline.visit
        led = (party.side for party in visit.parties if any(person.name == each.name for each in party.principals))
        sent = (side for side in Side if any(person.name == each.name for each in visit.delegation(side)))
        from_there = (party.side for party in visit.parties if party.state and party.state == person.country)
        return next((side for told in (led, sent, from_there) for side in told), None)


@projection("Who took part in which steps, as far as the record names people.", start=Attendance())
def attendance(so_far: Attendance, entry: Entry[Event]) -> Attendance:
    return evolve(so_far, timeline=timeline.fold(so_far.timeline, entry))
