"""The steps of a script as entries: a tag alone, a tag with its fields, or a ceremony with steps inside."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from protocol.codec.faults import FaultedError
from protocol.codec.tree import Node, Scalar
from protocol.events import Event
from protocol.script.desk import Desk
from protocol.script.fields import event_named, read_parts, tagged
from protocol.script.nesting import NESTED, Nested
from protocol.script.reserved import read_reserved, reserved_for
from protocol.script.shapes import shape_of
from protocol.stream import Entry

_OF_BOTH = ("standing", "placing")


def read_steps(desk: Desk, node: Node) -> None:
    """Read a list of steps onto the desk; one that cannot be read does not keep the next from being read."""
    for item in desk.items(node):
        try:
            _read_step(desk, item)
        except FaultedError:
            continue


def _read_step(desk: Desk, node: Node) -> None:
    name, body = tagged(desk, node)
    if name.text in NESTED:
        _read_ceremony(desk, name, body, NESTED[name.text])
        return
    kind = event_named(desk, name, name.text)
    event, fields, _ = _opened(desk, name, body, kind, ())
    add(desk, event, fields)


def _read_ceremony(desk: Desk, name: Scalar, body: Node | None, nested: Nested) -> None:
    event, fields, others = _opened(desk, name, body, nested.opened, ("steps",))
    until = fields.pop("until", None)
    add(desk, event, fields)
    if "steps" in others and not (isinstance(others["steps"], Scalar) and others["steps"].null):
        read_steps(desk, others["steps"])
    shared = {key: fields[key] for key in _OF_BOTH if key in fields}
    add(desk, nested.closing(event), shared if until is None else {**shared, "at": until})


def _opened(
    desk: Desk, name: Scalar, body: Node | None, kind: type, more: tuple[str, ...]
) -> tuple[Event, dict[str, Any], Mapping[str, Node]]:
    shape = shape_of(kind)
    reserved = reserved_for(kind)
    parts = {} if body is None else desk.mapping(body, name.text, _allowed(kind, more))
    fields = read_reserved(desk, {key: parts[word] for key, word in reserved.items() if word in parts})
    others = {word: parts[word] for word in more if word in parts}
    try:
        event = read_parts(desk, name, {word: node for word, node in parts.items() if word in shape.keys}, shape)
    except FaultedError:
        if "steps" in others:
            read_steps(desk, others["steps"])
        raise
    return event, fields, others


@cache
def _allowed(kind: type, more: tuple[str, ...]) -> dict[str, None]:
    return dict.fromkeys((*shape_of(kind).keys, *reserved_for(kind).values(), *more))


def add(desk: Desk, event: Event, fields: Mapping[str, Any]) -> None:
    """Put an entry at the end of what has been read."""
    desk.latest[type(event)] = len(desk.entries)
    desk.entries.append(Entry(len(desk.entries), event, **fields))
