"""Sampling of sequences that keep a set of orders.

Where the joint automaton is small, every sequence of the wanted length is equally likely: the sequences that lead from
each state to an end are counted, and steps are drawn by their counts. Elsewhere a walk draws every step equally among
those from which all orders can still be kept, and goes home when its length is nearly used up; it reaches every
sequence, but not equally often.
"""

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
            steps, ways = self.product[state], self._counts[left]
            totals = list(accumulate(ways[target] for _, target in steps))
            drawn = random.randrange(totals[-1])
            case, state = next(step for step, total in zip(steps, totals, strict=True) if drawn < total)
            way.append(case)
        return tuple(way)

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
        """A step from which there is a way home, each as likely as another; mostly the way home is the old one."""
        untried = list(self.cases)
        while untried:
            case = untried.pop(random.randrange(len(untried)))
            target = self.future.step(states, case)
            if target is None:
                continue
            if self.future.keeps(home, target):
                return case, target, home
            outlook = self.future.outlook(target, self._everyone)
            if outlook.possible:
                return case, target, outlook.way
        return None

    @property
    def _everyone(self) -> range:
        return range(len(self.machines))

    def _targets(self, states: States) -> list[tuple[Case, States]]:
        reached = ((case, self.future.step(states, case)) for case in self.cases)
        return [(case, target) for case, target in reached if target is not None]

    def _met(self, states: States) -> bool:
        return all(machine.verdicts[state].satisfied for machine, state in zip(self.machines, states, strict=True))
