"""What an automaton can tell of an event: its class, and its fields that have finitely many values.

Checking looks at little else of most events, so a stream works it out once, and equal shapes are one object: looking
one up costs no more than looking up a class.
"""

from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from types import NoneType
from typing import Any, Final, get_args

from attrs import fields, frozen

from protocol.events.catalogue import EVENTS, Event


@frozen(eq=False)
class Shape:
    """An event class together with the values of its finite fields; each such combination is one object."""

    event: type
    fields: tuple[tuple[str, object], ...]


def shape(event: Event) -> "type | Shape":
    """The shape of an event: its class alone where the class has no finite fields.

    >>> from protocol.events import AnthemPlayed, GuestArrived
    >>> shape(GuestArrived())
    <class 'protocol.events.arrival.GuestArrived'>
    >>> shape(AnthemPlayed()) is shape(AnthemPlayed())
    True
    """
    told = _TELLING.get(event.__class__)
    return event.__class__ if told is None else told(event)


def _finite_names(event: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(event) if _is_finite(each.type))


def _is_finite(of: object) -> bool:
    return all(isinstance(each, type) and issubclass(each, Enum | bool | NoneType) for each in get_args(of) or (of,))


def _teller(event: type, names: tuple[str, ...]) -> Callable[[Any], Shape]:
    """How to tell the shape of an event of a class.

    Members of enums, booleans and None exist once each, so they are told by identity, which is quicker than hashing
    them. A shape holds on to its values, so that no other object takes the identity of one of them.
    """
    known: dict[object, Shape] = {}
    read = attrgetter(*names)
    single = len(names) == 1

    def tell(of: Any) -> Shape:  # noqa: ANN401 - an event of the class
        values = read(of)
        key = id(values) if single else tuple(map(id, values))
        made = known.get(key)
        if made is None:
            held = (values,) if single else values
            made = known.setdefault(key, Shape(event, tuple(zip(names, held, strict=True))))
        return made

    return tell


_TELLING: Final = {event: _teller(event, names) for event in EVENTS if (names := _finite_names(event))}
