"""`Visit`: what is known of a visit at some point of its stream."""

from enum import StrEnum
from typing import Generic, TypeVar

from attrs import field, frozen

from protocol.events import (
    AnthemPlayed,
    CityKeyPresented,
    CityLeft,
    CityReached,
    DecorationConferred,
    DecorationsExchanged,
    DelegationNamed,
    DocumentsExchanged,
    DocumentSigned,
    DocumentsSigned,
    Event,
    GiftPresented,
    GuestArrived,
    GuestDeparted,
    GunSaluteFired,
    InformalMeetingHeld,
    MeetingHeld,
    OtherHappened,
    PressConferenceHeld,
    PressStatementMade,
    ProgrammeApproved,
    ProgrammeRevised,
    ToastProposed,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
    VisitPostponed,
)
from protocol.events.programme import ProgrammePoint
from protocol.stream import NOWHERE
from protocol.values import Basis, Coverage, Dates, Moment, Party, Person, Side, Source, Text, VisitKind
from protocol.visit.ceremonies import CeremonyHeld

E_co = TypeVar("E_co", bound=Event, covariant=True)


class VisitStatus(StrEnum):
    """How far a visit has come; in a planned stream, how far the programme takes it."""

    EXPECTED = "expected"
    POSTPONED = "postponed"
    UNDER_WAY = "under-way"
    DEPARTED = "departed"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


@frozen
class Fact(Generic[E_co]):
    """An event that a visit remembers, and the position of the entry that reports it."""

    position: int
    event: E_co


@frozen
class Visit:
    """What a stream has said about a visit so far.

    Facts are events with the positions of their entries, so that everything that is counted or printed can name them.
    Nothing is judged here: a visit that was concluded twice has two conclusions.
    """

    id: str | None = None
    basis: Basis = Basis.REPORTED
    coverage: Coverage = Coverage.PARTIAL
    time_zone: str | None = None
    sources: tuple[Source, ...] = ()
    rulebook: str | None = None
    edition: Text | None = None
    as_of: Moment | None = None

    kind: VisitKind = VisitKind.UNKNOWN
    kind_by_guest: VisitKind | None = None
    kind_as_stated: Text | None = None
    parties: tuple[Party, ...] = ()
    dates: Dates | None = None

    status: VisitStatus = VisitStatus.EXPECTED
    agreed: tuple[Fact[VisitAgreed], ...] = ()
    delegations: tuple[Fact[DelegationNamed], ...] = ()
    approved: tuple[Fact[ProgrammeApproved], ...] = ()
    revised: tuple[Fact[ProgrammeRevised], ...] = ()
    postponed: tuple[Fact[VisitPostponed], ...] = ()
    cancelled: tuple[Fact[VisitCancelled], ...] = ()

    arrived: tuple[Fact[GuestArrived], ...] = ()
    travelled: tuple[Fact[CityLeft | CityReached], ...] = ()
    departed: tuple[Fact[GuestDeparted], ...] = ()
    concluded: tuple[Fact[VisitConcluded], ...] = ()

    ceremonies: tuple[CeremonyHeld, ...] = ()
    open: tuple[int, ...] = ()
    salutes: tuple[Fact[GunSaluteFired], ...] = ()
    anthems: tuple[Fact[AnthemPlayed], ...] = ()
    meetings: tuple[Fact[MeetingHeld], ...] = ()
    informal_meetings: tuple[Fact[InformalMeetingHeld], ...] = ()
    signed: tuple[Fact[DocumentSigned | DocumentsSigned], ...] = ()
    exchanged: tuple[Fact[DocumentsExchanged], ...] = ()
    statements: tuple[Fact[PressStatementMade | PressConferenceHeld], ...] = ()
    toasts: tuple[Fact[ToastProposed], ...] = ()
    decorations: tuple[Fact[DecorationConferred | DecorationsExchanged], ...] = ()
    gifts: tuple[Fact[GiftPresented], ...] = ()
    city_keys: tuple[Fact[CityKeyPresented], ...] = ()
    points: tuple[Fact[ProgrammePoint], ...] = ()
    others: tuple[Fact[OtherHappened], ...] = ()

    position: int = field(default=NOWHERE, eq=False, repr=False)
    """The position of the last folded entry, `NOWHERE` before the first; it is no part of what the visit equals."""

    @property
    def planned(self) -> bool:
        """Whether this is a programme, not what happened."""
        return self.basis is Basis.ANNOUNCED

    def party(self, side: Side) -> Party | None:
        """The first party on a side, or None where none is named."""
        return next((party for party in self.parties if party.side is side), None)

    def delegation(self, side: Side) -> tuple[Person, ...]:
        """All members named for a side, each once, in the order of naming."""
        named = (fact.event for fact in self.delegations if fact.event.side is side)
        return tuple(dict.fromkeys(member for event in named for member in event.members))

    def ceremony(self, opened: int) -> CeremonyHeld | None:
        """The ceremony that was opened by the entry at a position, or None."""
        return next((held for held in self.ceremonies if held.opened == opened), None)

    def steps_of(self, opened: int) -> tuple[int, ...]:
        """The positions of all steps of a ceremony, with those of ceremonies held inside it."""
        return self.steps_by_ceremony().get(opened, ())

    def steps_by_ceremony(self) -> dict[int, tuple[int, ...]]:
        """The positions of all steps of each ceremony, with those of ceremonies held inside it, by its opening.

        `CeremonyHeld.steps` leaves out the steps of ceremonies inside it.
        """
        steps = {held.opened: list(held.steps) for held in self.ceremonies}
        for held in reversed(self.ceremonies):
            if held.within is not None:
                steps[held.within] += steps[held.opened]
        return {opened: tuple(sorted(inside)) for opened, inside in steps.items()}
