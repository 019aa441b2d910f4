"""Read models: what is applied once by several, killed in the middle, rebuilt beside readers, or cannot be applied."""

import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.errors import ApplyError, InvalidValueError, StoreError
from protocol.events import GuestArrived, RecordOpened, SiteVisited
from protocol.store import NEW, MemoryModel, MemoryStore, Recorded, SqliteModel, following, project, rebuild
from protocol.store.sqlite import SqliteStore
from store_projector import note, note_anew, tables
from test_following import HERE, Plain, damaged, now

MANY = 1_200


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store of 1,200 entries of one visit."""
    with SqliteStore(tmp_path / "visits.db", now) as made:
        made.append("a", [RecordOpened("a"), *[SiteVisited()] * (MANY - 1)], expected=NEW)
        yield made


@pytest.fixture
def model(tmp_path: Path) -> Iterator[SqliteModel]:
    """A model of the ids of all entries."""
    with SqliteModel(tmp_path / "model.db", tables) as made:
        yield made


def noted(model: SqliteModel) -> list[tuple[str, str]]:
    """What a model has."""
    with model.reading() as connection:
        return connection.execute("SELECT id, kind FROM noted ORDER BY rowid").fetchall()


def ids(store: SqliteStore, kind: str) -> list[tuple[str, str]]:
    """What a model should have."""
    return [(each.id, kind) for each in store.read_all()]


def started(*given: object) -> "subprocess.Popen[str]":
    """A program that keeps a model."""
    command = [sys.executable, str(HERE / "store_projector.py"), *map(str, given)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def told(process: "subprocess.Popen[str]") -> str:
    """The next line that a program says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def files(of: SqliteModel) -> set[str]:
    """What lies in the folder of a model."""
    assert of.path is not None
    return {path.name for path in of.path.parent.iterdir()}


def test_three_processes_apply_each_entry_once(store: SqliteStore, model: SqliteModel) -> None:
    """Whichever of them is first with a stretch."""
    others = [started(store.path, model.path)]
    assert told(others[0]) == "1"  # it is in the middle of the first stretch
    others.append(started(store.path, model.path))
    for other in others:
        assert other.stdin is not None
        other.stdin.write("\n" * MANY)
        other.stdin.flush()
    project(store, model, note)
    for other in others:
        other.communicate()

    assert noted(model) == ids(store, "old")
    assert model.position == MANY


def test_a_batch_of_a_process_that_was_killed_leaves_nothing(store: SqliteStore, model: SqliteModel) -> None:
    """Neither what it wrote nor its position, and the next one begins where that one did."""
    with started(store.path, model.path) as killed:
        assert told(killed) == "1"
        killed.kill()

    assert (noted(model), model.position) == ([], 0)
    project(store, model, note)
    assert noted(model) == ids(store, "old")


def test_a_rebuilding_that_was_killed_leaves_no_trace(store: SqliteStore, model: SqliteModel) -> None:
    """No file and nothing in the model, which can be written to and rebuilt."""
    project(store, model, note)
    before = files(model)
    with started(store.path, model.path, "rebuild") as killed:
        assert told(killed) == str(following.STRETCH)
        assert noted(model) == ids(store, "old")
        killed.kill()

    assert files(model) == before
    assert noted(model) == ids(store, "old")
    assert rebuild(store, model, note_anew) == MANY
    assert noted(model) == ids(store, "new")


def test_a_rebuilding_that_is_killed_at_its_end_is_done_or_not(store: SqliteStore, model: SqliteModel) -> None:
    """However far it came with taking the old one's place, the model is whole and one of the two."""
    project(store, model, note)
    for _ in range(5):
        with started(store.path, model.path, "rebuild") as killed:
            assert killed.stdin is not None
            killed.stdin.write("\n\n\n")
            killed.stdin.flush()
            while told(killed) != str(MANY):
                pass
            killed.kill()
        assert noted(model) in (ids(store, "old"), ids(store, "new"))
        assert model.position == MANY
        rebuild(store, model, note)


