"""Stores with one fault each that only those who follow them meet, for the check of followers to find."""

from collections.abc import Collection, Iterator
from itertools import islice

from attrs import define, field

from protocol import Event
from protocol.store import MemoryStore, Recorded


class GivesTwo(MemoryStore):
    """Reads two entries, however many it was asked for."""

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """The first two."""
        found = super().read_all(after=after, types=types, limit=limit)
        return found if limit is None else islice(found, 2)


@define(eq=False)
class TellsOnce(MemoryStore):
    """Says for ever what its last position was when it was first asked."""

    _told: list[int] = field(factory=list, init=False)

    def wait(self, after: int, timeout: float) -> int:
        """Look once."""
        self._told = self._told or [super().wait(after, timeout)]
        return self._told[0]


class TellsTooEarly(MemoryStore):
    """Says that the next entry is there, as one does that counts positions before they are kept."""

    def wait(self, after: int, timeout: float) -> int:
        """The position of an entry that will come."""
        return super().wait(after, timeout) + 1


class WaitsForEver(MemoryStore):
    """Does not look at the clock while it waits."""

    def wait(self, after: int, timeout: float) -> int:
        """Give up where this would never return."""
        last = super().wait(after, timeout)
        if last <= after:
            raise TimeoutError(after)
        return last
