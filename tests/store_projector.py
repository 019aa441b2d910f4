"""A program that keeps a read model, for tests that kill it: `store_projector.py STORE MODEL`, or with `rebuild` after.

The model has the ids of all entries. It writes how far it has come to standard output, and goes on when it is told to
by a line on standard input.
"""

import sqlite3
import sys
from datetime import UTC, datetime

from protocol.store import Recorded, SqliteModel, project, rebuild
from protocol.store.sqlite import SqliteStore


def tables(new: sqlite3.Connection) -> None:
    """One table, which takes an id as often as it is given."""
    new.execute("CREATE TABLE noted (id TEXT, kind TEXT)")


def note(connection: sqlite3.Connection, recorded: Recorded) -> None:
    """Note an entry."""
    connection.execute("INSERT INTO noted VALUES (?, ?)", (recorded.id, "old"))


def note_anew(connection: sqlite3.Connection, recorded: Recorded) -> None:
    """Note an entry in another way."""
    connection.execute("INSERT INTO noted VALUES (?, ?)", (recorded.id, "new"))


def _say(position: int, *_: object) -> None:
    sys.stdout.write(f"{position}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def _note_aloud(connection: sqlite3.Connection, recorded: Recorded) -> None:
    note(connection, recorded)
    _say(recorded.position)


def main(store: str, model: str, *how: str) -> None:
    """Project, or rebuild."""
    with SqliteStore(store, lambda: datetime.now(UTC)) as kept, SqliteModel(model, tables) as shown:
        if how == ("rebuild",):
            rebuild(kept, shown, note_anew, progress=_say)
        else:
            project(kept, shown, _note_aloud)


if __name__ == "__main__":
    main(*sys.argv[1:])
