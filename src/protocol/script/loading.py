"""Scripts read into streams, with every fault of a script said at once."""

from contextlib import suppress
from os import PathLike
from pathlib import Path

from protocol.codec.faults import FaultedError, FaultLog
from protocol.codec.json_tree import parse_json
from protocol.codec.tree import Node, Scalar
from protocol.script.decoding import NOTHING, decoded
from protocol.script.desk import Desk
from protocol.script.header import KEYS, read_header
from protocol.script.steps import read_steps
from protocol.script.yaml_tree import parse_yaml
from protocol.stream import Stream


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
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as problem:
        faults = FaultLog()
        faults.add(None, None, _unopened(problem))
        raise faults.error(str(path)) from None
    return load_script(content, name=str(path))


def _unopened(problem: OSError | ValueError) -> str:
    match problem:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "this is a directory: name the files in it"
        case OSError():
            return f"it cannot be opened: {problem.strerror}"
        case _:
            return f"this is no name of a file: {problem}"


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
