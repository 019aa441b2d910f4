"""Walks through sequences that keep all of some machines: step by step, and never where no way home is left.

A walk carries a way home with it. Most steps leave that way as good as it was, and only what they move is asked about
it; where it is spoilt, there is another (`ways_home.py`) or the step is not taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from random import Random

from attrs import define

from protocol.order.automata.machines import LOST
from protocol.order.automata.products import Moves, Product, moves_by_case
from protocol.order.language.patterns import Case
from protocol.order.sampling.ways_home import Home, States, WaysHome
from protocol.order.searching.joint import JointSearch, Way

Place = tuple[States, Home]


@define(eq=False, slots=False)
class Walker:
    """Walks through the joint future of machines; `products` are the same machines put together, reading `cases`.

    Steps are drawn from the first cases, as many as are `drawn`; what follows is taken on the way home alone.
    """

    future: JointSearch
    products: Sequence[Product]
    cases: tuple[Case, ...]
    drawn: int

    def walk(self, random: Random, length: int) -> Way | None:
        """A sequence of about this length that keeps all machines; None where none does."""
        states, way = [product.start for product in self.products], list[int]()
        home = self._ways_home.first
        if home is None:
            return None
        untried = list(range(self.drawn))
        while len(way) + len(home) < length:
            step = self._promising_step(random, untried, states, home)
            if step is None:
                break
            case, (states, home) = step
            way.append(case)
        return tuple([self.cases[case] for case in (*way, *home)])

    def along(self, proposed: Iterable[int]) -> Iterator[Case] | None:
        """Those of the cases proposed after which all machines can still be kept, and a shortest way home after them.

        None where nothing keeps all machines. The next proposal is asked for when the walk is read on.
        """
        home = self._ways_home.first
        return None if home is None else self._along(proposed, home)

    def _along(self, proposed: Iterable[int], home: Home) -> Iterator[Case]:
        states = [product.start for product in self.products]
        for case in proposed:
            taken = self._take(case, states, home)
            if taken is not None:
                states, home = taken
                yield self.cases[case]
        for case in self._ways_home.shortest(states, home):
            yield self.cases[case]

    def _promising_step(
        self, random: Random, untried: list[int], states: States, home: Home
    ) -> tuple[int, Place] | None:
        """A step from which there is a way home, each as likely as another; none after which a search ran out."""
        for left in range(len(untried), 0, -1):
            place = int(random.random() * left)
            case = untried[place]
            taken = self._take(case, states, home)
            if taken is not None:
                return case, taken
            # What is tried is put behind what is not, so that nothing has to be copied.
            untried[place], untried[left - 1] = untried[left - 1], case
        return None

    def _take(self, case: int, states: States, home: Home) -> Place | None:
        """The states after a step and a way home from them; None where there is none."""
        moved: list[int] = []
        target = states
        for number, column in self._moves[case]:
            before = states[number]
            after = column[before]
            if after != before:
                if after == LOST:
                    return None
                # Many steps are refused and many move nothing, so states are copied only for one that is neither.
                if target is states:
                    target = states.copy()
                target[number] = after
                moved.append(number)
        if home and home[0] == case:
            return target, home[1:]
        if self._ways_home.lead(home, target, moved):
            return target, home
        other = self._ways_home.other(case, target, moved, home)
        return None if other is None else (target, other)

    @cached_property
    def _ways_home(self) -> WaysHome:
        return WaysHome(self.future, self.products, self.cases)

    @cached_property
    def _moves(self) -> tuple[Moves, ...]:
        """For each case, the products that it moves."""
        return moves_by_case(self.products, len(self.cases))
