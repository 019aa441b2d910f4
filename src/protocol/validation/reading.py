"""One reading of a record that grows, entry by entry."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from attrs import define, field

from protocol.events import Event, RecordOpened
from protocol.events.shapes import code, number
from protocol.rules import Finding, Owed
from protocol.stream import Entry
from protocol.validation.contents import ENDINGS, Content, run
from protocol.validation.explaining import Growing, faulty, opening_of
from protocol.validation.parts import JudgeNeeded
from protocol.validation.plans import FoldStep, Plan
from protocol.validation.rows import Row, Rows, RowStep
from protocol.values import Placing

_LISTED: Final = Placing.LISTED


@define(eq=False)
class Reading:
    """What was read of a record so far; all entries where they stand.

    `next` is the position of the entry that comes next; `over` says that the visit has ended.
    """

    plan: Plan
    rows: Rows
    row: Row = field(init=False)
    over: bool = field(default=False, init=False)
    memories: list[object] = field(init=False)
    entries: list[Entry[Event]] = field(factory=list, init=False)
    next: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.row = self.rows.start
        self.memories = list(self.rows.contents.memories)

    def read(self, entry: Entry[Event]) -> list[Finding] | None:
        """The findings that an entry gives, None where nothing but its place in the order matters and breaks no rule.

        `JudgeNeeded` where this cannot tell; then nothing was read.
        """
        if self.over or (entry.placing is _LISTED and self.plan.partial):
            raise JudgeNeeded
        step = self.row[number(entry.event)]
        if not step[1] or entry.at is not None or entry.until is not None:
            return self._read_closely(entry, step)
        self.row = step[0]
        self.next = entry.position + 1
        self.entries.append(entry)
        return None

    def _read_closely(self, entry: Entry[Event], step: RowStep) -> list[Finding]:
        event = type(entry.event)
        if event is RecordOpened and self.entries:
            raise JudgeNeeded
        self.row, self.over, self.next = step.row, event in ENDINGS, entry.position + 1
        if step.wakes:
            self._wake(step.wakes)
        self.entries.append(entry)
        found = list(self._broken(step.broken)) if step.broken else []
        steps = step.steps if entry.at is None and entry.until is None else self._timed_steps(entry, step)
        return found + self._faults(entry, steps) if steps else found

    def owed(self) -> Iterator[Owed]:
        """What the order rules still ask for."""
        told = code(entry.event for entry in self.entries)
        for index in self.row.unmet:
            explainer = self.plan.explainers[index]
            debt = explainer.debt(index, told, opening_of(explainer.machine, told))
            yield debt.owed(self.plan.rules[index], [entry.position for entry in self.entries])

    def _wake(self, contents: Iterable[Content]) -> None:
        """Let rules remember what came before they could find anything; so they find nothing in it."""
        for content in contents:
            for entry in self.entries:
                if type(entry.event) in content.events:
                    list(run([content.step], self.memories, entry))

    def _timed_steps(self, entry: Entry[Event], step: RowStep) -> list[FoldStep]:
        """The content rules that an entry steps which states a time, in the order of the rulebook."""
        told = dict((*step.steps, *self.rows.contents.timed_steps(entry)))
        return sorted(told.items(), key=itemgetter(0))

    def _broken(self, broken: Iterable[int]) -> Iterator[Finding]:
        """The findings of the order rules that the last entry has broken."""
        told = code(entry.event for entry in self.entries)
        for index in filter(self._may_speak, broken):
            rule, explainer = self.plan.rules[index], self.plan.explainers[index]
            breakage = explainer.breakage(index, told, opening_of(explainer.machine, told))
            yield breakage.finding(rule, Growing.of(self.entries))

    def _faults(self, entry: Entry[Event], steps: Iterable[FoldStep]) -> list[Finding]:
        found = [each for each in run(steps, self.memories, entry) if self._may_speak(each[0])]
        return [faulty(self.plan.rules[index], wrong, entry.position) for index, wrong in found]

    def _may_speak(self, index: int) -> bool:
        """Whether a rule has been told of what it needs."""
        needs = self.plan.rules[index].needs
        return not needs or needs <= {type(entry.event) for entry in self.entries}
