"""What is appended at once, and whether it may be: the same for every store, so that each only has to keep it."""

from collections.abc import Iterable, Sequence

from protocol.errors import InvalidValueError, StreamError, VersionConflictError
from protocol.events import Event, RecordOpened
from protocol.fields import frozen
from protocol.store.port import NEW, Recorded
from protocol.stream import Entry, Stream, placed


@frozen
class Batch:
    """A batch of entries for the end of a visit, at the versions at which they would be kept."""

    visit_id: str
    expected: int
    entries: tuple[Entry[Event], ...]
    ids: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls, visit_id: str, events: Iterable[Event | Entry[Event]], expected: int, ids: Sequence[str] | None = None
    ) -> "Batch":
        """A batch that makes a stream with what is before it; else `StreamError` or `InvalidValueError`."""
        if expected < NEW:
            raise InvalidValueError("an expected version", expected, f"the visit's last one, or {NEW} if it has none")
        entries = tuple(placed(item, place) for place, item in enumerate(events, expected + 1))
        _leads_on(entries)
        return cls(visit_id, expected, entries, None if ids is None else _one_each(ids, entries))

    @property
    def version(self) -> int:
        """The version of its last entry."""
        return self.expected + len(self.entries)

    def repeats(self, kept: Sequence[Recorded]) -> bool:
        """Whether it is there already; `kept` are the visit's entries after the expected version."""
        held = tuple(recorded.id for recorded in kept[: len(self.entries)])
        return bool(self.entries) and self.ids == held

    def conflict(self, kept: Sequence[Recorded]) -> VersionConflictError | None:
        """Why it may not be appended to a visit of which `kept` are the entries after the expected version."""
        if not kept:
            return None
        return VersionConflictError(self.visit_id, self.expected, kept[-1].version, self._foreign(kept))

    def taken(self, by: Recorded) -> VersionConflictError:
        """Why it may not be appended: one of its ids is that of an entry elsewhere."""
        return VersionConflictError(self.visit_id, self.expected, self.expected, by)

    def ahead_of(self, found: int) -> VersionConflictError:
        """Why it may not be appended: the visit does not reach as far as was expected."""
        return VersionConflictError(self.visit_id, self.expected, found)

    def _foreign(self, kept: Sequence[Recorded]) -> Recorded | None:
        """The first entry that is not the one which the batch has at its place."""
        own = self.ids or ()
        return next((each for place, each in enumerate(kept) if place >= len(own) or each.id != own[place]), None)


def _leads_on(entries: tuple[Entry[Event], ...]) -> None:
    if entries and entries[0].position == 0:
        Stream(entries)  # which says what is wrong with it
    for entry in entries:
        if entry.position > 0 and isinstance(entry.event, RecordOpened):
            raise StreamError(entry.position, "a record is opened once; another visit is another stream")


def _one_each(ids: Sequence[str], entries: tuple[Entry[Event], ...]) -> tuple[str, ...]:
    if len(ids) != len(entries) or len(set(ids)) != len(ids):
        raise InvalidValueError("the ids of a batch", list(ids), f"{len(entries)} are wanted, one for each event")
    return tuple(ids)
