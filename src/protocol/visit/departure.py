"""How farewell, departure and conclusion change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import (
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    GuestDeparted,
    GuestSeenOff,
    VisitConcluded,
)
from protocol.events.ceremonies import CeremonyKind
from protocol.events.departure import Departure
from protocol.stream import Entry
from protocol.visit.brackets import closing, opening
from protocol.visit.state import Fact, Visit, VisitStatus


def evolve_departure(visit: Visit, entry: Entry[Event], event: Departure) -> Visit:
    """The visit after a step of the farewell, the departure or the conclusion."""
    match event:
        case FarewellCeremonyOpened():
            return opening(visit, entry, CeremonyKind.FAREWELL)
        case FarewellCeremonyClosed():
            return closing(visit, entry, CeremonyKind.FAREWELL)
        case GuestSeenOff():
            return visit
        case GuestDeparted():
            departed = (*visit.departed, Fact(entry.position, event))
            return evolve(visit, departed=departed, status=_left(visit.status))
        case VisitConcluded():
            return evolve(
                visit, concluded=(*visit.concluded, Fact(entry.position, event)), status=VisitStatus.CONCLUDED
            )
        case _:
            assert_never(event)


def _left(status: VisitStatus) -> VisitStatus:
    ended = status in {VisitStatus.CONCLUDED, VisitStatus.CANCELLED}
    return status if ended else VisitStatus.DEPARTED
