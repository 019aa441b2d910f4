"""What users write to keep visits and to test their own code, with the types that they rely on."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, assert_type

from attrs import frozen

from protocol import COMMON, Entry, Event, Stream
from protocol.codec import make_converter
from protocol.events import GuestArrived, RecordOpened, TalksOpened
from protocol.store import (
    NEW,
    Appended,
    Clock,
    MemoryModel,
    MemoryStore,
    ReadModel,
    Recorded,
    SqliteModel,
    VisitStore,
    project,
    rebuild,
    stream_of,
    subscribe,
)
from protocol.testing import (
    Folding,
    Given,
    RulebookReport,
    VisitMachine,
    When,
    check_codec,
    check_followers,
    check_projection,
    check_read_model,
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
for recorded in subscribe(store, after=3, types=[GuestArrived]):
    assert_type(recorded, Recorded)


def count(counts: dict[str, int], recorded: Recorded) -> None:
    """How many entries each visit has."""
    counts[recorded.visit_id] = counts.get(recorded.visit_id, 0) + 1


def insert(connection: sqlite3.Connection, recorded: Recorded) -> None:
    """The ids of all entries."""
    connection.execute("INSERT INTO entry VALUES (?)", (recorded.id,))


in_memory: ReadModel[dict[str, int]] = MemoryModel(dict[str, int], copy=dict)
in_a_file: ReadModel[sqlite3.Connection] = SqliteModel("ids.db", lambda new: new.execute("CREATE TABLE entry (id)"))
assert_type(project(store, in_memory, count, on_error="skip"), int)
assert_type(rebuild(store, in_a_file, insert, progress=print), int)
with in_memory.reading() as counts:
    assert_type(counts, dict[str, int])
check_read_model(lambda: MemoryModel(list[str]), note=list[str].append, notes=list[str])
check_followers(OurStore)

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
