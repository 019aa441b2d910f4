"""How the points of the programme change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import (
    CulturalEventAttended,
    Event,
    ForumAttended,
    MultilateralMeetingAttended,
    ParliamentAddressed,
    PlaceInaugurated,
    SilenceObserved,
    SiteVisited,
    SpeechGiven,
    SpouseProgrammeHeld,
    TreePlanted,
    WreathLaid,
)
from protocol.events.programme import ProgrammePoint
from protocol.stream import Entry
from protocol.visit.state import Fact, Visit


def evolve_programme(visit: Visit, entry: Entry[Event], event: ProgrammePoint) -> Visit:
    """The visit after a point of its programme."""
    match event:
        case WreathLaid() | SilenceObserved() | PlaceInaugurated() | SiteVisited() | TreePlanted():
            return _with_point(visit, entry, event)
        case ParliamentAddressed() | SpeechGiven() | ForumAttended() | MultilateralMeetingAttended():
            return _with_point(visit, entry, event)
        case CulturalEventAttended() | SpouseProgrammeHeld():
            return _with_point(visit, entry, event)
        case _:
            assert_never(event)


def _with_point(visit: Visit, entry: Entry[Event], event: ProgrammePoint) -> Visit:
    return evolve(visit, points=(*visit.points, Fact(entry.position, event)))
