"""Models of order and plain traces of activity names, read from files and from standard input."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from protocol.cli.inputs import LONGEST_LINE, STANDARD_INPUT
from protocol.codec.faults import InputFault, not_opened, unreadable
from protocol.errors import UnreadableError
from protocol.fields import frozen
from protocol.order.formats.decl import Model, read_decl
from protocol.script.loading import read_within_bounds

_STDIN: Final = "<stdin>"
_WANTED: Final = 'a trace is an array of activity names, such as ["a", "b"]'
_KINDS: Final = {dict: "an object", list: "an array", str: "a text", bool: "a truth value", type(None): "null"}


@frozen
class Trace:
    """The activity names of one line; lines count from 1."""

    line: int
    names: tuple[str, ...]


def read_model(name: str) -> Model:
    """The model in a file."""
    try:
        with Path(name).open("rb") as source:
            content = read_within_bounds(source, name)
    except (OSError, ValueError) as problem:
        raise _opening_error(name, problem) from None
    try:
        return read_decl(content.decode("utf-8-sig"), name=name)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise UnreadableError(name, (InputFault(line, None, _not_utf8(problem)),)) from None


def read_traces(name: str) -> Iterator[Trace | UnreadableError]:
    """The traces of a file or of standard input; what cannot be read becomes an error in its place."""
    shown = _STDIN if name == STANDARD_INPUT else name
    try:
        if name != STANDARD_INPUT:
            with Path(name).open("rb") as source:
                yield from _of_lines(source, shown)
        elif sys.stdin is None:
            yield unreadable(shown, "standard input is closed")
        else:
            yield from _of_lines(sys.stdin.buffer, shown)
    except (OSError, ValueError) as problem:
        yield _opening_error(shown, problem)


def _opening_error(name: str, problem: OSError | ValueError) -> UnreadableError:
    return problem if isinstance(problem, UnreadableError) else not_opened(name, problem)


def _of_lines(source: BinaryIO, name: str) -> Iterator[Trace | UnreadableError]:
    for number, line in enumerate(iter(lambda: source.readline(LONGEST_LINE), b""), start=1):
        if len(line) == LONGEST_LINE:
            problem = f"the line is longer than {LONGEST_LINE:,} bytes: is this JSON Lines, one trace a line?"
            raise UnreadableError(name, (InputFault(number, None, problem),))
        try:
            if text := line.decode("utf-8-sig" if number == 1 else "utf-8").strip():
                yield Trace(number, _names(text))
        except ValueError as problem:
            message = _not_utf8(problem) if isinstance(problem, UnicodeDecodeError) else str(problem)
            yield UnreadableError(name, (InputFault(number, None, message),))


def _not_utf8(problem: UnicodeDecodeError) -> str:
    return f"byte 0x{problem.object[problem.start]:02X} is not UTF-8: save it as UTF-8"


def _names(text: str) -> tuple[str, ...]:
    found = _parse(text)
    if not isinstance(found, list):
        raise ValueError(f"{_WANTED}, and this is {_kind(found)}")  # noqa: TRY004 - reported like every fault of the line
    for place, each in enumerate(found):
        if not isinstance(each, str):
            raise ValueError(f"{_WANTED}, and the item at index {place} is {_kind(each)}")  # noqa: TRY004 - as above
    return tuple(found)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise ValueError(f"{_WANTED}, and this is no JSON: {problem.msg} in column {problem.colno}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets nested thousands deep
        raise ValueError(f"{_WANTED}, and this is something else") from None


def _kind(found: object) -> str:
    return _KINDS.get(type(found), "a number")
