"""One reading of a record that grows, entry by entry."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import Final

from attrs import define, field

from protocol.events import Event
from protocol.events.shapes import code, number
from protocol.rules import Finding
from protocol.stream import Entry
from protocol.validation.contents import Content, run
from protocol.validation.explaining import Growing, faulty, never_done, opening_of
from protocol.validation.parts import JudgeNeeded
from protocol.validation.plans import FoldStep, Plan
from protocol.validation.rows import Row, Rows, RowStep
from protocol.values import Placing

_LISTED: Final = Placing.LISTED
_NONE: Final = ()


@define(eq=False)
class Reading:
    """What was read of a record so far; all entries where they stand, which is their position.

    `keys` are those that were met of each content rule that is not stepped as long as they differ; None once it is.
    """

    plan: Plan
    rows: Rows
    row: Row = field(init=False)
    memories: list[object] = field(init=False)
    entries: list[Entry[Event]] = field(factory=list, init=False)
    keys: dict[int, set[Hashable] | None] = field(factory=partial(defaultdict, set), init=False)

    def __attrs_post_init__(self) -> None:
        self.row = self.rows.start
        self.memories = list(self.rows.contents.memories)

    def read(self, entry: Entry[Event]) -> Sequence[Finding]:
        """The findings that an entry gives; `JudgeNeeded` where this cannot tell, and then nothing was read."""
        if entry.placing is _LISTED and self.plan.partial:
            raise JudgeNeeded
        step = self.row[number(entry.event)]
        plain = step.plain and entry.at is None and entry.until is None
        steps = _NONE if plain else self._steps(entry, step)
        self.row = step.row
        self.entries.append(entry)
        found = self._broken(step.broken) if step.broken else _NONE
        return (*found, *self._faults(entry, steps)) if steps else found

    def leave(self, entry: Entry[Event]) -> None:
        """Take an entry down that the judge has read: what was left to the judge stays with the judge."""
        self.entries.append(entry)
        self.row = self.rows.end

    def never_done(self) -> Sequence[Finding]:
        """The findings about what the order rules still ask for, if the visit has ended."""
        told = code([entry.event for entry in self.entries])
        known = self.rows.debts.get(told)
        return self.rows.remembered(self.rows.debts, told, self._never_done(told)) if known is None else known

    def _never_done(self, told: bytes) -> tuple[Finding, ...]:
        explained = ((index, self.plan.explainers[index]) for index in self.row.unmet)
        debts = (each.debt(index, told, opening_of(each.machine, told)) for index, each in explained)
        return tuple(never_done(debt.owed(self.plan.rules[debt.rule], range(len(told)))) for debt in debts)

    def _steps(self, entry: Entry[Event], step: RowStep) -> Sequence[FoldStep]:
        """The content rules that an entry steps; those that wait for it hear first of what came before."""
        if step.wakes:
            self._wake(step.wakes)
        more = [each.step for each in step.keyed if not self._clears(each, entry.event)] if step.keyed else []
        if entry.at is not None or entry.until is not None:
            more += self.rows.contents.timed_steps(entry)
        return sorted({*step.steps, *more}, key=itemgetter(0)) if more else step.steps

    def _clears(self, content: Content, event: Event) -> bool:
        """Whether a record is clear of a rule after an event; if not, the rule hears of what came before."""
        met, clear = self.keys[content.index], content.fold.clear
        if met is None or clear is None:
            return False
        if type(event) is not clear.event:
            return True
        key = clear.key(event)
        if key not in met:
            met.add(key)
            return True
        self._wake([content])
        return False

    def _wake(self, contents: Iterable[Content]) -> None:
        """Let rules remember what came before they could find anything; so they find nothing in it."""
        for content in contents:
            self.keys[content.index] = None
            for entry in self.entries:
                if type(entry.event) in content.events:
                    list(run([content.step], self.memories, entry))

    def _broken(self, broken: Iterable[int]) -> Sequence[Finding]:
        """The findings of the order rules that the last entry has broken."""
        record = Growing.of(code([entry.event for entry in self.entries]), self.entries)
        known = None if record.inferred else self.rows.breakages.get(record.code)
        if known is None:
            known = tuple(self._breakage(index, record) for index in broken if self._may_speak(index))
            if not record.inferred:
                self.rows.remembered(self.rows.breakages, record.code, known)
        return known

    def _breakage(self, index: int, record: Growing) -> Finding:
        explainer = self.plan.explainers[index]
        breakage = explainer.breakage(index, record.code, opening_of(explainer.machine, record.code))
        return breakage.finding(self.plan.rules[index], record)

    def _faults(self, entry: Entry[Event], steps: Iterable[FoldStep]) -> list[Finding]:
        found = [each for each in run(steps, self.memories, entry) if self._may_speak(each[0])]
        return [faulty(self.plan.rules[index], wrong, entry.position) for index, wrong in found]

    def _may_speak(self, index: int) -> bool:
        """Whether a rule has been told of what it needs."""
        needs = self.plan.rules[index].needs
        return not needs or needs <= {type(entry.event) for entry in self.entries}
