"""Reading and writing JSON Lines beside json, orjson, msgspec and cattrs, and scripts beside libyaml, by CPU time.

The visits have all their values, as `protocol generate` makes them. With and without the extra `fast` is measured in
one process: the parser is taken away and put back.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import msgspec
import orjson
import yaml
from timing import Result, in_turn

from protocol import COMMON, Entry, Monitor, Stream, check_each
from protocol.codec import dump_entry, dump_lines, lines, make_converter, read_lines
from protocol.generation import Wanted, valid_visit
from protocol.script import dump_script, load_script


def measured(visits: int) -> Iterator[Result]:
    """The rows about reading and writing."""
    random = Random(3)
    streams = [valid_visit(random, COMMON) for _ in range(visits)]
    yield from _lines_read([line for stream in streams for line in dump_lines(stream)], visits)
    yield _live(random)
    yield from _lines_written(streams)
    yield from _scripts_read([dump_script(stream).encode() for stream in streams[:200]])


def _lines_read(given: list[str], visits: int) -> Iterator[Result]:
    assert len(_read(given)) == visits
    decode = msgspec.json.Decoder().decode
    times = in_turn(
        {
            "json": lambda: [json.loads(line) for line in given],
            "orjson": lambda: [orjson.loads(line) for line in given],
            "msgspec": lambda: [decode(line) for line in given],
            "cattrs": lambda: _structured(given),
            "reading": without_fast(lambda: _read(given)),
            "checking": without_fast(lambda: list(check_each(_read(given), COMMON))),
            "reading, fast": lambda: _read(given),
            "checking, fast": lambda: list(check_each(_read(given), COMMON)),
        }
    )
    loads = times["json"]
    yield Result(f"{visits} generated visits, lines to streams / json.loads", times["reading"] / loads, at_most=3)
    yield Result("the same with the extra fast", times["reading, fast"] / loads, at_most=2.7)
    yield Result("lines to assessments by common / json.loads", times["checking"] / loads, at_most=4.3)
    yield Result("the same with the extra fast", times["checking, fast"] / loads, at_most=4)
    yield Result("orjson.loads of the same lines, to dicts / json.loads", times["orjson"] / loads)
    yield Result("msgspec of the same lines, to dicts / json.loads", times["msgspec"] / loads)
    yield Result("json.loads and cattrs without our hooks, to entries / json.loads", times["cattrs"] / loads)


def _live(random: Random) -> Result:
    """A monitor that is fed a long visit, beside reading the file of that visit."""
    stream = valid_visit(random, COMMON, Wanted(length=200))
    given = list(dump_lines(stream))

    def feed() -> None:
        monitor = Monitor.open(stream.entries[0], COMMON)
        for entry in stream.entries[1:]:
            monitor.feed(entry)

    times = in_turn({"feeding": feed, "reading": without_fast(lambda: _read(given))})
    return Result(
        f"a live visit of {len(stream)} entries, fed to a monitor / its file read",
        times["feeding"] / times["reading"],
        at_most=1,
    )


def _structured(given: list[str]) -> None:
    """The entries by hooks that cattrs itself makes, which word messages."""
    converter = make_converter(detailed=False)
    for line in given:
        told = json.loads(line)
        del told["format"]
        converter.structure(told, Entry)


def _read(given: list[str]) -> list[Stream]:
    return [read for read in read_lines(given, name="lines") if isinstance(read, Stream)]


def without_fast(run: Callable[[], object]) -> Callable[[], object]:
    """The same without the extra `fast`."""

    def slowly() -> object:
        with _standard_parser():
            return run()

    return slowly


@contextmanager
def _standard_parser() -> Iterator[None]:
    """The parser of the extra taken away, as where it is not installed."""
    there: Any = lines._ORJSON  # noqa: SLF001 - nobody else has a reason to
    lines._ORJSON = None  # noqa: SLF001 - as above
    try:
        yield
    finally:
        lines._ORJSON = there  # noqa: SLF001 - as above


def _lines_written(streams: list[Stream]) -> Iterator[Result]:
    dicts = [dump_entry(entry) for stream in streams for entry in stream]
    times = in_turn(
        {
            "json": lambda: [json.dumps(each) for each in dicts],
            "writing": lambda: [line for stream in streams for line in dump_lines(stream)],
        }
    )
    yield Result("dump_lines / json.dumps of the same dicts", times["writing"] / times["json"], at_most=2)


def _scripts_read(scripts: list[bytes]) -> Iterator[Result]:
    times = in_turn(
        {
            "libyaml": lambda: [list(yaml.parse(script, Loader=yaml.CSafeLoader)) for script in scripts],
            "reading": lambda: [load_script(script) for script in scripts],
        }
    )
    yield Result("scripts in YAML to streams / the events of libyaml", times["reading"] / times["libyaml"])


if __name__ == "__main__":
    print(*measured(500), sep="\n")
