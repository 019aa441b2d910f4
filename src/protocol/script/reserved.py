"""The keys that any step may have beside the fields of its event: when, where in the order, by which source."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from protocol.codec.faults import FaultedError
from protocol.codec.tree import Node, Scalar, Sequence, Style
from protocol.script.desk import Desk
from protocol.script.fields import event_named, read
from protocol.script.nesting import NESTED
from protocol.script.scalars import read_moment, read_scalar, text_of
from protocol.script.shapes import shape_of
from protocol.values import Placing, Standing, Text

RESERVED: Final = (
    "at",
    "until",
    "precision",
    "placing",
    "standing",
    "sources",
    "during",
    "remark",
    "recorded_by",
    "recorded_at",
)


def reserved_for(kind: type) -> Mapping[str, str]:
    """The reserved keys as written in a step of a class: one that the event needs for itself is `entry_…`.

    >>> from protocol.events import VisitPostponed
    >>> reserved_for(VisitPostponed)["until"]
    'entry_until'
    """
    return _reserved_for(kind)


@cache
def _reserved_for(kind: type) -> Mapping[str, str]:
    keys = shape_of(kind).keys
    return {key: f"entry_{key}" if key in keys else key for key in RESERVED}


def read_reserved(desk: Desk, parts: Mapping[str, Node]) -> dict[str, Any]:
    """The fields of an entry that reserved keys give; a key that cannot be read is written down and left out."""
    found: dict[str, Any] = {}
    for key, node in parts.items():
        if key == "precision" or (isinstance(node, Scalar) and node.null):
            continue
        try:
            found["remarks" if key == "remark" else key] = _read_key(desk, key, node, parts)
        except FaultedError:
            continue
    if "precision" in parts and not any(isinstance(parts.get(key), Scalar) for key in ("at", "until")):
        desk.fault(parts["precision"], "precision says how a time is to be read, and no time is written plainly here")
    return found


def _read_key(desk: Desk, key: str, node: Node, parts: Mapping[str, Node]) -> Any:  # noqa: ANN401 - the key says what it is
    match key:
        case "at" | "until":
            precision = parts.get("precision")
            return read_moment(desk, node, None if precision is None else text_of(desk, precision))
        case "placing":
            return _placing(desk, node)
        case "standing":
            return read_scalar(desk, node, Standing)
        case "sources":
            return tuple(_source(desk, item) for item in desk.items(node))
        case "during":
            return _during(desk, node)
        case "remark":
            return read(desk, node if isinstance(node, Sequence) else Sequence((node,), node.mark), tuple[Text, ...])
        case "recorded_at":
            return read_scalar(desk, node, datetime)
        case _:
            return text_of(desk, node)


def _placing(desk: Desk, node: Node) -> Placing:
    placing: Placing = read_scalar(desk, node, Placing)
    if placing is Placing.LISTED and not desk.listing:
        raise desk.fault(node, "a complete record places every step: leave this out, or write coverage: partial")
    return placing


def _source(desk: Desk, node: Node) -> str:
    name = text_of(desk, node, "the id of a source")
    if desk.sources is not None and name not in desk.sources:
        hint = desk.suggestion(name, desk.sources) or "; give it an id there"
        raise desk.fault(node, f"{name} is the id of no source in the header{hint}")
    return name


def _during(desk: Desk, node: Node) -> int:
    if isinstance(node, Scalar) and node.style is not Style.TEXT and node.text.isdigit():
        position: int = read_scalar(desk, node, int)
        desk.referred.append((node, position))
        return position
    name = text_of(desk, node, "a step or the number of an entry")
    wanted = NESTED[name].opened if name in NESTED else event_named(desk, node, name)
    if wanted not in desk.latest:
        raise desk.fault(node, f"there is no {name} before this step: write the number of the entry that is meant")
    return desk.latest[wanted]
