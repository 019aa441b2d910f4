"""One reading of a record: the state of every rule, and the findings when a rule is broken."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import define, evolve, field

from protocol.events import Event
from protocol.events.shapes import number
from protocol.order import Bracket, Machine, Verdict
from protocol.rules import Finding, Fold, FoldStep, Owed, RuleVerdict
from protocol.stream import Entry, RecordView
from protocol.validation.compiled.explanations import faulty, may_speak
from protocol.validation.compiled.plan import Plan, SteppedRules
from protocol.values import Standing

Standings = tuple[RuleVerdict, Owed | None]
"""The verdict of a rule, and what it still requires."""


@define(eq=False)
class Track:
    """One reading of a record.

    `counted` are the places of entries that were read only by rules that do not depend on order; `past` has the
    verdicts in ceremonies that are over.
    """

    plan: Plan
    states: list[int]
    memories: list[Any]
    entries: list[Entry[Event]] = field(factory=list)
    code: bytearray = field(factory=bytearray)
    positions: list[int] = field(factory=list)
    inferred: set[int] = field(factory=set)
    counted: set[int] = field(factory=set)
    openings: dict[Bracket, int] = field(factory=dict)
    past: list[tuple[int, Standings]] = field(factory=list)

    @classmethod
    def starting(cls, plan: Plan) -> "Track":
        """A track that has read nothing."""
        states = [machine.start for machine in plan.machines]
        memories = [rule.body.memory if isinstance(rule.body, Fold) else None for rule in plan.rules]
        return cls(plan, states, memories)

    def copy(self) -> "Track":
        """An independent track that has read the same entries."""
        growing = ("states", "memories", "entries", "code", "positions", "inferred", "counted", "openings", "past")
        return evolve(self, **{name: getattr(self, name).copy() for name in growing})

    def read(self, entry: Entry[Event]) -> list[Finding]:
        """Read an entry in its order, and return the findings in it."""
        cls, plan = type(entry.event), self.plan
        self._hear(entry)
        if cls in plan.edges:
            self._leave(entry, plan.leaving.get(cls, ()))
        found = [*self._order(entry, plan.all.orders.get(cls, ())), *self._content(entry, plan.all)]
        if cls in plan.edges:
            self._close(cls)
        return found

    def count(self, entry: Entry[Event]) -> list[Finding]:
        """Read an entry only by the rules that do not depend on order."""
        cls, counting = type(entry.event), self.plan.counting
        self._hear(entry)
        self.counted.add(len(self.entries) - 1)
        return [*self._order(entry, counting.orders.get(cls, ())), *self._content(entry, counting)]

    def _hear(self, entry: Entry[Event]) -> None:
        if entry.standing is Standing.INFERRED:
            self.inferred.add(len(self.entries))
        self.entries.append(entry)
        self.code.append(number(entry))
        self.positions.append(entry.position)

    def standings(self) -> Iterator[tuple[int, Standings]]:
        """The verdict of every order rule, in each of its ceremonies or in the whole visit."""
        yield from self.past
        for index in self.plan.orders:
            bracket = self.plan.machines[index].bracket
            if bracket is None or bracket in self.openings:
                yield index, self._standing(index, self.states[index])

    def _order(self, entry: Entry[Event], steps: Iterable[Any]) -> Iterator[Finding]:
        states = self.states
        for index, reader, rows, at_an_end in steps:
            before = states[index]
            after = rows[before][reader if type(reader) is int else reader(entry.event)]
            if after != before:
                states[index] = after
                if at_an_end[after] and may_speak(self.plan.rules[index], self.code):
                    rule, explainer = self.plan.rules[index], self.plan.explainers[index]
                    opening = self._opening(explainer.machine)
                    breakage = explainer.breakage(self.code, opening, self.counted)
                    code = bytes(self.code)
                    yield breakage.finding(rule, RecordView(code, code, self.positions, self.inferred))

    def _content(self, entry: Entry[Event], steps: SteppedRules) -> Iterator[Finding]:
        for index, result in self._results(entry, steps):
            self.memories[index] = result.memory
            if result.fault is not None and may_speak(self.plan.rules[index], self.code):
                yield faulty(self.plan.rules[index], result.fault, entry.position)

    def objecting(self, entry: Entry[Event]) -> Iterator[int]:
        """The content rules that would find a fault in an entry; their memories do not change."""
        for index, result in self._results(entry, self.plan.all):
            if result.fault is not None and may_speak(self.plan.rules[index], self.code):
                yield index

    def _results(self, entry: Entry[Event], steps: SteppedRules) -> Iterator[tuple[int, FoldStep[Any]]]:
        """The results of the content rules that are called with an entry."""
        states_no_time = entry.at is None and entry.until is None
        for index, step, needs_a_time in steps.folds.get(type(entry.event), ()):
            if not (needs_a_time and states_no_time):
                result = step(self.memories[index], entry)
                if result is not None:
                    yield index, result

    def _leave(self, entry: Entry[Event], leaving: Iterable[int]) -> None:
        for index in leaving:
            machine = self.plan.machines[index]
            if machine.bracket in self.openings:
                state = self.states[index]
                after = machine.step(state, entry.event)
                verdict, owed = self._standing(index, after if machine.broken[after] else state)
                # A ceremony that is opened again without a closing owes nothing: nobody knows whether it was done.
                again = type(entry.event) is machine.bracket.opened
                self.past.append((index, (verdict, None if again else owed)))
        for bracket in self.plan.brackets:
            if type(entry.event) is bracket.opened:
                self.openings[bracket] = len(self.entries) - 1

    def _close(self, cls: type) -> None:
        for bracket in tuple(self.openings):
            if cls is bracket.closed or (self.plan.partial and cls in bracket.ends):
                del self.openings[bracket]

    def _opening(self, machine: Machine) -> int | None:
        return None if machine.bracket is None else self.openings.get(machine.bracket)

    def _standing(self, index: int, state: int) -> Standings:
        machine, rule = self.plan.machines[index], self.plan.rules[index]
        opening = self._opening(machine)
        ceremony = None if opening is None else self.positions[opening]
        if machine.broken[state]:
            return RuleVerdict(rule, Verdict.PERMANENTLY_VIOLATED, ceremony), None
        if machine.kept[state]:
            return RuleVerdict(rule, machine.verdicts[state], ceremony), None
        owed = self.plan.explainers[index].owed(self.code, self.positions, opening, self.counted)
        return RuleVerdict(rule, Verdict.CURRENTLY_VIOLATED, ceremony), owed
