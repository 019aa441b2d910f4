"""A store in one file of SQLite, for any number of threads and processes of one machine."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any, Final, Literal, Self
from urllib.parse import quote

from attrs import define, field

from protocol.errors import StoreError
from protocol.store.locks import locked
from protocol.store.port import Clock
from protocol.store.sql import SqlStore, fresh_id

APPLICATION: Final = 0x50565354
"""The mark in the file of a store: PVST, for protocol visit store."""
LONGEST_WAIT: Final = 60.0
"""Seconds that a transaction waits for others, which take milliseconds each."""
_OLDEST: Final = (3, 37)
"""The oldest SQLite with strict tables."""
_GLANCE: Final = 0.005
"""Seconds between two looks for new rows."""
_MAGIC: Final = b"SQLite format 3\x00"

Journal = Literal["wal", "truncate"]
Migration = Sequence[str]
MIGRATIONS: Final[Mapping[int, Migration]] = {
    0: (
        """CREATE TABLE entry (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  visit BLOB NOT NULL,
  version INTEGER NOT NULL,
  id BLOB NOT NULL UNIQUE,
  kept_at TEXT NOT NULL,
  type TEXT NOT NULL,
  line TEXT NOT NULL,
  meta TEXT NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE (visit, version)
) STRICT""",
        "CREATE INDEX entry_by_type ON entry (type, position)",
        "CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry"
        " BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END",
        "CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END",
        # An INSERT OR REPLACE removes a row without the trigger above.
        "CREATE TRIGGER entry_not_replaced BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE"
        " position = NEW.position OR id = NEW.id OR visit = NEW.visit AND version = NEW.version)"
        " BEGIN SELECT RAISE(ABORT, 'an entry is never replaced'); END",
    ),
}
"""The statements that lead from each version of the schema to the next."""


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
    _idle: list["_Connection"] = field(factory=list, init=False, repr=False)
    _open: Lock = field(factory=Lock, init=False, repr=False)
    _process: int = field(factory=os.getpid, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        with self._connection():
            pass

    @property
    def name(self) -> str:  # type: ignore[override] # it is read only, and messages only read it
        """The path, as messages name the store."""
        return str(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a store that is used again opens it again."""
        with self._open:
            idle, self._idle = self._idle, []
        for connection in idle if self._process == os.getpid() else ():
            connection.close()

    def wait(self, after: int, timeout: float) -> None:
        """Return as soon as an entry after a position is there, or after so many seconds."""
        until = monotonic() + timeout
        with self._connection() as connection:
            while not connection.rows("SELECT 1 FROM entry WHERE position > ? LIMIT 1", (after,)):
                if monotonic() >= until:
                    return
                sleep(_GLANCE)

    def backup(self, path: str | Path) -> None:
        """Copy the store as it is at one moment into a new file, while others write."""
        target = Path(path)
        if target.exists():
            raise StoreError(str(target), "there is such a file already: a copy is a new file")
        with self._connection() as connection, _explained(str(target)):
            copy = sqlite3.connect(target, isolation_level=None)
            try:
                connection.raw.backup(copy)
            finally:
                copy.close()

    def problems(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file."""
        with self._connection() as connection:
            found = connection.rows("PRAGMA integrity_check(20)")
        return tuple(str(line) for (line,) in found if line != "ok")

    def last_given(self) -> int:
        """The last position that the file ever gave to an entry."""
        with self._connection() as connection:
            found = connection.rows("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
        return int(found[0][0]) if found else 0

    @contextmanager
    def _writing(self) -> Iterator["_Connection"]:
        if self.read_only:
            raise StoreError(self.name, "it was opened to be read only")
        with self._connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def _reading(self) -> Iterator["_Connection"]:
        with self._connection() as connection:
            yield connection

    @contextmanager
    def _connection(self) -> Iterator["_Connection"]:
        """A connection that no other thread uses meanwhile; one that an error was raised on is not used again."""
        with self._open:
            if self._process != os.getpid():  # a child has a connection of its own
                self._idle, self._process = [], os.getpid()
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = _Connection(self)
        with connection.closed_on_error(), _explained(self.name):
            yield connection
        with self._open:
            self._idle.append(connection)


class _Connection:
    """A connection to the file, and the file whose lock is held while it writes."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        with _explained(store.name):
            _require_sqlite(store.path, may_make=not store.read_only)
            self.raw = _connect(store.path, read_only=store.read_only)
            self.lock = -1 if store.read_only else os.open(f"{store.path}-lock", os.O_RDWR | os.O_CREAT, 0o666)
            with self.closed_on_error():
                self._settle()

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        return self.raw.execute(query, parameters).fetchall()  # type: ignore[arg-type] # they are what SQLite takes

    def keep(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        self.raw.executemany(statement, rows)  # type: ignore[arg-type] # as above

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction with the lock held round it: SQLite before 3.51.3 can lose data when two write logs meet."""
        with locked(self.lock):
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.raw.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.raw.execute("ROLLBACK")
                raise

    @contextmanager
    def closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except GeneratorExit:
            raise
        except BaseException:
            with suppress(sqlite3.Error):
                self.close()
            raise

    def close(self) -> None:
        """Close the connection; the last one writes the log into the file, with the lock held."""
        if self.lock < 0:
            self.raw.close()
            return
        with locked(self.lock):
            self.raw.close()
        os.close(self.lock)

    def _settle(self) -> None:
        run = self.raw.execute
        run(f"PRAGMA busy_timeout = {int(LONGEST_WAIT * 1000)}")
        self._require_ours()
        if self.store.read_only:
            return
        with locked(self.lock):
            run(f"PRAGMA journal_mode = {self.store.journal}")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA journal_size_limit = 67108864")
        if self._number("user_version") < len(MIGRATIONS):
            with self.transaction():
                for version in range(self._number("user_version"), len(MIGRATIONS)):
                    for statement in MIGRATIONS[version]:
                        run(statement)
                run(f"PRAGMA application_id = {APPLICATION}")
                run(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _require_ours(self) -> None:
        mark, version = self._number("application_id"), self._number("user_version")
        empty = not self.rows("SELECT 1 FROM sqlite_master LIMIT 1")
        if mark != APPLICATION and (mark or version or not empty):
            raise StoreError(self.store.name, "it is a database of another program, so nothing is written to it")
        if version > len(MIGRATIONS):
            wanted = f"it was made by a newer version of this library (schema {version}): upgrade to read it"
            raise StoreError(self.store.name, wanted)
        if self.store.read_only and version < len(MIGRATIONS):
            raise StoreError(self.store.name, "nothing has been kept in it yet, or only by an older version")

    def _number(self, pragma: str) -> int:
        return int(self.rows(f"PRAGMA {pragma}")[0][0])


def _require_sqlite(path: Path, *, may_make: bool) -> None:
    if sqlite3.sqlite_version_info < _OLDEST:
        wanted = ".".join(map(str, _OLDEST))
        raise StoreError(str(path), f"SQLite {wanted} or newer is needed, and here is {sqlite3.sqlite_version}")
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except FileNotFoundError:
        if may_make and path.parent.is_dir():
            return
        raise StoreError(str(path), "there is no such file" if path.parent.is_dir() else "no such folder") from None
    except IsADirectoryError:
        raise StoreError(str(path), "it is a folder, not a store") from None
    if begins not in {b"", _MAGIC}:
        raise StoreError(str(path), "it is no store: the file is not one of SQLite")


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection; to a file on which nothing can be written it is one that takes no part in writing."""

    def connect(mode: str) -> sqlite3.Connection:
        address = f"file:{quote(str(path.absolute()))}?{mode}"
        return sqlite3.connect(
            address, uri=True, timeout=LONGEST_WAIT, isolation_level=None, check_same_thread=False
        )

    if not read_only:
        return connect("mode=rwc")
    connection = connect("mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:  # the log of changes cannot be opened where nothing can be written
        connection.close()
        return connect("immutable=1")
    return connection


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """What SQLite says, in words that say what to do."""
    try:
        yield
    except sqlite3.Error as problem:
        said = str(problem)
        problem_in_words = next((words for part, words in _SAID.items() if part in said), said)
        raise StoreError(name, problem_in_words) from problem
    except OSError as problem:
        raise StoreError(name, problem.strerror or str(problem)) from problem


_SAID: Final = {
    "disk is full": "the disk is full, and nothing of the batch was kept: make room and send it again",
    "readonly": "the file cannot be written to, and nothing of the batch was kept: look at its permissions",
    "locked": f"another program has kept it locked for {LONGEST_WAIT:.0f} seconds: close that program, and try again",
    "malformed": "the file is damaged: `protocol store verify` says where, and `store export --lenient` saves the rest",
    "unable to open": "the file cannot be opened: look at its permissions, and at those of its folder",
    "not a database": "it is no store: the file is not one of SQLite",
    "disk I/O error": "the disk did not do what was asked of it, and nothing of the batch was kept",
}
"""What is said instead of the words of SQLite."""
