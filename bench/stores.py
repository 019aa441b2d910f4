"""Stores beside bare databases and the recorder of `eventsourcing`: appends, reading, following, recording.

The recorder keeps what our codec has encoded, as ours does, so both do the same work but for ids, hashes and checks.
"""

import argparse
import os
import platform
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic_ns, perf_counter, process_time
from typing import Final
from uuid import uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from timing import Result, in_turn

from protocol import COMMON, Entry, check
from protocol.codec.lines import dump_line, read_line
from protocol.events import Event, tag
from protocol.generation import Wanted, valid_visit
from protocol.script import load_steps
from protocol.store import NEW, PostgresStore, Recorded, SqliteModel, SqliteStore, rebuild, stream_of, subscribe
from protocol.store.recording import record
from protocol.store.verifying import verify

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from servers import PostgresServer, open_folder, programs

ENTRIES = 2_000
Entries = list[Entry[Event]]
Batches = list[Entries]
Append = Callable[[Entries, int], object]
Ways = Mapping[str, Callable[[str], Append]]


def measured(entries: int = ENTRIES, many: int = 1_000_000) -> Iterator[Result]:
    """The rows about stores."""
    given = _steps(entries)
    with TemporaryDirectory() as folder:
        numbers = count()
        yield from _appending("file", _IN_A_FILE, lambda: f"{folder}/{next(numbers)}.db", given)
        yield from _reading(Path(folder), given)
        yield _following(Path(folder) / "followed.db")
        yield from _recording(Path(folder) / "recorded.db")
        yield from _on_a_server(given)
        if many:
            yield from _many(Path(folder) / "many.db", given, many)


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def _steps(entries: int) -> Entries:
    """Entries of generated visits with all their values, as one long visit."""
    random, found = Random(5), Entries()
    while len(found) < entries:
        found += valid_visit(random, COMMON)[len(found) > 0 :]
    return [
        Entry(place, each.event, at=each.at, place=each.place, present=each.present) for place, each in enumerate(found)
    ]


