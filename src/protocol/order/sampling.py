"""Sampling of sequences that keep a set of orders.

Where the joint automaton is small, every sequence of the wanted length is equally likely: the sequences that lead from
each state to an end are counted, and steps are drawn by their counts. Elsewhere a walk draws every step equally among
those from which all orders can still be kept, and goes home when its length is nearly used up; it reaches every
sequence, but not equally often.
"""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Final

from attrs import define, field

from protocol.order.futures import Future, States, Way
from protocol.order.machines import Machine
from protocol.order.patterns import Case

MOST_STATES: Final = 5_000
"""The size up to which a joint automaton is built whole."""


@define(eq=False, slots=False)
class Sampler:
    """Draws sequences of cases that keep all machines; pure but for the generator it is given."""

    machines: tuple[Machine, ...]
    cases: tuple[Case, ...]
    most_states: int = MOST_STATES
    _counts: list[list[int]] = field(factory=list, init=False, repr=False)
    _detours: dict[Case, Way] = field(factory=dict, init=False, repr=False)
    _known: dict[tuple[int, int], list[int]] = field(factory=dict, init=False, repr=False)

    @cached_property
    def future(self) -> Future:
        """What can still become of the machines."""
        return Future(self.machines, self.cases)

    @cached_property
    def product(self) -> tuple[tuple[tuple[Case, int], ...], ...] | None:
        """The joint automaton without what is lost, as steps from each state; None where it is too large."""
        first = self.future.first()
        index, waiting, steps = {first: 0}, [first], []
        for states in waiting:
            mine = []
            for case, target in self._targets(states):
                if target not in index:
                    index[target] = len(index)
                    waiting.append(target)
                mine.append((case, index[target]))
            steps.append(tuple(mine))
            if len(index) > self.most_states:
                return None
        self._counts.append([int(self._met(states)) for states in waiting])
        return tuple(steps)

    @property
    def uniform(self) -> bool:
        """Whether all sequences of a length are equally likely."""
        return self.product is not None

    def draw(self, random: Random, *, length: int) -> Way | None:
        """A sequence of exactly this length where draws are uniform, else of about this length; None where none is."""
        return self._drawn(random, length) if self.uniform else self._walked(random, length)

    def count(self, length: int) -> int | None:
        """How many sequences of a length there are; None where they are not counted."""
        return self._ways(length)[0] if self.uniform else None

    def _ways(self, length: int) -> list[int]:
        """For each state, how many sequences of a length lead from it to an end."""
        assert self.product is not None  # noqa: S101 - callers have asked
        while len(self._counts) <= length:
            shorter = self._counts[-1]
            self._counts.append([sum(shorter[target] for _, target in steps) for steps in self.product])
        return self._counts[length]

    def _drawn(self, random: Random, length: int) -> Way | None:
        if not self._ways(length)[0]:
            return None
        assert self.product is not None  # noqa: S101 - callers have asked
        state, way = 0, []
        for left in reversed(range(length)):
            totals = self._totals(state, left)
            case, state = self.product[state][bisect_right(totals, random.randrange(totals[-1]))]
            way.append(case)
        return tuple(way)

    def _totals(self, state: int, left: int) -> list[int]:
        """How many sequences begin with each step from a state or with one before it, when so many are left."""
        known = self._known.get((state, left))
        if known is None:
            assert self.product is not None  # noqa: S101 - callers have asked
            ways = self._counts[left]
            known = self._known[state, left] = list(accumulate(ways[target] for _, target in self.product[state]))
        return known

    def _walked(self, random: Random, length: int) -> Way | None:
        states: States = self.future.first()
        outlook = self.future.outlook(states, self._everyone)
        if not outlook.possible:
            return None
        way, home = list[Case](), outlook.way
        while len(way) + len(home) < length:
            step = self._promising(random, states, home)
            if step is None:
                break
            case, states, home = step
            way.append(case)
        return (*way, *home)

    def _promising(self, random: Random, states: States, home: Way) -> tuple[Case, States, Way] | None:
        """A step from which there is a way home, each as likely as another."""
        untried = list(self.cases)
        while untried:
            case = untried.pop(random.randrange(len(untried)))
            target = self.future.step(states, case)
            if target is None:
                continue
            way = self._way_home(case, target, home)
            if way is not None:
                return case, target, way
        return None

    def _way_home(self, case: Case, target: States, home: Way) -> Way | None:
        """A way home after a step: mostly the old one, or that without the step, or after what such a step asks for."""
        shorter = _without(home, case)
        detour = self._detours.get(case, ())
        for way in dict.fromkeys((home, shorter, detour + home, detour + shorter)):
            if self.future.keeps(way, target):
                return way
        found = self.future.outlook(target, self._everyone)
        if not found.possible:
            return None
        self._detours[case] = tuple(step for step in found.way if step not in home)
        return found.way

    @property
    def _everyone(self) -> range:
        return range(len(self.machines))

    def _targets(self, states: States) -> list[tuple[Case, States]]:
        reached = ((case, self.future.step(states, case)) for case in self.cases)
        return [(case, target) for case, target in reached if target is not None]

    def _met(self, states: States) -> bool:
        return all(machine.kept[state] for machine, state in zip(self.machines, states, strict=True))


def _without(way: Way, case: Case) -> Way:
    """A way without the first step of a case."""
    return way[: (place := way.index(case))] + way[place + 1 :] if case in way else way
