"""Appointments of pages as calendars (RFC 5545), for the calendars that people carry."""

from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, timedelta, tzinfo
from typing import Final

from attrs import evolve

from protocol.errors import InvalidValueError, MissingExtraError
from protocol.render.characters import clean
from protocol.render.zones import Observance, observances, zone_named
from protocol.reports import Appointment, Page

try:
    from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText
except ModuleNotFoundError:
    raise MissingExtraError("a calendar", "reports") from None

_MAKER: Final = "-//state-visit-protocol//visits//EN"
_DAY: Final = timedelta(days=1)
_FIRST_YEAR: Final = 2
"""The first year whose beginning has a time in every zone."""


def as_calendar(page: Page) -> str:
    """The appointments of a page as a calendar, with the rules of its time zones in those years.

    An appointment keeps its UID as long as it keeps its name, so a calendar that is imported again is updated and
    nothing in it doubled. No clock is read, so the same page is the same calendar; the stamps are those of its edition.
    """
    if not page.appointments:
        raise InvalidValueError(
            "a page for a calendar",
            page.title,
            "it has no appointments: a step with its day, or the days of the visit, are wanted",
        )
    page = evolve(page, appointments=tuple(map(_in_zone, page.appointments)))
    calendar = _calendar(page)
    for uid, appointment in zip(_uids(page), page.appointments, strict=True):
        calendar.add_component(_event(appointment, uid, page.language))
    text: str = calendar.to_ical().decode()
    return text


def _calendar(page: Page) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(clean(page.title)))  # a text, which icalendar 7 does not take it for
    for zone in _zones(page):
        calendar.add_component(zone)
    return calendar


def _zones(page: Page) -> Iterator[Timezone]:
    """The rules of each zone in the years of the appointments, by the tables of this machine."""
    moments = [moment for appointment in page.appointments for moment in _moments(appointment)]
    named = {key: moment.tzinfo for moment in moments if moment.tzinfo and (key := _zone(moment)) is not None}
    for key, zone in sorted(named.items()):
        component = Timezone()
        component.add("tzid", key)
        for kept in observances(zone, *_years(moments)):
            component.add_component(_observance(kept))
        yield component


def _years(moments: list[datetime]) -> tuple[datetime, datetime]:
    """The years of the appointments, with the one before and the one after."""
    first, last = min(moments).year - 1, max(moments).year + 2
    return datetime(max(first, _FIRST_YEAR), 1, 1, tzinfo=UTC), datetime(min(last, MAXYEAR), 1, 1, tzinfo=UTC)


def _observance(kept: Observance) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if kept.summer else TimezoneStandard()
    component.add("dtstart", kept.since)
    component.add("tzoffsetfrom", kept.before)
    component.add("tzoffsetto", kept.offset)
    component.add("tzname", kept.name)
    return component


def _moments(appointment: Appointment) -> tuple[datetime, ...]:
    start, end = _span(appointment)
    return tuple(moment for moment in (start, end) if isinstance(moment, datetime))


def _event(appointment: Appointment, uid: str, language: str) -> Event:
    event = Event()
    start, end = _span(appointment)
    event.add("uid", uid)
    stamp = appointment.stamp.astimezone(UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", appointment.sequence)
    event.add("status", appointment.status.upper())
    event.add("dtstart", start)
    if end is not None:
        event.add("dtend", end)
    remarks = None if appointment.remarks is None else "\n".join(map(clean, appointment.remarks.splitlines()))
    summary, location = clean(appointment.words), appointment.venue and clean(appointment.venue)
    for name, words in {"summary": summary, "location": location, "description": remarks}.items():
        if words is not None:
            event.add(name, words, parameters={"LANGUAGE": language})
    return event


def _span(appointment: Appointment) -> tuple[datetime | date, datetime | date | None]:
    """The start and the end of an appointment; of whole days the end is the day after the last, as RFC 5545 has it.

    An end at midnight belongs to the day before it.
    """
    start, end = appointment.start, appointment.end
    if not isinstance(start, datetime):
        ended = (end - datetime.resolution).date() if isinstance(end, datetime) else end
        last = max(start, ended or start)
        return start, None if last == date.max else last + _DAY
    end = end if isinstance(end, datetime) and end.astimezone(UTC) > start.astimezone(UTC) else None
    if _zone(start) is None or (end is not None and _zone(end) is None):
        return start.astimezone(UTC), end and end.astimezone(UTC)
    return start, end


def _in_zone(appointment: Appointment) -> Appointment:
    """An appointment by the clocks of the zone that it names, if that is known.

    Without a zone, a time that has no offset becomes its day, and its clock goes into the words.
    """
    zone, start, end = zone_named(appointment.zone), appointment.start, appointment.end
    begins, ends = _moment_in(zone, start), None if end is None else _moment_in(zone, end)
    if isinstance(start, datetime) and not isinstance(begins, datetime):
        return evolve(appointment, start=begins, end=None, words=f"{start:%H:%M} {appointment.words}")
    return evolve(appointment, start=begins, end=ends)


def _moment_in(zone: tzinfo | None, moment: datetime | date) -> datetime | date:
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None and zone is None:
        return moment.date()
    try:
        placed = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone or moment.tzinfo)
        placed.astimezone(UTC)
    except OverflowError:  # the first or the last hours that a calendar has
        return moment.date()
    return placed


def _zone(moment: datetime) -> str | None:
    """The name of a moment's zone, or None for a moment that has to be written in UTC.

    These are the moments with an offset but no zone, and those in the hour that clocks repeat when they are put back.
    """
    key: str | None = getattr(moment.tzinfo, "key", None)
    again = moment.astimezone(UTC).astimezone(moment.tzinfo)
    told_once = again.replace(tzinfo=None) == moment.replace(tzinfo=None, fold=0) and not again.fold
    return key if key is not None and key != "UTC" and told_once else None


def _uids(page: Page) -> Iterator[str]:
    """The names of the appointments, numbered where some are called the same."""
    seen: dict[str, int] = {}
    for appointment in page.appointments:
        name = clean(appointment.name)
        seen[name] = seen.get(name, 0) + 1
        yield f"{name}@state-visit-protocol" if seen[name] == 1 else f"{name}-{seen[name]}@state-visit-protocol"
