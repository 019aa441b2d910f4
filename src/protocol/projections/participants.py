"""Who takes part in a step: everybody whom its event names, in any field."""

from collections.abc import Iterator

from protocol.events import Event
from protocol.values import Person, Side, Sides, Venue
from protocol.visit import Visit


def people_in(value: object) -> Iterator[Person]:
    """Everybody whom a value names, in the order in which it does.

    >>> from protocol.events import TalksOpened
    >>> [str(person) for person in people_in(TalksOpened(participants=(Person("Ilham Aliyev"),)))]
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


def acting_in(event: Event, visit: Visit) -> tuple[Person, ...]:
    """The people whom an event names, and the leaders of the sides that act in it or are acted towards."""
    led = (leader for name in ("by", "to") for leader in _leading(getattr(event, name, None), visit))
    return tuple(dict.fromkeys((*people_in(event), *led)))


def _leading(side: object, visit: Visit) -> Iterator[Person]:
    if isinstance(side, Side | Sides):
        sides = (Side.HOST, Side.GUEST) if side is Sides.BOTH else (Side(side.value),)
        for party in map(visit.party, sides):
            if party is not None and party.leader is not None:
                yield party.leader


def venue_of(event: Event) -> Venue | None:
    """The place of a step, if its event gives it."""
    venue = getattr(event, "venue", None) or getattr(event, "place", None)
    return venue if isinstance(venue, Venue) else None
