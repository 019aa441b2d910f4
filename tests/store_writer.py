"""A program that appends to a store and says so, for tests that kill it: `store_writer.py STORE VISIT [MANY]`.

It writes the id of each entry to standard output when the store has it, and tries again what another writer was before.
"""

import sys
from datetime import UTC, datetime
from itertools import count

from protocol.errors import VersionConflictError
from protocol.events import OtherHappened, RecordOpened
from protocol.store import NEW
from protocol.store.sqlite import SqliteStore


def write(path: str, visit: str, many: int | None = None) -> None:
    """Append entries, one at a time, until that many are there or for ever."""
    store, name = SqliteStore(path, lambda: datetime.now(UTC)), f"{visit}-{datetime.now(UTC).timestamp()}-{id(visit)}"
    for number in count() if many is None else range(many):
        each = f"{name}-{number}"
        while True:
            seen = max((recorded.version for recorded in store.read(visit)), default=NEW)
            try:
                event = RecordOpened("demo") if seen == NEW else OtherHappened(f"step {number}")
                store.append(visit, [event], expected=seen, ids=[each])
            except VersionConflictError:
                continue
            break
        sys.stdout.write(f"{each}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
