"""Connections of stores to their databases: what is asked of one, and who may use which."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Generic, Protocol, TypeVar

from protocol.errors import ProtocolError


class Connection(Protocol):
    """What is asked of a connection to a database, with `?` for each parameter."""

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of an answer."""
        ...

    def keep(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to the table of entries."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction in which no other store writes; it is undone if an error is raised in it."""
        ...

    def usable(self) -> bool:
        """Whether the connection still stands, as far as can be known without asking the database."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


C = TypeVar("C", bound=Connection)


class Pool(Generic[C]):
    """Open connections, each used by one thread at a time, and only in the process that opened it.

    What a child process inherits it neither uses nor closes, for either would disturb its parent.
    """

    def __init__(self, connect: Callable[[], C]) -> None:
        self._connect = connect
        self._idle: dict[int, list[C]] = {}

    @contextmanager
    def connection(self) -> Iterator[C]:
        """A connection; it is not used again if an error is raised that may have come from the database."""
        connection = self._idle_one() or self._connect()
        try:
            yield connection
        except ProtocolError:  # it is about what was asked, and the transaction was undone
            self._idle_here().append(connection)
            raise
        except BaseException:
            with suppress(Exception):
                connection.close()
            raise
        self._idle_here().append(connection)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        idle = self._idle_here()
        while idle:
            idle.pop().close()

    def _idle_one(self) -> C | None:
        idle = self._idle_here()
        while True:
            try:
                connection = idle.pop()  # no two threads are given the same one
            except IndexError:
                return None
            if connection.usable():
                return connection
            with suppress(Exception):
                connection.close()

    def _idle_here(self) -> list[C]:
        return self._idle.setdefault(os.getpid(), [])
