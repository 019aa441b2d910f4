"""Models of order and plain traces of activity names, read from files and from standard input."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from protocol.cli.inputs import LONGEST_LINE, STANDARD_INPUT
from protocol.codec.faults import not_opened, unreadable
from protocol.errors import UnreadableError
from protocol.fields import frozen
from protocol.order.formats.decl import Model, read_decl
from protocol.script.loading import read_within_bounds

_STDIN: Final = "<stdin>"
_WANTED: Final = 'a trace is an array of activity names, such as ["a", "b"]'
_KINDS: Final = {dict: "an object", list: "an array", str: "a text", bool: "a truth value", type(None): "null"}


@frozen
class Trace:
    """The activity names of one line, which is counted from 1."""

    line: int
    names: tuple[str, ...]


@frozen
class LineFault:
    """Why a line, counted from 1, is no trace."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.message}"


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
        raise UnreadableError(name, (LineFault(line, _not_utf8(problem)),)) from None


def read_traces(name: str) -> Iterator[Trace | UnreadableError]:
    """The traces of a file or of standard input; what cannot be read comes in its place, and does not stop the next."""
    told = _STDIN if name == STANDARD_INPUT else name
    try:
        if name == STANDARD_INPUT:
            yield from _of_lines(_standard_input(), told)
        else:
            with Path(name).open("rb") as source:
                yield from _of_lines(source, told)
    except (OSError, ValueError) as problem:
        yield _opening_error(told, problem)


def _opening_error(name: str, problem: OSError | ValueError) -> UnreadableError:
    return problem if isinstance(problem, UnreadableError) else not_opened(name, problem)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise unreadable(_STDIN, "standard input is closed")
    return sys.stdin.buffer


def _of_lines(source: BinaryIO, name: str) -> Iterator[Trace | UnreadableError]:
    for number, line in enumerate(_lines(source, name), start=1):
        try:
            if text := _text(line, first=number == 1):
                yield Trace(number, _names(text))
        except ValueError as problem:
            message = _not_utf8(problem) if isinstance(problem, UnicodeDecodeError) else str(problem)
            yield UnreadableError(name, (LineFault(number, message),))


def _lines(source: BinaryIO, name: str) -> Iterable[bytes]:
    number = 0
    while line := source.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            problem = f"the line is longer than {LONGEST_LINE:,} bytes: is this JSON Lines, one trace a line?"
            raise UnreadableError(name, (LineFault(number, problem),))
        yield line


def _text(line: bytes, *, first: bool) -> str:
    return line.decode("utf-8-sig" if first else "utf-8").strip()


def _not_utf8(problem: UnicodeDecodeError) -> str:
    return f"byte 0x{problem.object[problem.start]:02X} is not UTF-8: save it as UTF-8"


def _names(text: str) -> tuple[str, ...]:
    found = _parse(text)
    if not isinstance(found, list):
        raise ValueError(f"{_WANTED}, and this is {_kind(found)}")  # noqa: TRY004 - told like all else of the line
    for place, each in enumerate(found):
        if not isinstance(each, str):
            raise ValueError(f"{_WANTED}, and what stands at index {place} is {_kind(each)}")  # noqa: TRY004 - as above
    return tuple(found)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise ValueError(f"{_WANTED}, and this is no JSON: {problem.msg} in column {problem.colno}") from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, brackets in thousands of brackets
        raise ValueError(f"{_WANTED}, and this is something else") from None


def _kind(found: object) -> str:
    return _KINDS.get(type(found), "a number")
