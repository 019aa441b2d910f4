"""The kinds of ceremony, each with the event that opens it and the one that closes it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from protocol.events.catalogue import ORDERED, Event
from protocol.events.ceremony import WelcomeCeremonyClosed, WelcomeCeremonyOpened
from protocol.events.departure import FarewellCeremonyClosed, FarewellCeremonyOpened
from protocol.events.hospitality import ReceptionClosed, ReceptionOpened
from protocol.events.record import OtherHappened
from protocol.events.signing import SigningClosed, SigningOpened
from protocol.events.talks import TalksClosed, TalksOpened


class CeremonyKind(StrEnum):
    """The kinds of ceremony that are opened and closed."""

    WELCOME = "welcome"
    TALKS = "talks"
    SIGNING = "signing"
    RECEPTION = "reception"
    FAREWELL = "farewell"


OPENED_AND_CLOSED: Final[Mapping[CeremonyKind, tuple[type[Event], type[Event]]]] = MappingProxyType(
    {
        CeremonyKind.WELCOME: (WelcomeCeremonyOpened, WelcomeCeremonyClosed),
        CeremonyKind.TALKS: (TalksOpened, TalksClosed),
        CeremonyKind.SIGNING: (SigningOpened, SigningClosed),
        CeremonyKind.RECEPTION: (ReceptionOpened, ReceptionClosed),
        CeremonyKind.FAREWELL: (FarewellCeremonyOpened, FarewellCeremonyClosed),
    }
)
"""THE list of ceremonies, each with the event that opens it and the one that closes it."""

OPENINGS: Final = frozenset(opened for opened, _ in OPENED_AND_CLOSED.values())
CLOSINGS: Final = frozenset(closed for _, closed in OPENED_AND_CLOSED.values())
HAPPENING: Final = ORDERED | {OtherHappened}
"""The events that take place during a visit, without those of its preparation and of the record itself."""
