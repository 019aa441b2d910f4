"""The programme: the steps of a visit by days, each with its time, its place and who takes part."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from attrs import evolve

from protocol.events import FAMILIES, Event, OtherHappened
from protocol.fields import frozen
from protocol.projections.moments import day_of
from protocol.projections.participants import acting_in, venue_of
from protocol.projections.projection import projection
from protocol.projections.timeline import NOTHING_HAPPENED, Item, Timeline, timeline
from protocol.stream import Entry
from protocol.values import Person, Text, Venue
from protocol.visit import Visit

_UNPLANNED = frozenset({*FAMILIES["preparation"], *FAMILIES["record"]}) - {OtherHappened}


@frozen
class Step:
    """A step of a programme: its line of the timeline, where it takes place and who takes part."""

    item: Item
    venue: Venue | None
    people: tuple[Person, ...]
    day: date | None

    @property
    def event(self) -> Event:
        """What is to happen."""
        return self.item.entry.event

    @property
    def entries(self) -> tuple[int, ...]:
        """The positions that the step rests on."""
        return self.item.entries

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What is noted beside it."""
        return self.item.entry.remarks


@frozen
class Day:
    """The steps of one day; of the first, `day` is None while no date is told."""

    day: date | None
    steps: tuple[Step, ...]


@frozen(slots=False)
class Programme:
    """A programme by days, and the visit that it is of."""

    timeline: Timeline = NOTHING_HAPPENED

    @property
    def visit(self) -> Visit:
        """The visit."""
        return self.timeline.visit

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order; one whose day is not told is on the day of the step before."""
        return tuple(_steps(self.timeline))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The steps by days, in the order in which the days come up."""
        return tuple(_days(self.steps))


@projection("What is to happen on which day, when, where and with whom.", start=Programme())
def programme(so_far: Programme, entry: Entry[Event]) -> Programme:
    return evolve(so_far, timeline=timeline.fold(so_far.timeline, entry))


def _steps(told: Timeline) -> Iterator[Step]:
    day: date | None = None
    for item in told.items:
        event = item.entry.event
        if type(event) not in _UNPLANNED:
            day = day_of(item.since) or day
            yield Step(item, venue_of(event), acting_in(event, told.visit), day)


def _days(steps: Iterable[Step]) -> Iterator[Day]:
    by_day: dict[date | None, list[Step]] = {}
    for step in steps:
        by_day.setdefault(step.day, []).append(step)
    yield from (Day(day, tuple(these)) for day, these in by_day.items())
