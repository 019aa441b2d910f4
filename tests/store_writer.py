"""Programs that append to one store at once, and what has to be there afterwards.

Run as `store_writer.py STORE VISIT [MANY [patient]]` it appends and writes the id of each entry to standard output when
the store has it. It tries again where another writer was before it, and if it is patient, where there is no server.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import sleep
from typing import TypeVar

from protocol.errors import StoreError, VersionConflictError
from protocol.events import OtherHappened, RecordOpened
from protocol.store import NEW, PostgresStore, SqliteStore
from protocol.store.sql import SqlStore
from protocol.store.verifying import Verified, verify

T = TypeVar("T")


def opened(name: str | Path) -> SqlStore:
    """The store of a path or a dsn, with the clock of the machine."""
    if "://" in str(name):
        return PostgresStore(str(name), lambda: datetime.now(UTC))
    return SqliteStore(name, lambda: datetime.now(UTC))


def write(name: str, visit: str, many: int | None = None, *, patient: bool = False) -> None:
    """Append entries, one at a time, until that many are there or for ever."""
    store = retried(lambda: opened(name), patient=patient)
    unique = f"{visit}-{datetime.now(UTC).timestamp()}-{id(visit)}"
    for number in count() if many is None else range(many):
        append(store, visit, f"{unique}-{number}", patient=patient)
        sys.stdout.write(f"{unique}-{number}\n")
        sys.stdout.flush()


def append(store: SqlStore, visit: str, each: str, *, patient: bool) -> None:
    """Append an event after what others appended; the first of a visit opens its record."""

    def last() -> int:
        return max((recorded.version for recorded in store.read(visit)), default=NEW)

    def send(seen: int) -> None:
        store.append(visit, [RecordOpened("demo") if seen == NEW else OtherHappened(each)], expected=seen, ids=[each])

    while True:
        seen = retried(last, patient=patient)
        try:
            retried(lambda: send(seen), patient=patient)  # noqa: B023 - it is called at once
        except VersionConflictError:
            continue
        return


def retried(work: Callable[[], T], *, patient: bool) -> T:
    """Do something, again and again while there is no server; what is sent again has the same ids."""
    while True:
        try:
            return work()
        except StoreError:
            if not patient:
                raise
            sleep(0.01)  # a server that starts is not asked all the time


def writing(name: str | Path, *arguments: str) -> "subprocess.Popen[str]":
    """The program at work."""
    return subprocess.Popen([sys.executable, __file__, name, *arguments], stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603 - our own program


def run_together(writers: list[tuple[str, int]], name: str | Path) -> None:
    """Let processes write at once, and look at what is there: each entry once, in order, nothing lost."""
    processes = [writing(name, visit, str(many)) for visit, many in writers]
    told = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(writers)
    assert [len(each) for each in told] == [many for _, many in writers]
    check_kept(name, told)


def check_kept(name: str | Path, told: list[list[str]], *, may_have: int = 0) -> Verified:
    """Everything that was told to be kept is, once and in its order; so much more may be."""
    with opened(name) as store:
        found = verify(store)
        ids = [each.id for each in store.read_all()]
    assert found.faults == ()
    assert sum(map(len, told)) <= len(ids) == len(set(ids)) <= sum(map(len, told)) + may_have
    for each in told:
        wanted = set(each)
        assert [one for one in ids if one in wanted] == each
    return found


if __name__ == "__main__":
    given = sys.argv[1:]
    write(given[0], given[1], int(given[2]) if len(given) > 2 else None, patient="patient" in given[3:])
