"""Times that may not be told, and the clocks that they are told by."""

from datetime import date, datetime, tzinfo

from attrs import evolve

from protocol.events import Event
from protocol.stream import Entry, Stream
from protocol.values import Moment


def in_zone(stream: Stream, zone: tzinfo | None) -> Stream:
    """The stream by the clocks of a zone; without one as it is."""
    return stream if zone is None else Stream(tuple(_entry_in_zone(entry, zone) for entry in stream))


def _entry_in_zone(entry: Entry[Event], zone: tzinfo) -> Entry[Event]:
    if entry.at is None and entry.until is None:
        return entry
    since, until = (moment and moment.in_zone(zone) for moment in (entry.at, entry.until))
    return evolve(entry, at=since, until=until)


def exact(moment: Moment | None) -> datetime | None:
    """The date-time of a moment that is told in full and exactly: the only ones that can be compared."""
    return None if moment is None else moment.full


def day_of(moment: Moment | None) -> date | None:
    """The day of a moment, where it is told."""
    return None if moment is None else moment.day
