"""Content rules made ready for whole records: which of them a record concerns, and what they find in it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import define

from protocol.events import Event, VisitCancelled, VisitConcluded
from protocol.events.shapes import SHAPES, finder
from protocol.fields import frozen
from protocol.order import Pattern
from protocol.rules import Fault, Fold, Mark, Saying
from protocol.stream import Entry, Stream
from protocol.validation.compiled.plan import FoldStep, Plan
from protocol.values import Placing

Faults = list[tuple[int, int, Fault]]
"""Faults that content rules found: the place of the entry, the index of the rule, and what was wrong."""
ENDINGS: Final = frozenset({VisitConcluded, VisitCancelled})


@frozen(eq=False)
class Content:
    """A content rule made ready: its index in the plan, its fold, and the events that step it.

    It finds nothing in a record in which none occurs of one of `waits`.
    """

    index: int
    fold: Fold
    events: frozenset[type]
    waits: tuple[frozenset[Mark], ...]
    _places: Callable[[bytes], list[int]]

    @property
    def step(self) -> FoldStep:
        """What stepping it takes."""
        return self.index, self.fold.step

    def concerns(self, present: frozenset[Mark]) -> bool:
        """Whether it may find anything in a record in which these occur."""
        heard = not self.events.isdisjoint(present)
        return heard and not any(waited.isdisjoint(present) for waited in self.waits)

    def found_in(self, stream: Stream, faults: Faults, *, stated: bool = False) -> None:
        """Find the faults in a record, or if order matters in the entries alone whose place in it is `stated`."""
        entries, heard = stream.entries, self._places(stream.code)
        if stated and not self.fold.order_free:
            heard = [place for place in heard if _stated(entries[place])]
        memory, step = self.fold.memory, self.fold.step
        for place in heard:
            result = step(memory, entries[place])
            if result is not None:
                memory = result.memory
                if result.fault is not None:
                    faults.append((place, self.index, result.fault))


Look = tuple[Callable[[bytes], list[int]], Callable[[Any], Hashable], Content]
"""A look that may clear a record of a rule: where the events are, by what key they have to differ, the rule."""


@frozen(eq=False)
class Concerned:
    """The content rules that may find anything in some records: those that a look may clear, and the others."""

    looks: tuple[Look, ...]
    others: tuple[Content, ...]

    @classmethod
    def of(cls, contents: Iterable[Content]) -> "Concerned":
        """The content rules, by whether there is a look that may clear a record of them."""
        told = [(content, content.fold.clear) for content in contents]
        looks = tuple((finder((clear.event,)), clear.key, content) for content, clear in told if clear is not None)
        return cls(looks, tuple(content for content, clear in told if clear is None))

    def __bool__(self) -> bool:
        return bool(self.looks or self.others)

    def uncleared(self, stream: Stream) -> list[Content]:
        """The rules that a look at a record does not clear it of."""
        left = list(self.others)
        for find, key, content in self.looks:
            places = find(stream.code)
            if len(places) > 1:
                events = stream.events
                if len({key(events[place]) for place in places}) < len(places):
                    left.append(content)
        return left


@define(eq=False)
class Contents:
    """The content rules of a plan; those about time apart.

    `watched` are the events that any of them looks at or waits for.
    """

    plan: Plan
    untimed: tuple[Content, ...]
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
            frozenset[Mark]().union(*(content.events.union(*content.waits) for content in contents)),
            tuple(plan.folds[index].memory if index in plan.folds else None for index in range(len(plan.rules))),
        )

    def marks(self, number: int) -> frozenset[Mark]:
        """What an event of a shape is, or may be, of what the rules look for."""
        return frozenset(mark for mark in self.watched if _may_be(number, mark))

    def concerned(self, present: frozenset[Mark]) -> Concerned:
        """The rules that may find anything in a record in which these occur."""
        return Concerned.of(content for content in self.untimed if content.concerns(present))

    def faults(self, stream: Stream, uncleared: Iterable[Content], *, stated: bool = False) -> Faults:
        """The faults that these rules find in a record, and those about time.

        `stated`: in the entries whose place in the order is stated, those of rules to which it does not matter aside.
        """
        faults = self._timed(stream.entries, stated=stated) if stream.timed and self.plan.timed else Faults()
        for content in uncleared:
            content.found_in(stream, faults, stated=stated)
        return faults

    def _timed(self, entries: Sequence[Entry[Event]], *, stated: bool) -> Faults:
        """The faults of content rules about time, which are stepped apart, by what states a time or wakes them."""
        memories, faults = list(self.memories), Faults()
        for place, entry in enumerate(entries):
            steps = self.timed_steps(entry)
            if stated and not _stated(entry):
                steps = (step for step in steps if self.plan.folds[step[0]].order_free)
            faults += [(place, *found) for found in run(steps, memories, entry)]
        return faults

    def timed_steps(self, entry: Entry[Event]) -> Iterator[FoldStep]:
        """The content rules about time that an entry steps, by stating a time or by waking them."""
        cls, has_time = type(entry.event), entry.at is not None or entry.until is not None
        for index, fold in self.plan.timed:
            if cls in fold.wakes or (has_time and cls in fold.events):
                yield index, fold.step


def _stated(entry: Entry[Event]) -> bool:
    return entry.placing is not Placing.LISTED


def _may_be(number: int, mark: Mark) -> bool:
    """Whether events of a shape may be what a rule looks for: what the shape does not tell, they may be."""
    shape = SHAPES[number]
    match mark:
        case Pattern(event, fields):
            told = dict(shape.fields)
            return shape.event is event and all(told.get(name, value) == value for name, value in fields)
        case Saying(event, field):
            return shape.event is event and dict(shape.said).get(field, True)
        case _:
            return shape.event is mark


def run(steps: Iterable[FoldStep], memories: list[Any], entry: Entry[Any]) -> Iterator[tuple[int, Fault]]:
    """Step content rules by an entry; the indexes of those that find fault with it, and what is wrong."""
    for index, step in steps:
        result = step(memories[index], entry)
        if result is not None:
            memories[index] = result.memory
            if result.fault is not None:
                yield index, result.fault


def _content(plan: Plan, index: int, fold: Fold) -> Content:
    needs = (frozenset[Mark]({needed}) for needed in plan.rules[index].needs)
    waits = (*needs, fold.wakes, fold.only_with)
    heard, waited = fold.events | fold.wakes, tuple(frozenset[Mark](each) for each in waits if each)
    return Content(index, fold, heard, waited, finder(heard))


def _sleeps_on(fold: Fold) -> bool:
    """Whether nothing but the end of the visit wakes it."""
    return bool(fold.wakes) and fold.wakes <= ENDINGS
