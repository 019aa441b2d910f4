"""Reading the events and values of a script by the annotations of their fields, so that a new event needs no code here.

The type of a word depends on its place only: `NO` is Norway as a state, `10:30` is a time of day, `yes` is never true.
The reader of each type is made once, so reading a script looks up no annotations.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import field

from protocol.codec.characters import foreign
from protocol.codec.faults import FaultedError
from protocol.codec.scalars import LARGEST, date_time, day, member, phrase
from protocol.codec.tree import Mapping as Tree
from protocol.codec.tree import Node, Scalar, Sequence, Style
from protocol.events import BY_TAG, DocumentSigned, EntryCorrected, Event, RecordOpened, tag
from protocol.events.moved import MOVED
from protocol.fields import frozen
from protocol.script.desk import Desk
from protocol.script.nesting import NESTED
from protocol.values import (
    Access,
    Country,
    Dates,
    Document,
    DocumentKind,
    Duration,
    FullPowers,
    Moment,
    Part,
    Person,
    Precision,
    Presence,
    PressAccess,
    Side,
    Signatory,
    SigningManner,
    Text,
    Venue,
    present,
)
from protocol.values.durations import A_DURATION

Reader = Callable[[Desk, Node], Any]
"""Reads a node as a value of one type."""
Values = Mapping[str, Any]
MANY: Final = 4
"""How many words are repeated in a message at most."""

_LITERAL: Final = Style.LITERAL  # compared with for each word; looking a member up in its class is slower
_WHOLE = re.compile(r"[-+]?[0-9]{1,20}")


@frozen
class ValueShape:
    """The form of an event or value in scripts: its keys with their types, the required ones, and how to make it."""

    what: str
    keys: Mapping[str, Any]
    needed: frozenset[str]
    make: Callable[[dict[str, Any]], Any]
    readers: Mapping[str, Reader] = field(init=False, eq=False, repr=False)

    @readers.default
    def _of_keys(self) -> Mapping[str, Reader]:
        return {key: reader_of(kind) for key, kind in self.keys.items()}


def shape_of(kind: type) -> ValueShape:
    """The form of a class of events or values: its fields are its keys, but for a few that are written more simply."""
    return _shape(kind)


@cache
def _shape(kind: Any) -> ValueShape:  # noqa: ANN401 - a class, which mypy does not accept as hashable
    hints = get_type_hints(kind, localns={"Event": Event})
    fields = attrs.fields(kind)
    needed = frozenset(each.name for each in fields if each.default is attrs.NOTHING)
    what = tag(kind) if kind in BY_TAG.values() else phrase(kind)
    keys = _WRITTEN_OTHERWISE.get(kind, {each.name: hints[each.name] for each in fields})
    return ValueShape(what, keys, _NEEDED.get(kind, needed), _MAKERS.get(kind, lambda values: kind(**values)))


@cache
def reader_of(kind: Any) -> Reader:  # noqa: ANN401 - neither annotations nor their values have a common type
    """The reader of an annotated type: of a tuple, an optional value, an event (if a union), or one value."""
    if get_origin(kind) is tuple:
        return _list_reader(reader_of(get_args(kind)[0]))
    options = [option for option in get_args(kind) if option is not NoneType] or [kind]
    read = _one_reader(options[0]) if len(options) == 1 else read_event
    if NoneType not in get_args(kind):
        return read
    return lambda desk, node: None if isinstance(node, Scalar) and node.null else read(desk, node)


def _list_reader(read: Reader) -> Reader:
    def read_list(desk: Desk, node: Node) -> tuple[Any, ...]:
        found, items = [], desk.items(node)
        for item in items:
            try:
                found.append(read(desk, item))
            except FaultedError:
                continue
        if len(found) < len(items):
            raise FaultedError
        return tuple(found)

    return read_list


def _one_reader(kind: type) -> Reader:
    if kind in _READERS:
        return _READERS[kind]
    if issubclass(kind, StrEnum):
        wanted = f"one of {', '.join(kind)}"
        return lambda desk, node: desk.make(node, member, kind, text_of(desk, node, wanted))
    shape = shape_of(kind)
    by_name = kind in _BY_NAME

    def read_value(desk: Desk, node: Node) -> Any:  # noqa: ANN401 - as above
        if by_name and isinstance(node, Scalar):
            return _by_name(desk, node, kind)
        return read_parts(desk, node, desk.mapping(node, shape.what, shape.keys), shape)

    return read_value


_BY_NAME: Final = frozenset({Person, Signatory, Venue, Document, PressAccess})


def _by_name(desk: Desk, node: Scalar, kind: Any) -> Any:  # noqa: ANN401 - as above
    """A person, signatory, venue or document that is written by name only, or an access by its word only."""
    if kind is PressAccess:
        return PressAccess(reader_of(Access)(desk, node))
    words = _words(desk, node)
    if kind in {Venue, Document}:
        return kind(words)
    person, side = desk.person(node, text_of(desk, node))
    return person if kind is Person else Signatory(person, side)


def read_parts(desk: Desk, node: Node, parts: Mapping[str, Node], shape: ValueShape) -> Any:  # noqa: ANN401 - as above
    """An event or value from its parts; all faults of the parts are logged before it fails."""
    return desk.make(node, shape.make, read_fields(desk, node, parts, shape))


def read_fields(desk: Desk, node: Node, parts: Mapping[str, Node], shape: ValueShape) -> dict[str, Any]:
    """The values of the parts; all their faults are logged before it fails."""
    before = desk.faults.count
    values: dict[str, Any] = {}
    for key, part in parts.items():
        try:
            values[key] = shape.readers[key](desk, part)
        except FaultedError:
            continue
    for key in sorted(key for key in shape.needed if key not in parts):
        desk.fault(node, f"{shape.what} needs {key}, which is missing")
    if desk.faults.count > before:
        raise FaultedError
    return values


@frozen
class Said:
    """An event with the place and the people that its former keys give."""

    event: Event
    place: Venue | None
    present: tuple[Presence, ...]


def read_event(desk: Desk, node: Node) -> Said:
    """An event as its tag alone, or as its tag with its fields, among them those that entries have now."""
    name, body = read_tag(desk, node)
    kind = BY_TAG[name.text] if name.text in BY_TAG else event_named(desk, name, name.text)
    shape, moves = shape_of(kind), MOVED.get(kind, {})
    parts = {} if body is None else desk.mapping(body, shape.what, [*shape.keys, *moves])
    event: Event = read_parts(desk, name, {key: part for key, part in parts.items() if key in shape.keys}, shape)
    moved = {to: parts[key] for key, to in moves.items() if key in parts}
    place = reader_of(Venue)(desk, moved.pop("place")) if "place" in moved else None
    people = {to: reader_of(tuple[Person, ...])(desk, as_list(part)) for to, part in moved.items()}
    return Said(event, place, present(**people))


def as_list(node: Node) -> Sequence:
    """One item, or several in a list."""
    return node if isinstance(node, Sequence) else Sequence([node], node.mark)


def read_tag(desk: Desk, node: Node) -> tuple[Scalar, Node | None]:
    """The tag of a step, and the node under it or None."""
    if isinstance(node, Scalar) and not node.null:
        return node, None
    if isinstance(node, Tree) and len(node.pairs) == 1:
        name, body = node.pairs[0]
        return name, None if isinstance(body, Scalar) and body.null else body
    if isinstance(node, Tree) and node.pairs:
        words = [key.text for key, _ in node.pairs]
        raise desk.fault(node, _too_many(words) + next(filter(None, map(foreign, words)), ""))
    raise desk.fault(node, "a step is wanted here, such as guest_arrived or anthem_played: {of: guest}")


def _too_many(words: list[str]) -> str:
    """The message for several keys in the place of one step."""
    first, *others = words
    steps = {*BY_TAG, *NESTED}
    if steps.issuperset(words):
        return f"each step is an item of its own, in YAML with a dash before it: {', '.join(words[:MANY])}"
    if first in steps and steps.isdisjoint(others):
        return f"keys of {first} stand inside it, in YAML indented further than it: {', '.join(others[:MANY])}"
    return f"a step is one word with its fields under it, and here are several: {', '.join(words[:MANY])}"


def event_named(desk: Desk, node: Node, word: str) -> type[Event]:
    """The class of events that a tag names; `record_opened` is refused, since the header says what it would."""
    kind = BY_TAG.get(word)
    if kind is RecordOpened:
        raise desk.fault(node, "a record is opened by the header of its script: leave this step out")
    if kind is None:
        hint = desk.suggestion(word, [*BY_TAG, *NESTED]) or "; for what has no word there is other_happened: {title: …}"
        raise desk.fault(node, f"{word} is no step{hint}")
    return kind


def text_of(desk: Desk, node: Node, what: str = "a text") -> str:
    """The words of a scalar, even if they look like a number or a date."""
    if not isinstance(node, Scalar) or node.style is _LITERAL:
        raise desk.fault(node, f"{what} is wanted here, in quotes if need be")
    if node.null:
        raise desk.fault(node, f"{what} is wanted here, and nothing is written")
    return node.text


def _number(desk: Desk, node: Node) -> int:
    plain = isinstance(node, Scalar) and node.style is not Style.TEXT and _WHOLE.fullmatch(node.text)
    if not plain or abs(number := int(plain[0])) > LARGEST:
        raise desk.fault(node, "a whole number is wanted here, without quotes, such as 21")
    return number


def _truth(desk: Desk, node: Node) -> bool:
    if not isinstance(node, Scalar) or node.style is Style.TEXT or node.text not in {"true", "false"}:
        raise desk.fault(node, "true or false is wanted here, without quotes")
    return node.text == "true"


def _words(desk: Desk, node: Node) -> Text:
    """A text: words whose language is not stated, or a mapping from languages to words."""
    if not isinstance(node, Tree):
        if not (words := text_of(desk, node)).strip():
            raise desk.fault(node, "words are wanted here, and there are none")
        return Text.of(words)
    forms = {language: text_of(desk, form) for language, form in desk.mapping(node, "a text").items()}
    return desk.make(node, Text, forms)


def _country(desk: Desk, node: Node) -> Country:
    return desk.make(node, Country, text_of(desk, node, "a country, such as KZ"))


def _day(desk: Desk, node: Node) -> date:
    return desk.make(node, day, text_of(desk, node, "a day, such as 2023-04-10"))


def _date_time(desk: Desk, node: Node) -> datetime:
    value = desk.make(node, date_time, text_of(desk, node, "a date-time, such as 2023-04-10T10:30"))
    return value if value.tzinfo else desk.instant(node, value)


def _dates(desk: Desk, node: Node) -> Dates:
    """The first day of a visit, or the first and the last."""
    days = [_day(desk, item) for item in desk.items(node)]
    match days:
        case [first]:
            return Dates(first)
        case [first, last]:
            return desk.make(node, Dates, first, last)
        case _:
            raise desk.fault(node, "the first day is wanted here, or the first and the last: [2023-04-10, 2023-04-12]")


def _duration(desk: Desk, node: Node) -> Duration:
    return desk.make(node, Duration.of, text_of(desk, node, A_DURATION))


def read_moment(desk: Desk, node: Node, precision: str | None = None) -> Moment:
    """A moment written as ISO 8601, or as a mapping of value, precision and wording."""
    return desk.make(node, _moment, desk, node, precision)


def _moment(desk: Desk, node: Node, precision: str | None) -> Moment:
    if not isinstance(node, Tree):
        return _parse_moment(desk, node, *_precision(precision))
    parts = desk.mapping(node, "a moment", ("value", "precision", "wording"))
    if "value" not in parts:
        raise desk.fault(node, "a moment needs a value, such as 2023-04-10T10:30")
    stated = member(Precision, text_of(desk, parts["precision"])) if "precision" in parts else Precision.EXACT
    wording = parts.get("wording")
    return _parse_moment(desk, parts["value"], stated, None if wording is None else text_of(desk, wording))


def _precision(stated: str | None) -> tuple[Precision, str | None]:
    """A known precision such as `about`, or `as-stated` with the words of the source."""
    if stated is None:
        return Precision.EXACT, None
    return (Precision(stated), None) if stated in list(Precision) else (Precision.AS_STATED, stated)


def _parse_moment(desk: Desk, node: Node, precision: Precision, wording: str | None) -> Moment:
    given = text_of(desk, node, "a date-time, a date or a time of day")
    return Moment.parse(given, precision, wording, local=lambda naive: desk.instant(node, naive))


_READERS: Final[Mapping[type, Reader]] = {
    str: text_of,
    int: _number,
    bool: _truth,
    date: _day,
    datetime: _date_time,
    Text: _words,
    Country: _country,
    Dates: _dates,
    Duration: _duration,
    Moment: read_moment,
}


def _person(values: Values) -> Person:
    given = {"country" if key == "state" else key: values[key] for key in _PERSON if key in values}
    return Person(**given)


def _signatory(values: Values) -> Signatory:
    return Signatory(_person(values), values.get("side"), values.get("powers", FullPowers.UNSTATED))


def _document_signed(values: Values) -> DocumentSigned:
    manner = values.get("manner", SigningManner.SIGNATURE)
    return DocumentSigned(Document(values["title"], values.get("kind")), values.get("by", ()), manner)


def _entry_corrected(values: Values) -> EntryCorrected:
    corrected = dict(values)
    people = present(**{part.value: corrected.pop(part.value) for part in Part if part.value in corrected})
    event = corrected.get("event")
    if isinstance(event, Said):
        people = people or event.present
        corrected |= {"event": event.event, "place": corrected.get("place") or event.place}
    return EntryCorrected(**corrected, present=people)


_PERSON = {key: kind for key, kind in get_type_hints(Person).items() if key != "country"} | {
    "state": get_type_hints(Person)["country"]
}
_WRITTEN_OTHERWISE: Mapping[type, Mapping[str, Any]] = {
    Person: _PERSON,
    Signatory: {**_PERSON, "side": Side | None, "powers": FullPowers},
    EntryCorrected: {
        **{
            key: kind
            for key, kind in get_type_hints(EntryCorrected, localns={"Event": Event}).items()
            if key != "present"
        },
        **{part.value: tuple[Person, ...] for part in Part},
    },
    DocumentSigned: {
        "title": Text,
        "kind": DocumentKind | None,
        "by": tuple[Signatory, ...],
        "manner": SigningManner,
    },
}
_NEEDED: Mapping[type, frozenset[str]] = {Signatory: frozenset(), DocumentSigned: frozenset({"title"})}
_MAKERS: Mapping[type, Callable[[dict[str, Any]], Any]] = {
    Person: _person,
    Signatory: _signatory,
    DocumentSigned: _document_signed,
    EntryCorrected: _entry_corrected,
}
