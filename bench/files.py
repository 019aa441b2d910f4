"""From a file of JSON Lines to assessments, beside what decoding and building alone take."""

import gc
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cattrs import Converter
from cattrs.strategies import configure_tagged_union
from logs import common_logs
from timing import Result, timed

from protocol import COMMON, Rulebook, Stream, check_each
from protocol.codec import dump_lines, read_lines
from protocol.events import BY_TAG, Event, tag
from protocol.stream import Entry
from protocol.values import Text


def measured(visits: int) -> Iterator[Result]:
    """The rows about files."""
    with TemporaryDirectory() as folder:
        large, small = (_written(Path(folder) / f"{many}.jsonl", many) for many in (visits, visits // 10))
        assert len(_assessed(large)) == visits
        time = timed(lambda: _assessed(large))
        yield Result(
            "JSON Lines to assessments: plain cattrs alone / ours, all checks on",
            timed(lambda: _structured(large)) / time,
            at_least=1.2,
        )
        yield Result("the same: json.loads and building by hand / ours", timed(lambda: _by_hand(large)) / time)
        memory = _highest(large) / _highest(small)
        yield Result(f"memory at its highest, {visits} visits / {visits // 10}", memory, at_most=1.2)


def _written(path: Path, visits: int) -> Path:
    streams = common_logs(visits, seed=9)["one in four with a breach"]
    lines = (line for stream in streams for line in dump_lines(stream))
    path.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")
    return path


def streams_of(path: Path) -> Iterator[Stream]:
    """The visits of a file of JSON Lines, one after the other."""
    with path.open(encoding="utf-8") as lines:
        for stream in read_lines(lines, name=path.name):
            assert isinstance(stream, Stream)
            yield stream


def _assessed(path: Path, book: Rulebook = COMMON) -> list[int]:
    return [len(each.findings) for each in check_each(streams_of(path), book)]


def _structured(path: Path) -> None:
    converter = Converter()
    converter.register_structure_hook(Text, lambda told, _: Text.of(told))
    configure_tagged_union(Event, converter, tag_name="type", tag_generator=tag)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            converter.structure(json.loads(line), Entry[Event])


def _by_hand(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            fields = dict(told["event"])
            Entry(told["position"], BY_TAG[fields.pop("type")](**fields))


def _highest(path: Path) -> float:
    # By a rulebook that has checked nothing else: what it remembers of other logs is measured apart.
    book = COMMON.named(path.name, "The common rules, for one file")
    _assessed(path, book)
    gc.collect()
    tracemalloc.start()
    for number, _ in enumerate(check_each(streams_of(path), book)):
        # CPython keeps up to 2,000 tuples of a size for use again, until a full collection: no memory of ours.
        if number % 20 == 0:
            gc.collect()
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest
