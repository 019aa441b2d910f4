"""The fold itself: `evolve` for one entry, `replay` for a stream."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import reduce
from types import MappingProxyType
from typing import Any, Final

import attrs

from protocol.events import FAMILIES, ORDERED, Event
from protocol.stream import Entry, Stream, Until, as_it_was, effective, following, is_ahead
from protocol.visit.arrival import evolve_arrival
from protocol.visit.brackets import note_in_ceremony
from protocol.visit.ceremony import evolve_ceremony
from protocol.visit.departure import evolve_departure
from protocol.visit.honours import evolve_honours
from protocol.visit.hospitality import evolve_hospitality
from protocol.visit.preparation import evolve_preparation
from protocol.visit.press import evolve_press
from protocol.visit.programme import evolve_programme
from protocol.visit.record import evolve_record
from protocol.visit.signing import evolve_signing
from protocol.visit.state import Visit, VisitStatus
from protocol.visit.talks import evolve_talks

# Any: each function takes the events of its own family, and the table pairs them by class, which no type can say.
FamilyFold = Callable[[Visit, Entry[Event], Any], Visit]

BY_FAMILY: Final[Mapping[str, FamilyFold]] = MappingProxyType(
    {
        "preparation": evolve_preparation,
        "arrival": evolve_arrival,
        "ceremony": evolve_ceremony,
        "talks": evolve_talks,
        "signing": evolve_signing,
        "press": evolve_press,
        "hospitality": evolve_hospitality,
        "honours": evolve_honours,
        "programme": evolve_programme,
        "departure": evolve_departure,
        "record": evolve_record,
    }
)
"""The function that folds each family."""

FOLDS: Final[Mapping[type[Event], FamilyFold]] = MappingProxyType(
    {event: BY_FAMILY[family] for family, events in FAMILIES.items() for event in events}
)
"""The function that folds each event class."""


def evolve(visit: Visit, entry: Entry[Event]) -> Visit:
    """The visit after one more entry; no event is refused, because a faulty visit happened too.

    A step that is only announced changes nothing. An entry that comes twice, or after a later one, raises a
    `StreamError`, because it would count twice.

    >>> from protocol.events import GuestArrived
    >>> evolve(Visit(), Entry(1, GuestArrived())).status
    <VisitStatus.UNDER_WAY: 'under-way'>
    """
    following(entry, visit.position)
    if is_ahead(entry, planned=visit.planned):
        return attrs.evolve(visit, position=entry.position)
    read = attrs.evolve(
        visit, position=entry.position, status=_begun(visit, entry), ceremonies=note_in_ceremony(visit, entry)
    )
    return FOLDS[type(entry.event)](read, entry, entry.event)


def _begun(visit: Visit, entry: Entry[Event]) -> VisitStatus:
    """Any step shows that the visit is under way, since a partial record may leave out the arrival."""
    waiting = visit.status in {VisitStatus.EXPECTED, VisitStatus.POSTPONED}
    return VisitStatus.UNDER_WAY if waiting and type(entry.event) in ORDERED else visit.status


def replay(stream: Stream, *, until: Until = None, as_of: datetime | None = None) -> Visit:
    """The visit that a stream describes, with corrections applied, now or at an earlier time.

    `until`, a position or a moment, leaves out what happened later; `as_of` leaves out what was recorded later. Both
    can be given, see `as_it_was`. If the record had not been opened by then, the visit is empty.

    >>> from protocol.events import GuestArrived, GuestDeparted, RecordOpened
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived(), GuestDeparted())
    >>> replay(stream).status, replay(stream, until=1).status
    (<VisitStatus.DEPARTED: 'departed'>, <VisitStatus.UNDER_WAY: 'under-way'>)
    """
    was = as_it_was(stream, until=until, as_of=as_of)
    return reduce(evolve, () if was is None else effective(was), Visit())
