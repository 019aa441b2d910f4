"""Following a store: across processes, in flat memory, past what is not wanted and what cannot be read."""

import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import Event
from protocol.errors import UnreadableEntryError
from protocol.events import GuestArrived, GuestDeparted, RecordOpened, SiteVisited
from protocol.store import NEW, MemoryStore, Recorded, following, subscribe
from protocol.store.following import last_position
from protocol.store.sqlite import SqliteStore
from protocol.testing.stores.following import Quiet

HERE = Path(__file__).parent
NOON = datetime(2023, 4, 10, 12, tzinfo=UTC)
KINDS: tuple[type[GuestArrived | GuestDeparted | SiteVisited], ...] = (GuestArrived, GuestDeparted, SiteVisited)


def now() -> datetime:
    """The time at noon, always."""
    return NOON


class Plain:
    """A store with the three methods alone, which keeps what it was asked when it read all."""

    def __init__(self) -> None:
        self.inner, self.asked = MemoryStore(now), list[tuple[int, bool]]()
        self.append, self.read = self.inner.append, self.inner.read

    def read_all(
        self, *, after: int = 0, types: Collection[type[Event]] = (), limit: int | None = None
    ) -> Iterator[Recorded]:
        """Read, and note what for."""
        self.asked.append((after, bool(types)))
        return self.inner.read_all(after=after, types=types, limit=limit)


class Live(Plain):
    """The same, which can be waited on."""

    def wait(self, after: int, timeout: float) -> int:
        """Wait."""
        return self.inner.wait(after, timeout)


def started(program: str, *given: object) -> "subprocess.Popen[str]":
    """A program of the tests that runs beside them."""
    command = [sys.executable, str(HERE / program), *map(str, given)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own programs


def test_a_follower_in_another_process_is_killed_and_takes_up(tmp_path: Path) -> None:
    """Two processes write, a third follows and is killed three times: it is given every entry once, and in order."""
    path, many, found = tmp_path / "visits.db", 100, list[str]()
    SqliteStore(path, now).close()
    writers = [started("store_writer.py", path, visit, many) for visit in ("a", "b")]
    for wanted in (20, 40, 60, 2 * many):
        follower = started("store_follower.py", path, found[-1].split()[0] if found else 0)
        assert follower.stdout is not None
        with follower:
            found += islice(follower.stdout, wanted - len(found))
            follower.kill()
    acknowledged = [set(writer.communicate()[0].split()) for writer in writers]
    with SqliteStore(path, now) as store:
        assert [f"{each.position} {each.id}\n" for each in store.read_all()] == found
    assert {line.split()[1] for line in found} == set.union(*acknowledged)


def test_memory_stays_flat_however_much_is_followed(tmp_path: Path) -> None:
    """Of 50,000 entries a follower has one stretch in memory."""
    with SqliteStore(tmp_path / "visits.db", now) as store:
        store.append("a", [RecordOpened("a")], expected=NEW)
        for place in range(100):
            store.append("a", [SiteVisited()] * 500, expected=500 * place)
        tracemalloc.start()
        try:
            follower = subscribe(store)
            assert sum(1 for _ in islice(follower, 5_000)) == 5_000
            few = tracemalloc.get_traced_memory()[1]
            assert sum(1 for _ in islice(follower, 45_000)) == 45_000
            assert tracemalloc.get_traced_memory()[1] < 1.2 * few
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("make", [Plain, Live])
def test_entries_of_other_types_are_passed_over_once(make: type[Plain]) -> None:
    """A follower of a rare type does not read the others from the beginning each time, nor does it read while idle."""
    store = make()
    store.append("a", [RecordOpened("a"), GuestArrived(), *[SiteVisited()] * 2_000], expected=NEW)
    quiet = Quiet()
    follower = subscribe(store, types=[GuestArrived], stop=quiet)
    assert quiet.came(next(follower)).position == 2
    store.append("a", [GuestArrived()], expected=2_001)
    assert [quiet.came(each).position for each in follower] == [2_003]
    for_types = [after for after, types in store.asked if types]
    assert for_types == sorted(set(for_types))
    assert len(for_types) <= 2 + 2_003 // following.STRETCH


@pytest.mark.parametrize("make", [Plain, Live])
@given(data=st.data())
def test_a_follower_is_given_what_reading_gives(make: type[Plain], data: st.DataObject) -> None:
    """Whatever is appended between two entries, for whatever types, after whatever position, in any stretches."""
    store, quiet = make(), Quiet()
    store.append("a", [RecordOpened("a")], expected=NEW)
    after, types = data.draw(st.integers(0, 6)), data.draw(st.lists(st.sampled_from(KINDS), unique=True))
    follower, found, version = subscribe(store, after=after, types=types, stop=quiet), list[Recorded](), 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(following, "STRETCH", data.draw(st.integers(1, 4)))
        patched.setattr(following, "PATIENCE", 0)
        for batch in data.draw(st.lists(st.lists(st.sampled_from(KINDS), min_size=1), max_size=6)):
            version = store.append("a", [event() for event in batch], expected=version).version
            ready = len(tuple(store.read_all(after=after, types=types))) - len(found)
            found += map(quiet.came, islice(follower, data.draw(st.integers(0, ready))))
        found += map(quiet.came, follower)

    assert found == list(store.read_all(after=after, types=types))


def test_the_last_position_is_known_of_every_store() -> None:
    """Of one that cannot be waited on by reading it."""
    for store in (Plain(), Live()):
        assert last_position(store) == 0
        store.append("a", [RecordOpened("a"), *[SiteVisited()] * 1_200], expected=NEW)
        assert last_position(store) == 1_201


def damaged(path: Path) -> SqliteStore:
    """A store of six entries, of which a program that does not know the format has written the third and the fifth."""
    with SqliteStore(path, now) as store:
        store.append("a", [RecordOpened("a"), GuestArrived()], expected=NEW)
        for version, line in ((2, '{"entry": "of whom?"}'), (4, "not JSON")):
            with closing(sqlite3.connect(path)) as other, other:
                other.execute(
                    "INSERT INTO entry (position, visit, version, id, kept_at, type, line, meta, hash)"
                    " VALUES (?, ?, ?, ?, ?, 'tea_poured', ?, '{}', x'00')",
                    (
                        version + 1,
                        b"a",
                        version,
                        f"foreign-{version}".encode(),
                        "2023-04-10T12:00:00.000000+00:00",
                        line,
                    ),
                )
            store.append("a", [SiteVisited()], expected=version)
    return store


def test_an_entry_that_cannot_be_read_is_told_with_its_position(tmp_path: Path) -> None:
    """All before it was given, and whoever takes up after it is given the rest."""
    with damaged(tmp_path / "visits.db") as store:
        for after, before, unread in ((0, [1, 2], 3), (3, [4], 5)):
            follower = subscribe(store, after=after)
            assert [each.position for each in islice(follower, len(before))] == before
            with pytest.raises(UnreadableEntryError, match=f"position {unread}:") as error:
                next(follower)
            told = (error.value.position, error.value.visit_id, error.value.id, error.value.type)
            assert told == (unread, "a", f"foreign-{unread - 1}", "tea_poured")
        assert next(subscribe(store, after=5)).position == 6
