"""The line of time of a visit as a drawing: ceremonies as bars, steps as marks, findings where they happened.

Where every step that is drawn states its time exactly, the scale is time; else it is the order of the record, for
order is what most records tell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from protocol.events import ORDERED as HAPPENING
from protocol.events import Event, OtherHappened
from protocol.projections import CeremonyTold, Compared, Deviations, ceremonies
from protocol.reports.brief import Brief
from protocol.reports.language import Language
from protocol.reports.page import Bar, Lane, Timeline, Tone
from protocol.reports.times import clock, day_in_words
from protocol.rules import Assessment, Severity
from protocol.stream import Entry

_TONES = {Severity.BREACH: Tone.BREACH, Severity.LAPSE: Tone.LAPSE, Severity.NOTE: Tone.NOTE}
_DRAWN = HAPPENING | {OtherHappened}

Place = Callable[[Entry[Event]], float]


def line_of_time(brief: Brief) -> Iterator[Timeline]:
    """What happened, drawn: a lane for each ceremony and one for what stands in none; nothing of no step."""
    entries = [entry for entry in brief.current if type(entry.event) in _DRAWN]
    if not entries:
        return
    times = _times(entries)
    place = _by_time(times) if times else _by_order(entries)
    held = ceremonies.of(brief.stream).held
    tones = _tones(brief.assessment)
    lanes = (_others(entries, held, brief, place, tones), *(_ceremony(each, brief, place, tones) for each in held))
    marks = tuple(_hours(times, brief.language)) if times else tuple(_days(entries, brief.language, place))
    caption = brief.language.say("The visit over time" if times else "The visit in order")
    yield Timeline(caption, tuple(lane for lane in lanes if lane.bars), marks)


def _times(entries: Sequence[Entry[Event]]) -> Mapping[int, datetime]:
    """When each entry began, if all state it exactly; else nothing."""
    told = {entry.position: entry.at.full for entry in entries if entry.at is not None}
    times = {position: full for position, full in told.items() if full is not None}
    return times if len(times) == len(entries) else {}


def _by_time(times: Mapping[int, datetime]) -> Place:
    first = min(times.values())
    return lambda entry: (times[entry.position] - first) / timedelta(minutes=1)


def _by_order(entries: Sequence[Entry[Event]]) -> Place:
    places = {entry.position: float(place) for place, entry in enumerate(entries)}
    return lambda entry: places[entry.position]


def _tones(assessment: Assessment | None) -> Mapping[int, Tone]:
    """The tone of the worst finding about each entry."""
    found = () if assessment is None else sorted(assessment.findings, key=lambda finding: finding.severity)
    return {position: _TONES[finding.severity] for finding in found for position in finding.entries}


def _others(
    entries: Sequence[Entry[Event]],
    held: Sequence[CeremonyTold],
    brief: Brief,
    place: Place,
    tones: Mapping[int, Tone],
) -> Lane:
    inside = {position for told in held for position in told.entries}
    bars = (_step(entry, brief, place, tones) for entry in entries if entry.position not in inside)
    return Lane(brief.language.say("Other steps"), tuple(bars))


def _ceremony(told: CeremonyTold, brief: Brief, place: Place, tones: Mapping[int, Tone]) -> Lane:
    by_position = {entry.position: entry for entry in brief.current}
    opening, last = by_position[told.held.opened], by_position[told.entries[-1]]
    name = brief.teller.item(opening.event)
    start = place(opening)
    end = max(start, place(last) if type(last.event) in _DRAWN else start)
    whole = Bar(name, start, end, told.entries, tones.get(opening.position, Tone.PLAIN))
    return Lane(name, (whole, *(_step(step, brief, place, tones) for step in told.steps if type(step.event) in _DRAWN)))


def _step(entry: Entry[Event], brief: Brief, place: Place, tones: Mapping[int, Tone]) -> Bar:
    at, tone = place(entry), tones.get(entry.position, Tone.PLAIN)
    return Bar(brief.teller.item(entry.event), at, at, (entry.position,), tone)


def _hours(times: Mapping[int, datetime], language: Language) -> Iterator[tuple[float, str]]:
    """Marks at full hours, so many that they do not touch, and at the beginning of each day its date."""
    first, last = min(times.values()), max(times.values())
    step = max(1, round((last - first) / timedelta(hours=8)))
    mark = first.replace(minute=0, second=0, microsecond=0)
    while mark <= last:
        if mark >= first:
            told = day_in_words(mark.date(), language) if not mark.hour else clock(mark)
            yield (mark - first) / timedelta(minutes=1), told
        mark += timedelta(hours=step)


def _days(entries: Sequence[Entry[Event]], language: Language, place: Place) -> Iterator[tuple[float, str]]:
    """A mark where the record comes to another day."""
    shown = None
    for entry in entries:
        day = None if entry.at is None else entry.at.day
        if day is not None and day != shown:
            shown = day
            yield place(entry), day_in_words(day, language)


def compared_lines(compared: Deviations, brief: Brief) -> Iterator[Timeline]:
    """Programme against fact, drawn over time: the steps of which both times are exact."""
    timed = [step for step in compared.steps if step.minutes is not None]
    times = {place: (_exact(step.planned), _exact(step.actual)) for place, step in enumerate(timed)}
    if not timed:
        return
    every = dict(enumerate(moment for pair in times.values() for moment in pair))
    first = min(every.values())
    lanes = tuple(_lane(step, brief, first) for step in timed)
    yield Timeline(brief.language.say("Programme and fact"), lanes, tuple(_hours(every, brief.language)))


def _exact(entry: Entry[Event] | None) -> datetime:
    full = None if entry is None or entry.at is None else entry.at.full
    assert full is not None  # noqa: S101 - minutes were counted from it
    return full


def _lane(step: Compared, brief: Brief, first: datetime) -> Lane:
    planned, actual = ((_exact(each) - first) / timedelta(minutes=1) for each in (step.planned, step.actual))
    assert step.actual is not None  # noqa: S101 - as above
    name = brief.teller.item(step.actual.event)
    tone = Tone.NOTE if step.minutes else Tone.GOOD
    fact = Bar(name, actual, actual, (step.actual.position,), tone)
    return Lane(name, (Bar(name, planned, planned, planned=True), fact))