def test_readers_see_the_old_model_or_the_new_one(store: SqliteStore, model: SqliteModel) -> None:
    """Whatever program reads the file, over a connection of its own that it had before, in one look or in several."""
    project(store, model, note)
    seen, ended, looked = set[tuple[int, str, str]](), Signal(), Signal()

    def read() -> None:
        with closing(sqlite3.connect(str(model.path), isolation_level=None)) as connection:
            while not ended.is_set():
                connection.execute("BEGIN")
                kinds = [kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM noted")]
                (many,) = connection.execute("SELECT count(*) FROM noted").fetchone()
                connection.execute("COMMIT")
                seen.add((many, *kinds) if len(kinds) == 2 else (many, kinds[0], ""))
                looked.set()

    reader = Thread(target=read)
    reader.start()
    looked.wait()
    for _ in range(10):
        for apply in (note_anew, note):
            rebuild(store, model, apply)
            looked.clear()
            looked.wait()
    ended.set()
    reader.join()

    assert seen == {(MANY, "old", ""), (MANY, "new", "")}


def test_a_reader_sees_one_state_until_it_ends(store: SqliteStore, model: SqliteModel) -> None:
    """A block that reads is not disturbed by a model that takes the old one's place."""
    project(store, model, note)
    with model.reading() as connection:
        before = connection.execute("SELECT count(*), max(kind) FROM noted").fetchone()
        rebuild(store, model, note_anew)
        assert connection.execute("SELECT count(*), max(kind) FROM noted").fetchone() == before
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM noted")

    assert noted(model) == ids(store, "new")


def test_a_model_that_is_followed_live_may_be_rebuilt(store: SqliteStore, model: SqliteModel) -> None:
    """Who keeps it up to date goes on where the new one stands, and nothing is applied twice or not at all."""
    stop = Signal()
    live = Thread(target=project, args=(store, model, note), kwargs={"stop": stop})
    live.start()
    for place in range(10):
        store.append("a", [SiteVisited()] * 20, expected=MANY - 1 + 20 * place)
        rebuild(store, model, note)
    stop.set()
    live.join()
    project(store, model, note)

    assert noted(model) == ids(store, "old")


def test_progress_is_told_in_positions(store: SqliteStore, model: SqliteModel) -> None:
    """How far the new one has come, and how far it was to come."""
    said = list[tuple[int, int]]()
    rebuild(store, model, note, progress=lambda *reached: said.append(reached))

    assert said == [(500, MANY), (1_000, MANY), (MANY, MANY)]


def test_entries_of_other_types_move_the_position() -> None:
    """So that they are not looked through again."""
    store, model = Plain(), MemoryModel(list[Recorded])
    store.append("a", [RecordOpened("a"), GuestArrived(), *[SiteVisited()] * 700], expected=NEW)

    assert project(store, model, list.append, types=[GuestArrived]) == 702
    with model.reading() as kept:
        assert [each.position for each in kept] == [2]


@pytest.mark.parametrize(
    "end",
    [
        lambda connection: connection.commit(),
        lambda connection: connection.execute("COMMIT"),
        lambda connection: connection.executescript("SELECT 1"),
        lambda connection: connection.rollback(),
        lambda connection: connection.__exit__(None, None, None),
    ],
)
def test_what_is_applied_cannot_end_the_transaction(store: SqliteStore, model: SqliteModel, end: object) -> None:
    """However it tries, what was written would part from the position."""

    def ending(connection: sqlite3.Connection, recorded: Recorded) -> None:
        note(connection, recorded)
        if recorded.position == 3:
            assert callable(end)
            end(connection)

    with pytest.raises(ApplyError, match="the transaction is the model's: neither commit, nor roll back"):
        project(store, model, ending)
    assert (noted(model), model.position) == (ids(store, "old")[:2], 2)


def test_an_error_that_ends_the_transaction_keeps_nothing_of_the_batch(store: SqliteStore, model: SqliteModel) -> None:
    """Such as a constraint that rolls back: then it is no fault of one entry."""

    def failing(connection: sqlite3.Connection, recorded: Recorded) -> None:
        connection.execute("INSERT OR ROLLBACK INTO noted (rowid, id) VALUES (1, ?)", (recorded.id,))

    with pytest.raises(StoreError, match="nothing of the batch was kept, for UNIQUE constraint failed"):
        project(store, model, failing, on_error="skip")
    assert (noted(model), model.position, model.skipped) == ([], 0, ())


def test_an_entry_that_fails_is_named(store: SqliteStore, model: SqliteModel) -> None:
    """With its position, visit, class and cause, and what can be done; the error travels between processes."""

    def failing(connection: sqlite3.Connection, recorded: Recorded) -> None:
        note(connection, recorded)
        connection.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(ApplyError) as error:
        project(store, model, failing)
    assert str(error.value) == (
        "position 1, RecordOpened of a, could not be applied: OperationalError: no such table: nowhere; "
        'every entry before it was applied; fix the cause and run again, or skip such entries with on_error="skip"'
    )
    assert isinstance(error.value.__cause__, sqlite3.OperationalError)
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)  # noqa: S301 - it is our own


