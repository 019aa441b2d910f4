"""A store on a server of PostgreSQL, for any number of programs on any number of machines."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic
from typing import TYPE_CHECKING, Final

from attrs import define, field

from protocol.errors import MissingExtraError
from protocol.store.connections import Pool
from protocol.store.port import Clock
from protocol.store.sql import SqlStore, fresh_id

if TYPE_CHECKING:  # it needs an extra
    from protocol.store.postgres_server import Listener, ServerConnection

_POLL: Final = 1.0
"""Seconds between two looks for new rows where the server says nothing: what it says may be lost on the way."""


@define(eq=False)
class PostgresStore(SqlStore):
    """A store in a database, which gets its tables when it is first used; close it, or use it in a `with` statement.

    The `dsn` is what libpq understands, such as `postgresql://desk@db.example/visits`; no message repeats its password.
    Each append is on the server's disk when it returns. If the connection is lost that is an error, and the next call
    makes a new one: send the batch again under the same ids, and it is kept once. A store that is `read_only` makes no
    tables, and can be read from a server that only follows another.
    """

    dsn: str = field(repr=False)
    clock: Clock
    new_id: Callable[[], str] = fresh_id
    read_only: bool = field(default=False, kw_only=True)
    name: str = field(init=False)
    _pool: "Pool[ServerConnection]" = field(init=False, repr=False)
    _listeners: "Pool[Listener]" = field(init=False, repr=False)
    _explain: Callable[[str], AbstractContextManager[None]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        try:
            from protocol.store import postgres_server as server
            from protocol.store.postgres_words import explaining
        except ImportError:  # of psycopg, or of the libpq that it needs
            raise MissingExtraError("a store on PostgreSQL", "postgres") from None
        settings = server.settings_of(self.dsn)
        self.name, self._explain = server.name_of(settings), explaining
        self._pool = Pool(lambda: server.ServerConnection(settings, read_only=self.read_only))
        self._listeners = Pool(lambda: server.Listener(settings))
        with self._reading():
            pass

    def close(self) -> None:
        """Close all connections; a store that is used again opens new ones."""
        super().close()
        self._listeners.close()

    def wait(self, after: int, timeout: float) -> int:
        """The last position, as soon as there is one after a position, or after so many seconds; see `LiveStore`."""
        until = monotonic() + timeout
        with self._explaining(), self._listeners.connection() as listener:  # it listens before anything is looked at
            while (last := self.head().position) <= after and (left := until - monotonic()) > 0:
                listener.listen(min(left, _POLL))
        return last

    def last_given(self) -> int:
        """The last position, for one that was not kept is given again."""
        return self.head().position

    def problems(self) -> tuple[str, ...]:
        """Whether the server still refuses to change what was kept."""
        query = "SELECT 1 FROM pg_trigger WHERE tgrelid = 'entry'::regclass AND tgname = ? AND tgenabled = 'A'"
        with self._reading() as connection:
            guarded = connection.rows(query, ("entry_stays",))
        return () if guarded else ("the trigger entry_stays, which refuses changes, was switched off or removed",)

    def _explaining(self) -> AbstractContextManager[None]:
        return self._explain(self.name)
