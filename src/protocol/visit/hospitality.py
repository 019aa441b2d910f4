"""How receptions and toasts change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import Event, ReceptionClosed, ReceptionOpened, ToastProposed
from protocol.events.ceremonies import CeremonyKind
from protocol.events.hospitality import Hospitality
from protocol.stream import Entry
from protocol.visit.brackets import closing, opening
from protocol.visit.state import Fact, Visit


def evolve_hospitality(visit: Visit, entry: Entry[Event], event: Hospitality) -> Visit:
    """The visit after a reception was opened or closed, or a toast was proposed."""
    match event:
        case ReceptionOpened():
            return opening(visit, entry, CeremonyKind.RECEPTION)
        case ReceptionClosed():
            return closing(visit, entry, CeremonyKind.RECEPTION)
        case ToastProposed():
            return evolve(visit, toasts=(*visit.toasts, Fact(entry.position, event)))
        case _:
            assert_never(event)
