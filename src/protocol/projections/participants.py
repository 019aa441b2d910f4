"""Who takes part in a step: everybody whom its entry or its event names, and leaders of sides where it says so."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from protocol.events import (
    CityKeyPresented,
    CityLeft,
    CityReached,
    CulturalEventAttended,
    DiplomaticCorpsGreeted,
    EscortProvided,
    Event,
    ForumAttended,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GuestSeenOff,
    LeadersGreeted,
    MeetingHeld,
    MultilateralMeetingAttended,
    ParliamentAddressed,
    SiteVisited,
    SoldiersGreeted,
    TransferMade,
)
from protocol.stream import Entry
from protocol.values import Part, Person, Side, Sides
from protocol.visit import Visit

_ALWAYS: Final[Mapping[type, Sides]] = MappingProxyType(
    {
        LeadersGreeted: Sides.BOTH,
        DiplomaticCorpsGreeted: Sides.GUEST,
        CityKeyPresented: Sides.GUEST,
        TransferMade: Sides.GUEST,
        GuestArrived: Sides.GUEST,
        GuestGreeted: Sides.GUEST,
        EscortProvided: Sides.GUEST,
        CityLeft: Sides.GUEST,
        CityReached: Sides.GUEST,
        SoldiersGreeted: Sides.GUEST,
        MeetingHeld: Sides.GUEST,
        ParliamentAddressed: Sides.GUEST,
        ForumAttended: Sides.GUEST,
        CulturalEventAttended: Sides.GUEST,
        SiteVisited: Sides.GUEST,
        MultilateralMeetingAttended: Sides.GUEST,
        GuestSeenOff: Sides.GUEST,
        GuestDeparted: Sides.GUEST,
    }
)
"""By event class, the sides whose leader it is about: the guest who arrived, the host and the guest who greeted."""


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


def people_at(entry: Entry[Event], visit: Visit) -> tuple[Person, ...]:
    """The people whom the record puts at a step: whom the entry names, then leaders for whom it names nobody else.

    The leader of a side is there if the event is about that leader, unless the entry names somebody of the side who is
    there in the leader's place, and does not just accompany; and if the side acts (`by`) or is acted towards (`to`),
    unless people are named who do or are.
    """
    named = tuple(named_in(entry))
    # Who greets and is greeted acts or is addressed; at what the guest does, those who attend are the ones who do it.
    others = entry.people(
        Part.ACTING, Part.ADDRESSED, *(() if isinstance(entry.event, LeadersGreeted) else (Part.ATTENDING,))
    )
    of_sides = {side for person in (*others, *people_in(entry.event)) for side in sides_of(person, visit)}
    moved_by_others = isinstance(entry.event, TransferMade) and entry.acting
    about = None if moved_by_others else _ALWAYS.get(type(entry.event))
    led = [side for side in _each(about) if side not in of_sides]
    led += () if entry.acting else _each(getattr(entry.event, "by", None))
    led += () if entry.addressed else _each(getattr(entry.event, "to", None))
    leaders = (party.leader for party in map(visit.party, led) if party is not None)
    return _once((*named, *(leader for leader in leaders if leader is not None)))


def is_about(event: Event, side: Side) -> bool:
    """Whether an event is about the leader of a side, such as the guest who arrived."""
    return side in _each(_ALWAYS.get(type(event)))


def sides_of(person: Person, visit: Visit) -> frozenset[Side]:
    """The sides to which a person belongs, as far as parties, delegations and the state of the person say."""
    there = {party.side for party in visit.parties if any(person.known_as == each.known_as for each in party.people)}
    there |= {party.side for party in visit.parties if party.state is not None and party.state == person.country}
    named = {side for side in Side if any(person.known_as == each.known_as for each in visit.delegation(side))}
    return frozenset(there | named)


def _each(side: object) -> tuple[Side, ...]:
    if not isinstance(side, Side | Sides):
        return ()
    return (Side.HOST, Side.GUEST) if side is Sides.BOTH else (Side(side.value),)


def _once(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The same people, each once, as the first mention of them has it."""
    return tuple({person.known_as: person for person in reversed(people)}.values())[::-1]
