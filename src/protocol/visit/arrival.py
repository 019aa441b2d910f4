"""How arrival and travel inside the country change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import (
    CityLeft,
    CityReached,
    EscortProvided,
    Event,
    FlypastHeld,
    GuestArrived,
    GuestGreeted,
    GunSaluteFired,
    TransferMade,
)
from protocol.events.arrival import Arrival
from protocol.stream import Entry
from protocol.visit.state import Fact, Visit


def evolve_arrival(visit: Visit, entry: Entry[Event], event: Arrival) -> Visit:
    """The visit after a step of the arrival or of the journey."""
    match event:
        case GuestArrived():
            return evolve(visit, arrived=(*visit.arrived, Fact(entry.position, event)))
        case CityLeft() | CityReached():
            return evolve(visit, travelled=(*visit.travelled, Fact(entry.position, event)))
        case GunSaluteFired():
            return evolve(visit, salutes=(*visit.salutes, Fact(entry.position, event)))
        case GuestGreeted() | EscortProvided() | FlypastHeld() | TransferMade():
            return visit
        case _:
            assert_never(event)
