"""What a server of PostgreSQL says of a problem, in words that say what to do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg import errors

from protocol.errors import StoreError

LONGEST_WAIT: Final = 60
"""Seconds that a transaction waits for others, which take milliseconds each."""


@contextmanager
def explaining(name: str) -> Iterator[None]:
    """What the server says, in words that say what to do."""
    try:
        yield
    except psycopg.Error as problem:
        raise StoreError(name, _in_words(problem)) from problem


def _in_words(problem: psycopg.Error) -> str:
    said = " ".join((problem.diag.message_primary or str(problem)).split())
    lost = _LOST if isinstance(problem, psycopg.OperationalError) and problem.sqlstate is None else None
    words = next((words for kind, words in _SAID.items() if isinstance(problem, kind)), lost)
    return f"{words} ({said})" if words else said


def why_not_connected(problem: psycopg.Error) -> str:
    """Why there is no connection."""
    said = " ".join(str(problem).split())
    words = next((words for part, words in _SAID_FIRST.items() if part in said), _UNREACHED)
    return f"{words} ({said})"


_LOST: Final = (
    "the connection to the server was lost: try again; what was being kept may be kept already, and is recognised "
    "if it is sent again under the same ids"
)
_ONLY_READ: Final = "this server can only be read, so write to the one that it follows"
_SAID: Final[Mapping[type[Exception], str]] = {
    errors.InsufficientPrivilege: "the user may not do this, so ask the owner of the store to grant it",
    errors.InvalidSchemaName: "the user has no schema in which tables can be made, so name one by search_path",
    errors.LockNotAvailable: f"another program has kept the store locked for {LONGEST_WAIT} seconds: end it",
    errors.QueryCanceled: "the server or its administrator ended it, and nothing of the batch was kept: try again",
    errors.DiskFull: "the server's disk is full, and nothing of the batch was kept: make room and send it again",
    errors.ReadOnlySqlTransaction: _ONLY_READ,
    errors.FeatureNotSupported: _ONLY_READ,  # as a server that follows another says at once
    errors.UndefinedTable: "its tables are gone: they were dropped or renamed while the store was in use",
    errors.AdminShutdown: _LOST,
    errors.CrashShutdown: _LOST,
    errors.IdleInTransactionSessionTimeout: _LOST,
}
"""What is said before the words of the server."""
_UNREACHED: Final = "no connection could be made: see whether the server runs, and listens where the dsn says"
_SAID_FIRST: Final = {
    "password authentication failed": "the server does not accept the user or the password",
    "no password supplied": "the server asks for a password, which the dsn does not have",
    "no pg_hba.conf entry": "the server does not let this user in from this machine: its pg_hba.conf says who may",
    "does not exist": "the server has no such database or user: make it with createdb or createuser, or mend the dsn",
    "permission denied for database": "the user may not connect to this database: the owner can grant CONNECT",
    "too many": "the server has too many connections: close some, or raise its max_connections",
    "remaining connection slots": "the server has too many connections: close some, or raise its max_connections",
    "starting up": "the server is starting: try again in a moment",
    "not yet accepting": "the server is starting: try again in a moment",
    "shutting down": "the server is stopping: try again when it has started",
}
"""What is said where no connection could be made: then the server gives no code, and the first that fits is taken."""