def test_an_entry_that_cannot_be_read_is_as_one_that_cannot_be_applied(tmp_path: Path) -> None:
    """The model stops before it, or leaves it out and says so."""
    with damaged(tmp_path / "visits.db") as store, SqliteModel(tmp_path / "model.db", tables) as model:
        with pytest.raises(ApplyError, match=r"position 3, tea_poured of a, could not be applied: .*visits.db, pos"):
            project(store, model, note)
        assert model.position == 2
        assert project(store, model, note, on_error="skip") == 6
        assert len(noted(model)) == 4
        assert [(each.position, each.id, each.event) for each in model.skipped] == [
            (3, "foreign-2", "tea_poured"),
            (5, "foreign-4", "tea_poured"),
        ]


@given(st.integers(1, 12), st.sets(st.integers(1, 12)), st.integers(1, 5))
def test_whatever_fails_all_else_is_applied(many: int, poisoned: set[int], stretch: int) -> None:
    """In a model of either kind, in stretches of any length: what fails leaves nothing, and is known."""
    store, name = MemoryStore(now), "a\x00\ud800"
    store.append(name, [RecordOpened("a"), *[SiteVisited()] * (many - 1)], expected=NEW)

    def write(kept: list[int], recorded: Recorded) -> None:
        kept.append(recorded.position)
        if recorded.position in poisoned:
            raise ValueError(name)

    def insert(connection: sqlite3.Connection, recorded: Recorded) -> None:
        connection.execute("INSERT INTO noted VALUES (?, '')", (recorded.position,))
        if recorded.position in poisoned:
            raise ValueError(name)

    memory = MemoryModel(list[int])
    with pytest.MonkeyPatch.context() as patched, SqliteModel(None, tables) as file:
        patched.setattr(following, "STRETCH", stretch)
        assert project(store, memory, write, on_error="skip") == project(store, file, insert, on_error="skip") == many
        with memory.reading() as kept:
            assert kept == [int(each) for each, _ in noted(file)] == sorted(set(range(1, many + 1)) - poisoned)
        assert memory.skipped == file.skipped
        assert [(each.position, each.visit_id, each.reason) for each in file.skipped] == [
            (position, name, f"ValueError: {name}") for position in sorted(poisoned) if position <= many
        ]


def test_what_is_done_on_an_error_is_one_of_two(store: SqliteStore, model: SqliteModel) -> None:
    """A word that is misspelt is not taken for one of them."""
    with pytest.raises(InvalidValueError, match="on_error cannot be 'ignore': stop or skip is wanted"):
        project(store, model, note, on_error="ignore")  # type: ignore[arg-type] # that is what is tried


def test_a_file_of_another_program_is_left_alone(store: SqliteStore, tmp_path: Path) -> None:
    """A store, a database and a text are no models."""
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE theirs (it TEXT)")
    (tmp_path / "text.db").write_text("not a database, but a text of more than a hundred letters " * 3)
    before = {name: (tmp_path / name).read_bytes() for name in ("other.db", "text.db")}
    for name in (store.path.name, *before):
        with pytest.raises(StoreError, match=f"{name}: it is (a database of another program|no read model)"):
            SqliteModel(tmp_path / name, tables)

    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert len(list(store.read_all())) == MANY


def test_tables_that_could_not_be_made_are_made_the_next_time(tmp_path: Path) -> None:
    """None of them is there if one fails, and a script may make them."""

    def failing(new: sqlite3.Connection) -> None:
        new.executescript("CREATE TABLE noted (id TEXT, kind TEXT); CREATE TABLE noted (id TEXT)")

    with pytest.raises(StoreError, match="table noted already exists"):
        SqliteModel(tmp_path / "model.db", failing)
    with SqliteModel(tmp_path / "model.db", tables) as model:
        assert (noted(model), model.position) == ([], 0)


def test_a_model_keeps_what_it_has_when_it_is_closed(store: SqliteStore, model: SqliteModel) -> None:
    """And opens again when it is used again, here or in another program."""
    project(store, model, note)
    model.close()
    with SqliteModel(model.path, tables) as again:
        assert again.position == model.position == MANY
