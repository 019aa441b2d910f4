"""A state machine that drives a store, or your own system, through whole visits, good and faulty ones."""

from datetime import UTC, datetime
from random import Random
from typing import ClassVar, Final

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from protocol.errors import VersionConflictError
from protocol.events import Event, RecordOpened
from protocol.generation import Wanted, valid_visit
from protocol.rules import COMMON, Rulebook
from protocol.store import NEW, MemoryStore, Recorded, VisitStore, stream_of
from protocol.stream import Entry, Stream
from protocol.testing.claims import hold, steps_of
from protocol.testing.strategies import events
from protocol.validation import Monitor, check

VISIT: Final = "the-visit"
"""The id under which the visit is kept."""
_SHORTEST, _LONGEST = 5, 30
_MOST_SEEDS: Final = 1_000


class VisitMachine(RuleBasedStateMachine):
    """Performs the steps of a visit, in good order and in bad, and compares the result with what the store holds.

    Each run draws a visit that keeps the rulebook and performs its steps one after another. In between it leaves steps
    out, adds unplanned ones, sends batches twice and sends others too late. After every step the store has to hold what
    was done, and the monitor has to find what `check` finds in the whole record.

    To test a store, override `make_store`. To test a system that keeps visits, override `act`, which performs a step
    and returns whether it was taken, and add your own invariants. The machine has a `monitor`, with the stream of all
    steps taken, the `store` and the `visit_id`.

    >>> from protocol.testing import VisitMachine
    >>> TestOurStore = VisitMachine.TestCase
    """

    rulebook: ClassVar[Rulebook] = COMMON
    visit_id: ClassVar[str] = VISIT
    monitor: Monitor
    store: VisitStore

    def make_store(self) -> VisitStore:
        """The store to be tested, empty."""
        return MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC))

    def act(self, step: Entry[Event]) -> bool:
        """Perform the next step, and return whether it was taken: a system may refuse a step that breaks a rule."""
        self.store.append(self.visit_id, [step], expected=step.position - 1)
        return True

    def kept_stream(self) -> Stream | None:
        """The visit as the store holds it."""
        return stream_of(self.store, self.visit_id)

    @initialize(seed=st.integers(0, _MOST_SEEDS), length=st.integers(_SHORTEST, _LONGEST))
    def open_record(self, seed: int, length: int) -> None:
        """The record is opened, and the steps of a good visit lie ahead."""
        stream = valid_visit(Random(seed), self.rulebook, Wanted(length=length))  # noqa: S311 - a seed, not a secret
        self.ahead = list(stream.entries[1:])
        self.store = self.make_store()
        hold(self.act(stream[0]), "the opening of a record was refused")
        self.monitor = Monitor.open(stream[0], self.rulebook)

    @precondition(lambda self: self.ahead)
    @rule()
    def next_step(self) -> None:
        """What is planned next is done."""
        self._do(self.ahead.pop(0))

    @precondition(lambda self: self.ahead)
    @rule(steps=st.integers(2, _LONGEST))
    def next_steps(self, steps: int) -> None:
        """Several steps are done as planned, so that a few actions reach the end of a visit."""
        for step in self.ahead[:steps]:
            self._do(step)
        del self.ahead[:steps]

    @precondition(lambda self: len(self.ahead) > 1)
    @rule()
    def swap_steps(self) -> None:
        """Two planned steps change places."""
        self.ahead[:2] = self.ahead[1::-1]

    @precondition(lambda self: self.ahead)
    @rule()
    def leave_out(self) -> None:
        """What is planned next is not done."""
        self.ahead.pop(0)

    @rule(event=events())
    def anything_else(self, event: Event) -> None:
        """Something happens that nobody planned."""
        self._do(Entry(0, event))

    @rule()
    def send_again(self) -> None:
        """The last entry is sent again, under the same id, which adds nothing."""
        last = self._records()[-1]
        again = self.store.append(self.visit_id, [last.entry], expected=last.version - 1, ids=[last.id])
        hold(again.repeated, f"an entry that was sent again was taken for another: {last}")

    @rule(event=events())
    def come_too_late(self, event: Event) -> None:
        """A writer who has not seen the last entry appends, and is refused."""
        last = self._records()[-1]
        late = [RecordOpened("late")] if last.version == 0 else [event]
        try:
            self.store.append(self.visit_id, late, expected=last.version - 1)
        except VersionConflictError as conflict:
            hold(conflict.foreign == last, f"the first foreign entry is {last}, and {conflict.foreign} was named")
        else:
            raise AssertionError(f"version {last.version - 1} was taken for {last.version}")

    @invariant()
    def the_store_holds_what_was_done(self) -> None:
        """What is kept is every step that was taken, in order, and nothing else."""
        kept, done = self.kept_stream(), self.monitor.stream
        held = "nothing" if kept is None else steps_of(kept)
        hold(kept == done, f"what is kept is {held} where {steps_of(done)} was done")

    @invariant()
    def listening_finds_what_reading_finds(self) -> None:
        """The monitor, which was given each step, finds what checking the whole record finds."""
        heard, read = self.monitor.assess(), check(self.monitor.stream, self.rulebook)
        hold(heard == read, f"the monitor found {heard}, checking the whole record {read}")

    def _do(self, step: Entry[Event]) -> None:
        placed = self.monitor.stream.then(step)[-1]
        taken = self.act(placed)
        note(f"{type(step.event).__name__} was {'taken' if taken else 'refused'}")
        if taken:
            self.monitor.feed(placed)

    def _records(self) -> tuple[Recorded, ...]:
        return tuple(self.store.read(self.visit_id, after=NEW))
