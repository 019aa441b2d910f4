"""The fold itself: `evolve` for one entry, `replay` for a stream."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import reduce
from itertools import takewhile
from types import MappingProxyType
from typing import Any, Final

import attrs

from protocol.errors import InvalidValueError
from protocol.events import FAMILIES, ORDERED, Event
from protocol.stream import Entry, Stream, effective
from protocol.visit.arrival import evolve_arrival
from protocol.visit.brackets import placed
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
    """The visit after one more entry, whatever it is: what happened, happened.

    >>> from protocol.events import GuestArrived
    >>> evolve(Visit(), Entry(1, GuestArrived())).status
    <VisitStatus.UNDER_WAY: 'under-way'>
    """
    return FOLDS[type(entry.event)](placed(_begun(visit, entry), entry), entry, entry.event)


def _begun(visit: Visit, entry: Entry[Event]) -> Visit:
    """Any step shows that the visit is under way, since a partial record may leave out the arrival."""
    waiting = visit.status in {VisitStatus.EXPECTED, VisitStatus.POSTPONED}
    if not waiting or type(entry.event) not in ORDERED:
        return visit
    return attrs.evolve(visit, status=VisitStatus.UNDER_WAY)


def replay(stream: Stream, *, until: int | datetime | None = None) -> Visit:
    """The visit as its stream tells it, with corrections applied; up to a position or a moment, if one is given.

    A position is the last that counts. A moment ends the replay before the first entry that is stated, exactly and
    with date and offset, to have begun later; entries without such a time never end it. Corrections count when they
    were recorded before that end: the answer is what the record said then, not what it says now.

    >>> from protocol.events import GuestArrived, GuestDeparted, RecordOpened
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived(), GuestDeparted())
    >>> replay(stream).status, replay(stream, until=1).status
    (<VisitStatus.DEPARTED: 'departed'>, <VisitStatus.UNDER_WAY: 'under-way'>)
    """
    kept = tuple(_up_to(stream, until))
    return reduce(evolve, effective(Stream(kept)) if kept else (), Visit())


def _up_to(stream: Stream, until: int | datetime | None) -> Iterable[Entry[Event]]:
    if until is None:
        return stream
    if isinstance(until, int):
        return takewhile(lambda entry: entry.position <= until, stream)
    if until.tzinfo is None:
        raise InvalidValueError("the end of a replay", until.isoformat(), "a date-time needs an offset from UTC")
    return takewhile(lambda entry: not _later(entry, until), stream)


def _later(entry: Entry[Event], moment: datetime) -> bool:
    full = None if entry.at is None else entry.at.full
    return full is not None and full > moment
