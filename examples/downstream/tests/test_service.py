"""The service keeps every step that it takes, takes none that is a breach, and loses none to two officers at once."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings

from protocol import Entry, Event, RefusedError, Stream, check
from protocol.errors import VersionConflictError
from protocol.events import GuestArrived, GuestGreeted, RecordOpened
from protocol.store import MemoryStore, VisitStore
from protocol.testing import VisitMachine, breaches, check_store, events, streams, visits
from timetable import HOUSE, Timetable, UnknownVisitError


def noon() -> datetime:
    """The time at which everything is noted here."""
    return datetime(2023, 4, 10, 12, tzinfo=UTC)


def timetable() -> Timetable:
    """A timetable with nothing on it."""
    return Timetable(MemoryStore(noon))


def opened(stream: Stream) -> Timetable:
    """A timetable on which the record of a visit is opened."""
    made = timetable()
    made.open("v", stream.opening, by="test")
    return made


def note_all(made: Timetable, visit: Stream) -> None:
    """Note every step of a visit that is opened, one after the other."""
    for entry in visit[1:]:
        made.note("v", entry, seen=entry.position - 1, by="test")


def test_our_store_is_a_good_one() -> None:
    """The service relies on what every store promises."""
    check_store(MemoryStore)


@given(visits(rulebook=HOUSE, longest=20))
@settings(max_examples=20)
def test_a_good_visit_is_noted_whole(visit: Stream) -> None:
    """A visit that keeps all rules of the house is refused nowhere, and is kept as it was."""
    made = opened(visit)
    note_all(made, visit)

    assert made.record("v") == visit
    assert made.due("v") == ()


@given(breaches(rulebook=HOUSE, rule="TLK01", longest=20))
@settings(max_examples=20)
def test_a_visit_that_breaks_one_rule_is_stopped(visit: Stream) -> None:
    """One step of it is refused, and the refusal names the rule."""
    with pytest.raises(RefusedError) as refused:
        note_all(opened(visit), visit)

    assert {finding.rule.code for finding in refused.value.findings} == {"TLK01"}


@example(Stream.of(RecordOpened("v"), GuestArrived(), GuestGreeted(), GuestArrived()))
@given(streams(corrections=False))
def test_no_breach_is_ever_noted(stream: Stream) -> None:
    """Whatever is tried, what is refused is not kept, and what is kept has no breach."""
    made, seen = opened(stream), 0
    for entry in stream[1:]:
        with suppress(RefusedError):
            seen = made.note("v", entry, seen=seen, by="test")

    kept = made.record("v")
    assert kept[-1].position == seen
    assert check(kept, HOUSE, coverage=None, ended=False).breaches == ()


@given(events(corrections=False), events(corrections=False))
def test_of_two_officers_one_is_told(one: Event, other: Event) -> None:
    """Who has not seen the last step cannot note the next one."""
    made = opened(Stream.of(RecordOpened("v")))
    try:
        made.note("v", one, seen=0, by="one")
    except RefusedError:
        return
    with pytest.raises((VersionConflictError, RefusedError)):
        made.note("v", other, seen=0, by="other")
    assert [recorded.meta for recorded in made.store.read("v", after=0)] == [{"by": "one"}]


def test_an_unknown_visit_is_an_error() -> None:
    """Nothing is noted of a visit that is not on the timetable."""
    with pytest.raises(UnknownVisitError, match="no visit v is on the timetable"):
        timetable().note("v", RecordOpened("v"), seen=0, by="test")


class TimetableMachine(VisitMachine):
    """Drives the service through whole visits, good and faulty ones."""

    rulebook = HOUSE

    def make_store(self) -> VisitStore:
        """The store of the service."""
        self.timetable = timetable()
        return self.timetable.store

    def act(self, step: Entry[Event]) -> bool:
        """Note a step, as an officer would who has seen all before it."""
        if isinstance(step.event, RecordOpened):
            return self.timetable.open(self.visit_id, step.event, by="test") == 0
        try:
            return self.timetable.note(self.visit_id, step, seen=step.position - 1, by="test") == step.position
        except RefusedError:
            return False


TestTimetable = TimetableMachine.TestCase
TestTimetable.settings = settings(max_examples=20, stateful_step_count=15)
