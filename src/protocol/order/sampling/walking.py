"""Walks: sequences that keep some machines, made step by step, so that there is always a way home.

A way home is a sequence of steps after which all machines are kept; a walk carries one with it. Most steps leave it
valid, which only the products that they move have to confirm. If a step spoils it, another way home is searched for, or
the step is not taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import getitem
from random import Random
from typing import Final

from attrs import define, field

from protocol.order.automata.machines import LOST
from protocol.order.automata.products import Moves, Product, moves_by_case
from protocol.order.language.patterns import Case
from protocol.order.searching.joint import JointSearch, Way

MOST_DEAD: Final = 5_000
"""How many clashing states of the same machines are remembered."""

States = list[int]
"""The state of each product."""
Home = tuple[int, ...]
"""The cases of a way home, by number."""
Place = tuple[States, Home]
"""The current place of a walk: the states, and a way home from them."""


@define(eq=False)
class Walker:
    """Walks through the joint automaton of machines; `products` are the same machines combined, and read `cases`.

    Steps are drawn from the first `drawn` cases; the others are used only on the way home.
    """

    future: JointSearch
    products: Sequence[Product]
    cases: tuple[Case, ...]
    drawn: int
    _dead: dict[tuple[int, ...], set[tuple[int, ...]]] = field(factory=dict, init=False, repr=False)
    """For machines that clash, by the indexes of their states, the states in which they clash."""

    def walk(self, random: Random, length: int) -> Way | None:
        """A sequence of about this length that keeps all machines; None if there is none."""
        states, way, home = self._start, list[int](), self._first_home
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
        """The proposed cases after which all machines can still be kept, and a way home after them.

        None if no sequence keeps all machines. The next proposal is taken when the next step is read.
        """
        return None if self._first_home is None else self._along(proposed, self._first_home)

    def _along(self, proposed: Iterable[int], home: Home) -> Iterator[Case]:
        states = self._start
        for case in proposed:
            taken = self._take(case, states, home)
            if taken is not None:
                states, home = taken
                yield self.cases[case]
        found = self._search(self._members_of(states))
        for case in home if found is None else found:
            yield self.cases[case]

    def _promising_step(
        self, random: Random, untried: list[int], states: States, home: Home
    ) -> tuple[int, Place] | None:
        """A step from which there is a way home, each equally likely; a step whose search ran out is not taken."""
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
        """The states after a step and a way home from them; None if there is none."""
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
        if self._leads_home(home, target, moved):
            return target, home
        other = self._other_home(case, target, home)
        return None if other is None else (target, other)

    def _leads_home(self, way: Home, states: States, among: Iterable[int]) -> bool:
        """Whether a way keeps the products of these numbers."""
        for number in among:
            columns, kept = self._columns[number]
            state = states[number]
            for case in way:
                state = columns[case][state]
            if not kept[state]:
                return False
        return True

    def _other_home(self, case: int, states: States, home: Home) -> Home | None:
        """A way home after a step spoilt the old one: the old one without that step, or another."""
        if case in home:
            place = home.index(case)
            shorter = home[:place] + home[place + 1 :]
            if self._leads_home(shorter, states, range(len(states))):
                return shorter
        members = self._members_of(states)
        dead = any(tuple([members[place] for place in places]) in known for places, known in list(self._dead.items()))
        return None if dead else self._search(members)

    def _search(self, members: Sequence[int]) -> Home | None:
        """A way home; if there is none, the states of the machines that clash are remembered."""
        found = self.future.outlook([members[place] for place in self._places], range(len(members)))
        if found.possible:
            return tuple(map(self.cases.index, found.way))
        if found.clash:
            places = tuple([self._places[number] for number in found.clash])
            known = self._dead.setdefault(places, set())
            if len(known) < MOST_DEAD:
                known.add(tuple([members[place] for place in places]))
        return None

    def _members_of(self, states: States) -> list[int]:
        """The states of all machines, product by product."""
        return list(chain.from_iterable(map(getitem, self._members, states)))

    @property
    def _start(self) -> States:
        return [product.start for product in self.products]

    @cached_property
    def _first_home(self) -> Home | None:
        """A way home from the start; None if no sequence keeps all machines."""
        return self._search(self._members_of(self._start))

    @cached_property
    def _members(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        return tuple(product.states for product in self.products)

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """For each machine, the index of its state among those of all machines, product by product."""
        members = [number for product in self.products for number in product.members]
        return tuple(sorted(range(len(members)), key=members.__getitem__))

    @cached_property
    def _columns(self) -> tuple[tuple[tuple[tuple[int, ...], ...], tuple[bool, ...]], ...]:
        return tuple((product.columns, product.kept) for product in self.products)

    @cached_property
    def _moves(self) -> tuple[Moves, ...]:
        return moves_by_case(self.products, len(self.cases))
