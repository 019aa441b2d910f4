"""A store on a server: what it survives, what it refuses, and what it tells nobody."""

import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from select import select
from shutil import which
from socket import create_connection, create_server, socket
from threading import Event as Signal
from threading import Thread

import pytest

import servers
from profiles import NIGHTLY, SKIPPING
from protocol.errors import StoreError, VersionConflictError
from protocol.events import GuestArrived, OtherHappened, RecordOpened, SiteVisited
from protocol.store import NEW, Clock, PostgresStore, SqliteStore, subscribe
from protocol.store import postgres as module
from protocol.store.verifying import verify
from protocol.testing import check_followers, check_store
from protocol.values import Text
from servers import PostgresServer
from store_writer import check_kept, run_together, writing

HOSTILE = ("", " ", "a\x00b", "\ud800", "'; DROP TABLE entry; --", "?", "%s", "\\N", "Ә" * 300, "é", "\t\n")
SECRET = "gehe!m"  # noqa: S105 - of a server that lives as long as the tests


def now() -> datetime:
    """The time at noon, always."""
    return datetime(2023, 4, 10, 12, tzinfo=UTC)


@pytest.fixture
def store(dsn: str) -> Iterator[PostgresStore]:
    """A store with one visit of three entries."""
    with PostgresStore(dsn, now) as store:
        store.append("astana", [RecordOpened("astana-2023"), GuestArrived(), SiteVisited()], expected=NEW)
        yield store


def test_a_store_on_a_server_is_a_good_one(postgres: PostgresServer) -> None:
    """It does everything that the port promises, and can be followed."""
    with ExitStack() as stack:

        def make(clock: Clock) -> PostgresStore:
            return stack.enter_context(PostgresStore(postgres.new_schema(), clock))

        check_store(make)
        check_followers(make)


def test_names_of_any_characters_are_kept(dsn: str) -> None:
    """In visits, ids, notes and texts: NUL, half surrogates, and what means something to the server."""
    with PostgresStore(dsn, now) as store:
        for name in HOSTILE:
            store.append(name, [RecordOpened("demo")], expected=NEW, ids=[f"id {name}"], meta={name: name})
            store.append(name, [OtherHappened(Text.of(f"a {name}"))], expected=0)
        assert store.visits() == HOSTILE
        for name in HOSTILE:
            first, second = store.read(name)
            assert (first.visit_id, first.id, first.meta) == (name, f"id {name}", {name: name})
            assert second.event == OtherHappened(Text.of(f"a {name}"))
        assert verify(store).faults == ()


