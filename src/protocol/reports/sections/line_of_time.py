"""The line of time of a visit as a drawing: ceremonies as bars, steps as marks, findings where they happened.

If the times of all its steps are exact, the scale is time and each day has its own drawing. Otherwise the scale is the
order of the record, because most records know no more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from protocol.events import Event
from protocol.events.ceremonies import HAPPENING
from protocol.fields import frozen
from protocol.projections import CeremonyTold, ceremonies
from protocol.projections.moments import exact
from protocol.reports.brief import Brief
from protocol.reports.page import Bar, Lane, Timeline, Tone
from protocol.reports.sections.scale import day_timeline, minutes_from
from protocol.reports.words.findings import TONES
from protocol.reports.words.language import Language
from protocol.reports.words.times import day_in_words
from protocol.rules import Assessment
from protocol.stream import Entry, what_happened

T = TypeVar("T")

Extent = Callable[[Entry[Event]], tuple[float, float]]
"""From where to where an entry reaches on the scale."""


def line_of_time(brief: Brief) -> Iterator[Timeline]:
    """What happened, drawn: a lane for each ceremony and one for other steps; no drawing if there are no steps."""
    entries = [entry for entry in what_happened(brief.current) if type(entry.event) in HAPPENING]
    held = ceremonies.of(brief.current).held
    if times := _times(entries):
        yield from _by_days(entries, held, times, brief)
    elif entries:
        places = {entry.position: float(place) for place, entry in enumerate(entries)}
        lanes = _Lanes(brief, lambda entry: (places[entry.position],) * 2, _tones(brief.assessment))
        marks = tuple(_days(entries, brief.language, places))
        yield Timeline(brief.language.say("The visit in order"), lanes.of(entries, held), marks)


def _times(entries: Sequence[Entry[Event]]) -> Mapping[int, datetime]:
    """When each entry began, if all these times are exact; else nothing."""
    times = {entry.position: full for entry in entries if (full := exact(entry.at)) is not None}
    return times if len(times) == len(entries) else {}


def _by_days(
    entries: Sequence[Entry[Event]], held: Sequence[CeremonyTold], times: Mapping[int, datetime], brief: Brief
) -> Iterator[Timeline]:
    """A drawing for each day; a ceremony and all that was held in it are drawn on the day it began."""
    outermost = _outermost(held)
    begun = {position: times[outermost.get(position, position)].date() for position in times}
    days = _by_day(entries, lambda entry: begun[entry.position])
    ceremonies_of = _by_day(held, lambda ceremony: begun[ceremony.held.opened])
    for day in sorted(days):
        extents = {entry.position: _extent(entry, times) for entry in days[day]}
        yield _day(day if len(days) > 1 else None, days[day], ceremonies_of.get(day, ()), extents, brief)


def _outermost(held: Sequence[CeremonyTold]) -> Mapping[int, int]:
    """The outermost ceremony around each entry, by the position of its opening."""
    around: dict[int, int] = {}
    for ceremony in held:
        within = ceremony.held.within
        around |= dict.fromkeys(ceremony.entries, ceremony.held.opened if within is None else around[within])
    return around


def _by_day(parts: Iterable[T], day_of: Callable[[T], date]) -> Mapping[date, Sequence[T]]:
    days: dict[date, list[T]] = {}
    for part in parts:
        days.setdefault(day_of(part), []).append(part)
    return days


def _day(
    day: date | None,
    entries: Sequence[Entry[Event]],
    held: Sequence[CeremonyTold],
    extents: Mapping[int, tuple[datetime, datetime]],
    brief: Brief,
) -> Timeline:
    moments = [moment for extent in extents.values() for moment in extent]
    place = minutes_from(min(moments))

    def extent(entry: Entry[Event]) -> tuple[float, float]:
        start, end = extents[entry.position]
        return place(start), place(end)

    lanes = _Lanes(brief, extent, _tones(brief.assessment))
    caption = brief.language.say("The visit over time")
    return day_timeline(caption, day, lanes.of(entries, held), moments, brief.language)


def _extent(entry: Entry[Event], times: Mapping[int, datetime]) -> tuple[datetime, datetime]:
    """When a step began and ended, if the end is known exactly."""
    start = times[entry.position]
    return start, max(start, exact(entry.until) or start)


def _tones(assessment: Assessment | None) -> Mapping[int, Tone]:
    """The tone of the worst finding about each entry."""
    found = () if assessment is None else sorted(assessment.findings, key=lambda finding: finding.severity)
    return {position: TONES[finding.severity] for finding in found for position in finding.entries}


@frozen
class _Lanes:
    """What the lanes of a drawing are made from: the record, the places of its entries on the scale, their tones."""

    brief: Brief
    extent: Extent
    tones: Mapping[int, Tone]

    def of(self, entries: Sequence[Entry[Event]], held: Sequence[CeremonyTold]) -> tuple[Lane, ...]:
        """A lane for the steps outside ceremonies, and one for each ceremony."""
        inside = {position for ceremony in held for position in ceremony.entries}
        others = tuple(self._step(entry) for entry in entries if entry.position not in inside)
        lanes = (Lane(self.brief.language.say("Other steps"), others), *map(self._ceremony, held))
        return tuple(lane for lane in lanes if lane.bars)

    def _ceremony(self, ceremony: CeremonyTold) -> Lane:
        entries = [entry for at in ceremony.entries if (entry := self.brief.current.at(at)) is not None]
        opening, last = entries[0], [entry for entry in entries if type(entry.event) in HAPPENING][-1]
        name, (start, end) = self.brief.teller.item(opening), self.extent(opening)
        end = max(end, self.extent(last)[1])
        whole = Bar(name, start, end, ceremony.entries, self._tone(opening))
        return Lane(name, (whole, *(self._step(step) for step in ceremony.steps if type(step.event) in HAPPENING)))

    def _step(self, entry: Entry[Event]) -> Bar:
        return Bar(self.brief.teller.item(entry), *self.extent(entry), (entry.position,), self._tone(entry))

    def _tone(self, entry: Entry[Event]) -> Tone:
        return self.tones.get(entry.position, Tone.PLAIN)


def _days(
    entries: Sequence[Entry[Event]], language: Language, places: Mapping[int, float]
) -> Iterator[tuple[float, str]]:
    """A mark where each day of the record begins."""
    shown: date | None = None
    for entry in entries:
        day = None if entry.at is None else entry.at.day
        if day is not None and day != shown:
            shown = day
            yield places[entry.position], day_in_words(day, language)
