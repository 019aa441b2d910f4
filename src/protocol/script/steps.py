"""Reading the steps of a script as entries: a tag alone, a tag with its fields, or a ceremony with steps inside.

Beside the fields of its event any step may have reserved keys, such as `at` and `sources`.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final
from unicodedata import normalize

from protocol.codec.faults import FaultedError
from protocol.codec.tree import Node, Scalar, Style
from protocol.events import Event
from protocol.events.moved import MOVED
from protocol.script.desk import Desk
from protocol.script.nesting import NESTED, NestedStep
from protocol.script.values import as_list, event_named, read_moment, read_parts, read_tag, reader_of, shape_of, text_of
from protocol.stream import Entry
from protocol.values import Duration, Part, Person, Placing, Presence, PressAccess, Standing, Text, Venue

RESERVED: Final = (
    "at",
    "until",
    "precision",
    "place",
    *(part.value for part in Part),
    "lasting",
    "press",
    "id",
    "placing",
    "standing",
    "sources",
    "during",
    "remark",
    "recorded_by",
    "recorded_at",
)
_OF_BOTH = ("standing", "placing")
"""The reserved keys of a nested ceremony that hold for its opening and its closing."""
_PARTS: Final = {part.value: part for part in Part}


def read_steps(desk: Desk, node: Node) -> None:
    """Read a list of steps into entries; a step that cannot be read does not stop the next."""
    for item in desk.items(node):
        try:
            _read_step(desk, item)
        except FaultedError:
            continue


def _read_step(desk: Desk, node: Node) -> None:
    name, body = read_tag(desk, node)
    if name.text in NESTED:
        _read_ceremony(desk, name, body, NESTED[name.text])
        return
    kind = event_named(desk, name, name.text)
    event, fields, _ = _read_event(desk, name, body, kind, ())
    add(desk, event, fields)


def _read_ceremony(desk: Desk, name: Scalar, body: Node | None, nested: NestedStep) -> None:
    event, fields, others = _read_event(desk, name, body, nested.opened, ("steps",))
    until = fields.pop("until", None)
    add(desk, event, fields)
    if "steps" in others and not (isinstance(others["steps"], Scalar) and others["steps"].null):
        _read_inside(desk, others["steps"], fields.get("standing"))
    shared = {key: fields[key] for key in _OF_BOTH if key in fields}
    add(desk, nested.closing(event), shared if until is None else {**shared, "at": until})


def _read_inside(desk: Desk, node: Node, standing: Standing | None) -> None:
    """Read the steps of a ceremony: if that is only announced, they are too, unless they say otherwise."""
    outside = desk.standing
    if standing is not None:
        desk.standing = standing if standing is Standing.ANNOUNCED else Standing.REPORTED
    read_steps(desk, node)
    desk.standing = outside


def _read_event(
    desk: Desk, name: Scalar, body: Node | None, kind: type, more: tuple[str, ...]
) -> tuple[Event, dict[str, Any], Mapping[str, Node]]:
    shape, words = shape_of(kind), _words_of(kind, more)
    of_event: dict[str, Node] = {}
    reserved: dict[str, Node] = {}
    others: dict[str, Node] = {}
    for word, node in ({} if body is None else desk.mapping(body, name.text, words)).items():
        if (key := words[word]) is None:
            of_event[word] = node
        else:
            found = others if key in more else reserved
            if key in found:
                desk.fault(node, f"{word} says the same as {key}, and here are both: leave one out")
            found[key] = node
    fields = read_reserved(desk, reserved)
    try:
        event = read_parts(desk, name, of_event, shape)
    except FaultedError:
        if "steps" in others:
            read_steps(desk, others["steps"])
        raise
    return event, fields, others


@cache
def _words_of(kind: type, more: tuple[str, ...]) -> dict[str, str | None]:
    """The keys that a step may have: None for each field of its event, for others the reserved key that they mean."""
    reserved = {word: key for key, word in reserved_for(kind).items()}
    more_words = {word: word for word in more}
    return {**dict.fromkeys(shape_of(kind).keys), **reserved, **more_words, **_former_words(kind)}


def _former_words(kind: type) -> dict[str, str]:
    """Words that steps of a class had for what every step may have now: `venue` of talks is their `place`."""
    return {word: to for word, to in MOVED.get(kind, {}).items() if word != to}


def add(desk: Desk, event: Event, fields: Mapping[str, Any]) -> None:
    """Add an entry to those read so far."""
    desk.latest[type(event)] = len(desk.entries)
    desk.entries.append(Entry(len(desk.entries), event, **{"standing": desk.standing, **fields}))


def reserved_for(kind: type) -> Mapping[str, str]:
    """The reserved keys as steps of a class write them: `entry_until` if the event has a field `until` of its own.

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
    """The fields of an entry that its reserved keys give; a key that cannot be read is logged and left out."""
    found: dict[str, Any] = {}
    present: list[Presence] = []
    for key, node in parts.items():
        if key == "precision" or (isinstance(node, Scalar) and node.null):
            continue
        try:
            read = _read_key(desk, key, node, parts)
            if key in _PARTS:
                present += (Presence(person, _PARTS[key]) for person in read)
            else:
                found["remarks" if key == "remark" else key] = read
        except FaultedError:
            continue
    if "precision" in parts and not any(isinstance(parts.get(key), Scalar) for key in ("at", "until")):
        desk.fault(parts["precision"], "precision says how a time is to be read, and no time is written plainly here")
    if "lasting" in found and found["lasting"].denies(found.get("at"), found.get("until")):
        desk.fault(parts["lasting"], f"{found['lasting']} is not the time from at to until: leave one of the two out")
    return found | {"present": tuple(present)} if present else found


