"""A match over every event, which a type checker proves complete: a new event shows every user where to think."""

from typing import assert_never

from protocol import Event
from protocol.events import (
    AnthemPlayed,
    CityKeyPresented,
    CityLeft,
    CityReached,
    ColoursSaluted,
    CulturalEventAttended,
    DecorationConferred,
    DecorationsExchanged,
    DelegationNamed,
    DelegationsPresented,
    DiplomaticCorpsGreeted,
    DocumentsExchanged,
    DocumentSigned,
    DocumentsSigned,
    EntryCorrected,
    EntryRetracted,
    EscortProvided,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    FlagRaised,
    FlypastHeld,
    ForumAttended,
    GiftPresented,
    GuardDrawnUp,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    InformalMeetingHeld,
    LeadersGreeted,
    MarchPastHeld,
    MeetingHeld,
    MultilateralMeetingAttended,
    MusicPlayed,
    OtherHappened,
    ParliamentAddressed,
    PhotographTaken,
    PlaceInaugurated,
    PressConferenceHeld,
    PressStatementMade,
    ProgrammeApproved,
    ProgrammeRevised,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    SilenceObserved,
    SiteVisited,
    SoldiersGreeted,
    SpeechGiven,
    SpouseProgrammeHeld,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    TransferMade,
    TreePlanted,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
    VisitorsBookSigned,
    VisitPostponed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)


def family(event: Event) -> str:
    """The family of an event."""
    match event:
        case (
            VisitAgreed()
            | DelegationNamed()
            | ProgrammeApproved()
            | ProgrammeRevised()
            | VisitPostponed()
            | VisitCancelled()
        ):
            return "preparation"
        case (
            GuestArrived()
            | GuestGreeted()
            | EscortProvided()
            | FlypastHeld()
            | GunSaluteFired()
            | CityLeft()
            | CityReached()
            | TransferMade()
        ):
            return "arrival"
        case (
            WelcomeCeremonyOpened()
            | LeadersGreeted()
            | DelegationsPresented()
            | GuardReported()
            | AnthemPlayed()
            | ColoursSaluted()
            | GuardReviewed()
            | SoldiersGreeted()
            | MarchPastHeld()
            | PhotographTaken()
            | VisitorsBookSigned()
            | DiplomaticCorpsGreeted()
            | GuardDrawnUp()
            | MusicPlayed()
            | FlagRaised()
            | WelcomeCeremonyClosed()
        ):
            return "ceremony"
        case TalksOpened() | TalksClosed() | MeetingHeld() | InformalMeetingHeld():
            return "talks"
        case SigningOpened() | DocumentSigned() | DocumentsSigned() | DocumentsExchanged() | SigningClosed():
            return "signing"
        case PressStatementMade() | PressConferenceHeld():
            return "press"
        case ReceptionOpened() | ReceptionClosed() | ToastProposed():
            return "hospitality"
        case DecorationConferred() | DecorationsExchanged() | GiftPresented() | CityKeyPresented():
            return "honours"
        case (
            WreathLaid()
            | SilenceObserved()
            | ParliamentAddressed()
            | SpeechGiven()
            | ForumAttended()
            | PlaceInaugurated()
            | CulturalEventAttended()
            | SiteVisited()
            | TreePlanted()
            | MultilateralMeetingAttended()
            | SpouseProgrammeHeld()
        ):
            return "programme"
        case FarewellCeremonyOpened() | FarewellCeremonyClosed() | GuestSeenOff() | GuestDeparted() | VisitConcluded():
            return "departure"
        case RecordOpened() | EntryCorrected() | EntryRetracted() | OtherHappened():
            return "record"
        case _:
            assert_never(event)


def incomplete(event: GuestArrived | GuestDeparted) -> str:
    """What is left out is found."""
    match event:
        case GuestArrived():
            return "arrival"
        case _:
            assert_never(event)  # type: ignore[arg-type] # GuestDeparted is left out
