"""Events and values, read by the annotations of their fields: a new event needs nothing new here."""

from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin

import attrs

from protocol.codec.characters import foreign
from protocol.codec.faults import FaultedError
from protocol.codec.tree import Mapping as Tree
from protocol.codec.tree import Node, Scalar
from protocol.errors import InvalidValueError
from protocol.events import BY_TAG, Event, RecordOpened
from protocol.fields import frozen
from protocol.script.desk import Desk
from protocol.script.nesting import NESTED
from protocol.script.scalars import SCALARS, read_scalar, text_of
from protocol.script.shapes import Shape, shape_of
from protocol.values import Document, Person, Signatory, Text, Venue

MANY: Final = 4
"""More words than this are not repeated in a message."""


def read(desk: Desk, node: Node, kind: Any) -> Any:  # noqa: ANN401 - annotations have no common type, nor have their values
    """A value of an annotated type."""
    wanted = _wanted(kind)
    if wanted.optional and isinstance(node, Scalar) and node.null:
        return None
    if wanted.many:
        return _read_list(desk, node, wanted.kind)
    return read_event(desk, node) if wanted.kind is None else _read_one(desk, node, wanted.kind)


@frozen
class _Wanted:
    """What an annotation asks for: one value or many, or nothing too; an event where no single class is named."""

    kind: Any
    many: bool = False
    optional: bool = False


@cache
def _wanted(kind: Any) -> _Wanted:  # noqa: ANN401 - as above
    if get_origin(kind) is tuple:
        return _Wanted(get_args(kind)[0], many=True)
    options = [option for option in get_args(kind) if option is not NoneType] or [kind]
    return _Wanted(options[0] if len(options) == 1 else None, optional=NoneType in get_args(kind))


def _read_list(desk: Desk, node: Node, kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    found, items = [], desk.items(node)
    for item in items:
        try:
            found.append(read(desk, item, kind))
        except FaultedError:
            continue
    if len(found) < len(items):
        raise FaultedError
    return tuple(found)


def _read_one(desk: Desk, node: Node, kind: Any) -> Any:  # noqa: ANN401 - as above
    if kind in SCALARS or not attrs.has(kind):
        return read_scalar(desk, node, kind)
    if isinstance(node, Scalar) and kind in _BY_NAME:
        return _named(desk, node, kind)
    shape = shape_of(kind)
    return read_parts(desk, node, desk.mapping(node, shape.what, shape.keys), shape)


_BY_NAME = frozenset({Person, Signatory, Venue, Document})


def _named(desk: Desk, node: Scalar, kind: Any) -> Any:  # noqa: ANN401 - as above
    """Somebody or something of which a name alone is written."""
    words = read_scalar(desk, node, Text)
    if kind in {Venue, Document}:
        return kind(words)
    person, side = desk.person(node, text_of(desk, node))
    return person if kind is Person else Signatory(person, side)


def read_parts(desk: Desk, node: Node, parts: Mapping[str, Node], shape: Shape) -> Any:  # noqa: ANN401 - as above
    """An event or value of its parts; all that is wrong with any of them is found before it fails."""
    before = desk.faults.count
    values: dict[str, Any] = {}
    for key, part in parts.items():
        try:
            values[key] = read(desk, part, shape.keys[key])
        except FaultedError:
            continue
    for key in sorted(shape.needed - parts.keys()):
        desk.fault(node, f"{shape.what} needs {key}, which is missing")
    if desk.faults.count > before:
        raise FaultedError
    try:
        return shape.make(values)
    except InvalidValueError as error:
        raise desk.refused(node, error) from None


def read_event(desk: Desk, node: Node) -> Event:
    """An event as its tag alone, or as its tag with its fields."""
    name, body = tagged(desk, node)
    shape = shape_of(BY_TAG[name.text] if name.text in BY_TAG else event_named(desk, name, name.text))
    parts = {} if body is None else desk.mapping(body, shape.what, shape.keys)
    event: Event = read_parts(desk, name, parts, shape)
    return event


def tagged(desk: Desk, node: Node) -> tuple[Scalar, Node | None]:
    """The word that says what happened, and what stands under it."""
    if isinstance(node, Scalar) and not node.null:
        return node, None
    if isinstance(node, Tree) and len(node.pairs) == 1:
        name, body = node.pairs[0]
        return name, None if isinstance(body, Scalar) and body.null else body
    if isinstance(node, Tree) and node.pairs:
        words = [key.text for key, _ in node.pairs]
        raise desk.fault(node, _several(words) + next(filter(None, map(foreign, words)), ""))
    raise desk.fault(node, "a step is wanted here, such as guest_arrived or anthem_played: {of: guest}")


def _several(words: list[str]) -> str:
    """What to do where several keys stand in the place of one step."""
    first, *others = words
    steps = {*BY_TAG, *NESTED}
    if steps.issuperset(words):
        return f"each step is an item of its own, in YAML with a dash before it: {', '.join(words[:MANY])}"
    if first in steps and steps.isdisjoint(others):
        return f"keys of {first} stand inside it, in YAML indented further than it: {', '.join(others[:MANY])}"
    return f"a step is one word with its fields under it, and here are several: {', '.join(words[:MANY])}"


def event_named(desk: Desk, node: Node, word: str) -> type[Event]:
    """The event that a tag names, which the opening of the record is not: that is what the header says."""
    kind = BY_TAG.get(word)
    if kind is RecordOpened:
        raise desk.fault(node, "a record is opened by the header of its script: leave this step out")
    if kind is None:
        hint = desk.suggestion(word, [*BY_TAG, *NESTED]) or "; for what has no word there is other_happened: {title: …}"
        raise desk.fault(node, f"{word} is no step{hint}")
    return kind
