"""A programme and what became of it, drawn over time: what was planned above what happened, day by day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections import Compared, Deviation, Deviations, ceremonies
from protocol.projections.moments import exact
from protocol.reports.brief import Brief
from protocol.reports.page import Bar, Lane, Timeline, Tone
from protocol.reports.sections.scale import day_timeline, minutes_from
from protocol.reports.words.times import clock
from protocol.stream import Entry, Stream

Times = tuple[datetime, datetime]


@frozen
class _Both:
    """A step with its exact times: as planned, as it was, or both."""

    step: Compared
    planned: Times | None
    actual: Times | None

    @property
    def both(self) -> tuple[Times, ...]:
        """The times that are known, the planned ones first."""
        return tuple(span for span in (self.planned, self.actual) if span is not None)

    @property
    def day(self) -> date:
        """The day on which it is drawn."""
        return self.both[0][0].date()


def compared_lines(compared: Deviations, brief: Brief) -> Iterator[Timeline]:
    """Programme against fact: the ceremonies, and the steps outside them, whose times are exact."""
    if brief.plan is None:
        return
    days: dict[date, list[_Both]] = {}
    for both in _both(compared, _spans(brief.plan), _spans(brief.current)):
        days.setdefault(both.day, []).append(both)
    if any(both.planned and both.actual for told in days.values() for both in told):
        for day, told in sorted(days.items()):
            yield _timeline(sorted(told, key=lambda both: both.both[0]), brief, day if len(days) > 1 else None)


def _spans(stream: Stream) -> Mapping[int, Times]:
    """When each ceremony, and each step outside them, began and ended, by position."""
    held = ceremonies.of(stream).held
    inside = {position for told in held for position in told.entries[1:]}
    ends = {told.held.opened: exact(told.until) for told in held}
    spans: dict[int, Times] = {}
    for entry in stream:
        start = exact(entry.at)
        if start is not None and entry.position not in inside:
            end = ends.get(entry.position) or exact(entry.until) or start
            spans[entry.position] = start, max(start, end)
    return spans


def _both(compared: Deviations, planned: Mapping[int, Times], actual: Mapping[int, Times]) -> Iterator[_Both]:
    for step in compared.steps:
        both = _Both(step, _span(step.planned, planned), _span(step.actual, actual))
        if len(both.both) == sum(each is not None for each in (step.planned, step.actual)):
            yield both


def _span(entry: Entry[Event] | None, spans: Mapping[int, Times]) -> Times | None:
    return None if entry is None else spans.get(entry.position)


def _timeline(steps: Sequence[_Both], brief: Brief, day: date | None) -> Timeline:
    moments = [moment for each in steps for times in each.both for moment in times]
    lanes = tuple(_lane(each, brief, min(moments)) for each in steps)
    return day_timeline(brief.language.say("Programme and fact"), day, lanes, moments, brief.language)


def _lane(both: _Both, brief: Brief, first: datetime) -> Lane:
    told = both.step.actual or both.step.planned
    assert told is not None  # noqa: S101 - one of the two is always there
    tone = Tone.GOOD if both.step.deviation is Deviation.AS_PLANNED else Tone.NOTE
    position = () if both.step.actual is None else (both.step.actual.position,)
    planned = None if both.planned is None else _bar(both.planned, first, planned=True)
    actual = None if both.actual is None else _bar(both.actual, first, position, tone)
    return Lane(brief.teller.item(told), tuple(bar for bar in (planned, actual) if bar is not None))


def _bar(
    span: Times, first: datetime, entries: tuple[int, ...] = (), tone: Tone = Tone.PLAIN, *, planned: bool = False
) -> Bar:
    """A bar that is called by its times."""
    place, (start, end) = minutes_from(first), span
    words = clock(start) if start == end else f"{clock(start)}\N{EN DASH}{clock(end)}"
    return Bar(words, place(start), place(end), entries, tone, planned)
