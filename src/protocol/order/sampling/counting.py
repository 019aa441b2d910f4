"""Counting: how many sequences of a length keep a set of machines, and the sequence with a number.

Machines that share no event are counted in separate blocks: sequences of one block are shuffled with those of another,
and the number of shuffles is a binomial. Machines that every event concerns, such as those of chains, are the frame:
in their sequences, events that they do not name are slots, which the other blocks fill.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import comb, prod
from typing import Final

from attrs import define, evolve, field

from protocol.fields import frozen
from protocol.order.automata.machines import LOST, Machine, Unnamed, letter_of
from protocol.order.automata.products import Product, few_products, idle, product_of
from protocol.order.language.patterns import Case

MOST_FRAMED: Final = 100
"""The size up to which a frame has slots: the counting for it grows with the square of the length."""
MOST_SHUFFLED: Final = 1_000
"""The size up to which blocks that share no event are counted as one, which saves a shuffle."""

SLOT: Final = Case(Unnamed)
Arc = tuple[int, int, tuple[Case, ...]]
"""The next state, in how many ways it is reached, and by which cases."""


@define(eq=False)
class BlockCounts:
    """The sequences of one block; `slots` are the states after an event that it does not name, if there may be any."""

    kept: tuple[bool, ...]
    steps: tuple[tuple[Arc, ...], ...]
    slots: tuple[int, ...] = ()
    _ways: list[list[list[int]]] = field(factory=list, init=False, repr=False)

    @classmethod
    def of(cls, product: Product, cases: Sequence[Case], *, slots: bool = False) -> "BlockCounts":
        """The sequences of a product that reads these cases and, if there are slots, a last case for the slots."""
        rows = list(zip(*product.columns, strict=True))[:-1]
        steps = tuple(_steps(row, cases) for row in rows)
        return cls(product.kept[:-1], steps, tuple(row[-1] for row in rows) if slots else ())

    def count(self, length: int, slots: int = 0) -> int:
        """How many sequences of a length there are with this many slots."""
        return self._counts(length)[length][slots][0]

    def word(self, number: int, length: int, slots: int = 0) -> list[Case]:
        """The sequence of a length with this many slots that has a number."""
        state, word = 0, list[Case]()
        for ways in reversed(self._counts(length)[:length]):
            if slots:
                slot = self.slots[state]
                each = ways[slots - 1][slot] if slot != LOST else 0
                if number < each:
                    state, slots = slot, slots - 1
                    word.append(SLOT)
                    continue
                number -= each
            after = ways[slots]
            for target, many, cases in self.steps[state]:
                each = after[target]
                if number < each * many:
                    place, number = divmod(number, each)
                    word.append(cases[place])
                    state = target
                    break
                number -= each * many
        return word

    def _counts(self, length: int) -> list[list[list[int]]]:
        """For each number of steps and of slots left and each state, how many sequences lead from it to an end."""
        # What is known is replaced at once, so another thread sees all of it or none.
        ways = self._ways or [[list(map(int, self.kept))]]
        if len(ways) <= length:
            ways = [*ways]
            while len(ways) <= length:
                ways.append(self._longer(ways[-1]))
            self._ways = ways
        return ways

    def _longer(self, ways: list[list[int]]) -> list[list[int]]:
        longer = [[sum([after[target] * many for target, many, _ in steps]) for steps in self.steps] for after in ways]
        if not self.slots:
            return longer
        filled = [[after[slot] if slot != LOST else 0 for slot in self.slots] for after in ways]
        none = [0] * len(self.kept)
        return [list(map(int.__add__, one, other)) for one, other in zip([*longer, none], [none, *filled], strict=True)]


def _steps(row: Sequence[int], cases: Sequence[Case]) -> tuple[Arc, ...]:
    """The steps from a state, the one with the most cases first, because it is drawn most often."""
    by_target: dict[int, list[Case]] = {}
    for case, target in zip(cases, row, strict=False):
        by_target.setdefault(target, []).append(case)
    by_target.pop(LOST, None)
    steps = ((target, len(mine), tuple(mine)) for target, mine in by_target.items())
    return tuple(sorted(steps, key=lambda step: -step[1]))


@define(eq=False)
class Numbering:
    """The sequences that keep all machines: those of a frame, its slots filled with a shuffle of those of blocks."""

    frame: BlockCounts
    blocks: tuple[BlockCounts, ...]
    _splits: dict[tuple[int, int], list[int]] = field(factory=dict, init=False, repr=False)

    def count(self, length: int) -> int:
        """How many sequences of a length there are."""
        return self._split(LOST, length)[-1]

    def nth(self, number: int, length: int) -> list[Case]:
        """The sequence of a length that has this number."""
        slots, number = self._choose(number, LOST, length)
        number, shuffle = divmod(number, self._shuffles(0, slots))
        word = self.frame.word(number, length, slots)
        if not slots:
            return word
        fill = iter(self._shuffle(shuffle, 0, slots))
        return [next(fill) if case is SLOT else case for case in word]

    def _shuffle(self, number: int, block: int, length: int) -> list[Case]:
        """The shuffle of a length, of this block and those after it, that has this number."""
        if block == len(self.blocks) - 1:
            return self.blocks[block].word(number, length)
        mine, number = self._choose(number, block, length)
        number, rest = divmod(number, self._shuffles(block + 1, length - mine))
        places, word = divmod(number, self.blocks[block].count(mine))
        return _merge(places, self.blocks[block].word(word, mine), self._shuffle(rest, block + 1, length - mine))

    def _choose(self, number: int, block: int, length: int) -> tuple[int, int]:
        """How many steps of a length belong to the block, or to slots of the frame, and the number among those."""
        split = self._split(block, length)
        mine = bisect_right(split, number)
        return mine, number - (split[mine - 1] if mine else 0)

    def _shuffles(self, block: int, length: int) -> int:
        """How many shuffles of a length there are of this block and those after it."""
        return self._split(block, length)[-1] if block < len(self.blocks) else int(not length)

    def _split(self, block: int, length: int) -> list[int]:
        """For each number of steps of the block, or of slots, how many sequences have at most this many."""
        if (block, length) not in self._splits:
            self._splits[block, length] = list(accumulate(self._parts(block, length)))
        return self._splits[block, length]

    def _parts(self, block: int, length: int) -> Iterable[int]:
        if block == LOST:
            most = length if self.blocks else 0
            return (self.frame.count(length, slots) * self._shuffles(0, slots) for slots in range(most + 1))
        count = self.blocks[block].count
        return (
            comb(length, mine) * count(mine) * self._shuffles(block + 1, length - mine) for mine in range(length + 1)
        )


def _merge(number: int, one: Sequence[Case], other: Sequence[Case]) -> list[Case]:
    """Two sequences merged in the way that has this number."""
    ones, others, merged = len(one), len(other), list[Case]()
    while ones and others:
        first = comb(ones + others - 1, others)
        if number < first:
            merged.append(one[-ones])
            ones -= 1
        else:
            number -= first
            merged.append(other[-others])
            others -= 1
    return [*merged, *one[len(one) - ones :], *other[len(other) - others :]]


@frozen
class _Machines:
    """Machines, and the cases that they name, by number; `size` is how many states they have together."""

    machines: frozenset[int] = frozenset()
    cases: frozenset[int] = frozenset()
    size: int = 1

    def with_(self, *others: "_Machines") -> "_Machines":
        every = (self, *others)
        return _Machines(
            frozenset().union(*(each.machines for each in every)),
            frozenset().union(*(each.cases for each in every)),
            prod(each.size for each in every),
        )


@frozen
class _Counter:
    """Divides machines into a frame and blocks by which their sequences of these cases can be counted."""

    machines: Sequence[Machine]
    cases: Sequence[Case]
    most: int

    def numbering(self) -> Numbering | None:
        frame, *others = self._groups()
        slotted = self._product(frame, MOST_FRAMED, SLOT) if others else None
        if slotted is None:
            every = frame.with_(*others)
            whole = self._product(every, self.most)
            return None if whole is None else Numbering(BlockCounts.of(whole, self._cases_of(every)), ())
        sized = [
            (product, evolve(each, size=len(product.states)))
            for each in others
            if (product := self._product(each, self.most))
        ]
        if len(sized) < len(others):
            return None
        blocks = self._blocks(sorted((each for _, each in sized), key=lambda each: (each.size, sorted(each.cases))))
        words = [
            BlockCounts.of(product, self._cases_of(each))
            for each in blocks
            if (product := self._product(each, self.most))
        ]
        return Numbering(BlockCounts.of(slotted, self._cases_of(frame), slots=True), tuple(words))

    def _groups(self) -> list[_Machines]:
        """The frame, and groups that share no event with it or with each other; the last has the unnamed cases."""
        frame, others = _Machines(), list[_Machines]()
        for number, machine in enumerate(self.machines):
            named = frozenset(place for place, case in enumerate(self.cases) if letter_of(machine, case))
            group = _Machines(frozenset({number}), named)
            if machine.hears_all:
                frame = frame.with_(group)
            else:
                near = [each for each in others if each.cases & named]
                others = [*(each for each in others if each not in near), group.with_(*near)]
        near = [each for each in others if each.cases & frame.cases]
        free = frozenset(range(len(self.cases))).difference(frame.cases, *(each.cases for each in others))
        apart = [each for each in others if each not in near]
        return [frame.with_(*near), *apart, *([_Machines(cases=free)] if free else [])]

    def _blocks(self, groups: Sequence[_Machines]) -> list[_Machines]:
        """The groups, combined from the smallest on as long as they stay small."""
        blocks = [_Machines()]
        for group in groups:
            joint = blocks[-1].with_(group)
            if joint.size <= min(self.most, MOST_SHUFFLED):
                blocks[-1] = joint
            else:
                blocks.append(group)
        return [each for each in blocks if each.cases]

    def _cases_of(self, group: _Machines) -> list[Case]:
        return [self.cases[place] for place in sorted(group.cases)]

    def _product(self, group: _Machines, most: int, *more: Case) -> Product | None:
        cases = (*self._cases_of(group), *more)
        products = few_products([self.machines[number] for number in sorted(group.machines)], cases)
        return product_of((idle(len(cases)), *products), most)


def numbering(machines: Sequence[Machine], cases: Sequence[Case], most: int) -> Numbering | None:
    """The sequences of these cases that keep all machines; None if some block would have more than `most` states."""
    return _Counter(machines, cases, most).numbering()
