"""Scripts read into streams, with every fault of a script said at once."""

from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Final

from protocol.codec.faults import FaultedError, unopened, unreadable
from protocol.codec.json_tree import parse_json
from protocol.codec.tree import Node, Scalar
from protocol.errors import UnreadableError
from protocol.script.decoding import NOTHING, decoded
from protocol.script.desk import Desk
from protocol.script.header import KEYS, read_header
from protocol.script.steps import read_steps
from protocol.script.yaml_reading import parse_yaml
from protocol.stream import Stream

LARGEST: Final = 64_000_000
"""Bytes; a script of a hundred thousand steps has some millions, and what has more than this would fill the memory."""

USUAL: Final = 100_000
"""Bytes; nearly all scripts have fewer."""


def load_script(text: str | bytes, *, name: str = "<script>") -> Stream:
    """Read a visit from YAML, or from JSON where the text begins with a brace; `name` is what faults call it.

    Raises `UnreadableError` with all that is wrong, each with its line and column.

    >>> load_script('{"format": "visit/1", "visit": "demo", "steps": ["guest_arrived"]}')[1].event
    GuestArrived(place=None, guests=())
    """
    desk = Desk()
    with suppress(FaultedError):  # what was wrong has been written down
        _read(desk, decoded(text, desk.faults))
    if desk.faults:
        raise desk.faults.error(name)
    return Stream(tuple(desk.entries))


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
        raise unopened(name, problem) from None


def read_within_bounds(source: BinaryIO, name: str, first: bytes = b"") -> bytes:
    """All that is left of a source, after what was read of it before, unless it is too much to be a script."""
    try:
        # Python sets aside as much memory as is asked for: for a small file that takes longer than reading it.
        content = first + source.read(USUAL)
        if len(content) >= USUAL:
            content += source.read(LARGEST)
    except OSError as problem:
        raise unopened(name, problem) from None
    if len(content) >= LARGEST:
        raise unreadable(name, f"it has more than {LARGEST:,} bytes: split it into several")
    return content


def _read(desk: Desk, text: str) -> None:
    root = parse_json(text, desk.faults) if text.lstrip().startswith("{") else parse_yaml(text, desk.faults)
    if root is None:
        if not desk.faults:
            desk.faults.add(1, 1, NOTHING)
        return
    parts = desk.mapping(root, "a script", KEYS)
    read_header(desk, root, parts)
    if "steps" in parts and not _nothing(parts["steps"]):
        read_steps(desk, parts["steps"])
    for node, position in desk.referred:
        if position >= len(desk.entries):
            desk.fault(node, f"there is no entry {position}: the last is {len(desk.entries) - 1}")


def _nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.null
