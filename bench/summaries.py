"""Statistics over generated visits, beside checking them alone."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from files import streams_of
from timing import Result, timed

from protocol import COMMON, Stream, check_each
from protocol.codec import dump_lines
from protocol.generation import valid_visit
from protocol.projections import By, Statistics


def measured(visits: int) -> Iterator[Result]:
    """The rows about statistics."""
    random = Random(1)
    streams = [valid_visit(random, COMMON) for _ in range(visits)]
    assert _counted(streams).groups[By.ALL, ""].visits.number == visits
    alone = timed(lambda: _checked(streams))
    yield Result(
        f"statistics of {visits} generated visits in memory: checking and counting / checking",
        timed(lambda: _counted(streams)) / alone,
        at_most=3,
    )
    with TemporaryDirectory() as folder:
        large, small = (_written(Path(folder) / f"{many}.jsonl", streams[:many]) for many in (visits, visits // 5))
        alone = timed(lambda: _checked(streams_of(large)))
        yield Result(
            "the same from JSON Lines, reading included", timed(lambda: _counted(streams_of(large))) / alone, at_most=3
        )
        memory = _highest(large) / _highest(small)
        yield Result(f"memory of statistics at its highest, {visits} visits / {visits // 5}", memory, at_most=1.2)


def _checked(streams: Iterable[Stream]) -> int:
    return sum(len(each.findings) for each in check_each(streams, COMMON))


def _counted(streams: Iterable[Stream]) -> Statistics:
    told = Statistics()
    for stream in streams:
        (assessment,) = check_each([stream], COMMON)
        told.add(stream, assessment)
    return told


def _written(path: Path, streams: Iterable[Stream]) -> Path:
    path.write_text("".join(f"{line.rstrip()}\n" for stream in streams for line in dump_lines(stream)), "utf-8")
    return path


def _highest(path: Path) -> int:
    """The most memory that a process of its own takes to count a file."""
    # Its own interpreter, for what this one has seen would be measured too; S603: our own file.
    child = subprocess.Popen([sys.executable, __file__, str(path)])  # noqa: S603 - see above
    _, status, usage = os.wait4(child.pid, 0)
    assert not status
    return usage.ru_maxrss


if __name__ == "__main__":
    _counted(streams_of(Path(sys.argv[1])))
