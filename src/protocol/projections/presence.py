"""Which steps of a visit are for one person, judged by who is named and whose visit it is."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from protocol.events import (
    FAMILIES,
    AnthemPlayed,
    CityKeyPresented,
    CityLeft,
    CityReached,
    ColoursSaluted,
    DecorationsExchanged,
    DelegationsPresented,
    DiplomaticCorpsGreeted,
    GiftPresented,
    GuardDrawnUp,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GuestSeenOff,
    LeadersGreeted,
    MarchPastHeld,
    MeetingHeld,
    PhotographTaken,
    ReceptionOpened,
    SigningOpened,
    SpouseProgrammeHeld,
    TalksOpened,
    WelcomeCeremonyOpened,
)
from protocol.fields import frozen
from protocol.projections.days import Programme, Step
from protocol.projections.participants import named_in
from protocol.values import Person, Rank, Side, Sides, VenueKind
from protocol.visit import CeremonyHeld, CeremonyKind

_BOTH: Final = frozenset(
    {AnthemPlayed, ColoursSaluted, DecorationsExchanged, DelegationsPresented, GiftPresented, GuardReported}
    | {GuardReviewed, LeadersGreeted}
    | {MarchPastHeld, PhotographTaken, ReceptionOpened, SigningOpened, TalksOpened, WelcomeCeremonyOpened}
)
"""What a host does together with the guest, if nobody else is named."""

_TO_THE_GUEST: Final = frozenset(
    {CityKeyPresented, DiplomaticCorpsGreeted, GuardDrawnUp, GuestGreeted, GuestSeenOff, MeetingHeld, ReceptionOpened}
)
"""Events that name the people whom the guest meets, not the guest."""

_OF_SPOUSES: Final = frozenset(
    {GuestArrived, GuestGreeted, GuestSeenOff, GuestDeparted, CityLeft, CityReached, SpouseProgrammeHeld}
)
_WITH_SPOUSES: Final = frozenset({CeremonyKind.WELCOME, CeremonyKind.RECEPTION, CeremonyKind.FAREWELL})
_GATES: Final = frozenset({VenueKind.AIRPORT, VenueKind.STATION})


def steps_for(programme: Programme, person: Person) -> tuple[Step, ...]:
    """The steps of a programme that are for a person.

    A guest is at every step except those that name only others and the programme of a spouse. A host is at what the
    two do together, and at an airport, a meeting or a farewell only if a step of it names the host. Other people are
    where they are named; a guest's spouse also travels along and is at ceremonies and receptions.
    """
    parties = programme.visit.parties
    own = next((party for party in parties if any(person.known_as == each.known_as for each in party.people)), None)
    presence = _Presence(programme, person, None if own is None else own.side)
    is_for: Callable[[Step], bool] = presence.names
    if own is not None and own.side is Side.GUEST:
        is_for = presence.of_spouse if person.rank is Rank.SPOUSE else presence.of_guest
    elif (
        own is not None and own.side is Side.HOST and own.leader is not None and own.leader.known_as == person.known_as
    ):
        is_for = presence.of_host
    return tuple(step for step in programme.steps if is_for(step))


@frozen
class _Presence:
    """A person, their side if they lead one, and the programme."""

    programme: Programme
    person: Person
    side: Side | None

    def names(self, step: Step) -> bool:
        """Whether a step names the person, or a side that the person leads."""
        return any(self.person.name == each.name for each in step.people)

    def of_guest(self, step: Step) -> bool:
        """Whether a step is for a guest."""
        event, by = step.event, getattr(step.event, "by", None)
        if self.names(step):
            return True
        if self._names_others(step) and type(event) not in _TO_THE_GUEST:
            return False
        by_host = type(event) in FAMILIES["press"] and by is Sides.HOST
        return not by_host and not isinstance(event, SpouseProgrammeHeld)

    def of_host(self, step: Step) -> bool:
        """Whether a step is for the host; a step inside a ceremony is, if the host is at the ceremony."""
        if self.names(step) or self._names_others(step):
            return self.names(step)
        position = step.item.entry.position
        held = self._by_opening.get(position) or self._around.get(position)
        return type(step.event) in _BOTH if held is None else self._host_is_at(held)

    def of_spouse(self, step: Step) -> bool:
        """Whether a step is for the spouse of a guest."""
        if self.names(step) or (self._names_others(step) and type(step.event) not in _TO_THE_GUEST):
            return self.names(step)
        held = self._by_opening.get(step.item.entry.position)
        return type(step.event) in _OF_SPOUSES or (held is not None and held.kind in _WITH_SPOUSES)

    def _names_others(self, step: Step) -> bool:
        return any(self.person.name != each.name for each in named_in(step.item.entry))

    def _host_is_at(self, held: CeremonyHeld) -> bool:
        """Whether the host is at a ceremony: one that names nobody else and is not at an airport or a station."""
        inside = (self._steps[at] for at in held.steps if at in self._steps and self._around.get(at) is held)
        if any(isinstance(step.event, LeadersGreeted) or self.names(step) for step in inside):
            return True
        opening = self._steps[held.opened]
        at_the_gates = held.venue is not None and held.venue.kind in _GATES
        return type(opening.event) in _BOTH and not at_the_gates and not self._names_others(opening)

    @cached_property
    def _steps(self) -> Mapping[int, Step]:
        return {step.item.entry.position: step for step in self.programme.steps}

    @cached_property
    def _by_opening(self) -> Mapping[int, CeremonyHeld]:
        return {held.opened: held for held in self.programme.visit.ceremonies}

    @cached_property
    def _around(self) -> Mapping[int, CeremonyHeld]:
        """The innermost ceremony around each step; one whose end is not reported may enclose nothing."""
        closed = ((held, held.closed) for held in self.programme.visit.ceremonies if held.closed is not None)
        return {at: held for held, end in closed for at in held.steps if at < end}