def _appending(where: str, ways: Ways, name: Callable[[], str], given: Entries) -> Iterator[Result]:
    """Appends of several sizes: `ours`, and the `peers` that it is compared with, each in a database of its own."""
    for size in (1, 10, 100):
        taken = given if size > 1 else given[: len(given) // 4]
        batches = [taken[start : start + size] for start in range(0, len(taken), size)]
        walls: dict[str, list[float]] = {way: [] for way in ways}

        def run(way: str, batches: Batches = batches, walls: dict[str, list[float]] = walls) -> None:
            append = ways[way](name())
            start = perf_counter()
            for batch in batches:
                append(batch, batch[0].position - 1)
            walls[way].append(perf_counter() - start)

        cpu = in_turn({way: partial(run, way) for way in ways})
        for way in [way for way in ways if way != "ours"]:
            wall = median(theirs / ours for theirs, ours in zip(walls[way], walls["ours"], strict=True))
            aim = 0.8 if way == "recorder" else None
            yield Result(f"{where}, appends of {size}: {_PEERS[way]} / ours", wall, at_least=aim)
            yield Result("the same by CPU time of the client", cpu[way] / cpu["ours"])
        yield Result(
            f"{where}, entries kept a second in batches of {size}", f"{len(taken) / median(walls['ours']):,.0f}"
        )


def _ours(path: str) -> Append:
    store = SqliteStore(path, now)
    return lambda batch, expected: store.append("v", batch, expected=expected)


def _recorder(path: str) -> Append:
    recorder = SQLiteApplicationRecorder(SQLiteDatastore(path))
    recorder.create_table()
    visit = uuid4()

    def append(batch: Entries, _: int) -> None:
        recorder.insert_events(
            [StoredEvent(visit, each.position, tag(type(each.event)), dump_line(each).encode()) for each in batch]
        )

    return append


def _bare(path: str) -> Append:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (position INTEGER PRIMARY KEY, line TEXT)")

    def append(batch: Entries, _: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO entry (line) VALUES (?)", [(dump_line(each),) for each in batch])
        connection.execute("COMMIT")

    return append


_IN_A_FILE: Final[Ways] = {"ours": _ours, "recorder": _recorder, "bare": _bare}
_PEERS: Final = {
    "recorder": "the recorder of eventsourcing with our encoding",
    "bare": "the bare driver with our encoding",
}


def _ours_on_a_server(dsn: str) -> Append:
    store = PostgresStore(dsn, now)
    return lambda batch, expected: store.append("v", batch, expected=expected)


def _bare_on_a_server(dsn: str) -> Append:
    connection = psycopg.connect(dsn, autocommit=True)
    connection.execute("CREATE TABLE entry (position BIGSERIAL PRIMARY KEY, line TEXT)")

    def append(batch: Entries, _: int) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany("INSERT INTO entry (line) VALUES (%s)", [(dump_line(each),) for each in batch])

    return append


_ON_A_SERVER: Final[Ways] = {"ours": _ours_on_a_server, "bare": _bare_on_a_server}


def _on_a_server(given: Entries) -> Iterator[Result]:
    if (found := programs()) is None:
        return
    with open_folder() as folder:
        server = PostgresServer(found, folder)
        server.make()
        server.start()
        try:
            yield from _appending("server", _ON_A_SERVER, server.new_schema, given)
        finally:
            server.stop()


def _reading(folder: Path, given: Entries) -> Iterator[Result]:
    ours, recorder, bare = folder / "ours.db", folder / "recorder.db", folder / "bare.db"
    for make, path in ((_ours, ours), (_recorder, recorder), (_bare, bare)):
        make(str(path))(given, NEW)
    store = SqliteStore(ours, now)
    kept = SQLiteApplicationRecorder(SQLiteDatastore(str(recorder)))
    times = in_turn(
        {
            "ours": lambda: list(store.read_all()),
            "recorder": lambda: [
                read_line(each.state.decode(), name="x") for each in kept.select_notifications(1, len(given))
            ],
            "bare": lambda: _read_bare(bare),
        }
    )
    yield Result(
        "reading and decoding: recorder with our decoding / ours", times["recorder"] / times["ours"], at_least=1
    )
    yield Result(
        "reading and decoding: bare sqlite3 with our decoding / ours", times["bare"] / times["ours"], at_least=0.8
    )
    yield Result("entries read a second, by CPU time", f"{len(given) / times['ours']:,.0f}")


def _read_bare(path: Path) -> Entries:
    with closing(sqlite3.connect(path)) as connection:
        return [read_line(line, name="x") for (line,) in connection.execute("SELECT line FROM entry ORDER BY position")]


_FOLLOWED = """
import sys
from time import monotonic_ns
from datetime import UTC, datetime
from protocol.events import OtherHappened, RecordOpened
from protocol.store import SqliteStore
store = SqliteStore(sys.argv[1], lambda: datetime.now(UTC))
for number, _ in enumerate(sys.stdin):
    store.append("v", [OtherHappened(str(monotonic_ns()))] if number else [RecordOpened("v")], expected=number - 1)
"""


def _following(path: Path) -> Result:
    """How long after an append in another process a follower has the entry: both read the same monotonic clock."""
    with (
        SqliteStore(path, now) as store,
        subprocess.Popen([sys.executable, "-c", _FOLLOWED, path], stdin=subprocess.PIPE, encoding="utf-8") as writer,  # noqa: S603 - our own program
    ):
        assert writer.stdin is not None
        coming, times = subscribe(store), []
        for _ in range(200):
            writer.stdin.write("\n")
            writer.stdin.flush()
            event = next(coming).event
            if hasattr(event, "title"):
                times.append((monotonic_ns() - int(str(event.title))) / 1e6)
        writer.stdin.close()
    return Result("following across processes: median of 200, in ms, the append included", median(times), at_most=15)


def _recording(path: Path) -> Iterator[Result]:
    """What a step of a visit under way takes: read, checked, kept, checked for what is new."""
    random = Random(8)
    stream = valid_visit(random, COMMON, Wanted(length=60))
    with SqliteStore(path, now) as store:
        store.append("v", list(stream[:-8]), expected=NEW)
        seen, taken = stream_of(store, "v"), []
        assert seen is not None
        for number in range(8):
            start = process_time()
            steps = load_steps("site_visited: {place: Museum, at: 2023-04-10}", seen)
            kept = record(store, "v", seen, steps, ids=[str(number)], check=partial(check, rulebook=COMMON))
            taken.append(process_time() - start)
            seen = kept.stream
    yield Result("a step recorded after 50 others, in ms of CPU time", median(taken) * 1000, at_most=50)


def _make_counts(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE steps (type TEXT PRIMARY KEY, many INTEGER)")


def _count(connection: sqlite3.Connection, recorded: Recorded) -> None:
    connection.execute(
        "INSERT INTO steps VALUES (?, 1) ON CONFLICT (type) DO UPDATE SET many = many + 1", (tag(type(recorded.event)),)
    )


def _memory() -> int:
    """The most memory that this process has had so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _many(path: Path, given: Entries, many: int) -> Iterator[Result]:
    """A million entries in one store: each tenth part takes as long as the first."""
    with SqliteStore(path, now) as store:
        tenths, visit = [], 0
        for _ in range(10):
            start = process_time()
            for _ in range(many // 10 // len(given)):
                visit += 1
                for place in range(0, len(given), 100):
                    store.append(f"v{visit}", given[place : place + 100], expected=place - 1)
            tenths.append(process_time() - start)
        yield Result(f"{many:,} entries: the last tenth appended / the first", tenths[-1] / tenths[0], at_most=1.25)
        yield Result(f"{many:,} entries: seconds of CPU time to append", f"{sum(tenths):.0f}")
        start, before = process_time(), _memory()
        assert sum(1 for _ in store.read_all()) == store.head().position
        yield Result(f"{many:,} entries read: memory at its highest, after / before", _memory() / before, at_most=1.2)
        yield Result(f"{many:,} entries: seconds of CPU time to read", f"{process_time() - start:.0f}")
        with SqliteModel(path.with_name("model.db"), _make_counts) as model:
            start = process_time()
            rebuild(store, model, _count)
            assert model.position == store.head().position
            yield Result(f"{many:,} entries: seconds of CPU time to rebuild a model", f"{process_time() - start:.0f}")
        start = process_time()
        assert not verify(store).faults
        yield Result(f"{many:,} entries: seconds of CPU time to verify", f"{process_time() - start:.0f}")


HEAD = """\
# How fast stores are

<!-- Written by `make bench-stores`. -->

One run on {machine}, every append on the disk before it returns. Ratios are medians of five rounds in turn, of times by the clock unless the row says otherwise, and can be compared between machines; the rates cannot.
`eventsourcing` {peer} is handed what our codec has encoded, so that both do the same but for ids, checks of the version and of the ids, and the chain of hashes. The bare driver keeps the encoded entries in one column, and nothing else.

| what | result | aim | reached |
|---|---:|---|---|
"""
TAIL = """
Reading a bare column and decoding it is faster than our reading, because an entry of a store comes with its position, visit, id, time and notes. What takes the most of the time in either is reading the JSON.
Of the CPU time of an entry in a batch of 100, encoding takes about a third. SQLite takes 7 µs where a table without our guards would take 4: the index by which a batch that is sent again is recognised and the trigger that refuses a REPLACE take 1.3 µs each. The hash takes 1.1 µs. Tried: an index by type (1.4 µs; left out, since reading by type passes over rows quickly), and one condition of the trigger instead of three (no faster). A recorder without these guards stays faster here; with one or ten entries, as people record visits, the disk decides.
A step is recorded by `protocol.store.recording.record`, which reads what other desks kept, checks the visit, and appends. The start of a program is not in it.
"""


def _row(result: Result) -> str:
    value = result.value if isinstance(result.value, str) else f"{result.value:.2f}"
    return f"| {result.what} | {value} | {result.aim} | {result.reached} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    rows = []
    for result in measured(many=asked.many):
        rows.append(_row(result))
        print(rows[-1], flush=True)
    if asked.write:
        machine = f"{platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}"
        head = HEAD.format(machine=machine, peer=version("eventsourcing"))
        asked.write.write_text(head + "\n".join(rows) + "\n" + TAIL, encoding="utf-8")
