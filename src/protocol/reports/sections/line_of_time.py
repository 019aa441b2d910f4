"""The line of time of a visit as a drawing: ceremonies as bars, steps as marks, findings where they happened.

Where every step that is drawn states its time exactly, the scale is time, and each day has a drawing of its own; else
it is the order of the record, for order is what most records tell.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections import CeremonyTold, ceremonies
from protocol.reports.brief import Brief
from protocol.reports.page import Bar, Lane, Timeline, Tone
from protocol.reports.sections.scale import hours, minutes_from
from protocol.reports.words.findings import TONES
from protocol.reports.words.language import Language
from protocol.reports.words.times import day_in_words
from protocol.rules import Assessment
from protocol.stream import Entry
from protocol.visit.ceremonies import HAPPENING

T = TypeVar("T")

Extent = Callable[[Entry[Event]], tuple[float, float]]
"""From where to where an entry reaches on the scale."""


def line_of_time(brief: Brief) -> Iterator[Timeline]:
    """What happened, drawn: a lane for each ceremony and one for what stands in none; nothing of no step."""
    entries = [entry for entry in brief.current if type(entry.event) in HAPPENING]
    held = ceremonies.of(brief.current).held
    if times := _times(entries):
        yield from _by_days(entries, held, times, brief)
    elif entries:
        places = {entry.position: float(place) for place, entry in enumerate(entries)}
        drawing = _Drawing(brief, lambda entry: (places[entry.position],) * 2, _tones(brief.assessment))
        marks = tuple(_days(entries, brief.language, places))
        yield Timeline(brief.language.say("The visit in order"), drawing.lanes(entries, held), marks)


def _times(entries: Sequence[Entry[Event]]) -> Mapping[int, datetime]:
    """When each entry began, if all state it exactly; else nothing."""
    told = {entry.position: entry.at.full for entry in entries if entry.at is not None}
    times = {position: full for position, full in told.items() if full is not None}
    return times if len(times) == len(entries) else {}


def _by_days(
    entries: Sequence[Entry[Event]], held: Sequence[CeremonyTold], times: Mapping[int, datetime], brief: Brief
) -> Iterator[Timeline]:
    """A drawing for each day; a ceremony stands as a whole, with what was held inside it, on the day it began."""
    outermost = _outermost(held)
    begun = {position: times[outermost.get(position, position)].date() for position in times}
    caption, days = brief.language.say("The visit over time"), _grouped(entries, lambda entry: begun[entry.position])
    ceremonies_of = _grouped(held, lambda told: begun[told.held.opened])
    for day in sorted(days):
        words = f"{caption}: {day_in_words(day, brief.language)}" if len(days) > 1 else caption
        extents = {entry.position: _extent(entry, times) for entry in days[day]}
        yield _day(words, days[day], ceremonies_of.get(day, ()), extents, brief)


def _outermost(held: Sequence[CeremonyTold]) -> Mapping[int, int]:
    """The ceremony around each entry that stands in none other, by the position of its opening."""
    around: dict[int, int] = {}
    for told in held:
        within = told.held.within
        around |= dict.fromkeys(told.entries, told.held.opened if within is None else around[within])
    return around


def _grouped(parts: Iterable[T], day_of: Callable[[T], date]) -> Mapping[date, Sequence[T]]:
    days: dict[date, list[T]] = {}
    for part in parts:
        days.setdefault(day_of(part), []).append(part)
    return days


def _day(
    caption: str,
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

    drawing = _Drawing(brief, extent, _tones(brief.assessment))
    return Timeline(caption, drawing.lanes(entries, held), tuple(hours(moments, brief.language)))


def _extent(entry: Entry[Event], times: Mapping[int, datetime]) -> tuple[datetime, datetime]:
    """When a step began, and when it ended where that is told."""
    start = times[entry.position]
    end = None if entry.until is None else entry.until.full
    return start, start if end is None else max(start, end)


def _tones(assessment: Assessment | None) -> Mapping[int, Tone]:
    """The tone of the worst finding about each entry."""
    found = () if assessment is None else sorted(assessment.findings, key=lambda finding: finding.severity)
    return {position: TONES[finding.severity] for finding in found for position in finding.entries}


@frozen
class _Drawing:
    """What a drawing is made with: how entries are named, where they stand, how they were found."""

    brief: Brief
    extent: Extent
    tones: Mapping[int, Tone]

    def lanes(self, entries: Sequence[Entry[Event]], held: Sequence[CeremonyTold]) -> tuple[Lane, ...]:
        """A lane for what stands in no ceremony, and one for each ceremony."""
        inside = {position for told in held for position in told.entries}
        others = tuple(self._step(entry) for entry in entries if entry.position not in inside)
        lanes = (Lane(self.brief.language.say("Other steps"), others), *map(self._ceremony, held))
        return tuple(lane for lane in lanes if lane.bars)

    def _ceremony(self, told: CeremonyTold) -> Lane:
        told_of = [entry for at in told.entries if (entry := self.brief.current.at(at)) is not None]
        opening, drawn = told_of[0], [entry for entry in told_of if type(entry.event) in HAPPENING]
        name, (start, end) = self.brief.teller.item(opening.event), self.extent(opening)
        end = max(end, self.extent(drawn[-1])[1])
        whole = Bar(name, start, end, told.entries, self._tone(opening))
        return Lane(name, (whole, *(self._step(step) for step in told.steps if type(step.event) in HAPPENING)))

    def _step(self, entry: Entry[Event]) -> Bar:
        return Bar(self.brief.teller.item(entry.event), *self.extent(entry), (entry.position,), self._tone(entry))

    def _tone(self, entry: Entry[Event]) -> Tone:
        return self.tones.get(entry.position, Tone.PLAIN)


def _days(
    entries: Sequence[Entry[Event]], language: Language, places: Mapping[int, float]
) -> Iterator[tuple[float, str]]:
    """A mark where the record comes to another day."""
    shown: date | None = None
    for entry in entries:
        day = None if entry.at is None else entry.at.day
        if day is not None and day != shown:
            shown = day
            yield places[entry.position], day_in_words(day, language)
