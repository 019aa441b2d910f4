"""Deviations of a record from its programme: early, late, moved, changed, dropped and added steps."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections.changes import Change, changes, later
from protocol.projections.matching import Pair, in_order, matched
from protocol.projections.moments import day_of
from protocol.projections.programme import Step
from protocol.projections.programme import programme as program
from protocol.stream import Entry, Stream, effective
from protocol.values import Coverage
from protocol.visit import CeremonyKind, Visit, replay
from protocol.visit.ceremonies import CLOSINGS, HAPPENING

_STEPS: Final = HAPPENING - CLOSINGS


class Deviation(StrEnum):
    """How a step stands to the programme."""

    AS_PLANNED = "as-planned"
    EARLY = "early"
    LATE = "late"
    MOVED = "moved"
    CHANGED = "changed"
    DROPPED = "dropped"
    NOT_REPORTED = "not-reported"
    ADDED = "added"


@frozen
class Compared:
    """A step of the programme, of the record, or of both.

    `minutes` is how much later it began than planned, negative where earlier, None where either time is not exact;
    `ended` is the same of its end. `changes` are what else differs: one that began as planned is changed by them.
    `due` and `was` are what is told of a step of both, with its place, its people and its end.
    """

    deviation: Deviation
    planned: Entry[Event] | None = None
    actual: Entry[Event] | None = None
    minutes: int | None = None
    ended: int | None = None
    changes: tuple[Change, ...] = ()
    due: Step | None = None
    was: Step | None = None

    @property
    def entries(self) -> tuple[int, ...]:
        """The position of the step in the record, where it is there."""
        return () if self.actual is None else (self.actual.position,)


@frozen
class Deviations:
    """All steps of a programme and its record, compared: those of the programme in its order, then what was added."""

    steps: tuple[Compared, ...]

    def of(self, deviation: Deviation) -> tuple[Compared, ...]:
        """The steps that stand to the programme in one way."""
        return tuple(step for step in self.steps if step.deviation is deviation)


def deviations(programme: Stream, record: Stream) -> Deviations:
    """What became of each step of a programme.

    A step that is not in the record was dropped if the record is complete; else it is only not reported. A step is
    moved where the fewest other steps would have to move to bring the two orders together, or where it was on another
    day. A step that the programme does not have is added, but for the steps of ceremonies of which the programme
    names no step at all.
    """
    planned, actual = _steps(programme), _steps(record)
    pairs = matched(planned, actual)
    comparison = _Comparison(_by_position(programme), _by_position(record), record.coverage is Coverage.COMPLETE)
    kept = {pairs[index] for index in in_order([pair[1] for pair in pairs])}
    partners = dict(pairs)
    missing = Deviation.DROPPED if record.coverage is Coverage.COMPLETE else Deviation.NOT_REPORTED
    steps = [
        comparison.of(planned[place], actual[partners[place]], moved=(place, partners[place]) not in kept)
        if place in partners
        else Compared(missing, planned[place])
        for place in range(len(planned))
    ]
    return Deviations((*steps, *_added(programme, record, actual, pairs)))


def _steps(stream: Stream) -> Sequence[Entry[Event]]:
    return [entry for entry in effective(stream) if type(entry.event) in _STEPS]


def _by_position(stream: Stream) -> Mapping[int, Step]:
    return {step.item.entry.position: step for step in program.of(stream).steps}


@frozen
class _Comparison:
    """The steps of a programme and of a record by position, and whether the record is meant to have all that was."""

    planned: Mapping[int, Step]
    actual: Mapping[int, Step]
    complete: bool

    def of(self, planned: Entry[Event], actual: Entry[Event], *, moved: bool) -> Compared:
        """A step of both, compared."""
        due, was = self.planned[planned.position], self.actual[actual.position]
        minutes, ended = later(due.begins, was.begins), later(due.ends, was.ends)
        told = changes(due, was, complete=self.complete)
        moved = moved or (minutes is None and _another_day(planned, actual))
        deviation = Deviation.MOVED if moved else _deviation(minutes or 0, told)
        return Compared(deviation, planned, actual, minutes, ended, told, due, was)


def _deviation(late: int, changed: tuple[Change, ...]) -> Deviation:
    if late:
        return Deviation.LATE if late > 0 else Deviation.EARLY
    return Deviation.CHANGED if changed else Deviation.AS_PLANNED


def _another_day(planned: Entry[Event], actual: Entry[Event]) -> bool:
    due, began = day_of(planned.at), day_of(actual.at)
    return due is not None and began is not None and due != began


def _added(
    programme: Stream, record: Stream, actual: Sequence[Entry[Event]], pairs: Sequence[Pair]
) -> Iterator[Compared]:
    known, told = {pair[1] for pair in pairs}, _told_inside(replay(programme))
    visit = replay(record)
    inside = visit.steps_by_ceremony()
    untold = {position for held in visit.ceremonies if held.kind not in told for position in inside[held.opened]}
    untold -= {held.opened for held in visit.ceremonies}
    for place, entry in enumerate(actual):
        if place not in known and entry.position not in untold:
            yield Compared(Deviation.ADDED, actual=entry)


def _told_inside(visit: Visit) -> frozenset[CeremonyKind]:
    """The kinds of ceremony of which the programme names steps."""
    return frozenset(held.kind for held in visit.ceremonies if held.steps)
