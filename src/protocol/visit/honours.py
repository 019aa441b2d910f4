"""How decorations and gifts change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import CityKeyPresented, DecorationConferred, DecorationsExchanged, Event, GiftPresented
from protocol.events.honours import Honours
from protocol.stream import Entry
from protocol.visit.state import Fact, Visit


def evolve_honours(visit: Visit, entry: Entry[Event], event: Honours) -> Visit:
    """The visit after something was conferred or given."""
    match event:
        case DecorationConferred() | DecorationsExchanged():
            return evolve(visit, decorations=(*visit.decorations, Fact(entry.position, event)))
        case GiftPresented():
            return evolve(visit, gifts=(*visit.gifts, Fact(entry.position, event)))
        case CityKeyPresented():
            return evolve(visit, city_keys=(*visit.city_keys, Fact(entry.position, event)))
        case _:
            assert_never(event)
