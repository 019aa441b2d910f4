"""Reading scripts into streams, with all faults of a script reported at once."""

import re
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Final

from protocol.codec.encodings import foreign_encoding
from protocol.codec.faults import FaultedError, FaultLog, not_opened, unreadable
from protocol.codec.json_tree import parse_json
from protocol.codec.tree import Scalar, Sequence
from protocol.errors import UnreadableError
from protocol.events import Event
from protocol.script.desk import Desk, desk_after
from protocol.script.header import KEYS, read_header
from protocol.script.steps import read_steps
from protocol.script.yaml_reading import parse_yaml
from protocol.stream import Entry, Stream

LARGEST: Final = 64_000_000
"""Bytes of a script at most: a hundred thousand steps need some millions, and a larger file may fill the memory."""

USUAL: Final = 100_000
"""Bytes that are read at first; nearly all scripts have fewer."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOTHING: Final = "there is nothing here: a script begins with format: visit/1"


def load_script(text: str | bytes, *, name: str = "<script>") -> Stream:
    """Read a visit from YAML, or from JSON if the text begins with a brace; `name` is the file name in the faults.

    Raises `UnreadableError` with all faults, each with its line and column.

    >>> load_script('{"format": "visit/1", "visit": "demo", "steps": ["guest_arrived"]}')[1].event
    GuestArrived()
    """
    desk = Desk()
    with suppress(FaultedError):  # the fault is in the log
        _read_onto(desk, _decode(text, desk.faults))
    if desk.faults:
        raise desk.faults.error(name)
    return Stream(tuple(desk.entries))


def load_steps(text: str, stream: Stream, *, name: str = "<steps>") -> tuple[Entry[Event], ...]:
    """Read steps that continue a stream: one step, or a list of steps, as a script of the visit would have them.

    >>> opened = load_script('{"format": "visit/1", "visit": "demo", "time_zone": "Asia/Almaty"}')
    >>> [str(entry.at) for entry in load_steps("guest_arrived: {at: 2023-04-10T09:00}", opened)]
    ['2023-04-10T09:00:00+06:00']
    """
    desk = desk_after(stream)
    with suppress(FaultedError):
        root = parse_json(text, desk.faults) if text.lstrip().startswith("{") else parse_yaml(text, desk.faults)
        if root is not None:
            read_steps(desk, root if isinstance(root, Sequence) else Sequence([root], root.mark))
        elif not desk.faults:
            desk.faults.add(1, 1, "there is nothing here: a step is wanted, such as guest_arrived")
        _check_references(desk)
    if desk.faults:
        raise desk.faults.error(name)
    return tuple(desk.entries[len(stream) :])


def read_script(path: str | PathLike[str]) -> Stream:
    """Read a visit from a file."""
    name = str(path)
    return load_script(_content(path, name), name=name)


def _content(path: str | PathLike[str], name: str) -> bytes:
    try:
        with Path(path).open("rb") as source:
            return read_within_bounds(source, name)
    except UnreadableError:
        raise
    except (OSError, ValueError) as problem:
        raise not_opened(name, problem) from None


def read_within_bounds(source: BinaryIO, name: str, first: bytes = b"") -> bytes:
    """The content of a file, after the bytes `first` that were read before; too large a file is refused."""
    try:
        # Python allocates as much memory as `read` asks for, which takes longer than reading a small file.
        content = first + source.read(USUAL)
        if len(content) >= USUAL:
            content += source.read(LARGEST)
    except OSError as problem:
        raise not_opened(name, problem) from None
    if len(content) >= LARGEST:
        raise unreadable(name, f"it has more than {LARGEST:,} bytes: split it into several")
    return content


def _read_onto(desk: Desk, text: str) -> None:
    root = parse_json(text, desk.faults) if text.lstrip().startswith("{") else parse_yaml(text, desk.faults)
    if root is None:
        if not desk.faults:
            desk.faults.add(1, 1, _NOTHING)
        return
    parts = desk.mapping(root, "a script", KEYS)
    read_header(desk, root, parts)
    steps = parts.get("steps")
    if steps is not None and not (isinstance(steps, Scalar) and steps.null):
        read_steps(desk, steps)
    _check_references(desk)


def _check_references(desk: Desk) -> None:
    for node, position in desk.referred:
        if position >= len(desk.entries):
            desk.fault(node, f"there is no entry {position}: the last is {len(desk.entries) - 1}")


def _decode(given: str | bytes, faults: FaultLog) -> str:
    """The text of a script; raises `FaultedError` if it is no text, with the fault in the log."""
    text = given if isinstance(given, str) else _from_bytes(given, faults)
    text = text.removeprefix("\ufeff")
    found = _UNPRINTABLE.search(text)
    if found:
        line, column = _place(text[: found.start()])
        raise faults.add(
            line, column, f"the character U+{ord(found[0]):04X} has no place in a text: is this a text file?"
        )
    if not text.strip():
        raise faults.add(1, 1, _NOTHING)
    return text


def _from_bytes(given: bytes, faults: FaultLog) -> str:
    if foreign := foreign_encoding(given):
        raise faults.add(1, 1, f"this is {foreign}: save it as UTF-8")
    try:
        return given.decode()
    except UnicodeDecodeError as problem:
        line, column = _place(given[: problem.start].decode())
        message = f"byte 0x{given[problem.start]:02X} is not UTF-8: save the script as UTF-8"
        raise faults.add(line, column, message) from None


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")
