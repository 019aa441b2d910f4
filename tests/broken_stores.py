"""Stores with one fault each in what they keep, for the check of stores to find."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from threading import Barrier, current_thread, main_thread

from attrs import define, evolve, field

from protocol import Entry, Event
from protocol.events import RecordOpened
from protocol.store import Appended, Batch, MemoryStore, Recorded
from protocol.testing.stores.racing import LONGEST

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


class LooksAtIdsAlone(Doorway):
    """Takes whatever has the ids of a batch that is there for that batch."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Drop what is sent under ids that are there, without a look at it."""
        kept = self._visits.get(visit, [])[expected + 1 :][: len(batch)]
        if ids and [each.id for each in kept] == list(ids):
            return Appended(visit, kept[-1].version, kept[-1].position, repeated=True)
        return super().take(visit, batch, expected, ids, meta)


class LooksAtStamps(Doorway):
    """Takes a batch that was written down again for another one."""

    def take(self, visit: str, batch: Items, expected: int, ids: Ids, meta: Meta) -> Appended:
        """Refuse what is not the same to the last stamp."""
        kept = self._visits.get(visit, [])[expected + 1 :]
        sent = Batch.of(visit, batch, expected, ids)
        if sent.repeats(kept) and any(one != other.entry for one, other in zip(sent.entries, kept, strict=False)):
            raise sent.reusing_an_id(kept[0])
        return super().take(visit, batch, expected, ids, meta)


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


@define(eq=False)
class LooksAndThenLeaps(MemoryStore):
    """Checks the version, and keeps the batch when another thread has checked it too."""

    _meeting: Barrier = field(factory=partial(Barrier, 2, timeout=LONGEST), init=False)

    def _keep(self, batch: Batch, meta: Mapping[str, str]) -> Appended:
        if batch.ids is not None and current_thread() is not main_thread():  # one of two that append to one visit
            self._lock.release()
            self._meeting.wait()
            self._lock.acquire()
        return super()._keep(batch, meta)


@define(eq=False)
class CountsTooEarly(MemoryStore):
    """Finds the next position, and uses it when other threads have found the same."""

    _meeting: Barrier = field(factory=partial(Barrier, 4, timeout=LONGEST), init=False)

    def _keep(self, batch: Batch, meta: Mapping[str, str]) -> Appended:
        position = len(self._log) + 1
        if batch.expected == 0 and batch.ids is None and current_thread() is not main_thread():  # the first of four
            self._lock.release()
            self._meeting.wait()
            self._lock.acquire()
        kept = super()._keep(batch, meta)
        for place in range(-len(batch.entries), 0):
            self._log[place] = evolve(self._log[place], position=position + place + len(batch.entries))
        return kept
