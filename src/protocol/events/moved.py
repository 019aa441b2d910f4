"""What events said until the entry came to say it: where a step was, and who took which part in it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from protocol.events.arrival import CityReached, GuestArrived, GuestGreeted
from protocol.events.ceremony import PhotographTaken, VisitorsBookSigned, WelcomeCeremonyOpened
from protocol.events.departure import FarewellCeremonyOpened, GuestDeparted, GuestSeenOff
from protocol.events.honours import DecorationConferred
from protocol.events.hospitality import ReceptionOpened
from protocol.events.programme import (
    PlaceInaugurated,
    SilenceObserved,
    SiteVisited,
    SpeechGiven,
    SpouseProgrammeHeld,
    TreePlanted,
    WreathLaid,
)
from protocol.events.record import OtherHappened
from protocol.events.signing import SigningOpened
from protocol.events.talks import MeetingHeld, TalksOpened

MOVED: Final[Mapping[type, Mapping[str, str]]] = MappingProxyType(
    {
        GuestArrived: {"place": "place", "guests": "attending"},
        GuestGreeted: {"by": "acting", "place": "place"},
        CityReached: {"place": "place"},
        WelcomeCeremonyOpened: {"venue": "place"},
        PhotographTaken: {"of": "addressed"},
        VisitorsBookSigned: {"by": "acting"},
        TalksOpened: {"participants": "attending", "venue": "place"},
        MeetingHeld: {"participants": "attending", "venue": "place"},
        ReceptionOpened: {"given_by": "acting", "venue": "place"},
        DecorationConferred: {"on": "addressed"},
        WreathLaid: {"place": "place"},
        SilenceObserved: {"place": "place"},
        SpeechGiven: {"by": "acting", "place": "place"},
        PlaceInaugurated: {"place": "place"},
        SiteVisited: {"place": "place"},
        TreePlanted: {"place": "place"},
        SpouseProgrammeHeld: {"participants": "attending"},
        FarewellCeremonyOpened: {"venue": "place"},
        GuestSeenOff: {"by": "acting", "place": "place"},
        GuestDeparted: {"place": "place"},
        SigningOpened: {"venue": "place"},
        OtherHappened: {"place": "place"},
    }
)
"""By event class, its former fields, each with what has it now: the place of the entry, or a part of those present.

Entries of the first version are read by it, and scripts for ever: `venue` of talks is their `place`.
"""
