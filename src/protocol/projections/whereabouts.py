"""The itinerary: where the guest is at every step, as far as the record says."""

from collections.abc import Mapping
from functools import cached_property

from attrs import evolve

from protocol.events import CityLeft, CityReached, Event, GuestArrived, GuestDeparted
from protocol.fields import frozen
from protocol.projections.days import Programme, Step
from protocol.projections.folding import projection
from protocol.projections.history import NOTHING_HAPPENED, History, timeline
from protocol.projections.participants import is_about
from protocol.stream import Entry
from protocol.values import Side, Text, Venue


@frozen
class Whereabouts:
    """Where the guest is: in the host's country or not, in which city, at which place; None where nobody says so.

    `entries` has the position of the step at which the guest is there.
    """

    entries: tuple[int, ...] = ()
    in_country: bool | None = None
    city: Text | None = None
    place: Venue | None = None


@frozen
class Itinerary:
    """Where the guest is at every step of a visit."""

    history: History = NOTHING_HAPPENED

    @cached_property
    def whereabouts(self) -> Mapping[int, Whereabouts]:
        """Where the guest is during each step, by its position: after the arrival in the country, after leaving it not.

        A place holds for the step that names it, a city until it is left; a step that the guest is not at says nothing.
        """
        found: dict[int, Whereabouts] = {}
        known = Whereabouts()
        for step in Programme(self.history).steps:
            known = evolve(self._after(known, step), entries=(step.item.entry.position,))
            found[step.item.entry.position] = known
            if isinstance(step.event, GuestDeparted):
                known = Whereabouts(in_country=False)
        return found

    def _after(self, known: Whereabouts, step: Step) -> Whereabouts:
        match step.event:
            case GuestArrived():
                return _at(Whereabouts(in_country=True), step.place)
            case CityLeft():
                return evolve(known, city=None, place=None)
            case CityReached(city=city):
                return _at(evolve(known, city=city), step.place)
            case _:
                return _at(known, step.place if self._is_at(step) else None)

    def _is_at(self, step: Step) -> bool:
        """Whether the record puts the guest's leader at a step, or the guest if no leader is named."""
        guest = self.history.visit.party(Side.GUEST)
        leader = None if guest is None else guest.leader
        return is_about(step.event, Side.GUEST) if leader is None else step.is_for(leader)


def _at(known: Whereabouts, place: Venue | None) -> Whereabouts:
    return evolve(known, place=place, city=known.city if place is None else place.city or known.city)


@projection("Where the guest is at every step, as far as the record says.", start=Itinerary())
def itinerary(so_far: Itinerary, entry: Entry[Event]) -> Itinerary:
    return evolve(so_far, history=timeline.fold(so_far.history, entry))
