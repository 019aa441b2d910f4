"""What is appended at once, and whether it may be: the same for every store, so that each only has to keep it."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from protocol.errors import InvalidValueError, VersionConflictError
from protocol.events import Event
from protocol.fields import frozen
from protocol.store.port import NEW, Recorded
from protocol.stream import Entry, Stream, at_position, following


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
        entries = tuple(at_position(item, place) for place, item in enumerate(events, expected + 1))
        _leads_on(entries)
        return cls(visit_id, expected, entries, None if ids is None else _one_each(ids, entries))

    @property
    def version(self) -> int:
        """The version of its last entry."""
        return self.expected + len(self.entries)

    def repeats(self, kept: Sequence[Recorded]) -> bool:
        """Whether the same entries are there already, under the same ids; `kept` are those after the expected version.

        When and by whom an entry was written down does not count: whoever sends it again may stamp it anew.
        """
        held = kept[: len(self.entries)]
        return 0 < len(self.entries) == len(held) and all(map(self._has, held))

    def conflict(self, kept: Sequence[Recorded]) -> VersionConflictError | None:
        """Why it may not be appended to a visit of which `kept` are the entries after the expected version."""
        if not kept:
            return None
        foreign = next((each for each in kept if not self._has(each)), None)
        reused = foreign is not None and foreign.id in (self.ids or ())
        return VersionConflictError(self.visit_id, self.expected, kept[-1].version, foreign, reused)

    def reusing_an_id(self, by: Recorded) -> VersionConflictError:
        """Why it may not be appended: one of its ids is that of an entry elsewhere."""
        return VersionConflictError(self.visit_id, self.expected, self.expected, by, reused=True)

    def ahead_of(self, found: int) -> VersionConflictError:
        """Why it may not be appended: the visit does not reach as far as was expected."""
        return VersionConflictError(self.visit_id, self.expected, found)

    def _has(self, kept: Recorded) -> bool:
        """Whether an entry that is kept is the one which the batch has at its place."""
        place, ids = kept.version - self.expected - 1, self.ids or ()
        return (
            place < len(ids)
            and ids[place] == kept.id
            and _without_stamp(self.entries[place]) == _without_stamp(kept.entry)
        )


def _without_stamp(entry: Entry[Event]) -> Entry[Event]:
    return evolve(entry, recorded_by=None, recorded_at=None)


def _leads_on(entries: tuple[Entry[Event], ...]) -> None:
    if entries and entries[0].position == 0:
        Stream(entries)  # which says what is wrong with it
    for entry in entries:
        following(entry, entry.position - 1)


def _one_each(ids: Sequence[str], entries: tuple[Entry[Event], ...]) -> tuple[str, ...]:
    if len(ids) != len(entries) or len(set(ids)) != len(ids):
        raise InvalidValueError("the ids of a batch", list(ids), f"{len(entries)} are wanted, one for each event")
    return tuple(ids)
