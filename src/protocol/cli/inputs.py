"""What the command line reads: scripts and archives, from files and from standard input."""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from attrs import frozen

from protocol.codec import Fault, read_lines
from protocol.errors import UnreadableError
from protocol.script import load_script, read_script
from protocol.stream import Stream

STANDARD_INPUT: Final = "-"
_ENTRY_MARK: Final = b'"entry/'


@frozen
class Read:
    """One visit that was read, or the error that says why it could not be; `name` is that of its file."""

    name: str
    content: Stream | UnreadableError


def read_all(names: Iterable[str]) -> Iterator[Read]:
    """The visits of all inputs, one after the other; one that cannot be read does not stop the others."""
    for name in names:
        for content in _contents(name):
            yield Read(name, content)


def _contents(name: str) -> Iterator[Stream | UnreadableError]:
    if name == STANDARD_INPUT:
        yield from _from_standard_input(sys.stdin.buffer)
    elif name.endswith((".jsonl", ".ndjson")):
        yield from _archive(name)
    else:
        yield _script(name)


def _script(name: str) -> Stream | UnreadableError:
    try:
        return read_script(name)
    except UnreadableError as problem:
        return problem


def _archive(name: str) -> Iterator[Stream | UnreadableError]:
    try:
        with Path(name).open("rb") as lines:
            yield from read_lines(lines, name=name)
    except OSError as problem:
        yield UnreadableError(name, [Fault(None, None, f"it cannot be opened: {problem.strerror}")])


def _from_standard_input(source: BinaryIO) -> Iterator[Stream | UnreadableError]:
    """Standard input has no name to tell its form by, so its first line has to."""
    name, first = "<stdin>", source.readline()
    if _ENTRY_MARK in first:
        yield from read_lines(_all_lines(first, source), name=name)
        return
    try:
        yield load_script(first + source.read(), name=name)
    except UnreadableError as problem:
        yield problem


def _all_lines(first: bytes, rest: BinaryIO) -> Iterator[bytes]:
    yield from BytesIO(first)
    yield from rest
