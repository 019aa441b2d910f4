"""A store in one file of SQLite, for any number of threads and processes of one machine."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from attrs import define, field

from protocol.errors import StoreError
from protocol.store.connections import Pool
from protocol.store.port import Clock
from protocol.store.sql import SqlStore, fresh_id
from protocol.store.sqlite_files import FileConnection, Journal, explaining

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
    _pool: Pool[FileConnection] = field(init=False, repr=False)

    @_pool.default
    def _new_pool(self) -> Pool[FileConnection]:
        return Pool(lambda: FileConnection(self.path, self.journal, read_only=self.read_only))

    def __attrs_post_init__(self) -> None:
        with self._reading():
            pass

    @property
    def name(self) -> str:
        """The path, as messages name the store."""
        return str(self.path)

    def wait(self, after: int, timeout: float) -> int:
        """The last position, as soon as there is one after a position, or after so many seconds; see `LiveStore`."""
        until = monotonic() + timeout
        with self._reading() as connection:
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
        with explaining(str(target)), self._pool.connection() as connection:
            copy = sqlite3.connect(target, isolation_level=None)
            try:
                connection.raw.backup(copy)
            finally:
                copy.close()

    def problems(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file."""
        with self._reading() as connection:
            found = connection.rows("PRAGMA integrity_check(20)")
        return tuple(f"SQLite finds: {line}" for (line,) in found if line != "ok")

    def last_given(self) -> int:
        """The last position that the file ever gave to an entry."""
        with self._reading() as connection:
            found = connection.rows("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
        return int(found[0][0]) if found else 0

    def _explaining(self) -> AbstractContextManager[None]:
        return explaining(self.name)
