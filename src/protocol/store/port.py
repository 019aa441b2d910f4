"""The port: what every store of visits does, whatever it keeps them in."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from protocol.events import Event
from protocol.fields import FrozenDict, frozen
from protocol.stream import Entry

NEW: Final = -1
"""The version of a visit of which nothing is kept yet."""
Clock = Callable[[], datetime]
"""What a store asks for the time: no store reads a clock that it was not given."""


@frozen
class Recorded:
    """An entry as a store keeps it, which changes nothing of it.

    `position` is its place among the entries of all visits, from 1: it grows in the order in which entries were kept,
    with gaps perhaps, and is never used again. `recorded_at` is when the store kept it, which `Entry.recorded_at`
    need not be; it never decreases with the position. `meta` is what whoever appended it had to say beside the record;
    it can only be read, and `dict(meta)` is a copy to work with.
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
    """What appending has led to.

    `version` is that of the batch's last entry, to be expected by whoever appends next; `position` its place among the
    entries of all visits. `repeated` says that the batch was there already, and that nothing was added.
    """

    visit_id: str
    version: int
    position: int
    repeated: bool = False


class VisitStore(Protocol):
    """What keeps visits. Any class with these methods is one; `protocol.testing.check_store` tells whether it is good.

    A visit is known by an id of the store's users, any text. Under one id is kept what makes one stream: its record is
    opened first, and once.
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
        """Keep a batch at the end of a visit, whole or not at all; entries get the versions that follow `expected`.

        `expected` is the version that the visit was seen at, `NEW` where there is none; `ids` are one for each event,
        by which a batch that is sent again is known; where none are given the store makes them. The same entries under
        the same ids at the same place are success, also where they were stamped anew (`recorded_by`, `recorded_at`);
        what is kept stays as it is. Else a visit at another version, or an id in use, is a `VersionConflictError` that
        names the entry which is kept; what makes no stream is a `StreamError`.
        """
        ...

    def read(
        self, visit_id: str, *, after: int = NEW, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """The entries of a visit in their order, after a version and until a version, as of a moment.

        What is at the version `until`, or was kept at the moment `as_of`, is read too. Of an unknown visit there are
        none. What is appended while they are read may or may not be among them.
        """
        ...

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """The entries of all visits in the order in which they were kept, after a position.

        With `types` only those of such events; of these at most `limit`.
        """
        ...
