"""What can still become of several rules together.

Rules that can each still be kept may no longer be kept together, so hints and conflicts are read from the joint
future: a search forward from the present states, group by group of rules that share no event. Nothing is built
whole; a budget bounds the search, and when it runs out the answer is None instead of a guess.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import count
from types import SimpleNamespace

from attrs import define, field, frozen

from protocol.order.brackets import Order, Within
from protocol.order.formulas import patterns_of
from protocol.order.machines import Machine
from protocol.order.patterns import Case, Pattern, cases

States = tuple[int, ...]


def joint_cases(orders: Iterable[Order]) -> tuple[Case, ...]:
    """The cases of events that several orders together tell apart."""
    return cases(pattern for order in orders for pattern in _named_by(order))


def _named_by(order: Order) -> tuple[Pattern, ...]:
    if isinstance(order, Within):
        return (Pattern(order.bracket.opened), *patterns_of(order.formula), Pattern(order.bracket.closed))
    return patterns_of(order)


def letter_of(machine: Machine, case: Case) -> int:
    """The letter that a machine reads for events of a case."""
    read = machine.readers.get(case.event, 0)
    return read if isinstance(read, int) else read(SimpleNamespace(**dict(case.fields)))


@frozen
class Move:
    """One step that could be taken: a case of events, and the letter that each machine reads for it."""

    case: Case
    letters: tuple[int, ...]


@define
class Future:
    """The joint future of machines that share events; it remembers what it has found out.

    `budget` bounds how many joint states one question may visit.
    """

    machines: tuple[Machine, ...]
    moves: tuple[Move, ...]
    budget: int = 20_000
    _known: dict[States, bool] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, machines: Sequence[Machine], cases: Iterable[Case], *, budget: int = 20_000) -> "Future":
        """The future of some machines over some cases; cases that no machine tells from nothing are left out."""
        read = (Move(case, tuple(letter_of(machine, case) for machine in machines)) for case in cases)
        distinct = {move.letters: move for move in read}
        return cls(tuple(machines), tuple(distinct.values()), budget)

    def after(self, states: States, letters: tuple[int, ...]) -> States:
        """The states after a move."""
        return tuple(
            machine.rows[state][letter] for machine, state, letter in zip(self.machines, states, letters, strict=True)
        )

    def lost(self, states: States) -> bool:
        """Whether a rule is already broken in these states."""
        return any(machine.broken[state] for machine, state in zip(self.machines, states, strict=True))

    def unmet(self, states: States) -> int:
        """How many rules are not kept if nothing more happens."""
        return sum(not machine.verdicts[state].satisfied for machine, state in zip(self.machines, states, strict=True))

    def can_finish(self, states: States) -> bool | None:
        """Whether some way leads to all rules being kept; None where the budget ran out before that was known."""
        if states in self._known:
            return self._known[states]
        found, seen = self._search(states)
        if found is None and len(seen) >= self.budget:
            return None
        self._known[states] = found is not None
        if found is None:
            self._known.update(dict.fromkeys(seen, False))
        return self._known[states]

    def completion(self, states: States) -> tuple[Case, ...] | None:
        """Steps that lead to all rules being kept, or None where there are none within the budget."""
        found, _ = self._search(states)
        return found

    def _search(self, start: States) -> tuple[tuple[Case, ...] | None, dict[States, tuple[States, Case] | None]]:
        """Best first: the states with the fewest unmet rules, and of those the nearest."""
        if self.lost(start):
            return None, {start: None}
        seen: dict[States, tuple[States, Case] | None] = {start: None}
        order = count()
        waiting = [(self.unmet(start), 0, next(order), start)]
        while waiting and len(seen) < self.budget:
            unmet, depth, _, states = heappop(waiting)
            if not unmet:
                return _way(seen, states), seen
            for move in self.moves:
                target = self.after(states, move.letters)
                if target not in seen and not self.lost(target):
                    seen[target] = (states, move.case)
                    heappush(waiting, (self.unmet(target), depth + 1, next(order), target))
        return None, seen


def _way(seen: dict[States, tuple[States, Case] | None], states: States) -> tuple[Case, ...]:
    way: list[Case] = []
    while (step := seen[states]) is not None:
        states, case = step
        way.append(case)
    return tuple(reversed(way))


def groups(machines: Sequence[Machine]) -> tuple[tuple[int, ...], ...]:
    """The machines, by index, in groups that share no event; one that hears everything joins all others."""
    if any(machine.hears_all for machine in machines):
        return (tuple(range(len(machines))),)
    merged: list[tuple[set[type], list[int]]] = []
    for index, machine in enumerate(machines):
        named, members = set(machine.readers), [index]
        apart = []
        for others, theirs in merged:
            if others & named:
                named, members = named | others, theirs + members
            else:
                apart.append((others, theirs))
        merged = [*apart, (named, members)]
    return tuple(tuple(sorted(members)) for _, members in merged)
