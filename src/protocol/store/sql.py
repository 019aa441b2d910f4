"""What stores in databases have in common: how they append and read, in the SQL that all of them understand."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, Final, Self
from uuid import uuid4

from protocol.codec.lines import dump_line
from protocol.codec.upcasts import tags_of
from protocol.errors import InvalidValueError, StoreError, UnreadableEntryError
from protocol.events import Event, tag
from protocol.store.batches import Batch
from protocol.store.connections import Connection, Pool
from protocol.store.port import NEW, Appended, Clock, Recorded
from protocol.store.reading import one_form, reaching
from protocol.store.rows import (
    COLUMNS,
    EMPTY,
    Head,
    Row,
    bytes_of,
    meta_of,
    recorded_of,
    seal,
    text_of,
    time_of,
)
from protocol.stream import Entry

Page = Sequence[tuple[Any, ...]]
PAGE: Final = 500
"""How many rows are read at once: no reader holds a database open between two of them."""

_LATEST: Final = f"SELECT {COLUMNS} FROM entry ORDER BY position DESC LIMIT 1"  # noqa: S608 - names of columns
_AT: Final = f"SELECT {COLUMNS} FROM entry WHERE position = ?"  # noqa: S608 - names of columns
_VERSION: Final = "SELECT max(version) FROM entry WHERE visit = ?"
_AFTER: Final = f"SELECT {COLUMNS} FROM entry WHERE visit = ? AND version > ? ORDER BY version LIMIT ?"  # noqa: S608 - as above


def fresh_id() -> str:
    """An id that no other entry has."""
    return str(uuid4())


class SqlStore(ABC):
    """A store in a database; see `VisitStore` for what its methods do.

    Each batch is appended in one transaction, in which no other store writes: so positions grow without gaps in the
    order in which batches are kept, and each row is sealed with the hash of the row before.
    """

    clock: Clock
    new_id: Callable[[], str]
    read_only: bool
    _pool: Pool[Any]

    @property
    @abstractmethod
    def name(self) -> str:
        """The store as messages name it."""

    @abstractmethod
    def problems(self) -> Sequence[str]:
        """What the database itself finds wrong with what it keeps."""

    @abstractmethod
    def last_given(self) -> int:
        """The last position that was ever given to an entry."""

    @abstractmethod
    def wait(self, after: int, timeout: float) -> int:
        """The last position, as soon as there is one after a position, or after so many seconds; see `LiveStore`."""

    @abstractmethod
    def _explaining(self) -> AbstractContextManager[None]:
        """What the database says of a problem, in words that say what to do."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; a store that is used again opens new ones."""
        self._pool.close()

    def append(
        self,
        visit_id: str,
        events: Iterable[Event | Entry[Event]],
        *,
        expected: int,
        ids: Sequence[str] | None = None,
        meta: Mapping[str, str] | None = None,
    ) -> Appended:
        """Append all of a batch to a visit or none of it."""
        batch = Batch.of(visit_id, events, expected, ids)
        visit = bytes_of(batch.visit_id)
        with self._writing() as connection:
            found = connection.rows(_VERSION, (visit,))[0][0]
            version = NEW if found is None else found
            rows = () if version <= expected else connection.rows(_AFTER, (visit, expected, len(batch.entries) + 1))
            kept = [recorded_of(row, self.name) for row in rows]
            if batch.repeats(kept):
                return Appended(batch.visit_id, batch.version, kept[len(batch.entries) - 1].position, repeated=True)
            batch.require_room(version, kept)
            for taken in self._with_ids(connection, batch.ids or ()):
                raise batch.reusing_an_id(taken)
            return self._keep(connection, batch, meta)

    def read(
        self, visit_id: str, *, after: int = NEW, until: int | None = None, as_of: datetime | None = None
    ) -> Iterator[Recorded]:
        """The entries of a visit in order."""
        reaching(until, as_of)  # refuses what cannot be reached
        limits = {
            "visit = ?": bytes_of(one_form(visit_id)),
            "version <= ?": until,
            "kept_at <= ?": None if as_of is None else time_of(as_of),
        }
        given = {where: value for where, value in limits.items() if value is not None}
        return self._entries_of(self._pages(" AND ".join(given), (*given.values(),), "version", after))

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """The entries of all visits after a position."""
        if limit is not None and limit < 0:
            raise InvalidValueError("a limit", limit, "a number from 0, or None for all")
        return islice(self._entries_of(self._all(after, types, limit)), limit)

    def rows(self, *, after: int = 0, types: Collection[type[Event]] = (), most: int | None = None) -> Iterator[Row]:
        """The rows after a position as they are kept, without reading their lines; at least `most` of them, if any."""
        return (Row._make(row) for page in self._all(after, types, most) for row in page)

    def rows_of(self, visit_id: str) -> Iterator[Row]:
        """The rows of a visit as they are kept."""
        pages = self._pages("visit = ?", (bytes_of(one_form(visit_id)),), "version", NEW)
        return (Row._make(row) for page in pages for row in page)

    def take(self, rows: Iterable[Row]) -> None:
        """Keep rows of another store after those that are here, as they are but for positions and hashes."""
        with self._writing() as connection:
            latest = connection.rows(_LATEST)
            connection.keep(_after(Head(latest[0][0], bytes(latest[0][-1])) if latest else EMPTY, rows))

    def row_at(self, position: int) -> Row | None:
        """The row at a position, if it is there."""
        with self._reading() as connection:
            found = connection.rows(_AT, (position,))
        return Row._make(found[0]) if found else None

    def visits(self) -> tuple[str, ...]:
        """The ids of all visits, in the order in which their records were opened."""
        with self._reading() as connection:
            found = connection.rows("SELECT visit FROM entry WHERE version = 0 ORDER BY position")
        return tuple(text_of(visit) for (visit,) in found)

    def head(self) -> Head:
        """How far the store has grown; a store that has this position with this hash has all entries up to there."""
        with self._reading() as connection:
            rows = connection.rows(_LATEST)
        return Head(rows[0][0], bytes(rows[0][-1])) if rows else EMPTY

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that no other thread uses meanwhile."""
        with self._explaining(), self._pool.connection() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A connection in a transaction in which nobody else writes; it is kept unless an error is raised in it."""
        if self.read_only:
            raise StoreError(self.name, "it was opened to be read only")
        with self._reading() as connection, connection.transaction():
            yield connection

    def _all(self, after: int, types: Collection[type[Event]], most: int | None) -> Iterator[Page]:
        tags = sorted(tags_of(types))
        where = f"type IN ({', '.join('?' * len(tags))})" if tags else "1 = 1"
        return self._pages(where, tags, "position", after, PAGE if most is None else min(PAGE, most))

    def _pages(self, where: str, given: Sequence[object], key: str, after: int, size: int = PAGE) -> Iterator[Page]:
        query = f"SELECT {COLUMNS} FROM entry WHERE {where} AND {key} > ? ORDER BY {key} LIMIT ?"  # noqa: S608 - our own names
        place = Row._fields.index(key)
        while size:
            with self._reading() as connection:
                page = connection.rows(query, (*given, after, size))
            yield page
            if len(page) < size:
                return
            after = page[-1][place]

    def _entries_of(self, pages: Iterable[Page]) -> Iterator[Recorded]:
        for page in pages:
            try:
                yield from [recorded_of(row, self.name) for row in page]
            except UnreadableEntryError:
                yield from (recorded_of(row, self.name) for row in page)  # those before it come before its error

    def _with_ids(self, connection: Connection, ids: Sequence[str]) -> Iterator[Recorded]:
        for start in range(0, len(ids), PAGE):
            part = [bytes_of(each) for each in ids[start : start + PAGE]]
            query = f"SELECT {COLUMNS} FROM entry WHERE id IN ({', '.join('?' * len(part))})"  # noqa: S608 - question marks
            yield from (recorded_of(row, self.name) for row in connection.rows(query, part))

    def _keep(self, connection: Connection, batch: Batch, meta: Mapping[str, str] | None) -> Appended:
        latest = connection.rows(_LATEST)
        position, before = (latest[0][0], bytes(latest[0][-1])) if latest else (EMPTY.position, EMPTY.hash)
        now, visit, beside = time_of(self.clock()), bytes_of(batch.visit_id), meta_of(meta)
        kept_at = max(now, latest[0][4]) if latest else now
        rows = []
        for entry, each in zip(batch.entries, self._ids(batch), strict=True):
            position, kind = position + 1, tag(type(entry.event))
            row = seal(before, position, visit, entry.position, each, kept_at, kind, dump_line(entry), beside)
            rows.append(row)
            before = row.hash
        connection.keep(rows)
        return Appended(batch.visit_id, batch.version, position)

    def _ids(self, batch: Batch) -> Iterable[bytes]:
        """The ids of the entries of a batch; without any, one that is fresh, with the place of each entry."""
        if batch.ids is not None:
            return map(bytes_of, batch.ids)
        fresh = self.new_id()
        return (bytes_of(f"{fresh}.{place}") for place in range(len(batch.entries)))


def _after(head: Head, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows as they come after a head."""
    for row in rows:
        placed = seal(head.hash, head.position + 1, *row[1:-1])
        head = Head(placed.position, placed.hash)
        yield placed
