"""What users write to keep visits and to test their own code, with the types that they rely on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, assert_type

from attrs import frozen

from protocol import COMMON, Entry, Event, Stream
from protocol.codec import make_converter
from protocol.events import GuestArrived, RecordOpened, TalksOpened
from protocol.store import NEW, Appended, Clock, MemoryStore, Recorded, VisitStore, stream_of
from protocol.testing import (
    Folding,
    Given,
    RulebookReport,
    VisitMachine,
    When,
    check_codec,
    check_projection,
    check_rulebook,
    check_store,
    given,
)


class OurStore:
    """A store with the methods of the port and no base class."""

    def __init__(self, clock: Clock) -> None:
        self.inner = MemoryStore(clock)

    def append(
        self,
        visit_id: str,
        events: Iterable[Event | Entry[Event]],
        *,
        expected: int,
        ids: Sequence[str] | None = None,
        meta: Mapping[str, str] | None = None,
    ) -> Appended:
        """Pass it on."""
        return self.inner.append(visit_id, events, expected=expected, ids=ids, meta=meta)

    def read(
        self, visit_id: str, *, after: int = NEW, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """Pass it on."""
        return self.inner.read(visit_id, after=after, until=until, as_of=as_of)

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """Pass it on."""
        return self.inner.read_all(after=after, types=types, limit=limit)


store: VisitStore = OurStore(lambda: datetime.now(UTC))
assert_type(store.append("a", [RecordOpened("a"), GuestArrived()], expected=NEW), Appended)
assert_type(stream_of(store, "a", until=datetime.now(UTC), as_of=datetime.now(UTC)), Stream | None)
for recorded in store.read_all(types=[GuestArrived, TalksOpened], limit=3):
    assert_type(recorded, Recorded)
    assert_type(recorded.event, Event)
    assert_type(recorded.entry, Entry[Event])
    assert_type(recorded.meta, Mapping[str, str])

check_store(OurStore)
check_store(MemoryStore)
check_codec(make_converter())
assert_type(check_rulebook(COMMON), RulebookReport)
assert_type(given(GuestArrived()), Given)
assert_type(given(Stream.of(RecordOpened("a")), GuestArrived()).when(TalksOpened()).then("ARR01"), When)


@frozen
class Counting:
    """A projection with a method."""

    start: int = 0

    def step(self, so_far: int, entry: Entry[Event], /) -> int:
        """How many sources there are."""
        return so_far + len(entry.sources)


counting: Folding[int] = Counting()
check_projection(counting)


class OurMachine(VisitMachine):
    """A machine for a store of our own."""

    def make_store(self) -> VisitStore:
        """The store."""
        return OurStore(lambda: datetime.now(UTC))

    def act(self, step: Entry[Event]) -> bool:
        """Do a step."""
        return super().act(step)


TestOurs: Any = OurMachine.TestCase
