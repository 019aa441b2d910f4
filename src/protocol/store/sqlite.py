"""A store in one file of SQLite, for any number of threads and processes of one machine."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Final

from attrs import define, field

from protocol.errors import ProtocolError, StoreError
from protocol.store.port import Clock
from protocol.store.sql import SqlStore, fresh_id
from protocol.store.sqlite_files import FileConnection, Journal, explained

_GLANCE: Final = 0.005
"""Seconds between two looks for new rows."""


@define(eq=False)
class SqliteStore(SqlStore):
    """A store in a file, which is made if it is not there; close it, or use it in a `with` statement.

    Each append is on the disk when it returns. `journal="truncate"` is slower, and for file systems of other machines,
    on which SQLite's write-ahead log does not work. A store that is `read_only` writes nothing, not even a lock.

    >>> from datetime import UTC, datetime
    >>> from tempfile import TemporaryDirectory
    >>> from protocol.events import GuestArrived, RecordOpened
    >>> with TemporaryDirectory() as folder, SqliteStore(f"{folder}/visits.db", lambda: datetime.now(UTC)) as store:
    ...     seen = store.append("astana", [RecordOpened("astana-2023"), GuestArrived()], expected=-1)
    ...     [str(each.event) for each in store.read("astana", after=0)], store.head().position
    (['GuestArrived()'], 2)
    """

    path: Path = field(converter=Path)
    clock: Clock
    new_id: Callable[[], str] = fresh_id
    journal: Journal = field(default="wal", kw_only=True)
    read_only: bool = field(default=False, kw_only=True)
    _idle: list[FileConnection] = field(factory=list, init=False, repr=False)
    _open: Lock = field(factory=Lock, init=False, repr=False)
    _process: int = field(factory=os.getpid, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        with self._connection():
            pass

    @property
    def name(self) -> str:  # type: ignore[override] # it is read only, and messages only read it
        """The path, as messages name the store."""
        return str(self.path)

    def close(self) -> None:
        """Close the file; a store that is used again opens it again."""
        with self._open:
            idle, self._idle = self._idle, []
        for connection in idle if self._process == os.getpid() else ():
            connection.close()

    def wait(self, after: int, timeout: float) -> int:
        """The last position, as soon as there is one after a position, or after so many seconds; see `LiveStore`."""
        until = monotonic() + timeout
        with self._connection() as connection:
            while (last := int(connection.rows("SELECT max(position) FROM entry")[0][0] or 0)) <= after:
                if monotonic() >= until:
                    break
                sleep(_GLANCE)
        return last

    def backup(self, path: str | Path) -> None:
        """Copy the store as it is at one moment into a new file, while others write."""
        target = Path(path)
        if target.exists():
            raise StoreError(str(target), "there is such a file already: a copy is a new file")
        with self._connection() as connection, explained(str(target)):
            copy = sqlite3.connect(target, isolation_level=None)
            try:
                connection.raw.backup(copy)
            finally:
                copy.close()

    def problems(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file."""
        with self._connection() as connection:
            found = connection.rows("PRAGMA integrity_check(20)")
        return tuple(f"SQLite finds: {line}" for (line,) in found if line != "ok")

    def last_given(self) -> int:
        """The last position that the file ever gave to an entry."""
        with self._connection() as connection:
            found = connection.rows("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
        return int(found[0][0]) if found else 0

    @contextmanager
    def _writing(self) -> Iterator[FileConnection]:
        if self.read_only:
            raise StoreError(self.name, "it was opened to be read only")
        with self._connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[FileConnection]:
        with self._connection() as connection:
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[FileConnection]:
        """A connection that no other thread uses meanwhile; one that an error was raised on is not used again."""
        with self._open:
            if self._process != os.getpid():  # a child has a connection of its own
                self._idle, self._process = [], os.getpid()
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = FileConnection(self.path, self.journal, read_only=self.read_only)
        with explained(self.name), connection.closed_on_error():
            try:
                yield connection
            except ProtocolError:  # it is about what was asked, and the transaction was undone
                self._idle.append(connection)
                raise
            self._idle.append(connection)
