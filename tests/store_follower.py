"""A program that follows a store and says what it is given, for tests that kill it: `store_follower.py STORE AFTER`.

It writes the position and the id of each entry to standard output.
"""

import sys
from datetime import UTC, datetime

from protocol.store import subscribe
from protocol.store.sqlite import SqliteStore


def follow(path: str, after: int) -> None:
    """Follow for ever."""
    for recorded in subscribe(SqliteStore(path, lambda: datetime.now(UTC)), after=after):
        sys.stdout.write(f"{recorded.position} {recorded.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    follow(sys.argv[1], int(sys.argv[2]))
