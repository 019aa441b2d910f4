"""Streams as JSON Lines: one entry a line, one stream after the other, and only one of them in memory.

A line ends at a line feed only; other characters that some readers take for line ends are escaped.
"""

import json
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from attrs import define, field

from protocol.codec.characters import escape, foreign
from protocol.codec.encodings import foreign_encoding
from protocol.codec.entries import dump_entry, entry_problems, quick_entry
from protocol.codec.faults import FaultLog
from protocol.codec.json_tree import parse_json
from protocol.codec.tree import Mapping, Node, Scalar, Sequence, Style, find
from protocol.errors import UnreadableError
from protocol.events import Event, RecordOpened
from protocol.stream import Entry, Stream

_MAY_BE_HALF = re.compile(r"\\u[dD]|[\ud800-\udfff]")
_ORJSON: Any = import_module("orjson") if find_spec("orjson") else None
"""The parser of the extra `fast`, if it is installed."""
_WRITER = json.JSONEncoder(ensure_ascii=False)
_OPENS = re.compile(r'"type"\s*:\s*"record_opened"|"position"\s*:\s*0\s*[,}]')
"""Finds the lines that seem to begin a stream, among those that cannot be read."""


def dump_lines(stream: Stream) -> Iterator[str]:
    """The entries of a stream, each as one line of JSON without a line end."""
    return map(dump_line, stream)


def dump_line(entry: Entry[Event]) -> str:
    """An entry as one line of JSON without a line end."""
    return escape(_WRITER.encode(dump_entry(entry)))


def read_line(line: str, *, name: str) -> Entry[Event]:
    """The entry of one line; raises `UnreadableError` with its faults, in which `name` is that of the input."""
    try:
        return quick_entry(_parse(line))
    except Exception as problem:  # noqa: BLE001 - whatever it was, `_find_faults` looks for it again
        _find_faults(line, 1, faults := FaultLog(), problem)
        raise faults.error(name) from None


def read_lines(lines: Iterable[str | bytes], *, name: str, lenient: bool = False) -> Iterator[Stream | UnreadableError]:
    """Read an archive of one or many streams; each begins with its `record_opened`.

    A stream that cannot be read does not stop the next: an `UnreadableError` with its faults is yielded, not raised,
    in its place. If `lenient`, the entries that can be read come first, as a stream, and then the error for the others.
    `lines` may be a file, best one opened in binary mode; `name` is the file name in the faults.
    """
    gathered = _Gathered(name, lenient)
    for number, given in enumerate(lines, start=1):
        line = _text(given, number, gathered)
        if not line or line.isspace():
            continue
        entry, faults = _entry(line, number, briefly=gathered.faults.full)
        if _OPENS.search(line) if entry is None else entry.position == 0 or isinstance(entry.event, RecordOpened):
            yield from gathered.end()
            gathered = _Gathered(name, lenient)
        gathered.take(number, entry, faults)
    yield from gathered.end()


def _text(given: str | bytes, number: int, gathered: "_Gathered") -> str:
    if isinstance(given, str):
        return given.removeprefix("\ufeff") if number == 1 else given
    if number == 1 and (foreign := foreign_encoding(given)):
        gathered.faults.add(number, 1, f"this is {foreign}: save it as UTF-8")
        return ""
    try:
        return given.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as problem:
        column = len(given[: problem.start].decode()) + 1
        gathered.faults.add(number, column, f"byte 0x{given[problem.start]:02X} is not UTF-8: the line is not read")
        return ""


@define
class _Gathered:
    """What has been read of one stream so far."""

    name: str
    lenient: bool
    entries: list[Entry[Event]] = field(factory=list)
    faults: FaultLog = field(factory=FaultLog)
    _lines: int = 0

    def take(self, number: int, entry: Entry[Event] | None, faults: FaultLog | None) -> None:
        self._lines += 1
        if faults is not None:
            self.faults.join(faults)
        if entry is None:
            return
        if self._lines == 1 and not isinstance(entry.event, RecordOpened):
            self.faults.add(number, 1, "the first entry of a stream has to be record_opened")
        if self.entries and entry.position <= self.entries[-1].position:
            last = self.entries[-1].position
            self.faults.add(number, 1, f"entry {entry.position} stands after entry {last}: positions have to increase")
        else:
            self.entries.append(entry)

    def end(self) -> Iterator[Stream | UnreadableError]:
        opened = bool(self.entries) and isinstance(self.entries[0].event, RecordOpened)
        if self.entries and not opened and self.lenient:
            self.faults.add(None, None, f"{len(self.entries)} entries are left out: their record_opened is not there")
        if opened and (self.lenient or not self.faults):
            yield Stream(tuple(self.entries))
        if self.faults:
            yield self.faults.error(self.name)


def _parse(text: str) -> Any:  # noqa: ANN401 - JSON is what it is
    """The JSON value of a line: read by orjson if it is installed and reads the line as the standard parser would."""
    if _ORJSON is None:
        return _parse_by_standard(text)
    try:
        found = _ORJSON.loads(text)
        # Written back, the value is the line again but for spaces, unless a key came twice or a number was too large.
        same = _ORJSON.dumps(found).translate(None, b" ") == text.encode().translate(None, b" ")
    except (ValueError, TypeError):  # it refuses some lines that the standard parser reads
        same = False
    return found if same else _parse_by_standard(text)


def _parse_by_standard(text: str) -> Any:  # noqa: ANN401 - as above
    # The line was stripped, so there are no spaces for `decode` to look for around the value.
    found, end = _JSON.raw_decode(text)
    if end != len(text):
        raise ValueError(text[end:])
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        raise ValueError(pairs)
    return unique


def _no_constant(found: str) -> None:
    raise ValueError(found)


_JSON = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)


def _entry(line: str, number: int, *, briefly: bool) -> tuple[Entry[Event] | None, FaultLog | None]:
    """The entry of a line, or the faults of the line."""
    try:
        entry = quick_entry(_parse(line.strip(" \t\r\n")))
    except Exception as problem:  # noqa: BLE001 - whatever it was, `_find_faults` looks for it again
        faults = FaultLog()
        if briefly:
            faults.add(number, 1, str(problem))
        else:
            _find_faults(line, number, faults, problem)
        return None, faults
    # Half of a surrogate pair is written with a backslash, or is not ASCII.
    if ("\\" in line or not line.isascii()) and _MAY_BE_HALF.search(line):
        parse_json(line, faults := FaultLog(), first_line=number)
        return (None, faults) if faults else (entry, None)
    return entry, None


def _find_faults(line: str, number: int, faults: FaultLog, problem: Exception) -> None:
    """Read an unreadable line again, slowly, to log what is wrong with it and in which column."""
    tree = parse_json(line, faults, first_line=number)
    if tree is None or faults:
        return
    for path, message in entry_problems(_plain(tree)):
        node = find(tree, path)
        why = foreign(node.text) if isinstance(node, Scalar) else ""
        faults.add(node.mark.line + 1, node.mark.column + 1, message + why)
    if not faults:
        faults.add(number, 1, str(problem))


def _plain(node: Node) -> Any:  # noqa: ANN401 - JSON is what it is
    match node:
        case Mapping():
            return {key.text: _plain(value) for key, value in node.pairs}
        case Sequence():
            return [_plain(item) for item in node.items]
        case Scalar(style=Style.TEXT):
            return node.text
        case Scalar():
            return json.loads(node.text)
