"""Shapes: what checking reads of most events, the class and the fields that have finitely many values.

`AnthemPlayed(of=Side.GUEST)` and the same with a remark have one shape. There are fewer than 256, so a shape is a byte
and a record is a string of bytes, which Python searches and translates faster than any loop could read events.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import product
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any, Final, Protocol, get_args

from attrs import fields

from protocol.events.catalogue import EVENTS, ORDERED, Event
from protocol.events.ceremony import AnthemPlayed, GuardReviewed
from protocol.events.preparation import VisitAgreed
from protocol.events.press import PressStatementMade
from protocol.events.record import RecordOpened
from protocol.events.signing import DocumentSigned
from protocol.events.talks import TalksOpened
from protocol.fields import frozen


@frozen
class Shape:
    """An event class with the values of its finite fields, and whether some other fields have a value."""

    event: type
    fields: tuple[tuple[str, object], ...] = ()
    said: tuple[tuple[str, bool], ...] = ()


UNPLACED: Final = 0
"""The byte in a code for an event whose place in the order no source states."""


class HasEvent(Protocol):
    """An event with what the record says of it, as an entry has it."""

    @property
    def event(self) -> Event:
        """The event."""


def code(entries: Iterable[HasEvent]) -> bytes:
    """The numbers of the shapes of the events of some entries, one after another.

    >>> from protocol.events import AnthemPlayed, GuestArrived
    >>> from protocol.stream import Entry
    >>> [SHAPES[number].event.__name__ for number in code([Entry(0, GuestArrived()), Entry(1, AnthemPlayed())])]
    ['GuestArrived', 'AnthemPlayed']
    """
    plain, telling = _PLAIN.get, _TELLING
    return bytes([plain(entry.event.__class__) or telling[entry.event.__class__](entry) for entry in entries])


def number(entry: HasEvent) -> int:
    """The number of the shape of the event of an entry."""
    cls = entry.event.__class__
    return _PLAIN.get(cls) or _TELLING[cls](entry)


def numbers_of(event: type) -> tuple[int, ...]:
    """The numbers of all shapes of a class."""
    return _NUMBERED[event]


def places(coded: bytes, event: type) -> list[int]:
    """The indexes of the events of a class in a code; none if the class is not in `EVENTS`."""
    return _finding(event)(coded) if event in _NUMBERED else []


def finder(events: Iterable[type]) -> Callable[[bytes], list[int]]:
    """A function that finds the indexes of the events of some classes in a code, in order."""
    numbers = re.escape(bytes(number for event in events for number in _NUMBERED[event]))
    find = re.compile(b"[" + numbers + b"]").finditer
    return lambda coded: [found.start() for found in find(coded)]


_ASKED_OF: Final = MappingProxyType(
    {
        AnthemPlayed: "event.state",
        DocumentSigned: "event.signatories",
        GuardReviewed: "acting",
        PressStatementMade: "acting",
        TalksOpened: "attending",
    }
)
"""The other fields about which a shape says whether they have a value; they rarely have one."""


_ABOUT_THE_RECORD: Final = frozenset({(VisitAgreed, "kind"), (RecordOpened, "basis")})


def _finite_values(event: type) -> dict[str, tuple[object, ...]]:
    """The values of each finite field that checkers read: of all steps, of the agreement, and of the opening."""
    asked = [each for each in fields(event) if event in ORDERED or (event, each.name) in _ABOUT_THE_RECORD]
    members = {each.name: get_args(each.type) or (each.type,) for each in asked}
    return {name: tuple(_values(of)) for name, of in members.items() if all(map(_is_finite, of))}


def _is_finite(member: object) -> bool:
    return isinstance(member, type) and issubclass(member, Enum | bool | NoneType)


def _values(members: Iterable[Any]) -> Iterator[object]:
    for member in members:
        yield from (None,) if member is NoneType else (False, True) if member is bool else member


def _shapes_of(event: type) -> Iterator[Shape]:
    values, asked = _finite_values(event), _ASKED_OF.get(event)
    said = [((asked.rpartition(".")[2], each),) for each in (False, True)] if asked else [()]
    chosen = (tuple(zip(values, each, strict=True)) for each in product(*values.values()))
    yield from (Shape(event, *each) for each in product(chosen, said))


SHAPES: Final = (Shape(NoneType), *(shape for event in EVENTS for shape in _shapes_of(event)))
"""All shapes, each at the index that is its number; a test holds that the numbers fit in a byte."""

_NUMBERED: Final = MappingProxyType(
    {event: tuple(place for place, shape in enumerate(SHAPES) if shape.event is event) for event in EVENTS}
)


@cache
def _finding(event: type) -> Callable[[bytes], list[int]]:
    return finder((event,))


def _teller(event: type) -> Callable[[Any], int]:
    """A function that finds the number of the event of an entry, for a class that has several shapes.

    Members of enums, booleans and None exist once each, so they are looked up by `id`: hashing them takes longer than
    all the rest. `test_events.py` compares the numbers with the fields of every shape.
    """
    numbers = _NUMBERED[event]
    names, asked = [f"event.{name}" for name, _ in SHAPES[numbers[0]].fields], _ASKED_OF.get(event)
    if asked is not None:
        return _by_value_and_saying(names, asked, numbers)
    return _by_value(names, numbers) if len(names) == 1 else _by_values(names, numbers)


def _by_value(names: list[str], numbers: tuple[int, ...]) -> Callable[[Any], int]:
    read, known = attrgetter(*names), {id(SHAPES[place].fields[0][1]): place for place in numbers}
    return lambda entry: known[id(read(entry))]


def _by_values(names: list[str], numbers: tuple[int, ...]) -> Callable[[Any], int]:
    read = attrgetter(*names)
    known = {tuple(id(value) for _, value in SHAPES[place].fields): place for place in numbers}
    return lambda entry: known[tuple(map(id, read(entry)))]


def _by_value_and_saying(names: list[str], asked: str, numbers: tuple[int, ...]) -> Callable[[Any], int]:
    read, silent, spoken = attrgetter(*names, asked), dict[int, int](), dict[int, int]()
    for place in numbers:
        ((_, value),), ((_, says),) = SHAPES[place].fields, SHAPES[place].said
        (spoken if says else silent)[id(value)] = place

    def tell(entry: object) -> int:
        value, says = read(entry)
        return (spoken if says else silent)[id(value)]

    return tell


_PLAIN: Final = {event: numbers[0] for event, numbers in _NUMBERED.items() if len(numbers) == 1}
_TELLING: Final = {event: _teller(event) for event in EVENTS if event not in _PLAIN}
