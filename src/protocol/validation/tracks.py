"""One reading of a record: every rule's state, and what to say when one is broken."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from attrs import define, evolve, field

from protocol.events import ORDERED, Event
from protocol.order import INSIDE, Bracket, Machine, Verdict
from protocol.rules import Fault, Finding, Fold, Owed, Rule, RuleVerdict, Severity, fault
from protocol.stream import Entry
from protocol.validation.plans import FoldStep, Plan, Steps
from protocol.values import Standing

Standings = tuple[RuleVerdict, Owed | None]
"""How a rule stands: its verdict, and what it still asks for."""


@define(eq=False)
class Track:
    """One reading of a record.

    `counted` are the positions of entries that were read only for the rules to which order does not matter;
    `past` says how the rules stood in the ceremonies that are over.
    """

    plan: Plan
    states: list[int]
    memories: list[Any]
    entries: list[Entry[Event]] = field(factory=list)
    counted: set[int] = field(factory=set)
    openings: dict[Bracket, Entry[Event]] = field(factory=dict)
    awake: set[int] = field(factory=set)
    past: list[tuple[int, Standings]] = field(factory=list)

    @classmethod
    def starting(cls, plan: Plan) -> "Track":
        """A track that has read nothing."""
        states = [machine.start for machine in plan.machines]
        memories = [rule.body.memory if isinstance(rule.body, Fold) else None for rule in plan.rules]
        return cls(plan, states, memories)

    def copy(self) -> "Track":
        """A track that has read the same and goes its own way."""
        return Track(
            self.plan,
            self.states.copy(),
            self.memories.copy(),
            self.entries.copy(),
            self.counted.copy(),
            self.openings.copy(),
            self.awake.copy(),
            self.past.copy(),
        )

    def read(self, entry: Entry[Event]) -> list[Finding]:
        """Read an entry where it stands and say what is wrong with it."""
        cls, plan = type(entry.event), self.plan
        self.entries.append(entry)
        if cls in plan.edges:
            self._leave(entry, plan.leaving.get(cls, ()))
        found = [*self._order(entry, plan.all.order.get(cls, ())), *self._content(entry, plan.all)]
        if cls in plan.edges:
            self._close(cls)
        return found

    def count(self, entry: Entry[Event]) -> list[Finding]:
        """Read an entry only for the rules to which order does not matter."""
        cls, counting = type(entry.event), self.plan.counting
        self.entries.append(entry)
        self.counted.add(entry.position)
        return [*self._order(entry, counting.order.get(cls, ())), *self._content(entry, counting)]

    def standings(self) -> Iterator[tuple[int, Standings]]:
        """How every order rule stands, in each ceremony it was judged in or in the whole visit."""
        yield from self.past
        for index in self.plan.orders:
            bracket = self.plan.machines[index].bracket
            if bracket is None or bracket in self.openings:
                yield index, self._standing(index, self.states[index])

    def _order(self, entry: Entry[Event], steps: Iterable[Any]) -> Iterator[Finding]:
        states = self.states
        for index, reader, rows, broken in steps:
            before = states[index]
            after = rows[before][reader if type(reader) is int else reader(entry.event)]
            if after != before:
                states[index] = after
                if broken[after] and self._may_speak(self.plan.rules[index]):
                    yield self._broken(index, entry)

    def _content(self, entry: Entry[Event], steps: Steps) -> Iterator[Finding]:
        for index, step in self._stepped(entry, steps):
            result = step(self.memories[index], entry)
            self.memories[index] = result.memory
            if result.fault is not None and self._may_speak(self.plan.rules[index]):
                positions = tuple(dict.fromkeys((*result.fault.entries, entry.position)))
                yield _finding(self.plan.rules[index], evolve(result.fault, entries=positions), None)

    def _stepped(self, entry: Entry[Event], steps: Steps) -> Iterator[FoldStep]:
        """The content rules that an entry steps, in the order of the rulebook."""
        cls = type(entry.event)
        timed = entry.at is not None or entry.until is not None
        stepped = list(steps.content.get(cls, ()))
        if timed:
            stepped += steps.timed.get(cls, ())
        for index, step in steps.woken.get(cls, ()):
            if index in self.awake and (timed or not self.plan.folds[index].timed):
                stepped.append((index, step))
        self.awake |= steps.wakes.get(cls, frozenset())
        return iter(sorted(stepped, key=itemgetter(0)))

    def _may_speak(self, rule: Rule) -> bool:
        return all(any(type(entry.event) is needed for entry in self.entries) for needed in rule.needs)

    def _leave(self, entry: Entry[Event], leaving: Iterable[int]) -> None:
        for index in leaving:
            machine = self.plan.machines[index]
            if machine.bracket in self.openings:
                state = self.states[index]
                after = machine.step(state, entry.event)
                self.past.append((index, self._standing(index, after if machine.broken[after] else state)))
        for bracket in self.plan.brackets:
            if type(entry.event) is bracket.opened:
                self.openings[bracket] = entry

    def _close(self, cls: type) -> None:
        for bracket in tuple(self.openings):
            if cls is bracket.closed or (self.plan.partial and cls in bracket.ends):
                del self.openings[bracket]

    def _opening(self, machine: Machine) -> Entry[Event] | None:
        return None if machine.bracket is None else self.openings.get(machine.bracket)

    def _standing(self, index: int, state: int) -> Standings:
        machine, rule = self.plan.machines[index], self.plan.rules[index]
        opening = self._opening(machine)
        ceremony = None if opening is None else opening.position
        if machine.broken[state]:
            return RuleVerdict(rule, Verdict.PERMANENTLY_VIOLATED, ceremony), None
        if machine.verdicts[state].satisfied:
            return RuleVerdict(rule, machine.verdicts[state], ceremony), None
        return RuleVerdict(rule, Verdict.CURRENTLY_VIOLATED, ceremony), Owed(rule, ceremony, self._since(index))

    def _since(self, index: int) -> int | None:
        """The entry since which a rule is not satisfied."""
        machine, since = self.plan.machines[index], None
        state = _inside(machine)
        for entry in self._heard(machine):
            before, state = state, machine.step(state, entry.event)
            if machine.verdicts[before].satisfied and not machine.verdicts[state].satisfied:
                since = entry.position
        return since

    def _broken(self, index: int, entry: Entry[Event]) -> Finding:
        rule, machine = self.plan.rules[index], self.plan.machines[index]
        earlier = self._clashing(machine, entry)
        if earlier is None:
            wrong = fault(rule.alone, entry.position, breaking=entry.event)
        else:
            both = {"breaking": entry.event, "earlier": earlier.event}
            wrong = fault(rule.wording, earlier.position, entry.position, **both)
        return _finding(rule, wrong, self._opening(machine))

    def _clashing(self, machine: Machine, last: Entry[Event]) -> Entry[Event] | None:
        """The latest earlier entry without which the last one would not have broken the rule."""
        *trail, _ = self._trail(machine) or [last]
        for place in reversed(range(len(trail))):
            without = (*trail[:place], *trail[place + 1 :], last)
            if not machine.broken[_run(machine, without)]:
                return trail[place]
        return trail[-1] if trail else None

    def _trail(self, machine: Machine) -> list[Entry[Event]]:
        """The entries that changed a rule's state, within the ceremony it is judged in."""
        state, trail = _inside(machine), []
        for entry in self._heard(machine):
            before, state = state, machine.step(state, entry.event)
            if state != before:
                trail.append(entry)
        return trail

    def _heard(self, machine: Machine) -> Iterator[Entry[Event]]:
        opening = self._opening(machine)
        for entry in self.entries:
            if opening is not None and entry.position <= opening.position:
                continue
            if type(entry.event) in ORDERED and (machine.commutes or entry.position not in self.counted):
                yield entry


def _inside(machine: Machine) -> int:
    """The state in which a rule begins, after the opening of its ceremony where it is within one."""
    return machine.start if machine.bracket is None else INSIDE


def _run(machine: Machine, entries: Iterable[Entry[Event]]) -> int:
    state = _inside(machine)
    for entry in entries:
        state = machine.step(state, entry.event)
    return state


def _finding(rule: Rule, wrong: Fault, opening: Entry[Event] | None) -> Finding:
    """The finding of a fault; one that rests on a ceremony that no source names is at most a lapse."""
    inferred = opening is not None and opening.standing is Standing.INFERRED
    severity = min(rule.severity, Severity.LAPSE) if inferred else rule.severity
    ceremony = None if opening is None else opening.position
    return Finding(rule, severity, wrong, wrong.entries, ceremony, inferred=inferred)
