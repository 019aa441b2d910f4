"""How a welcome ceremony changes what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    DelegationsPresented,
    DiplomaticCorpsGreeted,
    Event,
    FlagRaised,
    GuardDrawnUp,
    GuardReported,
    GuardReviewed,
    LeadersGreeted,
    MarchPastHeld,
    MusicPlayed,
    PhotographTaken,
    SoldiersGreeted,
    VisitorsBookSigned,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.events.ceremonies import CeremonyKind
from protocol.events.ceremony import CeremonyStep
from protocol.stream import Entry
from protocol.visit.brackets import closing, opening
from protocol.visit.state import Fact, Visit


def evolve_ceremony(visit: Visit, entry: Entry[Event], event: CeremonyStep) -> Visit:
    """The visit after a step of a welcome ceremony; `evolve` has already added it to the steps of the ceremony."""
    match event:
        case WelcomeCeremonyOpened():
            return opening(visit, entry, CeremonyKind.WELCOME)
        case WelcomeCeremonyClosed():
            return closing(visit, entry, CeremonyKind.WELCOME)
        case AnthemPlayed():
            return evolve(visit, anthems=(*visit.anthems, Fact(entry.position, event)))
        case LeadersGreeted() | DelegationsPresented() | GuardReported() | ColoursSaluted() | GuardReviewed():
            return visit
        case DiplomaticCorpsGreeted() | GuardDrawnUp() | MusicPlayed() | FlagRaised():
            return visit
        case SoldiersGreeted() | MarchPastHeld() | PhotographTaken() | VisitorsBookSigned():
            return visit
        case _:
            assert_never(event)
