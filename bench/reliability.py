"""What stores survive, in figures: `python bench/reliability.py [--kills N] [--seconds N] [--write PAGE]`.

Every row is asserted before it is written: all that was acknowledged is there, once, in order, and the chain is whole.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from servers import PostgresServer, open_folder, programs
from store_writer import append, check_kept, opened, writing

HEAD = """\
# What the stores survive

<!-- Written by `make reliability`. -->

An append returns only once the entry is on disk. This page lists the failures that one run caused, and what the stores contained afterwards.
Each row was verified: every acknowledged entry is in the store exactly once, in the order its writer sent it; positions have no gaps; the hash chain is intact.
The tests run shorter versions on every change, and longer ones in `make soak`.

| failure | result |
|---|---|
"""
TAIL = """
Other failures, each covered by a test:

| failure | what you see, and what the store contains afterwards |
|---|---|
| the disk is full | the batch is not kept, in no part, and the error says so; the store is whole, and takes the batch when there is room |
| the file may only be read | the error says so; reading works |
| the file was cut off, or bytes of it were changed | `verify` says that it is damaged; `export --lenient` writes what can be read |
| an entry was altered, or removed from the middle | `verify` names it |
| the end was cut off, or the chain was computed anew | `verify` says so if it is given a head that was kept elsewhere, and cannot know it otherwise |
| another tool runs UPDATE, DELETE or REPLACE on entries | it is refused by triggers |
| the file is a text, or a database of another program | it is refused, and not a byte of it is changed |
| the store was made by an older version, or a newer one | it is brought up to date, or refused with what to do |
| a process forks while a store is open | the child opens connections of its own |
| a reader reads while a writer writes | it never sees a part of a batch |
| a connection to the server is lost before the answer comes | the error says so; the batch sent again under its ids is kept once |
| the server is stopped while a follower waits | the follower goes on when it is asked again, after the last entry that it had |
| the projector of a read model is killed | the model and its position are those of the last whole batch; nothing is applied twice |
"""


def measured(kills: int, seconds: float) -> Iterator[tuple[str, str]]:
    """The rows: what was done, and what was found."""
    with TemporaryDirectory() as folder:
        yield _killed(Path(folder) / "killed.db", kills)
        yield _crowded("a file", str(Path(folder) / "crowded.db"), seconds)
    if (found := programs()) is not None:
        with open_folder() as folder:
            server = PostgresServer(found, folder)
            server.make()
            server.start()
            try:
                yield _crowded("a server", server.new_schema(), seconds)
                yield _stopped(server)
            finally:
                server.stop()


def _killed(path: Path, kills: int) -> tuple[str, str]:
    random, told = Random(0), list[list[str]]()
    for _ in range(kills):
        with writing(path, "visit") as writer:
            assert writer.stdout is not None
            seen = list(islice(writer.stdout, random.randint(1, 40)))
            writer.kill()
            told.append([line.strip() for line in (*seen, *writer.stdout) if line.endswith("\n")])
    kept = check_kept(path, told, may_have=kills).entries
    return (
        f"a writer of a file killed with `kill -9`, {kills} times",
        f"{sum(map(len, told)):,} acknowledged, {kept:,} kept",
    )


def _crowded(what: str, name: str, seconds: float) -> tuple[str, str]:
    """Eight processes, four of them on one visit."""
    visits = [*["shared"] * 4, *(f"own-{number}" for number in range(4))]
    with get_context("spawn").Pool(len(visits)) as pool:
        done = pool.starmap(_append_for, [(name, visit, f"{place}", seconds) for place, visit in enumerate(visits)])
    check_kept(name, [ids for ids, _ in done])
    many, longest = sum(len(ids) for ids, _ in done), max(most for _, most in done)
    found = f"{many:,} entries, no error; the longest append took {longest:.1f} s, with all its retries"
    return f"eight processes on {what} for {seconds:.0f} s, four of them on one visit", found


def _append_for(name: str, visit: str, unique: str, seconds: float) -> tuple[list[str], float]:
    ids, most, until = list[str](), 0.0, monotonic() + seconds
    with opened(name) as store:
        while (start := monotonic()) < until:
            ids.append(f"{unique}-{len(ids)}")
            append(store, visit, ids[-1], patient=False)
            most = max(most, monotonic() - start)
    return ids, most


def _stopped(server: PostgresServer) -> tuple[str, str]:
    """Stopped as if the power had gone, three times while two writers append."""
    name, many = server.new_schema(), 200
    with ExitStack() as stack:
        writers = [stack.enter_context(writing(name, "visit", str(many), "patient")) for _ in range(2)]
        told = [list[str](), list[str]()]
        for _ in range(3):
            assert writers[0].stdout is not None
            told[0] += islice(writers[0].stdout, 40)
            server.stop()
            server.start()
        for lines, writer in zip(told, writers, strict=True):
            lines.extend(writer.stdout or ())
    kept = check_kept(name, [[line.strip() for line in lines] for lines in told]).entries
    return "a server stopped hard and started, three times under two writers", f"{2 * many} acknowledged, {kept} kept"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    rows = [f"| {what} | {found} |" for what, found in measured(given.kills, given.seconds)]
    print("\n".join(rows))
    if given.write:
        given.write.write_text(
            f"{HEAD}{chr(10).join(rows)}\n\nMeasured on {datetime.now(UTC):%d %B %Y}.\n{TAIL}", encoding="utf-8"
        )
