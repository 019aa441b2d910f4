"""One reading of a record that grows, entry by entry."""

from collections.abc import Iterator, Sequence

from attrs import define, field

from protocol.events import Event, RecordOpened
from protocol.events.shapes import number
from protocol.rules import Finding, Owed
from protocol.stream import Entry
from protocol.validation.contents import ENDINGS, Faults, run
from protocol.validation.explaining import faulty, opening_of
from protocol.validation.parts import JudgeNeeded
from protocol.validation.plans import FoldStep, Plan
from protocol.validation.rows import Row, Rows


@define(eq=False)
class Reading:
    """What was read of a record so far; all entries where they stand."""

    plan: Plan
    rows: Rows
    row: Row = field(init=False)
    over: bool = field(default=False, init=False)
    memories: list[object] = field(init=False)
    entries: list[Entry[Event]] = field(factory=list, init=False)
    code: bytearray = field(factory=bytearray, init=False)

    def __attrs_post_init__(self) -> None:
        self.row = self.rows.start
        self.memories = list(self.rows.contents.memories)

    def read(self, entry: Entry[Event]) -> list[Finding] | None:
        """The findings that an entry gives, None where nothing but its place in the order matters and breaks no rule.

        `JudgeNeeded` where this cannot tell; then nothing was read.
        """
        if self.over:
            raise JudgeNeeded
        shape = number(entry.event)
        row, plain, broken = self.row[shape]
        if not plain or entry.at is not None or entry.until is not None:
            return self._read_closely(entry, shape, row, broken)
        self.row = row
        self.entries.append(entry)
        self.code.append(shape)
        return None

    def _read_closely(self, entry: Entry[Event], shape: int, row: Row, broken: Sequence[int]) -> list[Finding]:
        event = type(entry.event)
        if event is RecordOpened and self.entries:
            raise JudgeNeeded
        self.row, self.over = row, event in ENDINGS
        self.entries.append(entry)
        self.code.append(shape)
        return [*self._broken(broken), *self._faults(entry, self.rows.contents.steps(entry))]

    def owed(self) -> Iterator[Owed]:
        """What the order rules still ask for."""
        for index in self.row.unmet:
            explainer = self.plan.explainers[index]
            opening = opening_of(explainer.machine, self.code)
            yield explainer.debt(index, self.code, opening).owed(self.plan.rules[index], self.entries)

    def _broken(self, broken: Sequence[int]) -> Iterator[Finding]:
        """The findings of the order rules that the last entry has broken."""
        for index in broken:
            if self._may_speak(index):
                rule, explainer = self.plan.rules[index], self.plan.explainers[index]
                opening = opening_of(explainer.machine, self.code)
                yield explainer.breakage(index, self.code, opening).finding(rule, self.entries)

    def _faults(self, entry: Entry[Event], steps: Sequence[FoldStep]) -> Iterator[Finding]:
        faults: Faults = []
        run(steps, self.memories, len(self.entries) - 1, entry, faults)
        for _, index, wrong in faults:
            if self._may_speak(index):
                yield faulty(self.plan.rules[index], wrong, entry)

    def _may_speak(self, index: int) -> bool:
        """Whether a rule has been told of what it needs."""
        needs = self.plan.rules[index].needs
        return not needs or needs <= {type(entry.event) for entry in self.entries}
