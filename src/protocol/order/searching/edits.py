"""The search for the cheapest edits after which a sequence of cases keeps some machines.

Machines that share no event are searched separately, and each search looks only at the part of the sequence that moves
one of its machines. It is Dijkstra's algorithm, cost by cost: from each place reached at a cost, as much as possible of
the rest is left unchanged, and the first way to the end with all machines kept is the cheapest repair.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import getitem
from typing import Final

from attrs import define, field

from protocol.fields import frozen
from protocol.order.automata.machines import LOST, Unnamed, machine
from protocol.order.automata.products import Moves, Product, factor, moves_by_case
from protocol.order.language.orders import Order, joint_cases
from protocol.order.language.patterns import Case, Reader, reader

MOST_JOINTS: Final = 512
"""How many joint automata are remembered for a set of orders."""
MOST_ROWS: Final = 20_000
"""The size from which a joint automaton is not remembered."""

IDLE: Final = -1
"""The letter of a case that moves none of some machines."""
ChangeAt = tuple[int, int | None]
"""An edit: the place of the event that is dropped, or before which the case of a number is inserted."""
Chain = tuple["Chain", int, int | None] | None
"""The edits that led to a place, the last one first."""
Start = tuple[int, "JointState", Chain]
"""A place of the search after an edit: the place in the sequence, the row, and all edits so far."""
Insertion = tuple[int, int, int]
"""A letter, what inserting it costs, and the case that is inserted."""


@frozen
class EditTask:
    """A sequence of cases to be edited, what each drop and each insertion costs, and the most to pay."""

    read: Sequence[int]
    dropping: Sequence[int]
    inserting: Sequence[int] | None
    cap: int


@frozen
class Changes:
    """The changes that repair a sequence, in order, and what they cost together."""

    cost: int = 0
    changes: tuple[ChangeAt, ...] = ()

    def with_(self, other: "Changes") -> "Changes":
        """Both together; at one place insertions come before the drop."""
        changes = sorted((*self.changes, *other.changes), key=lambda change: (change[0], change[1] is None))
        return Changes(self.cost + other.cost, tuple(changes))


@define(eq=False)
class JointState:
    """A joint state: whether all machines are kept in it, and the row that follows each letter, None if one is lost."""

    states: tuple[int, ...]
    kept: bool
    following: tuple["JointState | None", ...] = ()


@define(eq=False)
class LazyProduct:
    """The joint automaton of a few machines, built on demand; `letters` has the letter of each case."""

    products: tuple[Product, ...]
    letters: tuple[int, ...]
    columns: tuple[tuple[tuple[int, ...], ...], ...]
    start: JointState
    rows: dict[tuple[int, ...], JointState] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, products: Sequence[Product]) -> "LazyProduct":
        """The joint automaton of some machines."""
        index: dict[tuple[tuple[int, ...], ...], int] = {}
        moving = frozenset[int]().union(*(product.moving for product in products))
        by_case = zip(*(product.columns for product in products), strict=True)
        letters = [
            index.setdefault(columns, len(index)) if case in moving else IDLE for case, columns in enumerate(by_case)
        ]
        start = tuple(product.start for product in products)
        return cls(tuple(products), tuple(letters), tuple(index), JointState(start, _all_kept(products, start)))

    def fill(self, row: JointState) -> "tuple[JointState | None, ...]":
        """The rows that follow a row. Another thread may compute them too, and gets the same rows."""
        row.following = following = tuple(
            [self._joint_state(tuple(map(getitem, each, row.states))) for each in self.columns]
        )
        return following

    def _joint_state(self, states: tuple[int, ...]) -> JointState | None:
        if LOST in states:
            return None
        return self.rows.get(states) or self.rows.setdefault(
            states, JointState(states, _all_kept(self.products, states))
        )

    def insertions(self, prices: Sequence[int] | None) -> list[Insertion]:
        """The cheapest case of each letter, the first of several, in the order of the cases."""
        cheapest: dict[int, Insertion] = {}
        for case, letter in enumerate(self.letters):
            price = prices[case] if prices else 1
            if letter != IDLE and (letter not in cheapest or price < cheapest[letter][1]):
                cheapest[letter] = (letter, price, case)
        return sorted(cheapest.values(), key=lambda insertion: insertion[2])

    def cheapest(self, task: EditTask) -> Changes | None:
        """The cheapest changes after which all machines are kept; None if they cost too much."""
        letters = self.letters
        places = [place for place, case in enumerate(task.read) if letters[case] != IDLE]
        search = _CostByCost(
            self,
            [letters[task.read[place]] for place in places],
            [task.dropping[p] for p in places],
            self.insertions(task.inserting),
        )
        found = search.cheapest(task.cap)
        if found is None:
            return None
        (cost, chain), changes = found, list[ChangeAt]()
        places.append(len(task.read))
        while chain is not None:
            chain, place, edit = chain
            changes.append((places[place], edit))
        return Changes(cost, tuple(reversed(changes)))


def _all_kept(products: Sequence[Product], states: tuple[int, ...]) -> bool:
    return all(product.kept[state] for product, state in zip(products, states, strict=True))


@frozen
class _CostByCost:
    """One search in a joint automaton, over the letters that move it."""

    joint: LazyProduct
    letters: Sequence[int]
    dropping: Sequence[int]
    inserting: Sequence[Insertion]

    def cheapest(self, cap: int) -> tuple[int, Chain] | None:
        """The cost and the edits of the cheapest repair."""
        seen: list[set[JointState]] = [set() for _ in range(len(self.letters) + 1)]
        waiting: dict[int, list[Start]] = {0: [(0, self.joint.start, None)]}
        for cost in range(cap + 1):
            # An edit that costs nothing leads to the same cost again.
            while starts := waiting.pop(cost, None):
                reached: list[Start] = []
                for start in starts:
                    if self._runs_home(start, seen, reached):
                        return cost, start[2]
                for price, further in self._next_edits(reached, seen):
                    waiting.setdefault(cost + price, []).append(further)
        return None

    def _runs_home(self, start: Start, seen: Sequence[set[JointState]], reached: list[Start]) -> bool:
        """Whether all machines are kept if the rest is left unchanged; adds the places on the way to `reached`."""
        place, row, chain = start
        last = len(self.letters)
        while row not in seen[place]:
            seen[place].add(row)
            reached.append((place, row, chain))
            if place == last:
                return row.kept
            further = (row.following or self.joint.fill(row))[self.letters[place]]
            if further is None:
                return False
            row, place = further, place + 1
        return False

    def _next_edits(self, reached: Iterable[Start], seen: Sequence[set[JointState]]) -> Iterator[tuple[int, Start]]:
        """Where one more edit leads, and what it costs: a drop, then the insertions."""
        for place, row, chain in reached:
            if place < len(self.letters):
                yield self.dropping[place], (place + 1, row, (chain, place, None))
            known, following = seen[place], row.following or self.joint.fill(row)
            for letter, price, case in self.inserting:
                further = following[letter]
                if further is not None and further not in known:
                    yield price, (place, further, (chain, place, case))


@define(eq=False)
class EditSearch:
    """A set of orders made ready for the search of the cheapest edits."""

    cases: tuple[Case, ...]
    products: tuple[Product, ...]
    moves: tuple[Moves, ...]
    readers: dict[type, Reader]
    _lazy_products: dict[tuple[int, ...], LazyProduct] = field(factory=dict, init=False, repr=False)

    def case_of(self, event: object) -> int:
        """The number of the case that an event belongs to."""
        read = self.readers.get(type(event), len(self.cases) - 1)
        return read if isinstance(read, int) else read(event)

    def broken_by(self, read: Iterable[int]) -> set[int]:
        """The machines that a sequence of cases does not keep, by number."""
        states, moves = [product.start for product in self.products], self.moves
        for case in read:
            for number, column in moves[case]:
                states[number] = column[states[number]]
        return {number for number, product in enumerate(self.products) if not product.kept[states[number]]}

    def cheapest(self, task: EditTask, chosen: Iterable[int], known: dict[tuple[int, ...], Changes]) -> Changes | None:
        """The cheapest changes after which the machines of these numbers are kept; `known` has earlier answers."""
        whole = Changes()
        for group in self._apart(chosen):
            changes = known.get(group) or self._lazy_product(group).cheapest(task)
            if changes is None:
                return None
            known[group] = changes
            whole = whole.with_(changes)
        return whole if whole.cost <= task.cap else None

    def _apart(self, chosen: Iterable[int]) -> list[tuple[int, ...]]:
        """The machines in groups that share no event, each group and all groups in the order of the machines."""
        groups: list[tuple[frozenset[int], tuple[int, ...]]] = []
        for number in sorted(chosen):
            moving = self.products[number].moving
            near = [group for group in groups if group[0] & moving]
            groups = [group for group in groups if group not in near]
            members = (number, *(member for group in near for member in group[1]))
            groups.append((moving.union(*(group[0] for group in near)), members))
        return sorted(tuple(sorted(members)) for _, members in groups)

    def _lazy_product(self, group: tuple[int, ...]) -> LazyProduct:
        joint = self._lazy_products.get(group)
        if joint is None or len(joint.rows) > MOST_ROWS:
            if len(self._lazy_products) >= MOST_JOINTS:
                self._lazy_products = {}
            joint = self._lazy_products[group] = LazyProduct.of([self.products[number] for number in group])
        return joint


@lru_cache(maxsize=64)
def edit_search(orders: tuple[Order, ...]) -> EditSearch:
    """A set of orders made ready for the search of the cheapest edits."""
    cases = (*joint_cases(orders), Case(Unnamed))
    products = tuple(factor(number, machine(order), cases) for number, order in enumerate(orders))
    by_class: dict[type, dict[Case, int]] = {}
    for number, case in enumerate(cases):
        by_class.setdefault(case.event, {})[case] = number
    return EditSearch(
        cases, products, moves_by_case(products, len(cases)), {event: reader(mine) for event, mine in by_class.items()}
    )
