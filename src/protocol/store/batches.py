"""Batches of entries, and the checks before one is appended, which are the same for every store."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from protocol.errors import InvalidValueError, VersionConflictError
from protocol.events import Event
from protocol.fields import frozen
from protocol.store.port import NEW, Recorded
from protocol.stream import Entry, Stream, at_position, following


@frozen
class Batch:
    """Entries to append to a visit together, with the versions that they will have; `expected` is the one before."""

    visit_id: str
    expected: int
    entries: tuple[Entry[Event], ...]
    ids: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls, visit_id: str, events: Iterable[Event | Entry[Event]], expected: int, ids: Sequence[str] | None = None
    ) -> "Batch":
        """A batch of events; raises `StreamError` or `InvalidValueError` if they cannot continue a stream there."""
        if expected < NEW:
            raise InvalidValueError("an expected version", expected, f"the visit's last one, or {NEW} if it has none")
        entries = tuple(at_position(item, place) for place, item in enumerate(events, expected + 1))
        _require_continuation(entries)
        return cls(visit_id, expected, entries, None if ids is None else _one_each(ids, entries))

    @property
    def version(self) -> int:
        """The version of its last entry."""
        return self.expected + len(self.entries)

    def repeats(self, kept: Sequence[Recorded]) -> bool:
        """Whether the store has these entries already, under these ids; `kept` are those after the expected version.

        `recorded_by` and `recorded_at` are not compared, because an entry that is sent again may get new ones.
        """
        held = kept[: len(self.entries)]
        return 0 < len(self.entries) == len(held) and all(map(self._has, held))

    def require_room(self, found: int, kept: Sequence[Recorded]) -> None:
        """Raise a `VersionConflictError` unless the visit is at the expected version.

        `found` is its version, and `kept` are its first entries after the expected one, one more than the batch has.
        """
        if found == self.expected:
            return
        foreign = next((each for each in kept if not self._has(each)), None)
        reused = foreign is not None and foreign.id in (self.ids or ())
        raise VersionConflictError(self.visit_id, self.expected, found, foreign, reused)

    def reusing_an_id(self, by: Recorded) -> VersionConflictError:
        """The error that another entry, `by`, has one of the ids already."""
        return VersionConflictError(self.visit_id, self.expected, self.expected, by, reused=True)

    def _has(self, kept: Recorded) -> bool:
        """Whether the batch has the same entry as the store, at the same place and under the same id."""
        place, ids = kept.version - self.expected - 1, self.ids or ()
        return (
            place < len(ids)
            and ids[place] == kept.id
            and without_stamp(self.entries[place]) == without_stamp(kept.entry)
        )


def without_stamp(entry: Entry[Event]) -> Entry[Event]:
    """An entry without who recorded it and when, which differ where one entry is sent twice."""
    return evolve(entry, recorded_by=None, recorded_at=None)


def _require_continuation(entries: tuple[Entry[Event], ...]) -> None:
    if entries and entries[0].position == 0:
        Stream(entries)  # raises `StreamError` if these entries make no stream
    for entry in entries:
        following(entry, entry.position - 1)


def _one_each(ids: Sequence[str], entries: tuple[Entry[Event], ...]) -> tuple[str, ...]:
    if len(ids) != len(entries) or len(set(ids)) != len(ids):
        raise InvalidValueError("the ids of a batch", list(ids), f"{len(entries)} are wanted, one for each event")
    return tuple(ids)
