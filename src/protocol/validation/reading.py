"""One reading of a record, entry by entry: how a record is read whose order is not all stated, or while it grows."""

from collections.abc import Iterator, Sequence

from attrs import define, field

from protocol.events import Event
from protocol.rules import Finding, Owed
from protocol.stream import Entry
from protocol.validation.contents import Contents, Faults, run
from protocol.validation.explaining import Explainer, Key, faulty, opened, owing
from protocol.validation.plans import FoldStep, Plan
from protocol.validation.rows import Row, Rows


@define(eq=False)
class Reading:
    """One reading of a record; `counted` are the places of entries that only the rules that count have read."""

    plan: Plan
    rows: Rows
    contents: Contents
    row: Row = field(init=False)
    memories: list[object] = field(init=False)
    entries: list[Entry[Event]] = field(factory=list, init=False)
    shapes: list[Key] = field(factory=list, init=False)
    counted: set[int] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self.row = self.rows.start
        self.memories = list(self.contents.memories)

    def read(self, entry: Entry[Event], key: Key, *, counting: bool = False) -> list[Finding]:
        """The findings that an entry gives, where it stands or (`counting`) for the rules that only count."""
        self.entries.append(entry)
        self.shapes.append(key)
        if counting:
            self.counted.add(len(self.entries) - 1)
        before = self.row
        self.row = row = self.rows.after(before, key, counting=counting)
        found = list(self._broken(before)) if row.dirty and row is not before else []
        steps = self.contents.steps(entry)
        if steps:
            found += self._faults(entry, steps, counting=counting)
        return found

    def owed(self) -> Iterator[Owed]:
        """What the order rules still ask for."""
        for index in self.row.unmet:
            explainer = self.plan.explainers[index]
            opening = self._opened(explainer)
            yield owing(self.plan.rules[index], explainer, self.entries, self.shapes, opening, self.counted)

    def _opened(self, explainer: Explainer) -> int | None:
        """Where the ceremony of a rule began, which is never told by what is only listed."""
        places: dict[type, list[int]] = {}
        for place, entry in enumerate(self.entries):
            if place not in self.counted:
                places.setdefault(type(entry.event), []).append(place)
        return opened(explainer.machine, places, len(self.entries))

    def _broken(self, before: Row) -> Iterator[Finding]:
        """The findings of the order rules that the last entry has broken."""
        for index in newly_broken(before, self.row):
            if self._may_speak(index):
                rule, explainer = self.plan.rules[index], self.plan.explainers[index]
                opening = self._opened(explainer)
                yield explainer.breakage(index, self.shapes, opening, self.counted).finding(rule, self.entries)

    def _faults(self, entry: Entry[Event], steps: Sequence[FoldStep], *, counting: bool) -> Iterator[Finding]:
        faults: Faults = []
        if counting:
            steps = tuple(step for step in steps if self.plan.folds[step[0]].order_free)
        run(steps, self.memories, len(self.entries) - 1, entry, faults)
        for _, index, wrong in faults:
            if self._may_speak(index):
                yield faulty(self.plan.rules[index], wrong, entry)

    def _may_speak(self, index: int) -> bool:
        """Whether a rule has been told of what it needs."""
        needs = self.plan.rules[index].needs
        return not needs or needs <= {type(entry.event) for entry in self.entries}


def newly_broken(before: Row, after: Row) -> list[int]:
    """The order rules that are broken in one row and not in the one before it."""
    pairs = zip(before.parts, after.parts, strict=True)
    return sorted(index for old, new in pairs if new is not old for index in new.broken if index not in old.broken)
