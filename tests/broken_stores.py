"""Stores with one fault each in what they keep, for the check of stores to find."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from time import sleep

from attrs import evolve

from protocol import Entry, Event
from protocol.events import RecordOpened
from protocol.store import Appended, Batch, MemoryStore, Recorded

Items = Sequence[Event | Entry[Event]]
Ids = Sequence[str] | None
Meta = Mapping[str, str] | None


class Doorway(MemoryStore):
    """A good store, with a short way to what is appended."""

    def append(
        self,
        visit_id: str,
        events: Iterable[Event | Entry[Event]],
        *,
        expected: int,
        ids: Ids = None,
        meta: Meta = None,
    ) -> Appended:
        """Keep a batch, as `take` does."""
        return self.take(visit_id, tuple(events), expected, ids, meta)

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Keep a batch."""
        return super().append(visit, batch, expected=expected, ids=ids, meta=meta)


class HalfABatch(Doorway):
    """Loses the second half of every batch."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Keep the first half and say that all of it was kept."""
        half = (len(batch) + 1) // 2
        few = None if ids is None else ids[:half]
        kept = super().take(visit, batch[:half], expected, few, meta)
        return evolve(kept, version=expected + len(batch))


class LeavesAPart(MemoryStore):
    """Finds out too late that an id is in use."""

    def _refuse(self, batch: Batch, kept: Sequence[Recorded]) -> None:
        try:
            super()._refuse(batch, kept)
        except Exception:
            if not kept and len(self._visits[batch.visit_id]) == batch.expected + 1:
                self._keep(evolve(batch, entries=batch.entries[:1], ids=None), {})
            raise


class IgnoresExpected(Doorway):
    """Appends wherever the visit stands."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Keep the batch at the end, whatever was expected."""
        found = len(self._visits.get(visit, ())) - 1
        return super().take(visit, batch, max(found, min(expected, -1)), ids, meta)


class ForgetsIds(Doorway):
    """Gives every entry an id of its own."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Keep the batch under fresh ids."""
        return super().take(visit, batch, expected, None if ids else ids, meta)


class AcceptsParts(Doorway):
    """Takes a batch that begins as one that is there for that one."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Look at the first id alone."""
        kept = self._visits.get(visit, [])[expected + 1 :]
        if ids and kept and kept[0].id == ids[0]:
            return Appended(visit, kept[-1].version, kept[-1].position, repeated=True)
        return super().take(visit, batch, expected, ids, meta)


class NamesTheLast(MemoryStore):
    """Blames the last entry for a conflict."""

    def _refuse(self, batch: Batch, kept: Sequence[Recorded]) -> None:
        super()._refuse(batch, kept[-1:])


class KeepsAnything(Doorway):
    """Opens a record as often as it is asked to."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Leave out what would be refused."""
        kept = [each for place, each in enumerate(batch) if place == 0 or not isinstance(each, RecordOpened)]
        opened = expected < 0 and not isinstance(kept[0], RecordOpened | Entry)
        given = [RecordOpened("demo"), *kept] if opened else kept
        return super().take(visit, given, expected, ids, meta)


class DropsTimes(Doorway):
    """Keeps events and forgets what else an entry said."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Keep the bare events."""
        bare = [each.event if isinstance(each, Entry) else each for each in batch]
        return super().take(visit, bare, expected, ids, meta)


class SameIds(Doorway):
    """Makes ids that are the same in every visit."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Forget what is in use, and count."""
        self._ids.clear() if ids is None else None
        made = ids or [str(expected + place) for place in range(len(batch))]
        return super().take(visit, batch, expected, made, meta)


class FollowsItsClock(MemoryStore):
    """Believes its clock, even where that goes back."""

    def _now(self) -> datetime:
        return self.clock()


class LooksAndThenLeaps(MemoryStore):
    """Checks the version, and keeps the batch a while later."""

    def _keep(self, batch: Batch, meta: Mapping[str, str]) -> Appended:
        self._lock.release()
        sleep(0.01)
        self._lock.acquire()
        return super()._keep(batch, meta)


class CountsTooEarly(MemoryStore):
    """Finds the next position, and uses it a while later."""

    def _keep(self, batch: Batch, meta: Mapping[str, str]) -> Appended:
        position = len(self._log) + 1
        self._lock.release()
        sleep(0.001)
        self._lock.acquire()
        kept = super()._keep(batch, meta)
        for place in range(-len(batch.entries), 0):
            self._log[place] = evolve(self._log[place], position=position + place + len(batch.entries))
        return kept
