"""A store in a file: what it survives, what it refuses, and what `verify` finds."""

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from profiles import NIGHTLY
from protocol.errors import StoreError, VersionConflictError
from protocol.events import GuestArrived, GuestDeparted, OtherHappened, RecordOpened, SiteVisited
from protocol.store import NEW, Clock, stream_of
from protocol.store import sqlite_files as files
from protocol.store.rows import Head, Row, seal
from protocol.store.sqlite import SqliteStore
from protocol.store.verifying import verify
from protocol.testing import check_store
from protocol.values import Text
from store_writer import check_kept, run_together, writing

NOON = datetime(2023, 4, 10, 12, tzinfo=UTC)
HOSTILE = (
    "",
    " ",
    "a\x00b",
    "\ud800",
    "'; DROP TABLE entry; --",
    "?",
    "../../x",
    "Ә" * 1000,
    "\u00e9",
    "\n",
)


def now() -> datetime:
    """The time at noon, always."""
    return NOON


def opened(path: Path, **options: object) -> SqliteStore:
    """A store at a path."""
    return SqliteStore(path, now, **options)  # type: ignore[arg-type] # each test gives what there is


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a store with one visit, in batches of one, two and three entries."""
    found = tmp_path / "visits.db"
    with opened(found) as store:
        store.append("astana", [RecordOpened("astana-2023")], expected=NEW, ids=["0"], meta={"by": "duty officer"})
        store.append("astana", [GuestArrived(), SiteVisited()], expected=0, ids=["1", "2"])
        store.append("astana", [SiteVisited(), SiteVisited(), GuestDeparted()], expected=2, ids=["3", "4", "5"])
    return found


@pytest.mark.parametrize("journal", ["wal", "truncate"])
def test_a_store_in_a_file_is_a_good_one(tmp_path: Path, journal: files.Journal) -> None:
    """It does everything that the port promises, by either way of writing."""
    numbers, stores = count(), list[SqliteStore]()

    def make(clock: Clock) -> SqliteStore:
        stores.append(SqliteStore(tmp_path / f"{next(numbers)}.db", clock, journal=journal))
        return stores[-1]

    check_store(make)
    assert [verify(store).faults for store in stores] == [()] * len(stores)
    for store in stores:
        store.close()


def test_what_was_kept_is_there_when_the_file_is_opened_again(path: Path) -> None:
    """With ids, times, notes and versions; the next entry comes after the last."""
    with opened(path) as store:
        kept = list(store.read_all())
        assert [each.id for each in kept] == ["0", "1", "2", "3", "4", "5"]
        assert kept[0].meta == {"by": "duty officer"}
        assert store.append("astana", [SiteVisited()], expected=5).position == 7
    with opened(path, read_only=True) as store:
        assert list(store.read_all())[:6] == kept
        assert store.visits() == ("astana",)


def test_names_of_any_characters_are_kept(tmp_path: Path) -> None:
    """In visits, ids and notes."""
    with opened(tmp_path / "visits.db") as store:
        for name in HOSTILE:
            store.append(name, [RecordOpened("demo")], expected=NEW, ids=[f"id {name}"], meta={name: name})
            store.append(name, [OtherHappened(Text.of(f"a {name}"))], expected=0)
        assert store.visits() == HOSTILE
        for name in HOSTILE:
            first, second = store.read(name)
            assert (first.visit_id, first.id, first.meta) == (name, f"id {name}", {name: name})
            assert second.event == OtherHappened(Text.of(f"a {name}"))
        assert verify(store).faults == ()


REST = "kept_at, type, line, meta, hash FROM entry WHERE position = 1"
STATEMENTS = {
    "UPDATE entry SET line = '{}' WHERE position = 3": "never changed",
    "UPDATE entry SET kept_at = kept_at": "never changed",
    "DELETE FROM entry WHERE position = 6": "never removed",
    "DELETE FROM entry": "never removed",
    f"REPLACE INTO entry SELECT 3, visit, 9, x'00', {REST}": "replaced",
    f"INSERT OR REPLACE INTO entry SELECT 9, visit, 9, id, {REST}": "replaced",
    f"REPLACE INTO entry SELECT 9, visit, 3, x'00', {REST}": "replaced",
}


@pytest.mark.parametrize(("statement", "refusal"), STATEMENTS.items())
def test_another_tool_is_refused_what_would_change_an_entry(path: Path, statement: str, refusal: str) -> None:
    """Whoever opens the file with SQLite itself can add no more than we can."""
    other = sqlite3.connect(path, isolation_level=None)
    with closing(other), pytest.raises(sqlite3.IntegrityError, match=refusal):
        other.execute(statement)
    with opened(path) as store:
        assert verify(store).faults == ()


def forge(path: Path, *statements: str) -> None:
    """Change a file as somebody does who wants to: without the triggers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)


