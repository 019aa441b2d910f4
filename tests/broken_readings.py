"""Stores with one fault each in what they give back, for the check of stores to find."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import RLock

from attrs import evolve

from broken_stores import Doorway, Ids, Items, Meta
from protocol import Event
from protocol.store import Appended, MemoryStore, Recorded, Until
from protocol.store.reading import reaching


class ReusesPositions(MemoryStore):
    """Counts positions anew for every visit."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """All entries, with their places in their visits."""
        found = (evolve(each, position=each.version + 1) for each in super().read_all(types=types))
        return islice((each for each in found if each.position > after), limit)


class IgnoresUntil(MemoryStore):
    """Reads to the end, whatever it was asked."""

    def read(self, visit_id: str, *, after: int = -1, until: Until = None) -> Iterator[Recorded]:
        """All after a version."""
        reaching(until)
        return super().read(visit_id, after=after)


class StopsBefore(MemoryStore):
    """Takes the end of what is read for the first that is not."""

    def read(self, visit_id: str, *, after: int = -1, until: Until = None) -> Iterator[Recorded]:
        """All before a version or a moment."""
        earlier = until - timedelta(microseconds=1) if isinstance(until, datetime) else until
        return super().read(visit_id, after=after, until=earlier - 1 if isinstance(earlier, int) else earlier)


class AnyMoment(MemoryStore):
    """Takes a moment without an offset for one of UTC."""

    def read(self, visit_id: str, *, after: int = -1, until: Until = None) -> Iterator[Recorded]:
        """Read until a guess."""
        guessed = until.replace(tzinfo=UTC) if isinstance(until, datetime) and until.tzinfo is None else until
        return super().read(visit_id, after=after, until=guessed)


class RaisesOnUnknown(MemoryStore):
    """Knows of no visit without entries."""

    def read(self, visit_id: str, *, after: int = -1, until: Until = None) -> Iterator[Recorded]:
        """Read what there is."""
        self._visits[visit_id]
        return super().read(visit_id, after=after, until=until)


class IgnoresAfter(MemoryStore):
    """Reads all visits from the beginning."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """Read from the beginning."""
        return super().read_all(after=min(after, 0), types=types, limit=limit)


class IgnoresTypes(MemoryStore):
    """Reads events of all types."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """Read all but a few, which nobody asked for."""
        return super().read_all(after=after, types=types and (), limit=limit)


class LimitsFirst(MemoryStore):
    """Counts what it then leaves out."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """Take the first few, and of these what is wanted."""
        few = super().read_all(after=after, limit=limit)
        return (each for each in few if not types or type(each.event) in types)


class SaysLessOfAll(MemoryStore):
    """Forgets the ids of entries when all visits are read."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """All entries, without their ids."""
        return (evolve(each, id="") for each in super().read_all(after=after, types=types, limit=limit))


class LocksWhileRead(Doorway):
    """Lets nobody write before all is read."""

    reading = RLock()

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Wait a moment for whoever reads, and give up."""
        if not self.reading.acquire(timeout=0.2):
            raise TimeoutError(visit)
        try:
            return super().take(visit, batch, expected, ids, meta)
        finally:
            self.reading.release()

    def read(self, visit_id: str, *, after: int = -1, until: Until = None) -> Iterator[Recorded]:
        """Read, and keep the lock until the end."""
        found = super().read(visit_id, after=after, until=until)

        def locked() -> Iterator[Recorded]:
            with self.reading:
                yield from found

        return locked()
