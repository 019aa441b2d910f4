"""Stores on the command line: what `visits.db#astana` names, and the visits that are read from it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from attrs import evolve

from protocol.cli.inputs import SERVERS
from protocol.codec.faults import unreadable
from protocol.errors import StoreError, UnreadableError
from protocol.events import Event
from protocol.store.port import Recorded
from protocol.store.postgres import PostgresStore
from protocol.store.sql import SqlStore
from protocol.store.sqlite import SqliteStore
from protocol.stream import Entry, Stream

_MOST_NAMED: Final = 10
"""How many visits of a store a message names."""


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def open_store(name: str, *, to_write: bool = False, may_make: bool = False) -> SqlStore:
    """The store of a name, to read it only unless `to_write`; it has to be there, unless the command `may_make` it."""
    store = name.partition("#")[0]
    if store.startswith(SERVERS):
        return PostgresStore(store, now, read_only=not to_write)
    if to_write and not may_make and not Path(store).exists():
        raise StoreError(store, "there is no such file; `protocol store import` and `protocol record --open` make one")
    return SqliteStore(store, now, read_only=not to_write)


def visit_in(name: str) -> str | None:
    """The visit that a name has after `#`, or None if it means all of the store."""
    return name.partition("#")[2] or None


def heads_of(names: Iterable[str]) -> dict[str, str]:
    """The head of each store, by its name in messages; a store that cannot be opened has none."""
    heads = {}
    for name in names:
        with suppress(StoreError), open_store(name) as store:
            heads[store.name] = str(store.head())
    return heads


def visits_in(name: str) -> Iterator[tuple[str, Stream | UnreadableError]]:
    """The visits of a store, or the one that is named, each with its full name.

    A visit that cannot be read does not stop the others.
    """
    wanted = visit_in(name)
    try:
        with open_store(name) as store:
            visits = store.visits() if wanted is None else (wanted,)
            if not visits:
                yield store.name, unreadable(store.name, "there is no visit in it")
            for visit in visits:
                yield f"{store.name}#{visit}", _stream(store, visit)
    except StoreError as problem:
        yield problem.store, unreadable(problem.store, problem.problem)


def _stream(store: SqlStore, visit: str) -> Stream | UnreadableError:
    try:
        entries = tuple(map(_with_time, store.read(visit)))
    except UnreadableError as problem:
        return problem
    if entries:
        return Stream(entries)
    known = store.visits()
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    return unreadable(store.name, f"it has no visit {visit}, only {', '.join(known[:_MOST_NAMED]) or 'none'}{more}")


def _with_time(recorded: Recorded) -> Entry[Event]:
    """An entry with the time at which it was recorded: if it does not say so, when the store took it."""
    entry = recorded.entry
    return evolve(entry, recorded_at=recorded.recorded_at) if entry.recorded_at is None else entry
