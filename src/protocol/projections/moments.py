"""Times of entries, which may be unknown, and the clocks by which they are given."""

from datetime import date, datetime, tzinfo

from attrs import evolve

from protocol.events import Event
from protocol.stream import Entry, Stream
from protocol.values import Moment


def in_zone(stream: Stream, zone: tzinfo | None) -> Stream:
    """The stream with its times by the clocks of a zone; without a zone as it is."""
    return stream if zone is None else Stream(tuple(_entry_in_zone(entry, zone) for entry in stream))


def _entry_in_zone(entry: Entry[Event], zone: tzinfo) -> Entry[Event]:
    if entry.at is None and entry.until is None:
        return entry
    since, until = (moment and moment.in_zone(zone) for moment in (entry.at, entry.until))
    return evolve(entry, at=since, until=until)


def exact(moment: Moment | None) -> datetime | None:
    """The date-time of a moment that is known in full and exactly: only such moments can be compared."""
    return None if moment is None else moment.full


def day_of(moment: Moment | None) -> date | None:
    """The day of a moment, if it is known."""
    return None if moment is None else moment.day
