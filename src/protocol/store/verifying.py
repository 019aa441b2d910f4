"""Verifying a store: whether all that was kept is there, unchanged, in order, and can be read.

The chain of hashes shows that an entry was altered, or removed from the middle. Whoever can write the file can also cut
off its end, or compute all hashes anew: only a head that is kept elsewhere, an anchor, shows that.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field

from protocol.errors import StoreError, UnreadableError
from protocol.events import tag
from protocol.fields import frozen
from protocol.store.port import NEW
from protocol.store.rows import EMPTY, Head, Row, recorded_of, seal
from protocol.store.sql import PAGE, SqlStore


@frozen
class StoreFault:
    """Something that is wrong in a store: at a position, or with the whole of it if that is None."""

    position: int | None
    problem: str

    def __str__(self) -> str:
        return self.problem if self.position is None else f"entry {self.position}: {self.problem}"


@frozen
class Verified:
    """What was found: how far the store reaches, how much is in it, and all that is wrong with it."""

    head: Head
    entries: int
    visits: int
    faults: tuple[StoreFault, ...] = ()


def verify(store: SqlStore, *, anchors: Iterable[Head] = ()) -> Verified:
    """Check every row of a store, and that it has each of the anchors, which are heads of it that were kept elsewhere.

    >>> from datetime import UTC, datetime
    >>> from tempfile import TemporaryDirectory
    >>> from protocol.events import RecordOpened
    >>> from protocol.store.sqlite import SqliteStore
    >>> with TemporaryDirectory() as folder, SqliteStore(f"{folder}/visits.db", lambda: datetime.now(UTC)) as store:
    ...     seen = store.append("astana", [RecordOpened("astana-2023")], expected=-1)
    ...     [str(fault) for fault in verify(store, anchors=[store.head(), Head(7, bytes(32))]).faults]
    ['entry 7: an anchor names it, and it is not there: the end of the store was cut off, or it is another store']
    """
    found = _Chain({anchor.position: anchor for anchor in anchors if anchor != EMPTY}, store.name)
    found.faults += [StoreFault(None, problem) for problem in store.problems()]
    for row in surviving_rows(store, found.faults):
        found.take(row)
    return found.end(store.last_given())


def surviving_rows(store: SqlStore, faults: list[StoreFault]) -> Iterator[Row]:
    """All rows of a store that can be read, in order; for each part that cannot be read a fault is added."""
    after, more = 0, True
    while more:
        try:
            page = list(store.rows(after=after, most=PAGE))
        except StoreError as problem:
            end, last = after + PAGE, store.last_given()
            faults.append(StoreFault(after + 1, f"from here, or a little after, {problem.problem}"))
            page = [row for position in range(after + 1, min(end, last) + 1) if (row := _survivor(store, position))]
            after, more = end, end < last
        else:
            after, more = (page[-1].position if page else after), len(page) == PAGE
        yield from page


def _survivor(store: SqlStore, position: int) -> Row | None:
    try:
        return store.row_at(position)
    except StoreError:
        return None


@define
class _Chain:
    """What was seen of the rows so far, and the anchors that have not come yet."""

    anchors: dict[int, Head]
    store: str
    faults: list[StoreFault] = field(factory=list)
    head: Head = EMPTY
    entries: int = 0
    kept_at: str = ""
    versions: dict[bytes, int] = field(factory=dict)

    def take(self, row: Row) -> None:
        """Compare a row with those before it."""
        problems = (*self._out_of_chain(row), *self._out_of_order(row), *_unread(row, self.store))
        self.faults += [StoreFault(row.position, problem) for problem in problems]
        self.head, self.kept_at = Head(row.position, row.hash), row.kept_at
        self.versions[row.visit] = row.version
        self.entries += 1

    def end(self, last: int) -> Verified:
        """The result, once all rows were seen; `last` is the last position that the store ever gave."""
        if last > self.head.position:
            self.faults.append(StoreFault(last, "it was kept, and the entries after the last one are gone"))
        gone = "an anchor names it, and it is not there: the end of the store was cut off, or it is another store"
        self.faults += [StoreFault(position, gone) for position in sorted(self.anchors)]
        return Verified(self.head, self.entries, len(self.versions), tuple(self.faults))

    def _out_of_chain(self, row: Row) -> Iterator[str]:
        if row.position != self.head.position + 1:
            yield f"the entries from {self.head.position + 1} to {row.position - 1} are missing"
        elif seal(self.head.hash, *row[:-1]) != row:
            yield "it was altered after it was kept, or the entry before it was: its hash does not follow from them"
        anchor = self.anchors.pop(row.position, None)
        if anchor is not None and anchor.hash != row.hash:
            yield "an anchor names another hash for it: the store was written anew, or it is another store"

    def _out_of_order(self, row: Row) -> Iterator[str]:
        version = self.versions.get(row.visit, NEW) + 1
        if row.version != version:
            yield f"it is entry {row.version} of its visit, and entry {version} should come"
        if row.kept_at < self.kept_at:
            yield f"it was kept at {row.kept_at}, which is earlier than the entry before it"


def _unread(row: Row, store: str) -> Iterator[str]:
    """What cannot be read of a row, if anything."""
    try:
        recorded = recorded_of(row, store)
    except UnreadableError as problem:
        yield "; ".join(str(fault) for fault in problem.faults)
    else:
        kept, said = (row.version, row.type), (recorded.entry.position, tag(type(recorded.event)))
        if kept != said:
            yield f"it is kept as {kept[1]}, entry {kept[0]} of its visit, and its line is {said[1]}, entry {said[0]}"
