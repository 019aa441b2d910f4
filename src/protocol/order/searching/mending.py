"""Mending: the search of the cheapest edits that make a sequence of cases keep some machines.

Machines that share no event are mended apart, and of the sequence only that is looked at which moves one of them. The
search is Dijkstra's, cost by cost: from each place that is reached at a cost what stands is kept as far as it can be,
and the first to come to the end in a good state is the repair.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import getitem
from typing import Final

from attrs import define, field

from protocol.fields import frozen
from protocol.order.automata.machines import LOST, Unnamed, machine
from protocol.order.automata.products import Part, alone
from protocol.order.language.orders import Order, joint_cases
from protocol.order.language.patterns import Case, Reader, reader

MOST_JOINTS: Final = 512
"""How many joint automata are remembered for a set of orders."""
MOST_ROWS: Final = 20_000
"""The size from which a joint automaton is not remembered."""

IDLE: Final = -1
"""The letter of what moves none of some machines."""
Change = tuple[int, int | None]
"""An edit: the place of the event that is dropped, or before which the case of a number is inserted."""
Chain = tuple["Chain", int, int | None] | None
"""The edits that led to a place, the last one first."""
Start = tuple[int, "Row", Chain]
"""Where something stands after an edit: the place, the row, and all edits so far."""
Insertion = tuple[int, int, int]
"""A letter, what inserting it costs, and the case that is inserted."""


@frozen
class Task:
    """A sequence of cases to be mended, what dropping each event costs and inserting each case, and the most to pay."""

    read: Sequence[int]
    dropping: Sequence[int]
    inserting: Sequence[int] | None
    cap: int


@frozen
class Mended:
    """The changes that mend a sequence, in order, and what they cost together."""

    cost: int = 0
    changes: tuple[Change, ...] = ()

    def with_(self, other: "Mended") -> "Mended":
        """Both together; at one place insertions come before the drop."""
        changes = sorted((*self.changes, *other.changes), key=lambda change: (change[0], change[1] is None))
        return Mended(self.cost + other.cost, tuple(changes))


@define(eq=False)
class Row:
    """A joint state: whether all machines are kept in it, and the row that follows each letter, None if one is lost."""

    states: tuple[int, ...]
    kept: bool
    following: tuple["Row | None", ...] = ()


@define(eq=False)
class Joint:
    """The joint automaton of a few machines, built as it is asked for; `letters` says what each case is to them."""

    parts: tuple[Part, ...]
    letters: tuple[int, ...]
    columns: tuple[tuple[tuple[int, ...], ...], ...]
    start: Row
    rows: dict[tuple[int, ...], Row] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, parts: Sequence[Part]) -> "Joint":
        """The joint automaton of some machines."""
        index: dict[tuple[tuple[int, ...], ...], int] = {}
        moving = frozenset[int]().union(*(part.moving for part in parts))
        by_case = zip(*(part.columns for part in parts), strict=True)
        letters = [
            index.setdefault(columns, len(index)) if case in moving else IDLE for case, columns in enumerate(by_case)
        ]
        start = tuple(part.start for part in parts)
        return cls(tuple(parts), tuple(letters), tuple(index), Row(start, _kept(parts, start)))

    def filled(self, row: Row) -> "tuple[Row | None, ...]":
        """What follows a row. Another thread may find it out too, and comes to the same rows."""
        row.following = following = tuple([self._row(tuple(map(getitem, each, row.states))) for each in self.columns])
        return following

    def _row(self, states: tuple[int, ...]) -> Row | None:
        if LOST in states:
            return None
        return self.rows.get(states) or self.rows.setdefault(states, Row(states, _kept(self.parts, states)))

    def insertions(self, prices: Sequence[int] | None) -> list[Insertion]:
        """The cheapest case of each letter, the first of several, in the order of the cases."""
        cheapest: dict[int, Insertion] = {}
        for case, letter in enumerate(self.letters):
            price = prices[case] if prices else 1
            if letter != IDLE and (letter not in cheapest or price < cheapest[letter][1]):
                cheapest[letter] = (letter, price, case)
        return sorted(cheapest.values(), key=lambda insertion: insertion[2])

    def mended(self, task: Task) -> Mended | None:
        """The cheapest changes after which all machines are kept; None where they cost too much."""
        letters = self.letters
        places = [place for place, case in enumerate(task.read) if letters[case] != IDLE]
        search = _Search(
            self,
            [letters[task.read[place]] for place in places],
            [task.dropping[p] for p in places],
            self.insertions(task.inserting),
        )
        found = search.cheapest(task.cap)
        if found is None:
            return None
        cost, chain = found
        places.append(len(task.read))
        return Mended(cost, tuple((places[place], case) for place, case in _unwound(chain))[::-1])


def _kept(parts: Sequence[Part], states: tuple[int, ...]) -> bool:
    return all(part.kept[state] for part, state in zip(parts, states, strict=True))


def _unwound(chain: Chain) -> Iterator[Change]:
    while chain is not None:
        chain, place, case = chain
        yield place, case


@frozen
class _Search:
    """One search in a joint automaton, over the letters that move it."""

    joint: Joint
    letters: Sequence[int]
    dropping: Sequence[int]
    inserting: Sequence[Insertion]

    def cheapest(self, cap: int) -> tuple[int, Chain] | None:
        """The cost and the edits of the cheapest repair."""
        seen: list[set[Row]] = [set() for _ in range(len(self.letters) + 1)]
        waiting: dict[int, list[Start]] = {0: [(0, self.joint.start, None)]}
        for cost in range(cap + 1):
            # An edit that costs nothing leads to the same cost again.
            while starts := waiting.pop(cost, None):
                reached: list[Start] = []
                for start in starts:
                    if self._runs_home(start, seen, reached):
                        return cost, start[2]
                for price, further in self._edited(reached, seen):
                    waiting.setdefault(cost + price, []).append(further)
        return None

    def _runs_home(self, start: Start, seen: Sequence[set[Row]], reached: list[Start]) -> bool:
        """Whether all machines are kept if what still stands is kept; what is reached on the way is noted."""
        place, row, chain = start
        last = len(self.letters)
        while row not in seen[place]:
            seen[place].add(row)
            reached.append((place, row, chain))
            if place == last:
                return row.kept
            further = (row.following or self.joint.filled(row))[self.letters[place]]
            if further is None:
                return False
            row, place = further, place + 1
        return False

    def _edited(self, reached: Iterable[Start], seen: Sequence[set[Row]]) -> Iterator[tuple[int, Start]]:
        """Where one more edit leads, and what it costs: a drop, then the insertions."""
        for place, row, chain in reached:
            if place < len(self.letters):
                yield self.dropping[place], (place + 1, row, (chain, place, None))
            known, following = seen[place], row.following or self.joint.filled(row)
            for letter, price, case in self.inserting:
                further = following[letter]
                if further is not None and further not in known:
                    yield price, (place, further, (chain, place, case))


@define(eq=False)
class Mender:
    """A set of orders made ready for mending."""

    cases: tuple[Case, ...]
    parts: tuple[Part, ...]
    turns: tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]
    """For each case, the machines that it moves, by number, and the state that follows each of theirs."""
    readers: dict[type, Reader]
    _joints: dict[tuple[int, ...], Joint] = field(factory=dict, init=False, repr=False)

    def case_of(self, event: object) -> int:
        """The number of the case that an event belongs to."""
        read = self.readers.get(type(event), len(self.cases) - 1)
        return read if isinstance(read, int) else read(event)

    def broken_by(self, read: Iterable[int]) -> set[int]:
        """The machines that a sequence of cases does not keep, by number."""
        states, turns = [part.start for part in self.parts], self.turns
        for case in read:
            for number, column in turns[case]:
                states[number] = column[states[number]]
        return {number for number, part in enumerate(self.parts) if not part.kept[states[number]]}

    def mended(self, task: Task, chosen: Iterable[int], known: dict[tuple[int, ...], Mended]) -> Mended | None:
        """The cheapest changes after which the machines of these numbers are kept; `known` is what was found before."""
        whole = Mended()
        for group in self._apart(chosen):
            mended = known.get(group) or self._joint(group).mended(task)
            if mended is None:
                return None
            known[group] = mended
            whole = whole.with_(mended)
        return whole if whole.cost <= task.cap else None

    def _apart(self, chosen: Iterable[int]) -> list[tuple[int, ...]]:
        """The machines in groups that share no event, each group and all groups in the order of the machines."""
        groups: list[tuple[frozenset[int], tuple[int, ...]]] = []
        for number in sorted(chosen):
            moving = self.parts[number].moving
            near = [group for group in groups if group[0] & moving]
            groups = [group for group in groups if group not in near]
            members = (number, *(member for group in near for member in group[1]))
            groups.append((moving.union(*(group[0] for group in near)), members))
        return sorted(tuple(sorted(members)) for _, members in groups)

    def _joint(self, group: tuple[int, ...]) -> Joint:
        joint = self._joints.get(group)
        if joint is None or len(joint.rows) > MOST_ROWS:
            if len(self._joints) >= MOST_JOINTS:
                self._joints = {}
            joint = self._joints[group] = Joint.of([self.parts[number] for number in group])
        return joint


@lru_cache(maxsize=64)
def mender(orders: tuple[Order, ...]) -> Mender:
    """A set of orders made ready for mending."""
    cases = (*joint_cases(orders), Case(Unnamed))
    parts = tuple(alone(number, machine(order), cases) for number, order in enumerate(orders))
    turns = (
        tuple((number, part.columns[case]) for number, part in enumerate(parts) if case in part.moving)
        for case in range(len(cases))
    )
    by_class: dict[type, dict[Case, int]] = {}
    for number, case in enumerate(cases):
        by_class.setdefault(case.event, {})[case] = number
    return Mender(cases, parts, tuple(turns), {event: reader(mine) for event, mine in by_class.items()})
