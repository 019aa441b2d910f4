"""Walks through sequences that keep all of some machines: step by step, and never where no way home is left.

A walk carries a way home with it. Most steps leave that way as good as it was, and only what they move is asked about
it; where it is spoilt, a new one is made up from what each part would do by itself, and sought only if that fails.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from random import Random
from typing import Final

from attrs import define, field

from protocol.order.futures import LOST, Future, Way
from protocol.order.parts import Part
from protocol.order.patterns import Case

MOST_STEPS: Final = 12
"""The length up to which a way home is made up instead of sought."""

MOST_TRIED: Final = 60
"""How many states are gone through to make one up."""

States = list[int]
Turns = tuple[tuple[int, tuple[int, ...]], ...]
"""What a step does to the parts that it moves: the number of the part, and the state that follows each."""
Home = tuple[int, ...]
"""The cases of a way home, by number."""
Taken = tuple[States, Home]


@define(eq=False, slots=False)
class Walker:
    """Walks through the joint future of machines; `parts` are the same machines put together, reading `cases`.

    Steps are drawn from the first cases, as many as are `drawn`; what follows is taken on the way home alone.
    """

    future: Future
    parts: Sequence[Part]
    cases: tuple[Case, ...]
    drawn: int
    _dead: dict[tuple[int, ...], set[tuple[int, ...]]] = field(factory=dict, init=False, repr=False)

    def walk(self, random: Random, length: int) -> Way | None:
        """A sequence of about this length that keeps all machines; None where none does."""
        states, way = [part.start for part in self.parts], list[int]()
        home = self._first_home
        if home is None:
            return None
        untried = list(range(self.drawn))
        while len(way) + len(home) < length:
            step = self._promising(random, untried, states, home)
            if step is None:
                break
            case, (states, home) = step
            way.append(case)
        return tuple([self.cases[case] for case in (*way, *home)])

    def _promising(self, random: Random, untried: list[int], states: States, home: Home) -> tuple[int, Taken] | None:
        """A step from which there is a way home, each as likely as another; none after which a search ran out."""
        for left in range(len(untried), 0, -1):
            place = int(random.random() * left)
            case = untried[place]
            taken = self._taken(case, states, home)
            if taken is not None:
                return case, taken
            # What is tried is put behind what is not, so that nothing has to be copied.
            untried[place], untried[left - 1] = untried[left - 1], case
        return None

    def _taken(self, case: int, states: States, home: Home) -> Taken | None:
        """The states after a step and a way home from them; None where there is none."""
        target, moved = states.copy(), []
        for number, column in self._turns[case]:
            before = target[number]
            after = column[before]
            if after != before:
                if after == LOST:
                    return None
                target[number] = after
                moved.append(number)
        if home and home[0] == case:
            return target, home[1:]
        if self._leads_home(home, target, moved):
            return target, home
        other = self._other_home(case, target, moved, home)
        return None if other is None else (target, other)

    def _leads_home(self, way: Home, states: States, among: Iterable[int]) -> bool:
        """Whether a way keeps the parts of these numbers."""
        for number in among:
            columns, kept = self._columns[number]
            state = states[number]
            for case in way:
                state = columns[case][state]
            if not kept[state]:
                return False
        return True

    def _other_home(self, case: int, states: States, moved: Iterable[int], home: Home) -> Home | None:
        """A way home where the old one is spoilt: that without the step, with more before it, or another."""
        everyone = range(len(states))
        for way in self._like(case, states, moved, home):
            if self._leads_home(way, states, everyone):
                return way
        whole = self._whole(states)
        if self._known_dead(whole):
            return None
        made = self._made_up(states)
        return self._sought(whole) if made is None else made

    def _like(self, case: int, states: States, moved: Iterable[int], home: Home) -> Iterator[Home]:
        """The way home without the step, and with what the parts that the step moved ask for before it."""
        if case in home:
            place = home.index(case)
            home = home[:place] + home[place + 1 :]
            yield home
        more = dict.fromkeys(step for number in moved for step in self._alone(number, states[number]))
        yield (*(step for step in more if step not in home), *home)

    def _alone(self, number: int, state: int) -> Iterator[int]:
        """The steps of a shortest way on which a part by itself is kept."""
        part, nearer = self.parts[number], self._nearer[number]
        while not part.kept[state]:
            case = nearer[state]
            yield case
            state = part.columns[case][state]

    def _made_up(self, states: States) -> Home | None:
        """A way home of steps that would each bring some part nearer to its own; of those, the first that is found."""
        waiting: list[tuple[States, Home]] = [(states, ())]
        seen: set[tuple[int, ...]] = set()
        while waiting and len(seen) < MOST_TRIED:
            states, way = waiting.pop()
            unmet = [number for number, part in enumerate(self.parts) if not part.kept[states[number]]]
            if not unmet:
                return way
            known = tuple(states)
            if known not in seen and len(way) < MOST_STEPS:
                seen.add(known)
                waiting += [(target, (*way, case)) for case, target in reversed(list(self._nearing(unmet, states)))]
        return None

    def _nearing(self, unmet: Iterable[int], states: States) -> Iterator[tuple[int, States]]:
        for number in unmet:
            case = self._nearer[number][states[number]]
            target = [part.columns[case][state] for part, state in zip(self.parts, states, strict=True)]
            if LOST not in target:
                yield case, target

    def _whole(self, states: States) -> list[int]:
        """The states of all machines."""
        whole = [0] * len(self.future.machines)
        for part, state in zip(self.parts, states, strict=True):
            for number, member in zip(part.members, part.states[state], strict=True):
                whole[number] = member
        return whole

    def _known_dead(self, whole: Sequence[int]) -> bool:
        return any(tuple([whole[number] for number in clash]) in known for clash, known in list(self._dead.items()))

    def _sought(self, whole: Sequence[int]) -> Home | None:
        """A way home, sought among all; what is found to be impossible is remembered by the machines that clash."""
        found = self.future.outlook(whole, range(len(whole)))
        if not found.possible:
            if found.clash:
                self._dead.setdefault(found.clash, set()).add(tuple([whole[number] for number in found.clash]))
            return None
        return tuple(map(self.cases.index, found.way))

    @cached_property
    def _first_home(self) -> Home | None:
        return self._sought(self._whole([part.start for part in self.parts]))

    @cached_property
    def _turns(self) -> tuple[Turns, ...]:
        """For each case, the parts that it moves."""
        return tuple(
            tuple((number, part.columns[case]) for number, part in enumerate(self.parts) if case in part.moving)
            for case in range(len(self.cases))
        )

    @cached_property
    def _columns(self) -> tuple[tuple[tuple[tuple[int, ...], ...], tuple[bool, ...]], ...]:
        return tuple((part.columns, part.kept) for part in self.parts)

    @cached_property
    def _nearer(self) -> tuple[dict[int, int], ...]:
        """For each part and state, the first case of a shortest way on which it is kept."""
        return tuple(map(_nearer, self.parts))


def _nearer(part: Part) -> dict[int, int]:
    sources: dict[int, list[tuple[int, int]]] = {}
    for case, column in enumerate(part.columns):
        for state, target in enumerate(column[:-1]):
            sources.setdefault(target, []).append((state, case))
    waiting = [state for state, kept in enumerate(part.kept[:-1]) if kept]
    steps = dict.fromkeys(waiting, LOST)
    for target in waiting:
        for state, case in sources.get(target, ()):
            if state not in steps:
                steps[state] = case
                waiting.append(state)
    return steps
