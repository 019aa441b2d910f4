"""Who takes part in a step: everybody whom its entry or its event names."""

from collections.abc import Iterator

from protocol.events import Event
from protocol.stream import Entry
from protocol.values import Person, Side, Sides
from protocol.visit import Visit


def people_in(value: object) -> Iterator[Person]:
    """Everybody whom a value names, in the order in which it does.

    >>> from protocol.events import DelegationNamed
    >>> [str(person) for person in people_in(DelegationNamed(Side.GUEST, (Person("Ilham Aliyev"),)))]
    ['Ilham Aliyev']
    """
    if isinstance(value, Person):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from people_in(item)
    else:
        for field in getattr(type(value), "__attrs_attrs__", ()):
            yield from people_in(getattr(value, field.name))


def named_in(entry: Entry[Event]) -> Iterator[Person]:
    """Everybody whom an entry names: those who are there, then whom its event names."""
    yield from (each.person for each in entry.present)
    yield from people_in(entry.event)


def acting_in(entry: Entry[Event], visit: Visit) -> tuple[Person, ...]:
    """The people whom an entry names, and the leaders of the sides that act in it or are acted towards."""
    led = (leader for name in ("by", "to") for leader in _leading(getattr(entry.event, name, None), visit))
    return tuple(dict.fromkeys((*named_in(entry), *led)))


def _leading(side: object, visit: Visit) -> Iterator[Person]:
    if isinstance(side, Side | Sides):
        sides = (Side.HOST, Side.GUEST) if side is Sides.BOTH else (Side(side.value),)
        for party in map(visit.party, sides):
            if party is not None and party.leader is not None:
                yield party.leader
