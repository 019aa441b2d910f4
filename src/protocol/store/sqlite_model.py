"""A read model in a file of SQLite of its own, which any program can read that reads SQLite."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Final, Self

from attrs import converters, define, field

from protocol.errors import StoreError
from protocol.store.locks import holding_lock
from protocol.store.port import Recorded
from protocol.store.projecting import Apply, Skipped
from protocol.store.rows import bytes_of, text_of
from protocol.store.sqlite_files import LONGEST_WAIT, explaining

_OURS: Final = """
CREATE TABLE protocol_reached (position INTEGER NOT NULL);
INSERT INTO protocol_reached VALUES (0);
CREATE TABLE protocol_skipped (position INTEGER PRIMARY KEY, visit BLOB, id BLOB, event BLOB, reason BLOB)
"""
_SAID: Final = {
    "malformed": "the file is damaged: remove it, and project again from the first entry",
    "not a database": "it is no read model: the file is not one of SQLite",
}


@define(eq=False)
class SqliteModel:
    """A read model in a file, in which `create` makes its tables; close it, or use it in a `with` statement.

    Any number of threads and processes may use it, and other programs may read it. Without a path it is in a file
    without a name, which is gone when it is closed or the program ends. What is applied gets a connection in a
    transaction that it cannot end; one that the power cuts off may be lost, and then together with its position.

    >>> with SqliteModel(None, lambda new: new.execute("CREATE TABLE visit (id TEXT)")) as model:
    ...     model.position, model.skipped
    (0, ())
    """

    path: Path | None = field(converter=converters.optional(Path))
    create: Callable[[sqlite3.Connection], object]
    _opened: dict[int, sqlite3.Connection] = field(factory=dict, init=False, repr=False)
    _mutex: Any = field(factory=RLock, init=False, repr=False)
    _applying: bool = field(default=False, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        with self._connection():
            pass

    @property
    def name(self) -> str:
        """The path, as messages name the model."""
        return "a model without a name" if self.path is None else str(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a model that is used again opens it again."""
        with self._mutex, self._write_lock():
            if connection := self._opened.pop(os.getpid(), None):
                connection.close()

    @property
    def position(self) -> int:
        """The position that it has reached."""
        with self._connection() as connection:
            return _position(connection)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The entries that were left out."""
        with self._connection() as connection:
            rows = connection.execute("SELECT * FROM protocol_skipped ORDER BY position").fetchall()
        return tuple(Skipped(position, *map(text_of, texts)) for position, *texts in map(tuple, rows))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads: what it finds is as it was when it first looked, until the block ends."""
        if self.path is None:
            with self._connection() as connection:
                yield connection
            return
        with closing(_connect(f"{self.path.absolute().as_uri()}?mode=ro")) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator["_Writer"]:
        """A transaction; see `ReadModel`."""
        with self._connection() as connection, self._write_lock():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield _Writer(self, connection)
                connection.commit()
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.rollback()
                raise

    @contextmanager
    def rebuilding(self) -> Iterator["SqliteModel"]:
        """A new model in a file without a name, which is copied over this one in one transaction at the end."""
        with SqliteModel(None, self.create) as fresh:
            yield fresh
            with self._connection() as connection, self._write_lock():
                fresh._copy_to(connection)

    @contextmanager
    def apply_only(self) -> Iterator[None]:
        """What is done meanwhile cannot end the transaction."""
        self._applying = True
        try:
            yield
        finally:
            self._applying = False

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The connection to the file, which no other thread uses meanwhile."""
        with self._mutex, explaining(self.name, _SAID):
            process = os.getpid()  # a child neither uses nor closes what it inherits
            if process not in self._opened:
                self._opened[process] = self._open()
            yield self._opened[process]

    @contextmanager
    def _write_lock(self) -> Iterator[None]:
        """The lock of the file, held round whatever writes to it, for the reason that `SqliteStore` does so."""
        if self.path is None:
            yield
            return
        file = os.open(f"{self.path}-lock", os.O_RDWR | os.O_CREAT, 0o666)
        try:
            with holding_lock(file):
                yield
        finally:
            os.close(file)

    def _open(self) -> sqlite3.Connection:
        connection = _connect("" if self.path is None else self.path.absolute().as_uri())
        try:
            with self._write_lock():
                self._settle(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _settle(self, connection: sqlite3.Connection) -> None:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if tables and "protocol_reached" not in tables:
            raise StoreError(self.name, "it is a database of another program, so nothing is written to it")
        if self.path is None:
            self.create(connection)
            connection.executescript(_OURS)
        elif not tables:
            with SqliteModel(None, self.create) as fresh:
                fresh._copy_to(connection)
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        connection.set_authorizer(self._permit)

    def _copy_to(self, other: sqlite3.Connection) -> None:
        with self._connection() as connection:
            connection.backup(other)

    def _permit(self, action: int, *_: object) -> int:
        ends = self._applying and action == sqlite3.SQLITE_TRANSACTION
        return sqlite3.SQLITE_DENY if ends else sqlite3.SQLITE_OK


class _Writer:
    """A transaction on the connection of a model."""

    def __init__(self, model: SqliteModel, connection: sqlite3.Connection) -> None:
        self.model, self.connection = model, connection

    @property
    def position(self) -> int:
        return _position(self.connection)

    def take(self, apply: Apply[sqlite3.Connection], recorded: Recorded, /) -> None:
        """Apply an entry between two savepoints."""
        run = self.connection.execute
        run("SAVEPOINT protocol_entry")
        try:
            with self.model.apply_only():
                apply(self.connection, recorded)
        except Exception as problem:
            if not self.connection.in_transaction:
                raise StoreError(self.model.name, f"nothing of the batch was kept, for {problem}") from problem
            run("ROLLBACK TO protocol_entry")
            run("RELEASE protocol_entry")
            if str(problem) == "not authorized":
                raise sqlite3.DatabaseError(_NOT_TO_END) from problem
            raise
        run("RELEASE protocol_entry")

    def skip(self, skipped: Skipped, /) -> None:
        texts = map(bytes_of, (skipped.visit_id, skipped.id, skipped.event, skipped.reason))
        self.connection.execute("INSERT INTO protocol_skipped VALUES (?, ?, ?, ?, ?)", (skipped.position, *texts))

    def reach(self, position: int, /) -> None:
        self.connection.execute("UPDATE protocol_reached SET position = ?", (position,))


_NOT_TO_END: Final = "the transaction is the model's: neither commit, nor roll back, nor run a script, which commits"


def _position(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT position FROM protocol_reached").fetchone()[0])


def _connect(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=LONGEST_WAIT, isolation_level=None, check_same_thread=False)
