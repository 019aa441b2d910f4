"""The interface of all stores of visits, whatever they keep the entries in."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol, runtime_checkable

from protocol.events import Event
from protocol.fields import FrozenDict, frozen
from protocol.stream import Entry

NEW: Final = -1
"""The version of a visit that has no entries yet."""
Clock = Callable[[], datetime]
"""A function that returns the time; a store uses only the clock that it was given."""


@frozen
class Recorded:
    """An entry as a store keeps it, together with what the store adds.

    `position` is its place among the entries of all visits, from 1. It grows in the order in which entries are
    appended, may have gaps, and is never used again. `recorded_at` is the time of appending, which may differ from
    `Entry.recorded_at`; it never decreases as the position grows. `meta` is what the caller of `append` stored beside
    the entry, such as `{"user": "duty officer"}`; it is read-only, and `dict(meta)` is a copy that can be changed.
    """

    position: int
    visit_id: str
    entry: Entry[Event]
    id: str
    recorded_at: datetime
    meta: Mapping[str, str] = FrozenDict()

    @property
    def version(self) -> int:
        """Its place in the visit, from 0 without gaps; the same as the position of the entry."""
        return self.entry.position

    @property
    def event(self) -> Event:
        """What happened."""
        return self.entry.event

    def __str__(self) -> str:
        return f"{type(self.event).__name__} (entry {self.version} of {self.visit_id}, id {self.id})"


@frozen
class Appended:
    """The result of appending a batch.

    `version` is that of the batch's last entry: pass it as `expected` to append more. `position` is the place of that
    entry among the entries of all visits. `repeated` says that the store had the batch already and added nothing.
    """

    visit_id: str
    version: int
    position: int
    repeated: bool = False


class VisitStore(Protocol):
    """A store of visits: any class with these methods, which `protocol.testing.check_store` can test.

    The users of a store choose the id of each visit, which may be any text; it is the same however its letters are
    composed. The entries under one id make one stream:
    the first opens the record, and no other does.
    """

    def append(
        self,
        visit_id: str,
        events: Iterable[Event | Entry[Event]],
        *,
        expected: int,
        ids: Sequence[str] | None = None,
        meta: Mapping[str, str] | None = None,
    ) -> Appended:
        """Append all of a batch to a visit or none of it; its entries get the versions after `expected`.

        `expected` is the version at which the caller has seen the visit, `NEW` for a new one. `ids` has one id for each
        event, by which the store recognises a batch that is sent again; without them the store makes ids. Sending the
        same entries under the same ids again succeeds and changes nothing, even if `recorded_by` and `recorded_at`
        differ. Raises `VersionConflictError`, which names the entry that is in the way, if the visit is at another
        version or an id is in use, and `StreamError` if the entries cannot continue the stream.
        """
        ...

    def read(
        self, visit_id: str, *, after: int = NEW, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """The entries of a visit in order: those after a version, up to a version, appended up to a moment.

        `until` and `as_of` are included. An unknown visit has no entries. Entries that are appended during reading may
        or may not be among them.
        """
        ...

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """The entries of all visits after a position, in the order in which they were appended.

        With `types` only entries whose events are of these classes, and at most `limit` of them.
        """
        ...


@runtime_checkable
class LiveStore(VisitStore, Protocol):
    """A store that can be waited on; one that cannot is looked at again and again by those who follow it."""

    def wait(self, after: int, timeout: float) -> int:
        """The last position, as soon as there is an entry after a position, or after so many seconds at the latest.

        Every entry up to the last position can be read by then, and none is appended at or before it later.
        """
        ...