FORGERIES = {
    "UPDATE entry SET line = replace(line, 'site_visited', 'wreath_laid'), type = 'wreath_laid' WHERE position = 3": (
        "entry 3: it was altered after it was kept"
    ),
    "UPDATE entry SET meta = '{}' WHERE position = 1": "entry 1: it was altered after it was kept",
    "UPDATE entry SET kept_at = '2020-01-01T00:00:00.000000+00:00' WHERE position = 4": "entry 4: it was altered",
    "UPDATE entry SET visit = x'61' WHERE position = 6": "entry 6: it was altered after it was kept",
    "UPDATE entry SET type = 'wreath_laid' WHERE position = 4": "entry 4: it is kept as wreath_laid, entry 3",
    "UPDATE entry SET line = '{' WHERE position = 4": "entry 4: 1:2: ",
    "DELETE FROM entry WHERE position IN (2, 3)": "entry 4: the entries from 2 to 3 are missing",
    "DELETE FROM entry WHERE position > 4": "entry 6: it was kept, and the entries after the last one are gone",
}


@pytest.mark.parametrize(("forgery", "found"), FORGERIES.items())
def test_a_changed_store_is_found_out(path: Path, forgery: str, found: str) -> None:
    """An altered entry, one that is missing in the middle, and an end that was cut off by deleting."""
    forge(path, forgery)
    with opened(path, read_only=True) as store:
        assert any(str(fault).startswith(found) for fault in verify(store).faults)


