"""Which steps of a visit are for one person, as far as it can be told by who is named and whose visit it is."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from protocol.events import (
    FAMILIES,
    AnthemPlayed,
    CityLeft,
    CityReached,
    ColoursSaluted,
    DelegationsPresented,
    GiftPresented,
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
from protocol.projections.participants import people_in
from protocol.projections.programme import Programme, Step
from protocol.values import Person, Rank, Side, Sides, VenueKind
from protocol.visit import CeremonyHeld, CeremonyKind

_BOTH: Final = frozenset(
    {AnthemPlayed, ColoursSaluted, DelegationsPresented, GiftPresented, GuardReported, GuardReviewed, LeadersGreeted}
    | {MarchPastHeld, PhotographTaken, ReceptionOpened, SigningOpened, TalksOpened, WelcomeCeremonyOpened}
)
"""What a host does with a guest in person, where nobody else is named."""

_TO_THE_GUEST: Final = frozenset({GuestGreeted, GuestSeenOff, MeetingHeld, ReceptionOpened})
"""What names those whom the guest meets, and not the guest."""

_OF_SPOUSES: Final = frozenset(
    {GuestArrived, GuestGreeted, GuestSeenOff, GuestDeparted, CityLeft, CityReached, SpouseProgrammeHeld}
)
_WITH_SPOUSES: Final = frozenset({CeremonyKind.WELCOME, CeremonyKind.RECEPTION, CeremonyKind.FAREWELL})
_GATES: Final = frozenset({VenueKind.AIRPORT, VenueKind.STATION})


def steps_for(told: Programme, person: Person) -> tuple[Step, ...]:
    """The steps of a programme that are for a person.

    A guest is at all of the visit but what names others alone, and the programme of a spouse. A host is at what both
    do together; at an airport, a meeting, a farewell only where a step of it names the host. Who leads no side is where
    they are named; a guest's spouse also on the way and at ceremonies and receptions.
    """
    parties = told.visit.parties
    own = next((party for party in parties if any(person.name == each.name for each in party.principals)), None)
    presence = _Presence(told, person, None if own is None else own.side)
    is_for: Callable[[Step], bool] = presence.names
    if own is not None and own.side is Side.GUEST:
        is_for = presence.of_spouse if person.rank is Rank.SPOUSE else presence.of_guest
    elif own is not None and own.side is Side.HOST and own.leader is not None and own.leader.name == person.name:
        is_for = presence.of_host
    return tuple(step for step in told.steps if is_for(step))


@frozen(slots=False)
class _Presence:
    """A person, on a side or on none, and the ceremonies of a visit."""

    told: Programme
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
        """Whether a step is for the host: what is inside a ceremony, where the host is at it."""
        held, around = self._opened.get(step.item.entry.position), self._around.get(step.item.entry.position)
        if self.names(step):
            return True
        if self._names_others(step):
            return False
        if held is not None:
            return self._hosted(held)
        return type(step.event) in _BOTH if around is None else self._hosted(around)

    def of_spouse(self, step: Step) -> bool:
        """Whether a step is for the spouse of a guest."""
        if self.names(step) or (self._names_others(step) and type(step.event) not in _TO_THE_GUEST):
            return self.names(step)
        held = self._opened.get(step.item.entry.position)
        return type(step.event) in _OF_SPOUSES or (held is not None and held.kind in _WITH_SPOUSES)

    def _names_others(self, step: Step) -> bool:
        return any(self.person.name != each.name for each in people_in(step.event))

    def _hosted(self, held: CeremonyHeld) -> bool:
        """Whether the host is at a ceremony: one that names nobody else, and not one at the gates of the country."""
        steps = (self._steps[at] for at in held.steps if at in self._steps)
        if any(isinstance(step.event, LeadersGreeted) or self.names(step) for step in steps if self._is_in(held, step)):
            return True
        opening = self._steps[held.opened]
        at_the_gates = held.venue is not None and held.venue.kind in _GATES
        return type(opening.event) in _BOTH and not at_the_gates and not self._names_others(opening)

    def _is_in(self, held: CeremonyHeld, step: Step) -> bool:
        around = self._around.get(step.item.entry.position)
        return around is not None and around.opened == held.opened

    @cached_property
    def _steps(self) -> Mapping[int, Step]:
        return {step.item.entry.position: step for step in self.told.steps}

    @cached_property
    def _opened(self) -> Mapping[int, CeremonyHeld]:
        return {held.opened: held for held in self.told.visit.ceremonies}

    @cached_property
    def _around(self) -> Mapping[int, CeremonyHeld]:
        """The innermost ceremony around each step; one whose end is not reported is around nothing for certain."""
        closed = ((held, held.closed) for held in self.told.visit.ceremonies if held.closed is not None)
        return {at: held for held, end in closed for at in held.steps if at < end}