def _read_key(desk: Desk, key: str, node: Node, parts: Mapping[str, Node]) -> Any:  # noqa: ANN401, PLR0911 - the type depends on the key; one line for each
    match key:
        case "id":
            return _id(desk, node)
        case "at" | "until":
            precision = parts.get("precision")
            return read_moment(desk, node, None if precision is None else text_of(desk, precision))
        case "acting" | "addressed" | "accompanying" | "attending":
            return reader_of(tuple[Person, ...])(desk, as_list(node))
        case "placing":
            return _placing(desk, node)
        case "sources":
            return tuple(_source(desk, item) for item in desk.items(node))
        case "during":
            return _during(desk, node)
        case "remark":
            return reader_of(tuple[Text, ...])(desk, as_list(node))
        case _ if key in _OF_ONE_VALUE:
            return reader_of(_OF_ONE_VALUE[key])(desk, node)
        case _:
            return text_of(desk, node)


_OF_ONE_VALUE: Final[Mapping[str, type]] = {
    "place": Venue,
    "lasting": Duration,
    "press": PressAccess,
    "standing": Standing,
    "recorded_at": datetime,
}
"""The reserved keys that are read by the type of their value alone."""


def _id(desk: Desk, node: Node) -> str:
    name = text_of(desk, node, "the id of a step")
    if (first := desk.ids.get(normalize("NFC", name))) is not None:
        raise desk.fault(node, f"{first} has the id {name}: each needs one of its own")
    desk.ids[normalize("NFC", name)] = f"the step in line {node.mark.line + 1}"
    return name


def _placing(desk: Desk, node: Node) -> Placing:
    placing: Placing = reader_of(Placing)(desk, node)
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
        position: int = reader_of(int)(desk, node)
        desk.referred.append((node, position))
        return position
    name = text_of(desk, node, "a step or the number of an entry")
    wanted = NESTED[name].opened if name in NESTED else event_named(desk, node, name)
    if wanted not in desk.latest:
        raise desk.fault(node, f"there is no {name} before this step: write the number of the entry that is meant")
    return desk.latest[wanted]