def test_a_chain_that_was_computed_anew_is_found_by_an_anchor_alone(path: Path) -> None:
    """Whoever can write the file can make a chain that is whole, but not one with the head that was kept elsewhere."""
    with opened(path) as store:
        anchor, early = store.head(), Head(1, next(store.rows()).hash)
        rows = list(store.rows())
    lie = rows[3]._replace(line=rows[3].line.replace("site_visited", "wreath_laid"), type="wreath_laid")
    forge(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        before = rows[2].hash
        for row in (lie, *rows[4:]):
            before = seal(before, *row[:-1]).hash
            changed = (row.type, row.line, before, row.position)
            other.execute("UPDATE entry SET type = ?, line = ?, hash = ? WHERE position = ?", changed)
    with opened(path, read_only=True) as store:
        assert verify(store, anchors=[early]).faults == ()
        (fault,) = verify(store, anchors=[early, anchor]).faults
    assert str(fault).startswith("entry 6: an anchor names another hash")


def test_an_end_that_was_cut_off_without_a_trace_is_found_by_an_anchor(path: Path) -> None:
    """The file can be made to forget that there was more."""
    with opened(path) as store:
        anchor = store.head()
    forge(path, "DELETE FROM entry WHERE position > 4", "UPDATE sqlite_sequence SET seq = 4")
    with opened(path, read_only=True) as store:
        assert verify(store).faults == ()
        (fault,) = verify(store, anchors=[anchor]).faults
    assert str(fault).startswith("entry 6: an anchor names it, and it is not there")


@pytest.mark.parametrize("given", ["", "7", "7:ff", "x:" + "0" * 64, "-1:" + "0" * 64, "1:" + "g" * 64])
def test_what_is_no_head_is_refused(given: str) -> None:
    """With what one looks like."""
    with pytest.raises(ValueError, match="a position and 64 hexadecimal digits are wanted"):
        Head.of(given)


def test_a_seal_covers_every_column() -> None:
    """No column can change, and no two rows are the same bytes."""
    row = Row(1, b"a", 0, b"b", "t", "type", "line", "{}", b"")
    other = Row(2, b"x", 1, b"y", "u", "kind", "other", "{ }", b"")
    changed = [row._replace(**{name: getattr(other, name)}) for name in Row._fields if name != "hash"]
    shifted = row._replace(visit=b"ab", id=b"")
    assert len({seal(bytes(32), *each[:-1]).hash for each in (row, *changed, shifted)}) == 10


def test_files_that_are_no_stores_are_refused_and_stay_as_they_are(tmp_path: Path) -> None:
    """A text, a database of another program, a folder, and a path into a folder that is not there."""
    (tmp_path / "visit.yaml").write_text("format: visit/1\n", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE entry (position INTEGER)")
    before = (tmp_path / "other.db").read_bytes()
    for name, problem in {
        "visit.yaml": "the file is not one of SQLite",
        "other.db": "a database of another program",
        ".": "it is a folder, not a store",
        "nowhere/visits.db": "no such folder",
    }.items():
        with pytest.raises(StoreError, match=problem):
            opened(tmp_path / name)
    with pytest.raises(StoreError, match="there is no such file"):
        opened(tmp_path / "new.db", read_only=True)
    assert (tmp_path / "other.db").read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other.db", "visit.yaml"]


def test_a_store_of_a_newer_library_is_refused(path: Path) -> None:
    """It may say things that this library does not understand."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="made by a newer version of this library"):
        opened(path)


def test_a_store_of_an_older_library_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the statements that lead from its schema to the next; to read it only, it has to be brought there first."""
    newer = {**files.MIGRATIONS, len(files.MIGRATIONS): ("CREATE TABLE further (one TEXT)",)}
    monkeypatch.setattr(files, "MIGRATIONS", newer)
    with pytest.raises(StoreError, match="older version"):
        opened(path, read_only=True)
    with opened(path) as store:
        assert len(list(store.read_all())) == 6
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM further").fetchone() == (0,)


def test_the_same_store_is_not_made_twice_by_two_at_once(tmp_path: Path) -> None:
    """Each of eight processes may be the first."""
    run_together([("astana", 3)] * 8, tmp_path / "visits.db")


def test_processes_write_at_once_without_loss(tmp_path: Path) -> None:
    """Eight of them, on one visit and on visits of their own."""
    shared = [("shared", 400 if NIGHTLY else 12)] * 4
    run_together([*shared, *((f"own-{number}", shared[0][1]) for number in range(4))], tmp_path / "visits.db")


def test_a_killed_writer_loses_nothing_that_it_was_told_is_kept(tmp_path: Path) -> None:
    """Killed at any moment, as often as one likes: what was acknowledged is there, in order and once."""
    random, path, told = Random(0), tmp_path / "visits.db", list[list[str]]()
    for _ in range(200 if NIGHTLY else 6):
        with writing(path, "astana") as writer:
            assert writer.stdout is not None
            seen = list(islice(writer.stdout, random.randint(1, 40)))
            writer.kill()
            told.append([line.strip() for line in (*seen, *writer.stdout) if line.endswith("\n")])
    check_kept(path, told, may_have=len(told))


def in_child(work: Callable[[], None]) -> None:
    """Do something in a process of its own, as the user nobody, and expect that it goes well."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_full_disk_is_told_and_loses_nothing(path: Path) -> None:
    """The batch that found no room is not kept, in no part; the store is whole, and takes it when there is room."""
    batch = [OtherHappened("x" * 10_000)] * 30

    def fill() -> None:
        limit = path.stat().st_size + 100_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(StoreError, match="nothing of the batch was kept"), opened(path) as store:
            store.append("astana", batch, expected=5)

    in_child(fill)
    with opened(path) as store:
        assert verify(store).entries == 6
        assert verify(store).faults == ()
        assert store.append("astana", batch, expected=5).version == 35


def test_a_file_that_cannot_be_written_is_told_and_can_be_read(path: Path) -> None:
    """By somebody who may only read it."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    for folder in path.parents:
        if folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o005)

    def try_to_write() -> None:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        with pytest.raises(StoreError, match=r"[Pp]ermission"):
            opened(path)
        with opened(path, read_only=True) as store:
            assert len(list(store.read_all())) == 6
            with pytest.raises(StoreError, match="opened to be read only"):
                store.append("astana", [SiteVisited()], expected=5)

    in_child(try_to_write)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_of_a_file_that_was_cut_off_the_rest_is_read(tmp_path: Path, kept: float) -> None:
    """`verify` says that it is damaged, and gives back what can still be read, never with a traceback."""
    path = long_store(tmp_path)
    damaged = path.read_bytes()
    path.write_bytes(damaged[: int(len(damaged) * kept)])
    assert 0 < survivors(path) < 2001


def test_of_a_file_with_changed_bytes_the_rest_is_read(tmp_path: Path) -> None:
    """Whatever byte was hit: it is found, and most entries are read."""
    path = long_store(tmp_path)
    whole, random = path.read_bytes(), Random(1)
    for _ in range(300 if NIGHTLY else 25):
        place = random.randrange(4096, len(whole))
        damaged = bytearray(whole)
        damaged[place : place + 64] = bytes(each ^ 0xFF for each in damaged[place : place + 64])
        path.write_bytes(damaged)
        survivors(path, damaged=None)


def long_store(folder: Path) -> Path:
    """A file with two thousand entries."""
    path = folder / "long.db"
    with opened(path, journal="truncate") as store:
        store.append("astana", [RecordOpened("demo")], expected=NEW)
        store.append("astana", [OtherHappened(f"step {number}") for number in range(2000)], expected=0)
    return path


def survivors(path: Path, *, damaged: bool | None = True) -> int:
    """How many entries of a damaged file can be read; 1 where the error says that none can."""
    try:
        with opened(path, read_only=True) as store:
            verified = verify(store)
    except StoreError as problem:
        told = str(problem)
    else:
        assert damaged is None or bool(verified.faults) is damaged
        return verified.entries
    assert told.startswith(str(path))
    return 1


def test_a_reader_never_sees_half_a_batch(tmp_path: Path) -> None:
    """However the writer goes on meanwhile."""
    path = tmp_path / "visits.db"
    with opened(path) as store:
        store.append("astana", [RecordOpened("demo")], expected=NEW)
        context = get_context("spawn")
        writer = context.Process(target=append_in_sevens, args=(path, 150))
        writer.start()
        seen = set()
        while writer.is_alive():
            seen.add(len(list(store.read("astana"))))
        writer.join()
        seen.add(len(list(store.read("astana"))))
    assert writer.exitcode == 0
    assert {(each - 1) % 7 for each in seen} == {0}
    assert max(seen) == 150 * 7 + 1


def append_in_sevens(path: Path, many: int) -> None:
    """Append batches of seven."""
    with opened(path) as store:
        for number in range(many):
            store.append("astana", [SiteVisited()] * 7, expected=number * 7)


def test_a_child_process_uses_a_connection_of_its_own(path: Path) -> None:
    """A connection that two processes share would damage the file."""
    with opened(path) as store:

        def append() -> None:
            store.append("astana", [SiteVisited()], expected=5)
            store.close()

        in_child(append)
        assert store.append("astana", [SiteVisited()], expected=6).version == 7
        assert verify(store).faults == ()


def test_a_copy_is_the_store_as_it_is(path: Path, tmp_path: Path) -> None:
    """It has the same head, and is a file of its own; nothing is written over."""
    with opened(path) as store:
        store.backup(tmp_path / "copy.db")
        with opened(tmp_path / "copy.db") as copy:
            assert copy.head() == store.head()
            assert list(copy.read_all()) == list(store.read_all())
        with pytest.raises(StoreError, match="such a file already"):
            store.backup(tmp_path / "copy.db")


def test_a_store_is_read_as_it_was_at_a_moment(tmp_path: Path) -> None:
    """At eleven the record said what it had been told by then, whatever was corrected later."""
    moments: Iterator[datetime] = (NOON + timedelta(hours=hour) for hour in count())
    with SqliteStore(tmp_path / "visits.db", lambda: next(moments)) as store:
        store.append("astana", [RecordOpened("demo")], expected=NEW)
        store.append("astana", [GuestArrived()], expected=0)
        store.append("astana", [SiteVisited()], expected=1)
        stream = stream_of(store, "astana", as_of=NOON + timedelta(hours=1, minutes=30))
    assert stream is not None
    assert [type(event) for event in stream.events] == [RecordOpened, GuestArrived]


def test_a_conflict_leaves_the_store_usable(path: Path) -> None:
    """Whoever lost may try again, on the same connection."""
    with opened(path) as store:
        for _ in range(3):
            with pytest.raises(VersionConflictError, match="version 0 was expected and 5 found"):
                store.append("astana", [SiteVisited()], expected=0)
        assert store.append("astana", [SiteVisited()], expected=5).version == 6


def test_a_store_that_was_moved_away_is_missed(path: Path) -> None:
    """A file that is gone is an error with its name, not an empty store."""
    with opened(path, read_only=True) as store:
        store.close()
        shutil.move(path, path.with_name("elsewhere.db"))
        with pytest.raises(StoreError, match=r"visits\.db: there is no such file"):
            list(store.read_all())
