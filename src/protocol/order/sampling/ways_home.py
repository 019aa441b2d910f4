"""Ways home: from the states that a walk has come to, steps after which all machines are kept.

Where a way home is spoilt, one like it is tried; then one is put together from what each product would do by itself;
only if that fails is one searched for among all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import getitem
from typing import Final

from attrs import define, field

from protocol.order.automata.machines import LOST
from protocol.order.automata.products import Product
from protocol.order.language.patterns import Case
from protocol.order.searching.joint import JointSearch

MOST_STEPS: Final = 12
"""The length up to which a way home is made up instead of sought."""

MOST_TRIED: Final = 60
"""How many states are gone through to make one up."""

MOST_DEAD: Final = 5_000
"""In how many states machines that clash are remembered to do so."""

States = list[int]
"""The state of each product."""
Home = tuple[int, ...]
"""The cases of a way home, by number."""
Reached = tuple[tuple[int, ...], Home]
"""States, and the steps by which they were reached."""


@define(eq=False, slots=False)
class WaysHome:
    """The ways home of machines; `products` are the same machines put together, reading `cases`."""

    future: JointSearch
    products: Sequence[Product]
    cases: tuple[Case, ...]
    _dead: dict[tuple[int, ...], set[tuple[int, ...]]] = field(factory=dict, init=False, repr=False)
    """By where their states stand among all, the machines that clash, and in which states."""

    @cached_property
    def first(self) -> Home | None:
        """A way home from where everything begins; None where nothing keeps all machines."""
        return self._search(self._whole([product.start for product in self.products]))

    def shortest(self, states: States, known: Home) -> Home:
        """A way home than which none is shorter, where the search does not run out; else the one that is known."""
        found = self._search(self._whole(states))
        return known if found is None else found

    def lead(self, way: Home, states: States, among: Iterable[int]) -> bool:
        """Whether a way keeps the products of these numbers."""
        for number in among:
            columns, kept = self._columns[number]
            state = states[number]
            for case in way:
                state = columns[case][state]
            if not kept[state]:
                return False
        return True

    def other(self, case: int, states: States, moved: Iterable[int], home: Home) -> Home | None:
        """A way home where the old one is spoilt: that without the step, with more before it, or another."""
        everyone = range(len(states))
        for way in self._like(case, states, moved, home):
            if self.lead(way, states, everyone):
                return way
        whole = self._whole(states)
        if self._is_dead(whole):
            return None
        made = self._make_up(states)
        return self._search(whole) if made is None else made

    def _like(self, case: int, states: States, moved: Iterable[int], home: Home) -> Iterator[Home]:
        """The way home without the step, and with what the products that the step moved ask for before it."""
        if case in home:
            place = home.index(case)
            home = home[:place] + home[place + 1 :]
            yield home
        more: list[int] = []
        for number in moved:
            more += [step for step in self._alone(number, states[number]) if step not in more and step not in home]
        yield (*more, *home)

    def _alone(self, number: int, state: int) -> tuple[int, ...]:
        """The steps of a shortest way on which a product by itself is kept."""
        known = self._ways_alone[number]
        way = known.get(state)
        if way is None:
            case = self._nearer[number].get(state, LOST)
            way = known[state] = (
                () if case == LOST else (case, *self._alone(number, self.products[number].columns[case][state]))
            )
        return way

    def _make_up(self, states: States) -> Home | None:
        """A way home of steps that would each bring some product nearer to its own: the first that is found."""
        # Depth first, and of what follows a state no more is worked out than is gone through.
        seen = set[tuple[int, ...]]()
        waiting: list[Iterator[Reached]] = [iter([(tuple(states), ())])]
        while waiting and len(seen) < MOST_TRIED:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                continue
            reached, way = step
            unmet = [number for number, product in enumerate(self.products) if not product.kept[reached[number]]]
            if not unmet:
                return way
            if reached not in seen and len(way) < MOST_STEPS:
                seen.add(reached)
                waiting.append(self._steps_nearer(unmet, reached, way))
        return None

    def _steps_nearer(self, unmet: Iterable[int], states: tuple[int, ...], way: Home) -> Iterator[Reached]:
        for number in unmet:
            case = self._nearer[number][states[number]]
            target = tuple(map(getitem, self._moves[case], states))
            if LOST not in target:
                yield target, (*way, case)

    def _whole(self, states: States) -> list[int]:
        """The states of all machines, product by product."""
        return list(chain.from_iterable(map(getitem, self._members, states)))

    def _is_dead(self, whole: Sequence[int]) -> bool:
        return any(tuple([whole[place] for place in places]) in known for places, known in list(self._dead.items()))

    def _search(self, whole: Sequence[int]) -> Home | None:
        """A way home, sought among all; what is found to be impossible is remembered by the machines that clash."""
        found = self.future.outlook([whole[place] for place in self._places], range(len(whole)))
        if found.possible:
            return tuple(map(self.cases.index, found.way))
        if found.clash:
            places = tuple([self._places[number] for number in found.clash])
            known = self._dead.setdefault(places, set())
            if len(known) < MOST_DEAD:
                known.add(tuple([whole[place] for place in places]))
        return None

    @cached_property
    def _members(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        return tuple(product.states for product in self.products)

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """For each machine, where its state stands among those of all machines, product by product."""
        members = [number for product in self.products for number in product.members]
        return tuple(sorted(range(len(members)), key=members.__getitem__))

    @cached_property
    def _moves(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For each case and product, the state that follows each."""
        return tuple(zip(*(product.columns for product in self.products), strict=True))

    @cached_property
    def _columns(self) -> tuple[tuple[tuple[tuple[int, ...], ...], tuple[bool, ...]], ...]:
        return tuple((product.columns, product.kept) for product in self.products)

    @cached_property
    def _ways_alone(self) -> tuple[dict[int, tuple[int, ...]], ...]:
        return tuple({} for _ in self.products)

    @cached_property
    def _nearer(self) -> tuple[Mapping[int, int], ...]:
        """For each product and state, the first case of a shortest way on which it is kept."""
        return tuple(_nearer(product.columns, product.kept) for product in self.products)


@lru_cache(maxsize=1024)
def _nearer(columns: tuple[tuple[int, ...], ...], kept: tuple[bool, ...]) -> Mapping[int, int]:
    sources: dict[int, list[tuple[int, int]]] = {}
    for case, column in enumerate(columns):
        for state, target in enumerate(column[:-1]):
            sources.setdefault(target, []).append((state, case))
    waiting = [state for state, is_kept in enumerate(kept[:-1]) if is_kept]
    steps = dict.fromkeys(waiting, LOST)
    for target in waiting:
        for state, case in sources.get(target, ()):
            if state not in steps:
                steps[state] = case
                waiting.append(state)
    return steps
