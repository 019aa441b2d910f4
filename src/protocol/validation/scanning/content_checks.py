"""Content rules made ready for whole records: which of them may find a fault in a record, and their faults."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import define

from protocol.events import Event, VisitCancelled, VisitConcluded
from protocol.events.shapes import SHAPES, UNPLACED, finder
from protocol.fields import frozen
from protocol.order import Pattern
from protocol.rules import Fault, Fold, Mark, Saying
from protocol.stream import Entry, RecordView, Stream
from protocol.validation.compiled.plan import Plan
from protocol.values import Placing

Faults = list[tuple[int, int, Fault]]
"""Faults that content rules found: the place of the entry, the index of the rule, and what was wrong."""
ENDINGS: Final = frozenset({VisitConcluded, VisitCancelled})
"""The events that end a visit."""


@frozen(eq=False)
class ContentCheck:
    """A content rule made ready: its index in the plan, its fold, and the events that step it.

    It finds nothing in a record that lacks all marks of one of the sets in `waits`.
    """

    index: int
    fold: Fold
    events: frozenset[type]
    waits: tuple[frozenset[Mark], ...]
    _places: Callable[[bytes], list[int]]

    @classmethod
    def of(cls, plan: Plan, index: int) -> "ContentCheck":
        """The content rule of this index in a plan."""
        fold = plan.folds[index]
        needs = (frozenset[Mark]({needed}) for needed in plan.rules[index].needs)
        events, waits = fold.events | fold.wakes, (*needs, fold.wakes, fold.only_with)
        return cls(index, fold, events, tuple(frozenset[Mark](each) for each in waits if each), finder(events))

    def concerns(self, present: frozenset[Mark]) -> bool:
        """Whether it may find a fault in a record with these marks."""
        heard = not self.events.isdisjoint(present)
        return heard and not any(waited.isdisjoint(present) for waited in self.waits)

    def find_in(self, stream: Stream, code: bytes, faults: Faults, *, stated: bool = False) -> None:
        """Add the faults in a record; with `stated`, a rule that depends on order skips listed entries."""
        entries, heard = stream.entries, self._places(code)
        if stated and not self.fold.order_free:
            heard = [place for place in heard if entries[place].placing is not Placing.LISTED]
        memory, step = self.fold.memory, self.fold.step
        for place in heard:
            result = step(memory, entries[place])
            if result is not None:
                memory = result.memory
                if result.fault is not None:
                    faults.append((place, self.index, result.fault))


Clearance = tuple[Callable[[bytes], list[int]], Callable[[Any], Hashable], ContentCheck]
"""A quick test for a rule: a function that finds its events, the key by which they have to differ, and the rule."""


@frozen(eq=False)
class Candidates:
    """The content rules that may find a fault in some records: those with a quick test, and the others."""

    clearances: tuple[Clearance, ...]
    others: tuple[ContentCheck, ...]

    @classmethod
    def of(cls, checks: Iterable[ContentCheck]) -> "Candidates":
        """These content rules, divided by whether they have a quick test."""
        pairs = [(check, check.fold.clear) for check in checks]
        clearances = tuple((finder((clear.event,)), clear.key, check) for check, clear in pairs if clear is not None)
        return cls(clearances, tuple(check for check, clear in pairs if clear is None))

    def __bool__(self) -> bool:
        return bool(self.clearances or self.others)

    def left_by(self, stream: Stream, code: bytes) -> list[ContentCheck]:
        """The rules that have to be called on a record after the quick tests."""
        left = list(self.others)
        for find, key, check in self.clearances:
            places = find(code)
            if len(places) > 1:
                entries = stream.entries
                if len({key(entries[place].event) for place in places}) < len(places):
                    left.append(check)
        return left


@define(eq=False)
class ContentChecks:
    """The content rules of a plan, those about time separately; `watched` are the marks that any rule looks for."""

    plan: Plan
    untimed: tuple[ContentCheck, ...]
    watched: frozenset[Mark]
    memories: tuple[Any, ...]

    @classmethod
    def of(cls, plan: Plan) -> "ContentChecks":
        """The content rules of a plan."""
        # A rule that waits for the end of the visit finds nothing here: if anything follows the end, the judge checks.
        sleeping = {index for index, fold in plan.folds.items() if fold.wakes and fold.wakes <= ENDINGS}
        untimed = (index for index, fold in plan.folds.items() if not fold.timed and index not in sleeping)
        checks = tuple(ContentCheck.of(plan, index) for index in untimed)
        watched = frozenset[Mark]().union(*(check.events.union(*check.waits) for check in checks))
        memories = tuple(plan.folds[index].memory if index in plan.folds else None for index in range(len(plan.rules)))
        return cls(plan, checks, watched, memories)

    def marks(self, number: int) -> frozenset[Mark]:
        """The marks that an event of a shape has or may have."""
        return frozenset(mark for mark in self.watched if _may_be(number, mark))

    def candidates(self, present: frozenset[Mark]) -> Candidates:
        """The rules that may find a fault in a record with these marks."""
        return Candidates.of(check for check in self.untimed if check.concerns(present))

    def faults(
        self, stream: Stream, view: RecordView, checks: Iterable[ContentCheck], *, stated: bool = False
    ) -> Faults:
        """The faults of these rules and of those about time; with `stated`, rules about order skip listed entries."""
        timed = view.timed and self.plan.timed
        faults = list(self._faults_about_time(stream.entries, view.code, stated=stated)) if timed else Faults()
        for check in checks:
            check.find_in(stream, view.code, faults, stated=stated)
        return faults

    def _faults_about_time(
        self, entries: Sequence[Entry[Event]], code: bytes, *, stated: bool
    ) -> Iterator[tuple[int, int, Fault]]:
        """The faults of content rules about time, which are called with entries that have a time or wake them."""
        memories = list(self.memories)
        for place, entry in enumerate(entries):
            if code[place] == UNPLACED:
                continue
            cls, has_time = type(entry.event), entry.at is not None or entry.until is not None
            counts = stated and entry.placing is Placing.LISTED
            for index, fold in self.plan.timed:
                steps = cls in fold.wakes or (has_time and cls in fold.events)
                if steps and (fold.order_free or not counts):
                    result = fold.step(memories[index], entry)
                    if result is not None:
                        memories[index] = result.memory
                        if result.fault is not None:
                            yield place, index, result.fault


def _may_be(number: int, mark: Mark) -> bool:
    """Whether events of a shape may have a mark; a value that the shape does not have may be any."""
    shape = SHAPES[number]
    match mark:
        case Pattern(event, fields):
            values = dict(shape.fields)
            return shape.event is event and all(values.get(name, value) == value for name, value in fields)
        case Saying(event, field):
            return shape.event is event and dict(shape.said).get(field, True)
        case _:
            return shape.event is mark
