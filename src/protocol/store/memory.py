"""A store in memory, which forgets everything when the program ends: for tests and drafts, and as a model of others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, takewhile
from threading import Condition
from uuid import uuid4

from attrs import define, field

from protocol.errors import InvalidValueError
from protocol.events import Event
from protocol.store.batches import Batch
from protocol.store.port import NEW, Appended, Clock, Recorded
from protocol.store.reading import one_form, reaching
from protocol.stream import Entry


def _fresh_id() -> str:
    return str(uuid4())


@define(eq=False)
class MemoryStore:
    """A store that keeps visits in memory; any number of threads may use it.

    It takes the time from its `clock`. If the clock goes back, a new entry gets the time of the entry before it.

    >>> from datetime import UTC
    >>> from protocol.events import GuestArrived, RecordOpened
    >>> store = MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC))
    >>> seen = store.append("astana", [RecordOpened("astana-2023")], expected=NEW)
    >>> store.append("astana", [GuestArrived()], expected=seen.version).position
    2
    >>> store.append("astana", [GuestArrived()], expected=seen.version)
    Traceback (most recent call last):
    protocol.errors.VersionConflictError: astana: version 0 was expected and 1 found; the first foreign entry is ...
    """

    clock: Clock
    new_id: Callable[[], str] = _fresh_id
    _lock: Condition = field(factory=Condition, init=False, repr=False)
    _log: list[Recorded] = field(factory=list, init=False, repr=False)
    _visits: dict[str, list[Recorded]] = field(factory=dict, init=False, repr=False)
    _ids: dict[str, Recorded] = field(factory=dict, init=False, repr=False)

    def append(
        self,
        visit_id: str,
        events: Iterable[Event | Entry[Event]],
        *,
        expected: int,
        ids: Sequence[str] | None = None,
        meta: Mapping[str, str] | None = None,
    ) -> Appended:
        """Append all of a batch to a visit or none of it; see `VisitStore`."""
        batch = Batch.of(visit_id, events, expected, ids)
        with self._lock:
            kept = self._visits.get(batch.visit_id, [])[expected + 1 :]
            if batch.repeats(kept):
                return Appended(batch.visit_id, batch.version, kept[len(batch.entries) - 1].position, repeated=True)
            self._refuse(batch, kept)
            return self._keep(batch, meta or {})

    def read(
        self, visit_id: str, *, after: int = NEW, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """The entries of a visit as the store has them now, or had them at a moment; see `VisitStore`."""
        reached = reaching(until, as_of)
        with self._lock:
            kept = self._visits.get(one_form(visit_id), [])[max(after, NEW) + 1 :]
        return takewhile(reached, kept)

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """The entries of all visits as the store has them now; see `VisitStore`."""
        if limit is not None and limit < 0:
            raise InvalidValueError("a limit", limit, "a number from 0, or None for all")
        with self._lock:  # what is there is never changed, so it need not be copied
            kept = map(self._log.__getitem__, range(max(after, 0), len(self._log)))
        wanted = frozenset(types)
        return islice((each for each in kept if not wanted or type(each.event) in wanted), limit)

    def wait(self, after: int, timeout: float) -> int:
        """The last position, as soon as there is one after a position; see `LiveStore`."""
        with self._lock:
            self._lock.wait_for(lambda: len(self._log) > after, timeout)
            return len(self._log)

    def _refuse(self, batch: Batch, kept: Sequence[Recorded]) -> None:
        batch.require_room(len(self._visits.get(batch.visit_id, ())) - 1, kept)
        for taken in filter(None, map(self._ids.get, batch.ids or ())):
            raise batch.reusing_an_id(taken)

    def _keep(self, batch: Batch, meta: Mapping[str, str]) -> Appended:
        ids = batch.ids or tuple(self.new_id() for _ in batch.entries)
        now = self._now()
        first = len(self._log) + 1
        new = [
            Recorded(first + place, batch.visit_id, entry, each, now, meta)
            for place, (entry, each) in enumerate(zip(batch.entries, ids, strict=True))
        ]
        self._log += new
        self._visits.setdefault(batch.visit_id, []).extend(new)
        self._ids |= {recorded.id: recorded for recorded in new}
        self._lock.notify_all()
        return Appended(batch.visit_id, batch.version, len(self._log))

    def _now(self) -> datetime:
        now = self.clock()
        return max(now, self._log[-1].recorded_at) if self._log else now
