"""How talks and meetings change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import Event, InformalMeetingHeld, MeetingHeld, TalksClosed, TalksOpened
from protocol.events.ceremonies import CeremonyKind
from protocol.events.talks import Talks
from protocol.stream import Entry
from protocol.visit.brackets import closing, opening
from protocol.visit.state import Fact, Visit


def evolve_talks(visit: Visit, entry: Entry[Event], event: Talks) -> Visit:
    """The visit after talks were opened or closed, or a meeting was held."""
    match event:
        case TalksOpened():
            return opening(visit, entry, CeremonyKind.TALKS, talks=event.format)
        case TalksClosed():
            return closing(visit, entry, CeremonyKind.TALKS, talks=event.format)
        case MeetingHeld():
            return evolve(visit, meetings=(*visit.meetings, Fact(entry.position, event)))
        case InformalMeetingHeld():
            return evolve(visit, informal_meetings=(*visit.informal_meetings, Fact(entry.position, event)))
        case _:
            assert_never(event)
