"""Content rules made ready for whole records: which of them an event steps, and what they find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from attrs import define, frozen

from protocol.events import EVENTS, Event, VisitCancelled, VisitConcluded
from protocol.events.shapes import Shape
from protocol.order import Case, Pattern
from protocol.rules import Fault, Fold
from protocol.stream import Entry, Stream
from protocol.validation.explaining import Key
from protocol.validation.plans import FoldStep, Plan
from protocol.values import Placing

Faults = list[tuple[int, int, Fault]]
"""Faults that content rules found: the place of the entry, the index of the rule, and what was wrong."""
Steps = Mapping[type, tuple[FoldStep, ...]]
Mark = type | Pattern
"""What a content rule looks for in a record: events of a class, or those that match a pattern."""
Places = Mapping[type, Sequence[int]]
ENDINGS: Final = frozenset({VisitConcluded, VisitCancelled})


@frozen
class Content:
    """A content rule made ready: its index in the plan, its fold, and the events that step it.

    It finds nothing in a record in which none occurs of one of `waits`.
    """

    index: int
    fold: Fold
    events: frozenset[type]
    waits: tuple[frozenset[Mark], ...]

    def concerns(self, present: frozenset[Mark]) -> bool:
        """Whether it may find anything in a record in which these occur."""
        heard = not self.events.isdisjoint(present)
        return heard and not any(waited.isdisjoint(present) for waited in self.waits)

    def found_in(self, entries: Sequence[Entry[Any]], heard: Sequence[int], faults: Faults) -> None:
        """Find the faults in the entries at these places, if a look at all of them does not clear the record."""
        clear = self.fold.clear
        if clear is None or not clear([entries[place].event for place in heard]):
            self.run(entries, sorted(heard), faults)

    def heard(self, places: Places) -> Sequence[int]:
        """The places of the entries that step it, class by class."""
        found = [places[event] for event in self.events if event in places]
        return found[0] if len(found) == 1 else list(chain.from_iterable(found))

    def run(self, entries: Sequence[Entry[Any]], heard: Iterable[int], faults: Faults) -> None:
        """Step the rule by these entries."""
        memory, step = self.fold.memory, self.fold.step
        for place in heard:
            result = step(memory, entries[place])
            if result is not None:
                memory = result.memory
                if result.fault is not None:
                    faults.append((place, self.index, result.fault))


@define(eq=False)
class Contents:
    """The content rules of a plan; those about time apart.

    `watched` are the events that any of them looks at or waits for; `every` are the steps of all of them, awake or not.
    """

    plan: Plan
    untimed: tuple[Content, ...]
    every: Steps
    watched: frozenset[Mark]
    memories: tuple[Any, ...]

    @classmethod
    def of(cls, plan: Plan) -> "Contents":
        """The content rules of a plan."""
        # What sleeps until the end of the visit finds nothing here: if anything follows that, the judge is asked.
        untimed = {index: fold for index, fold in plan.folds.items() if not fold.timed and not _sleeps_on(fold)}
        contents = tuple(_content(plan, index, fold) for index, fold in untimed.items())
        return cls(
            plan,
            contents,
            _steps(untimed),
            frozenset[Mark]().union(*(content.events.union(*content.waits) for content in contents)),
            tuple(plan.folds[index].memory if index in plan.folds else None for index in range(len(plan.rules))),
        )

    def marks(self, key: Key) -> frozenset[Mark]:
        """What an event of a shape is of what the rules look for."""
        case = Case(key.event, key.fields) if isinstance(key, Shape) else Case(key)
        patterns = (mark for mark in self.watched if isinstance(mark, Pattern) and case.satisfies(mark))
        return frozenset({case.event} & self.watched) | frozenset(patterns)

    def concerned(self, present: frozenset[Mark]) -> tuple[Content, ...]:
        """The rules that may find anything in a record in which these occur."""
        return tuple(content for content in self.untimed if content.concerns(present))

    def faults(self, stream: Stream, concerned: Iterable[Content]) -> Faults:
        """The faults that these rules find in a record, and those about time."""
        entries, places = stream.entries, stream.places
        faults = self._timed(entries) if stream.timed and self.plan.timed else Faults()
        for content in concerned:
            content.found_in(entries, content.heard(places), faults)
        return faults

    def stated(self, stream: Stream, concerned: Iterable[Content]) -> Faults:
        """What those of these rules find to which order matters, in the entries whose place in it is stated."""
        entries = stream.entries
        faults = self._timed(entries, ordered=True) if stream.timed and self.plan.timed else Faults()
        for content in concerned:
            if not content.fold.order_free:
                heard = [place for place in content.heard(stream.places) if _stated(entries[place])]
                content.found_in(entries, heard, faults)
        return faults

    def _timed(self, entries: Sequence[Entry[Event]], *, ordered: bool = False) -> Faults:
        """The faults of content rules about time, which are stepped apart, by what states a time or wakes them."""
        memories, faults = list(self.memories), Faults()
        for place, entry in enumerate(entries):
            steps = self._timed_steps(entry)
            if ordered and not _stated(entry):
                steps = (step for step in steps if self.plan.folds[step[0]].order_free)
            run(steps, memories, place, entry, faults)
        return faults

    def _timed_steps(self, entry: Entry[Event]) -> Iterator[FoldStep]:
        """The content rules about time that an entry steps, by stating a time or by waking them."""
        cls, has_time = type(entry.event), entry.at is not None or entry.until is not None
        for index, fold in self.plan.timed:
            if cls in fold.wakes or (has_time and cls in fold.events):
                yield index, fold.step

    def steps(self, entry: Entry[Event]) -> tuple[FoldStep, ...]:
        """The content rules that an entry steps, about time or not, in the order of the rulebook."""
        steps = self.every.get(type(entry.event), ())
        if entry.at is None and entry.until is None and type(entry.event) not in self.plan.waking:
            return steps
        return tuple(sorted((*steps, *self._timed_steps(entry)), key=itemgetter(0)))


def _stated(entry: Entry[Event]) -> bool:
    return entry.placing is not Placing.LISTED


def run(steps: Iterable[FoldStep], memories: list[Any], place: int, entry: Entry[Any], faults: Faults) -> None:
    """Step content rules by an entry."""
    for index, step in steps:
        result = step(memories[index], entry)
        if result is not None:
            memories[index] = result.memory
            if result.fault is not None:
                faults.append((place, index, result.fault))


def _steps(folds: Mapping[int, Fold]) -> dict[type, tuple[FoldStep, ...]]:
    steps = {
        event: tuple((i, fold.step) for i, fold in folds.items() if event in fold.events | fold.wakes)
        for event in EVENTS
    }
    return {event: found for event, found in steps.items() if found}


def _content(plan: Plan, index: int, fold: Fold) -> Content:
    needs = (frozenset[Mark]({needed}) for needed in plan.rules[index].needs)
    waits = (*needs, fold.wakes, fold.only_with)
    return Content(index, fold, fold.events | fold.wakes, tuple(frozenset[Mark](waited) for waited in waits if waited))


def _sleeps_on(fold: Fold) -> bool:
    """Whether nothing but the end of the visit wakes it."""
    return bool(fold.wakes) and fold.wakes <= ENDINGS
