"""Connections to a file of SQLite: what is refused, how it is set up, who writes when, and what its errors mean."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal
from urllib.parse import quote

from protocol.errors import StoreError
from protocol.store.locks import holding_lock
from protocol.store.rows import COLUMNS

APPLICATION: Final = 0x50565354
"""The mark in the file of a store: PVST, for protocol visit store."""
LONGEST_WAIT: Final = 60.0
"""Seconds that a transaction waits for others, which take milliseconds each."""
_OLDEST: Final = (3, 37)
"""The oldest SQLite with strict tables."""
_MAGIC: Final = b"SQLite format 3\x00"

_KEEP: Final = f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of columns

Journal = Literal["wal", "truncate"]
MIGRATIONS: Final[Mapping[int, Sequence[str]]] = {
    0: (
        """
        CREATE TABLE entry (
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
        ) STRICT
        """,
        """
        CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END
        """,
        """
        CREATE TRIGGER entry_kept BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END
        """,
        # An INSERT OR REPLACE removes a row without asking the trigger above.
        """
        CREATE TRIGGER entry_not_replaced BEFORE INSERT ON entry
        WHEN EXISTS (SELECT 1 FROM entry WHERE position = NEW.position)
            OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM entry WHERE visit = NEW.visit AND version = NEW.version)
        BEGIN SELECT RAISE(ABORT, 'an entry is never replaced'); END
        """,
    ),
}
"""The statements that lead from each version of the schema to the next."""


class FileConnection:
    """A connection to the file, and the file whose lock is held while it writes."""

    def __init__(self, path: Path, journal: Journal, *, read_only: bool) -> None:
        self.path, self.journal, self.read_only = path, journal, read_only
        with explaining(str(path)):
            _require_sqlite(path, may_make=not read_only)
            self.raw, self.lock = _connect(path, read_only=read_only), -1
            try:
                self._require_ours()
                if not read_only:
                    self.lock = os.open(f"{path}-lock", os.O_RDWR | os.O_CREAT, 0o666)
                    self._settle()
            except BaseException:
                self.close()
                raise

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of an answer."""
        return self.raw.execute(query, parameters).fetchall()

    def keep(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to the table of entries."""
        self.raw.executemany(_KEEP, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction with the lock held round it: SQLite before 3.51.3 can lose data when two write logs meet."""
        with holding_lock(self.lock):
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.raw.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.raw.execute("ROLLBACK")
                raise

    def usable(self) -> bool:
        """Whether the file is still open."""
        return True

    def close(self) -> None:
        """Close the connection; the last one writes the log into the file, with the lock held."""
        if self.lock < 0:
            self.raw.close()
            return
        with holding_lock(self.lock):
            self.raw.close()
        os.close(self.lock)

    def _settle(self) -> None:
        run = self.raw.execute
        with holding_lock(self.lock):
            run(f"PRAGMA journal_mode = {self.journal}")
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
        self.raw.execute("BEGIN")  # another process may be making the store at this moment
        mark, version = self._number("application_id"), self._number("user_version")
        empty = not self.rows("SELECT 1 FROM sqlite_master LIMIT 1")
        self.raw.execute("COMMIT")
        if mark != APPLICATION and (mark or version or not empty):
            raise StoreError(str(self.path), "it is a database of another program, so nothing is written to it")
        if version > len(MIGRATIONS):
            wanted = f"it was made by a newer version of this library (schema {version}): upgrade to read it"
            raise StoreError(str(self.path), wanted)
        if self.read_only and version < len(MIGRATIONS):
            raise StoreError(str(self.path), "nothing has been kept in it yet, or only by an older version")

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
        return sqlite3.connect(address, uri=True, timeout=LONGEST_WAIT, isolation_level=None, check_same_thread=False)

    if not read_only:
        return connect("mode=rwc")
    connection = connect("mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:  # the log of changes cannot be opened where nothing can be written
        connection.close()
        return connect("immutable=1")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def explaining(name: str, otherwise: Mapping[str, str] = MappingProxyType({})) -> Iterator[None]:
    """What SQLite says, in words that say what to do; `otherwise` has those for a file that is no store."""
    try:
        yield
    except sqlite3.Error as problem:
        said = str(problem)
        problem_in_words = next((words for part, words in {**_SAID, **otherwise}.items() if part in said), said)
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