STATEMENTS = [
    "UPDATE entry SET line = '{}' WHERE position = 3",
    "UPDATE entry SET kept_at = kept_at WHERE position = 99",
    "DELETE FROM entry WHERE position = 3",
    "TRUNCATE entry",
    "INSERT INTO entry SELECT * FROM entry ON CONFLICT (position) DO UPDATE SET line = '{}'",
    "WITH gone AS (DELETE FROM entry RETURNING 1) SELECT * FROM gone",
    "SET session_replication_role = replica; DELETE FROM entry",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_another_tool_is_refused_what_would_change_an_entry(
    postgres: PostgresServer, store: PostgresStore, statement: str
) -> None:
    """Even the owner of the database, in whatever words."""
    with pytest.raises(Exception, match="an entry is never changed or removed"):
        postgres.ask(statement, store.dsn)
    assert verify(store).faults == ()
    assert store.head().position == 3


def test_a_trigger_that_was_switched_off_is_told(postgres: PostgresServer, store: PostgresStore) -> None:
    """Whoever may do so can still change what was kept, and that is found, as is what was done meanwhile."""
    postgres.ask("ALTER TABLE entry DISABLE TRIGGER entry_stays; DELETE FROM entry WHERE position = 2", store.dsn)
    switched_off, missing = map(str, verify(store).faults[:2])
    assert switched_off == "the trigger entry_stays, which refuses changes, was switched off or removed"
    assert missing.startswith("entry 3: the entries from 2 to 2 are missing")


def test_eight_processes_start_and_write_at_once(dsn: str) -> None:
    """Each may be the first, on one visit or on one of its own; nothing is raised but conflicts, nothing is lost."""
    many = 200 if NIGHTLY else 8
    run_together([*[("shared", many)] * 4, *((f"own-{number}", many) for number in range(4))], dsn)


@pytest.mark.parametrize("setting", ["isolation%3Dserializable", "read_only%3Don"])
def test_how_a_server_is_set_up_changes_nothing(dsn: str, setting: str) -> None:
    """A writer that had to wait sees what the one before it kept, also where transactions are isolated by default."""
    run_together([("shared", 8)] * 3, f"{dsn}%20-cdefault_transaction_{setting}")


def test_what_was_told_to_be_kept_survives_the_server(postgres: PostgresServer, dsn: str) -> None:
    """It is stopped as if the power had gone, three times while two programs append, who then try again."""
    many = 60
    with writing(dsn, "astana", str(many), "patient") as one, writing(dsn, "astana", str(many), "patient") as other:
        assert one.stdout is not None
        assert other.stdout is not None
        told = list[str]()
        for _ in range(3):
            told += islice(one.stdout, 10)
            postgres.stop()
            postgres.start()
        both = [[line.strip() for line in (*told, *one.stdout)], [line.strip() for line in other.stdout]]
    assert [len(each) for each in both] == [many, many]
    check_kept(dsn, both)


def test_a_connection_that_is_lost_is_told_once(postgres: PostgresServer, dsn: str) -> None:
    """The batch was not kept, which can be said of it for sure when it is sent again; all others go on."""
    lost = iter([False, True])

    def clock() -> datetime:
        if next(lost, False):  # it is read in the middle of an append
            postgres.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
        return now()

    with PostgresStore(dsn, clock) as store:
        store.append("astana", [RecordOpened("demo")], expected=NEW)
        with pytest.raises(StoreError, match="the connection to the server was lost: try again"):
            store.append("astana", [GuestArrived()], expected=0, ids=["one"])
        assert not store.append("astana", [GuestArrived()], expected=0, ids=["one"]).repeated
        assert [each.id for each in store.read("astana", after=0)] == ["one"]


def test_a_server_that_was_started_anew_meanwhile_is_not_noticed(
    postgres: PostgresServer, store: PostgresStore
) -> None:
    """A connection that broke while nobody used it is replaced, for writing, reading and waiting."""
    assert store.wait(0, 0) == 3
    postgres.stop()
    postgres.start()
    assert store.wait(0, 0) == 3
    assert store.append("astana", [SiteVisited()], expected=2).version == 3


def test_a_follower_goes_on_where_it_was_when_the_server_is_back(
    postgres: PostgresServer, store: PostgresStore
) -> None:
    """It is told once, and a new subscription leaves nothing out and gives nothing twice."""
    following = subscribe(store)
    seen = list(islice(following, 3))
    postgres.stop()
    with pytest.raises(StoreError, match="no connection could be made"):
        next(following)
    postgres.start()
    store.append("astana", [SiteVisited(), SiteVisited()], expected=2)
    seen += islice(subscribe(store, after=seen[-1].position), 2)
    assert [each.position for each in seen] == [1, 2, 3, 4, 5]


@contextmanager
def cut_off(port: int, after_commit: Signal) -> Iterator[int]:
    """A port that leads to a server; once the signal is set, the answer to the next commit is lost on the way."""

    def serve() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            Thread(target=carry, args=(client,), daemon=True).start()

    def carry(client: socket) -> None:
        with client, create_connection(("127.0.0.1", port)) as server:
            while True:
                for one in select([client, server], [], [])[0]:
                    data = one.recv(65536)
                    (server if one is client else client).sendall(data)
                    if not data:
                        return
                    if one is client and b"; COMMIT" in data and after_commit.is_set():
                        after_commit.clear()
                        server.recv(65536)  # it was kept
                        return

    with create_server(("127.0.0.1", 0)) as listening:
        Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(2)


def test_a_batch_whose_answer_was_lost_is_recognised(postgres: PostgresServer, dsn: str) -> None:
    """It was kept, nobody knows; sent again under the same ids it is a success that adds nothing."""
    lose = Signal()
    with (
        cut_off(postgres.port, lose) as port,
        PostgresStore(dsn.replace(str(postgres.port), str(port)), now) as store,
    ):
        store.append("astana", [RecordOpened("demo")], expected=NEW)
        lose.set()
        with pytest.raises(StoreError, match="recognised if it is sent again under the same ids"):
            store.append("astana", [GuestArrived(), SiteVisited()], expected=0, ids=["1", "2"])
        again = store.append("astana", [GuestArrived(), SiteVisited()], expected=0, ids=["1", "2"])
        assert (again.repeated, again.version, store.head().position) == (True, 2, 3)


def test_who_waits_is_told_of_what_another_process_keeps(store: PostgresStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the server: nobody has to look."""
    monkeypatch.setattr(module, "_POLL", 3600.0)
    store.wait(0, 0)
    with writing(store.dsn, "almaty", "3") as process:
        assert [store.wait(last, 60) > last for last in (3, 4, 5)] == [True] * 3
        process.communicate()
    assert process.returncode == 0


def test_who_waits_looks_if_nothing_is_told(store: PostgresStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server says may be lost on the way; the table is the truth."""
    monkeypatch.setattr(module, "_POLL", 0.01)
    with store._listeners.connection() as listener:
        listener.raw.execute("UNLISTEN *")
    with writing(store.dsn, "almaty", "1") as process:
        assert store.wait(3, 60) == 4
        process.communicate()
    assert process.returncode == 0
    assert store.wait(4, 0.02) == 4


def test_a_server_that_follows_another_can_be_read(
    postgres: PostgresServer, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells nobody of new entries, so they are looked for; nothing can be kept there, and that is said."""
    monkeypatch.setattr(module, "_POLL", 0.01)
    with postgres.standby() as follower:
        dsn = store.dsn.replace(str(postgres.port), str(follower.port))
        with PostgresStore(dsn, now, read_only=True) as reader:
            store.append("astana", [SiteVisited()], expected=2)
            assert reader.wait(3, 60) == 4
            assert reader.head() == store.head()
        with PostgresStore(dsn, now) as writer, pytest.raises(StoreError, match="write to the one that it follows"):
            writer.append("astana", [SiteVisited()], expected=3)


@pytest.mark.skipif(which("pgbouncer") is None and SKIPPING, reason="pgbouncer is not installed")
def test_a_store_works_behind_a_pool_of_transactions(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any of the server's connections may answer; nobody is told of new entries there, so they are looked for."""
    monkeypatch.setattr(module, "_POLL", 0.01)
    postgres.ask("CREATE DATABASE pooled")
    with servers.bouncer(postgres, "pooled") as dsn, PostgresStore(dsn, now) as store:
        run_together([("shared", 8)] * 4, dsn)
        with writing(dsn, "almaty", "1") as process:
            assert store.wait(32, 60) == 33
            process.communicate()
        assert process.returncode == 0


def test_a_child_process_uses_a_connection_of_its_own(store: PostgresStore) -> None:
    """What it inherits it does not even close, for that would end the connection of its parent."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            store.append("astana", [SiteVisited()], expected=2)
            store.close()
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with store._reading() as connection:
        assert connection.rows("SELECT count(*) FROM entry") == [(4,)]
    assert store.append("astana", [SiteVisited()], expected=3).version == 4


def test_a_conflict_leaves_the_connection_usable(store: PostgresStore) -> None:
    """Whoever lost may try again, and no lock is left."""
    for _ in range(3):
        with pytest.raises(VersionConflictError, match="version 0 was expected and 2 found"):
            store.append("astana", [SiteVisited()], expected=0)
    assert store.append("astana", [SiteVisited()], expected=2).version == 3


def test_who_may_only_append_can_change_nothing(postgres: PostgresServer, store: PostgresStore) -> None:
    """The desks need no more than two grants, and cannot switch off what guards the entries; readers need one."""
    schema = store.dsn.rpartition("%3D")[2]
    postgres.ask(f"CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA {schema} TO clerk")
    as_clerk = store.dsn.replace("postgres@", "clerk@")
    with pytest.raises(StoreError, match="ask the owner of the store to grant it"):
        PostgresStore(as_clerk, now)
    postgres.ask("GRANT SELECT ON entry, protocol_store TO clerk", store.dsn)
    with PostgresStore(as_clerk, now, read_only=True) as reader:
        assert len(list(reader.read_all())) == 3
        assert reader.wait(0, 0) == 3
        with pytest.raises(StoreError, match="opened to be read only"):
            reader.append("astana", [SiteVisited()], expected=2)
    with PostgresStore(as_clerk, now) as clerk:
        with pytest.raises(StoreError, match="permission denied for table entry"):
            clerk.append("astana", [SiteVisited()], expected=2)
        postgres.ask("GRANT INSERT ON entry TO clerk", store.dsn)
        assert clerk.append("astana", [SiteVisited()], expected=2).version == 3
    with pytest.raises(Exception, match="must be owner of table entry"):
        postgres.ask("ALTER TABLE entry DISABLE TRIGGER ALL", as_clerk)


def refused(dsn: str, problem: str, *, read_only: bool = False) -> StoreError:
    """The error that says why a store cannot be opened."""
    with pytest.raises(StoreError, match=problem) as error:
        PostgresStore(dsn, now, read_only=read_only)
    return error.value


def test_a_store_of_a_newer_library_is_refused(postgres: PostgresServer, store: PostgresStore) -> None:
    """It may say things that this library does not understand."""
    postgres.ask("INSERT INTO protocol_store VALUES (99)", store.dsn)
    refused(store.dsn, r"made by a newer version of this library \(schema 99\)")


def test_a_store_of_an_older_library_is_brought_up_to_date(
    postgres: PostgresServer, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the statements that lead from its schema to the next; to read it only, it has to be brought there first."""
    from protocol.store import postgres_server as server

    newer = {**server.MIGRATIONS, len(server.MIGRATIONS): ("CREATE TABLE further (one text)",)}
    monkeypatch.setattr(server, "MIGRATIONS", newer)
    refused(store.dsn, "older version", read_only=True)
    with PostgresStore(store.dsn, now) as reopened:
        assert len(list(reopened.read_all())) == 3
    assert postgres.ask("SELECT count(*) FROM further", store.dsn) == [(0,)]


def test_a_place_that_is_not_for_a_store_is_refused(postgres: PostgresServer, dsn: str) -> None:
    """A table of another program, a database in other letters, a schema that is not there, one with nothing in it."""
    postgres.ask("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    refused(postgres.dsn("latin"), "its text is in LATIN1")
    refused(f"{postgres.dsn()}?options=-csearch_path%3Dnowhere", "name one by search_path")
    refused(dsn, "nothing has been kept in it yet", read_only=True)
    postgres.ask("CREATE TABLE entry (one text)", dsn)
    refused(dsn, "a table of another program is called entry")
    assert postgres.ask("SELECT to_regclass('protocol_store')", dsn) == [(None,)]


def test_stores_in_schemas_of_one_database_are_apart(postgres: PostgresServer, store: PostgresStore) -> None:
    """Each has its own positions."""
    with PostgresStore(postgres.new_schema(), now) as other:
        assert other.append("astana", [RecordOpened("demo")], expected=NEW).position == 1
    assert store.head().position == 3


def test_a_file_is_moved_to_the_server_as_it_is(dsn: str, tmp_path: Path) -> None:
    """With every hash, so that the heads that were kept elsewhere stay good."""
    with SqliteStore(tmp_path / "visits.db", now) as file, PostgresStore(dsn, now) as store:
        file.append("astana", [RecordOpened("demo"), *[SiteVisited()] * 700], expected=NEW, meta={"by": "desk 1"})
        file.append("almaty", [RecordOpened("demo")], expected=NEW)
        store.take(file.rows())
        assert store.head() == file.head()
        assert list(store.read_all()) == list(file.read_all())


def test_why_no_connection_was_made_is_said(postgres: PostgresServer) -> None:
    """In words that say what to do, before those of the server."""
    refused(postgres.dsn("nothing"), "no such database or user: make it with createdb")
    refused(postgres.dsn(user="nobody"), "no such database or user")
    refused(f"host=127.0.0.1 port={servers.free_port()}", "see whether the server runs, and listens where the dsn says")
    refused("host=/nowhere", "see whether the server runs")


def test_a_password_is_told_to_nobody(postgres: PostgresServer) -> None:
    """Neither by a store that can be opened nor by any of those that cannot; a dsn that cannot be read is not shown."""
    postgres.ask(f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}' SUPERUSER")
    at = postgres.new_schema().partition("@")[2]
    with PostgresStore(f"postgresql://locked:{SECRET}@{at}", now) as store:
        shown = [store.name, repr(store), str(store)]
    wrong = [
        refused(f"postgresql://locked:{SECRET}x@{at}", "the server does not accept the user or the password"),
        refused(f"postgresql://locked@{at}", "the server asks for a password"),
        refused(f"postgresql://locked:x@{SECRET}@{at}", "%40 for an @"),
        refused(f"postgresql://locked:x/{SECRET}@{at}", "%2F for a /"),
        refused(f"postgresql://locked:%{SECRET}@{at}", "%25 for a %"),
        refused(f"password=my {SECRET} dbname=visits", "its dsn cannot be read"),
        refused(f"host=127.0.0.1 port=1 password={SECRET}", "no connection could be made"),
    ]
    shown += [text for error in wrong for text in (repr(error), *traceback.format_exception(error))]
    assert [line for text in shown for line in text.splitlines() if SECRET in line] == []
    assert store.name == f"PostgreSQL host=127.0.0.1 port={postgres.port} dbname=postgres user=locked"


def test_a_store_without_its_driver_says_what_to_install() -> None:
    """When it is made; the rest of the library does not need it."""
    code = "import sys; sys.modules['psycopg'] = None; from protocol.store import *; PostgresStore('', None)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own code
    wanted = "a store on PostgreSQL needs an extra: pip install 'state-visit-protocol[postgres]'"
    assert run.stderr.rstrip().endswith(wanted)
