"""Connections to a server of PostgreSQL: where it is, what a store has there, and who writes when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import ReadOnlySqlTransaction

from protocol.errors import StoreError
from protocol.store.postgres_words import LONGEST_WAIT, explaining, why_not_connected
from protocol.store.rows import COLUMNS

_NAMED: Final = ("host", "hostaddr", "port", "dbname", "user", "service")
"""What messages say of a dsn."""
_DEFAULTS: Final = {
    "connect_timeout": 10,
    "keepalives_idle": 60,
    "tcp_user_timeout": 60_000,  # milliseconds after which a server that has vanished is not waited for
    "fallback_application_name": "protocol",
}
"""What a dsn need not say."""
_BEGIN: Final = f"""
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SET LOCAL lock_timeout = '{LONGEST_WAIT}s';
SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
SELECT pg_advisory_xact_lock({0x50565354})
""".encode()
"""Each is a statement of its own, and what is read after the lock is seen as it was left by whoever had the lock."""
_COMMIT: Final = b"NOTIFY protocol_store; COMMIT"
_KEEP: Final = f"COPY entry ({COLUMNS}) FROM STDIN".encode()
_TABLES: Final = """
SELECT relname, relnamespace FROM pg_class WHERE oid IN (to_regclass('entry'), to_regclass('protocol_store'))
"""
MIGRATIONS: Final[Mapping[int, Sequence[str]]] = {
    0: (
        "CREATE TABLE protocol_store (schema_version integer PRIMARY KEY)",
        """
        CREATE TABLE entry (
            position bigint PRIMARY KEY,
            visit bytea NOT NULL,
            version bigint NOT NULL,
            id bytea NOT NULL UNIQUE,
            kept_at text NOT NULL,
            type text NOT NULL,
            line text NOT NULL,
            meta text NOT NULL,
            hash bytea NOT NULL,
            UNIQUE (visit, version)
        )
        """,
        "CREATE INDEX entry_by_type ON entry (type, position)",
        """
        CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'an entry is never changed or removed'; END $$
        """,
        """
        CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
        FOR EACH STATEMENT EXECUTE FUNCTION entry_stays()
        """,
        "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_stays",
    ),
}
"""The statements that lead from each version of the schema to the next."""


def settings_of(dsn: str) -> dict[str, Any]:
    """What a dsn says; if it cannot be read it is not repeated, for it may have a password in it."""
    with suppress(psycopg.ProgrammingError):
        given = conninfo_to_dict(dsn)
        if "://" not in dsn or not any("@" in str(given.get(name)) for name in ("host", "port", "dbname")):
            return given
    wanted = (
        "its dsn cannot be read: postgresql://USER:PASSWORD@HOST/DATABASE is wanted, "
        "with %40 for an @ in the password, %2F for a / and %25 for a %"
    )
    raise StoreError("PostgreSQL", wanted)


def name_of(settings: Mapping[str, Any]) -> str:
    """The server and the database as messages name them: without the password."""
    told = {name: settings[name] for name in _NAMED if name in settings}
    return f"PostgreSQL {make_conninfo(**told)}".strip()


class ServerConnection:
    """A connection to a database, which keeps no state on the server from one transaction to the next."""

    def __init__(self, settings: Mapping[str, Any], *, read_only: bool) -> None:
        self.name = name_of(settings)
        given: dict[str, Any] = {**_DEFAULTS, **settings, "client_encoding": "UTF8"}
        try:
            self.raw = psycopg.connect(**given, autocommit=True, prepare_threshold=None)
        except psycopg.Error as problem:
            raise StoreError(self.name, why_not_connected(problem)) from problem
        with explaining(self.name):
            try:
                self._settle(read_only=read_only)
            except BaseException:
                self.close()
                raise

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of an answer."""
        return self.raw.execute(_with_places(query), parameters).fetchall()

    def keep(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to the table of entries."""
        with self.raw.cursor() as cursor, cursor.copy(_KEEP) as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction that holds the lock of all who write; whoever follows the store is told when it ends."""
        self.raw.execute(_BEGIN)
        try:
            yield
            self.raw.execute(_COMMIT)
        except BaseException:
            with suppress(psycopg.Error):
                self.raw.execute(b"ROLLBACK")
            raise

    def usable(self) -> bool:
        """Whether the server has not hung up."""
        with suppress(psycopg.Error):
            for _ in range(2):  # what it said before it hung up, and that it did
                self.raw.pgconn.consume_input()
            return not self.raw.closed
        return False

    def close(self) -> None:
        """Close the connection."""
        self.raw.close()

    def _settle(self, *, read_only: bool) -> None:
        encoding = self.raw.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            wanted = f"its text is in {encoding}: make a database for the store, CREATE DATABASE … ENCODING 'UTF8'"
            raise StoreError(self.name, wanted)
        version = self._version()
        if version > len(MIGRATIONS):
            wanted = f"it was made by a newer version of this library (schema {version}): upgrade to read it"
            raise StoreError(self.name, wanted)
        if version < len(MIGRATIONS):
            if read_only:
                raise StoreError(self.name, "nothing has been kept in it yet, or only by an older version")
            with self.transaction():
                self._migrate()

    def _migrate(self) -> None:
        """Bring the schema up to date, unless another process has done so."""
        for version in range(self._version(), len(MIGRATIONS)):
            for statement in MIGRATIONS[version]:
                self.raw.execute(statement.encode())
            self.raw.execute(b"INSERT INTO protocol_store VALUES (%s)", (version + 1,))

    def _version(self) -> int:
        """The version of the schema, 0 if nothing is there."""
        found = self.rows(_TABLES)
        if not found:
            return 0
        if {name for name, _ in found} != {"entry", "protocol_store"} or len({schema for _, schema in found}) > 1:
            wanted = "a table of another program is called entry: give the store a database or a schema of its own"
            raise StoreError(self.name, wanted)
        return int(self.rows("SELECT max(schema_version) FROM protocol_store")[0][0])


class Listener(ServerConnection):
    """A connection on which the server says that something was kept."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings, read_only=True)
        with explaining(self.name), suppress(ReadOnlySqlTransaction):  # a server that only follows says nothing
            self.raw.execute(b"LISTEN protocol_store")

    def listen(self, seconds: float) -> None:
        """Wait until the server says so, or for so many seconds."""
        for _ in self.raw.notifies(timeout=seconds, stop_after=1):
            pass


@cache
def _with_places(query: str) -> bytes:
    return query.replace("?", "%s").encode()
