"""Stores with one fault each in what they give back, for the check of stores to find."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import RLock

from attrs import evolve

from broken_stores import Doorway, Ids, Items, Meta
from protocol import Event
from protocol.store import Appended, MemoryStore, Recorded
from protocol.store.reading import reaching


class ReusesPositions(MemoryStore):
    """Counts positions anew for every visit."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """All entries, with their places in their visits."""
        found = (evolve(each, position=each.version + 1) for each in super().read_all(types=types))
        return islice((each for each in found if each.position > after), limit)


class ComparesLetters(MemoryStore):
    """Looks for a visit by the letters that it is given, as they are."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """Nothing, unless the name is spelt as it was kept."""
        return super().read(visit_id, after=after, until=until, as_of=as_of) if visit_id in self._visits else iter(())


class IgnoresUntil(MemoryStore):
    """Reads to the end, whatever it was asked."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """All after a version."""
        reaching(until, as_of)
        return super().read(visit_id, after=after, as_of=as_of)


class IgnoresAsOf(MemoryStore):
    """Reads what it has now, whatever it was asked."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """All until a version."""
        reaching(until, as_of)
        return super().read(visit_id, after=after, until=until)


class StopsBefore(MemoryStore):
    """Takes the end of what is read for the first that is not."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """All before a version or a moment."""
        earlier = None if as_of is None else as_of - timedelta(microseconds=1)
        return super().read(visit_id, after=after, until=None if until is None else until - 1, as_of=earlier)


class AnyMoment(MemoryStore):
    """Takes a moment without an offset for one of UTC."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """Read as of a guess."""
        guessed = None if as_of is None else as_of.replace(tzinfo=as_of.tzinfo or UTC)
        return super().read(visit_id, after=after, until=until, as_of=guessed)


class RaisesOnUnknown(MemoryStore):
    """Knows of no visit without entries."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """Read what there is."""
        self._visits[visit_id]
        return super().read(visit_id, after=after, until=until, as_of=as_of)


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


class LendsItsNotes(MemoryStore):
    """Hands out what it keeps beside entries, not a copy that may only be read."""

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """Read, and lend."""
        for each in super().read(visit_id, after=after, until=until, as_of=as_of):
            if type(each.meta) is not dict:
                object.__setattr__(each, "meta", dict(each.meta))
            yield each


class LocksWhileRead(Doorway):
    """Lets nobody write before all is read."""

    reading = RLock()

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Give up where anybody reads."""
        if not self.reading.acquire(blocking=False):
            raise TimeoutError(visit)
        try:
            return super().take(visit, batch, expected, ids, meta)
        finally:
            self.reading.release()

    def read(
        self, visit_id: str, *, after: int = -1, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """Read, and keep the lock until the end."""
        found = super().read(visit_id, after=after, until=until, as_of=as_of)

        def locked() -> Iterator[Recorded]:
            with self.reading:
                yield from found

        return locked()
