"""The machine takes a good store through whole visits, and finds what is wrong with a bad one."""

from datetime import UTC, datetime

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from broken_stores import Doorway, DropsTimes, ForgetsIds, Ids, IgnoresExpected, Items, Meta
from protocol import TEXTBOOK, Entry, Event, ProtocolError, RefusedError, admit
from protocol.events import GuestArrived, VisitConcluded
from protocol.store import Appended, MemoryStore, VisitStore
from protocol.testing import VisitMachine

pytestmark = pytest.mark.uncovered

STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    stateful_step_count=15,
    phases=[Phase.explicit, Phase.generate],
)


TestMemoryStore = VisitMachine.TestCase
TestMemoryStore.settings = STEADY


class Strict(VisitMachine):
    """A system that takes only what the strict rulebook allows."""

    rulebook = TEXTBOOK
    reached: set[type[Event]] = set()  # noqa: RUF012 - shared by all runs, to see what they reach together
    refused = 0

    def act(self, step: Entry[Event]) -> bool:
        """Do a step unless it is a breach."""
        try:
            if step.position:
                admit(self.monitor.stream, step, self.rulebook)
        except RefusedError:
            Strict.refused += 1
            return False
        self.reached.add(type(step.event))
        return super().act(step)


def test_a_system_may_refuse_steps() -> None:
    """What was refused is not kept, whole visits are reached all the same, and no breach is."""
    run_state_machine_as_test(Strict, settings=STEADY)

    assert {GuestArrived, VisitConcluded} <= Strict.reached
    assert Strict.refused > 0


class Forgetful(Doorway):
    """Loses what happens after the end of a visit."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Keep a batch, unless the visit is over."""
        last = next(self.read(visit, after=expected - 1), None)
        if last is not None and isinstance(last.event, VisitConcluded) and ids is None:
            return Appended(visit, expected + len(batch), last.position)
        return super().take(visit, batch, expected, ids, meta)


@pytest.mark.parametrize(
    ("broken", "wanted"),
    [
        (Forgetful, r"what is kept is .*VisitConcluded where .*VisitConcluded, \w+ was done"),
        (DropsTimes, "what is kept is RecordOpened, "),
        (ForgetsIds, "version -?[0-9]+ was expected and"),
        (IgnoresExpected, "a record is opened once"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_bad_store_is_found_out(broken: type[MemoryStore], wanted: str) -> None:
    """Faults that show when entries come one by one are found; those of batches and of many are for `check_store`."""

    class Machine(VisitMachine):
        def make_store(self) -> VisitStore:
            return broken(lambda: datetime(2023, 4, 10, tzinfo=UTC))

    with pytest.raises((AssertionError, ProtocolError), match=wanted):
        run_state_machine_as_test(Machine, settings=STEADY)
