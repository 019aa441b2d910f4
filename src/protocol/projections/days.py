"""The programme: the steps of a visit by days, each with its time, its place and who takes part."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve

from protocol.events import Event
from protocol.events.ceremonies import HAPPENING
from protocol.fields import frozen
from protocol.projections.folding import projection
from protocol.projections.history import NOTHING_HAPPENED, History, Item, timeline
from protocol.projections.moments import day_of
from protocol.projections.participants import people_at
from protocol.stream import Entry
from protocol.values import Duration, Moment, Person, Precision, Text, Venue
from protocol.visit import CeremonyHeld, Visit

_DAY: Final = timedelta(days=1)
D = TypeVar("D", date, datetime)


@frozen
class Step:
    """A step of a programme: its line of the timeline, its day, and the people whom the record puts there.

    `until` is when it ends (a ceremony: when it is closed), as precisely as is known; `within` is the opening of the
    ceremony around it, if that was closed, from which its place and attendance follow where it states none.
    """

    item: Item
    people: tuple[Person, ...]
    day: date | None
    until: Moment | None = None
    within: Entry[Event] | None = None

    @property
    def venue(self) -> Venue | None:
        """Where it is, as far as it says so itself."""
        return self.item.entry.place

    @property
    def place(self) -> Venue | None:
        """Where it is: as it says itself, else where its ceremony is."""
        return self.venue if self.venue is not None or self.within is None else self.within.place

    @property
    def following(self) -> tuple[Person, ...]:
        """Who is there because they attend its ceremony, if it does not say itself who attends it."""
        return () if self.within is None or self.item.entry.attending else self.within.attending

    def is_for(self, person: Person) -> bool:
        """Whether the record puts a person there."""
        return any(person.known_as == each.known_as for each in (*self.people, *self.following))

    @property
    def begins(self) -> datetime | date | None:
        """When it begins: its time if that is exact, else its day.

        A time of day is taken to be on the day of the step, and by the local clocks if it has no offset.
        """
        since = self.item.since
        if since is None or since.precision is not Precision.EXACT or not isinstance(since.value, datetime | time):
            return self.day
        return since.value if isinstance(since.value, datetime) else self._by_clock(since)

    @property
    def ends(self) -> datetime | date | None:
        """When it ends, if that is exact; a time of day earlier than the beginning is on the next day."""
        lasting, begins = self.item.entry.lasting, self.begins
        if self.until is None and lasting is not None and lasting.precision is Precision.EXACT:
            return _after(begins, lasting.length) if isinstance(begins, datetime) else None
        if self.until is None or self.until.precision is not Precision.EXACT:
            return None
        ends = self._by_clock(self.until)
        if not isinstance(begins, datetime) or not isinstance(ends, datetime) or not isinstance(self.until.value, time):
            return ends
        ends = ends if ends.tzinfo else ends.replace(tzinfo=begins.tzinfo)
        early = (begins.tzinfo is None) == (ends.tzinfo is None) and ends < begins
        return _after(ends) if early else ends

    def _by_clock(self, moment: Moment) -> datetime | date | None:
        if not isinstance(moment.value, time):
            return moment.value
        day = _after(self.day) if moment.ends_day else self.day
        return None if day is None else datetime.combine(day, moment.value)

    @property
    def lasting(self) -> Duration | None:
        """How long it takes, if that is known and its end is not."""
        return self.item.entry.lasting if self.until is None else None

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
    """The steps of one day; `day` is None for the steps before the first date that is known."""

    day: date | None
    steps: tuple[Step, ...]


@frozen
class Programme:
    """A programme by days, and the visit that it is of."""

    history: History = NOTHING_HAPPENED

    @property
    def visit(self) -> Visit:
        """The visit."""
        return self.history.visit

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order; one without a day is on the day of the step before."""
        return tuple(_steps(self.history))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The steps by days, in the order in which the days come up."""
        return tuple(_days(self.steps))


@projection("What is to happen on which day, when, where and with whom.", start=Programme(), foresees=True)
def programme(so_far: Programme, entry: Entry[Event]) -> Programme:
    return evolve(so_far, history=timeline.fold(so_far.history, entry))


def _steps(history: History) -> Iterator[Step]:
    day, ends, around = _only_day(history), dict(_ends(history)), dict(_openings(history))
    for item in history.items:
        event = item.entry.event
        if type(event) in HAPPENING:
            day = day_of(item.since) or day
            until = item.until or ends.get(item.entry.position)
            people, within = people_at(item.entry, history.visit), around.get(item.entry.position)
            yield Step(item, people, day, until, within)


def _openings(history: History) -> Iterator[tuple[int, Entry[Event]]]:
    """The opening of the innermost ceremony around each step; one without a reported end may enclose nothing."""
    by_position = {entry.position: entry for entry in history.entries}
    for held in history.ceremonies.values():
        if held.closed is not None:
            inside = [held.closed, *held.steps, *_inner(history, held)]
            yield from ((at, by_position[held.opened]) for at in inside if at <= held.closed)


def _inner(history: History, outer: CeremonyHeld) -> Iterator[int]:
    return (held.opened for held in history.ceremonies.values() if held.within == outer.opened)


def _only_day(history: History) -> date | None:
    """The day of a visit that lasts one day, unless a step is on a later one."""
    dates = history.visit.dates
    if dates is None or dates.last not in {None, dates.first}:
        return None
    later = (day for item in history.items if (day := day_of(item.since)) is not None and day > dates.first)
    return None if any(later) else dates.first


def _ends(history: History) -> Iterator[tuple[int, Moment]]:
    """When each ceremony ended, if that is known, by the position of its opening."""
    by_position = {entry.position: entry for entry in history.entries}
    for held in history.ceremonies.values():
        closing = None if held.closed is None else by_position[held.closed]
        if closing is not None and (until := closing.until or closing.at) is not None:
            yield held.opened, until


def _days(steps: Iterable[Step]) -> Iterator[Day]:
    by_day: dict[date | None, list[Step]] = {}
    for step in steps:
        by_day.setdefault(step.day, []).append(step)
    yield from (Day(day, tuple(these)) for day, these in by_day.items())


def _after(moment: D | None, by: timedelta = _DAY) -> D | None:
    try:
        return None if moment is None else moment + by
    except OverflowError:  # the last day that a calendar has
        return None
