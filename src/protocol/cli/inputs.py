"""Reading the inputs of a command: scripts and archives, from files and from standard input, and stores."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from attrs import evolve

from protocol import codec
from protocol.codec.faults import InputFault, not_opened, unreadable
from protocol.errors import UnreadableError
from protocol.fields import frozen
from protocol.script import load_script, read_script
from protocol.script.loading import read_within_bounds
from protocol.stream import Stream

STANDARD_INPUT: Final = "-"
LONGEST_LINE: Final = 16_000_000
"""Bytes of a line that are read at most, so that a file without line ends does not fill the memory."""

SERVERS: Final = ("postgresql://", "postgres://")
"""How the address of a store on a server begins."""

_STDIN: Final = "<stdin>"
_ENTRY_MARK: Final = b'"entry/'


@frozen
class Read:
    """One visit that was read, or the error that says why it was not; `name` is that of its file.

    An error is `forgiven` if lenient reading was asked for and could go on.
    """

    name: str
    content: Stream | UnreadableError
    forgiven: bool = False


def read_all(names: Iterable[str], *, lenient: bool = False) -> Iterator[Read]:
    """The visits of all inputs, one after the other; an input that cannot be read does not stop the others."""
    for name in names:
        if name == STANDARD_INPUT:
            yield from (evolve(read, name=name) for read in _standard_input(lenient=lenient))
        elif is_store(name):
            yield from _store(name)
        elif name.endswith((".jsonl", ".ndjson")):
            yield from _archive_file(name, lenient=lenient)
        else:
            yield _script(name)


def is_store(name: str) -> bool:
    """Whether a name is that of a store, by its scheme or its ending; after `#` it may have a visit of it."""
    return name.startswith(SERVERS) or name.partition("#")[0].lower().endswith((".db", ".sqlite", ".sqlite3"))


def _store(name: str) -> Iterator[Read]:
    from protocol.cli.stores import visits_in  # most commands read no store, and need no database

    for visit, content in visits_in(name):
        yield Read(visit, content)


def _script(name: str) -> Read:
    try:
        return Read(name, read_script(name))
    except UnreadableError as problem:
        return Read(name, problem)


def _archive_file(name: str, *, lenient: bool) -> Iterator[Read]:
    try:
        with Path(name).open("rb") as source:
            yield from _archive(name, _lines(source, name), lenient=lenient)
    except OSError as problem:
        yield Read(name, not_opened(name, problem))


def _archive(name: str, lines: Iterable[bytes], *, lenient: bool) -> Iterator[Read]:
    """The visits of an archive; lenient reading forgives its faults, unless no visit at all could be read."""
    found = None
    try:
        for content in codec.read_lines(lines, name=name, lenient=lenient):
            found = content if found is None or isinstance(content, Stream) else found
            yield Read(name, content, forgiven=lenient)
    except UnreadableError as problem:  # raised by `lines`, after which there are no more
        yield Read(name, problem)
        return
    if found is None:
        yield Read(
            name,
            unreadable(name, "there is nothing here: an archive has one entry a line, as protocol convert writes it"),
        )
    elif lenient and isinstance(found, UnreadableError):
        yield Read(name, unreadable(name, "no visit in it could be read"))


def _lines(source: BinaryIO, name: str, number: int = 1) -> Iterator[bytes]:
    try:
        while line := source.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                message = f"the line is longer than {LONGEST_LINE:,} bytes: is this JSON Lines, one entry a line?"
                raise UnreadableError(name, [InputFault(number, 1, message)])
            yield line
            number += 1
    except OSError as problem:
        raise not_opened(name, problem) from None


def _standard_input(*, lenient: bool) -> Iterator[Read]:
    """The visits of standard input; having no file name, it is an archive if its first line holds an entry."""
    if sys.stdin is None:
        yield Read(_STDIN, unreadable(_STDIN, "standard input is closed"))
        return
    source = sys.stdin.buffer
    try:
        first = source.readline(LONGEST_LINE)
        if _ENTRY_MARK in first:
            yield from _archive(_STDIN, chain([first], _lines(source, _STDIN, 2)), lenient=lenient)
        else:
            yield Read(_STDIN, load_script(read_within_bounds(source, _STDIN, first), name=_STDIN))
    except UnreadableError as problem:
        yield Read(_STDIN, problem)
    except OSError as problem:
        yield Read(_STDIN, not_opened(_STDIN, problem))
