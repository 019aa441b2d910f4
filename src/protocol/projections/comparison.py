"""A programme compared with its record: which steps were early, late, moved, changed, dropped or added."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from protocol.events import Event
from protocol.events.ceremonies import CLOSINGS, HAPPENING
from protocol.fields import frozen
from protocol.projections.days import Step
from protocol.projections.days import programme as program
from protocol.projections.differences import Aspect, differences, later, longer
from protocol.projections.matching import identity, in_order, matches
from protocol.projections.moments import day_of
from protocol.stream import Entry, Stream, effective, what_happened
from protocol.values import Coverage
from protocol.visit import VisitStatus, replay

_STEPS: Final = HAPPENING - CLOSINGS
_OVER: Final = frozenset({VisitStatus.DEPARTED, VisitStatus.CONCLUDED, VisitStatus.CANCELLED})


class Deviation(StrEnum):
    """How a step compares with the programme."""

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

    `minutes` is how much later it began than planned, negative if earlier, None unless both times are exact; `ended`
    is the same for its end, and `longer` how much longer it took, negative if shorter. `differences` are what else
    differs; they make a step that began on time `CHANGED`. Where the step is in both, `due` and `was` are its lines in
    the two programmes, with place, people and end.
    """

    deviation: Deviation
    planned: Entry[Event] | None = None
    actual: Entry[Event] | None = None
    minutes: int | None = None
    ended: int | None = None
    longer: int | None = None
    differences: tuple[Aspect, ...] = ()
    due: Step | None = None
    was: Step | None = None

    @property
    def entries(self) -> tuple[int, ...]:
        """The position of the step in the record, if it is there."""
        return () if self.actual is None else (self.actual.position,)


@frozen
class Deviations:
    """All steps of a programme and its record, in the order of the programme, and added ones where they came."""

    steps: tuple[Compared, ...]

    def of(self, deviation: Deviation) -> tuple[Compared, ...]:
        """The steps with one kind of deviation, such as all that were late."""
        return tuple(step for step in self.steps if step.deviation is deviation)


def deviations(programme: Stream, record: Stream, *, in_part: bool = False, tolerance: int = 0) -> Deviations:
    """What became of each step of a programme; with `in_part` it is known to have only some of the steps.

    A step is on time if it began, ended and lasted as planned but for `tolerance` minutes.

    A step that is not in the record was dropped if the record is complete and the visit is over; otherwise it is just
    not reported, and may still come. The
    moved steps are the fewest that have to move to make the two orders agree, and those that were on another day. A
    step that the programme does not have was added, unless it belongs to a ceremony whose steps no programme lists.
    If only a part of the programme is known, nothing is added or dropped, and being of one class is no match.
    """
    planned, actual = _steps(effective(programme)), _steps(what_happened(record))
    pairs = matches(planned, actual, (identity,)) if in_part else matches(planned, actual)
    complete = record.coverage is Coverage.COMPLETE
    comparison = _Comparison(_by_position(programme), _by_position(record), complete, tolerance)
    kept = {pairs[index] for index in in_order([pair[1] for pair in pairs])}
    partners = dict(pairs)
    dropped = complete and not in_part and replay(record).status in _OVER
    missing = Deviation.DROPPED if dropped else Deviation.NOT_REPORTED
    steps = [
        comparison.of(planned[place], actual[partners[place]], moved=(place, partners[place]) not in kept)
        if place in partners
        else Compared(missing, planned[place])
        for place in range(len(planned))
    ]
    matched = {pair[1] for pair in pairs}
    unplanned = [] if in_part else [entry for place, entry in enumerate(actual) if place not in matched]
    return Deviations(tuple(_interleave(steps, _additions(programme, record, unplanned))))


def _interleave(steps: Sequence[Compared], added: Iterable[Compared]) -> Iterator[Compared]:
    """The steps of the programme, each added one after the last step of the record that came before it."""
    waiting = deque(added)
    for step in steps:
        while waiting and step.actual is not None and _position(waiting[0]) < step.actual.position:
            yield waiting.popleft()
        yield step
    yield from waiting


def _position(step: Compared) -> int:
    return step.actual.position if step.actual is not None else 0


def _steps(stream: Stream) -> Sequence[Entry[Event]]:
    return [entry for entry in stream if type(entry.event) in _STEPS]


def _by_position(stream: Stream) -> Mapping[int, Step]:
    return {step.item.entry.position: step for step in program.of(stream).steps}


@frozen
class _Comparison:
    """The steps of a programme and of a record by position, and whether the record is meant to have all that was."""

    planned: Mapping[int, Step]
    actual: Mapping[int, Step]
    complete: bool
    tolerance: int

    def of(self, planned: Entry[Event], actual: Entry[Event], *, moved: bool) -> Compared:
        """A step of both, compared."""
        due, was = self.planned[planned.position], self.actual[actual.position]
        minutes, ended = later(due.begins, was.begins), later(due.ends, was.ends)
        differing = differences(due, was, complete=self.complete, tolerance=self.tolerance)
        days = {day_of(planned.at), day_of(actual.at)} - {None}
        moved = moved or (minutes is None and len(days) > 1)
        late = 0 if abs(minutes or 0) <= self.tolerance else minutes or 0
        deviation = Deviation.MOVED if moved else _deviation(late, differing)
        return Compared(deviation, planned, actual, minutes, ended, longer(due, was), differing, due, was)


def _deviation(late: int, differing: tuple[Aspect, ...]) -> Deviation:
    if late:
        return Deviation.LATE if late > 0 else Deviation.EARLY
    return Deviation.CHANGED if differing else Deviation.AS_PLANNED


def _additions(programme: Stream, record: Stream, unplanned: Sequence[Entry[Event]]) -> Iterator[Compared]:
    """The steps that were added, without those inside ceremonies of a kind whose steps the programme never lists."""
    in_detail = {held.kind for held in replay(programme).ceremonies if held.steps}
    visit = replay(record)
    inside = visit.steps_by_ceremony()
    details = {at for held in visit.ceremonies if held.kind not in in_detail for at in inside[held.opened]}
    details -= {held.opened for held in visit.ceremonies}
    return (Compared(Deviation.ADDED, actual=entry) for entry in unplanned if entry.position not in details)
