"""The least repair: the cheapest edits that make a sequence keep a set of orders.

Edits are insertions and drops; a step that is dropped and inserted again elsewhere is told as moved. The search is
Dijkstra's over the positions of the sequence and the joint states of a few orders; where another order objects to the
repair it joins, so the repair that all agree to costs the least. Ties are broken always the same way: what stands is
kept where it can be, then dropped, then something is inserted, in the order of the cases.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count
from typing import Final

from attrs import field, frozen

from protocol.order.futures import Unnamed, letter_of
from protocol.order.machines import Machine, machine
from protocol.order.orders import Order, joint_cases
from protocol.order.patterns import Case, Pattern

CAP: Final = 12
"""The cost beyond which no repair is sought unless more is asked for: what needs more is better written anew."""


class EditKind(StrEnum):
    """What is done to a sequence."""

    INSERT = "insert"
    DROP = "drop"
    MOVE = "move"


@frozen
class Edit:
    """One edit of a sequence.

    `at` is the index, in the sequence given, of the step that is dropped or moved, or before which something is
    inserted; `to` the index before which a step is moved.
    """

    kind: EditKind
    step: Case
    at: int
    to: int | None = None

    def __str__(self) -> str:
        where = f"{self.at} to {self.to}" if self.to is not None else str(self.at)
        return f"{self.kind} {self.step} at {where}"


@frozen
class Costs:
    """What edits cost, by pattern; what no pattern names costs 1. A move costs a drop and an insertion."""

    insert: Mapping[Pattern, int] = field(factory=dict)
    drop: Mapping[Pattern, int] = field(factory=dict)

    def of_inserting(self, case: Case) -> int:
        """The cost of inserting a step."""
        return min((cost for pattern, cost in self.insert.items() if case.satisfies(pattern)), default=1)

    def of_dropping(self, event: object) -> int:
        """The cost of dropping an event."""
        return min((cost for pattern, cost in self.drop.items() if pattern.matches(event)), default=1)


@frozen
class Repair:
    """The cheapest edits, their cost, and the repaired sequence: events that stand, cases for what is inserted."""

    cost: int
    edits: tuple[Edit, ...]
    repaired: tuple[object, ...]


def least_repair(
    events: Sequence[object],
    orders: Sequence[Order],
    *,
    costs: Costs | None = None,
    cap: int = CAP,
) -> Repair | None:
    """The cheapest repair of a sequence, None where none costs at most `cap`.

    >>> from protocol.events import GuestArrived, GuestDeparted
    >>> from protocol.order import existence, precedence
    >>> found = least_repair([GuestDeparted()], [precedence(GuestArrived, GuestDeparted), existence(GuestDeparted)])
    >>> found.cost, [str(edit) for edit in found.edits]
    (1, ['insert GuestArrived at 0'])
    """
    prices = costs or Costs()
    machines = [machine(order) for order in orders]
    cases = (*joint_cases(orders), Case(Unnamed))
    chosen: tuple[int, ...] = ()
    while True:
        found = _Search(events, [machines[index] for index in chosen], cases, prices, cap).cheapest()
        if found is None:
            return None
        objecting = next((index for index, made in enumerate(machines) if not _keeps(made, found.repaired)), None)
        if objecting is None:
            return found
        chosen = tuple(sorted((*chosen, objecting)))


def _keeps(made: Machine, steps: Iterable[object]) -> bool:
    state = made.start
    for step in steps:
        state = made.rows[state][_letter(made, step)]
        if made.broken[state]:
            return False
    return made.kept[state]


def _letter(made: Machine, step: object) -> int:
    return letter_of(made, step) if isinstance(step, Case) else made.letter(step)


_Node = tuple[int, tuple[int, ...]]
_Link = tuple[_Node, Case | None, bool]
"""Where a node was reached from, the case inserted, and whether an event was dropped."""


@frozen
class _Search:
    """One search of the cheapest repair for a few machines."""

    events: Sequence[object]
    machines: Sequence[Machine]
    cases: Sequence[Case]
    costs: Costs
    cap: int

    def cheapest(self) -> Repair | None:
        letters = [tuple(made.letter(event) for made in self.machines) for event in self.events]
        inserted = self._insertions()
        first = (0, tuple(made.start for made in self.machines))
        best, reached, order = {first: 0}, dict[_Node, _Link](), count()
        waiting: list[tuple[int, int, _Node]] = [(0, next(order), first)]
        while waiting:
            cost, _, node = heappop(waiting)
            place, states = node
            if place == len(self.events) and self._met(states):
                return self._told(cost, node, reached)
            if cost > best[node]:
                continue
            for further, price, case, dropped in self._steps(place, states, letters, inserted):
                total = cost + price
                if total <= self.cap and total < best.get(further, self.cap + 1):
                    best[further] = total
                    reached[further] = (node, case, dropped)
                    heappush(waiting, (total, next(order), further))
        return None

    def _insertions(self) -> list[tuple[tuple[int, ...], int, Case]]:
        cheapest: dict[tuple[int, ...], tuple[int, Case]] = {}
        for case in self.cases:
            letters = tuple(letter_of(made, case) for made in self.machines)
            price = self.costs.of_inserting(case)
            if letters not in cheapest or price < cheapest[letters][0]:
                cheapest[letters] = (price, case)
        return [(letters, price, case) for letters, (price, case) in cheapest.items()]

    def _steps(
        self,
        place: int,
        states: tuple[int, ...],
        letters: Sequence[tuple[int, ...]],
        inserted: Sequence[tuple[tuple[int, ...], int, Case]],
    ) -> Iterable[tuple[_Node, int, Case | None, bool]]:
        if place < len(self.events):
            kept = self._after(states, letters[place])
            if kept is not None:
                yield (place + 1, kept), 0, None, False
            yield (place + 1, states), self.costs.of_dropping(self.events[place]), None, True
        for read, price, case in inserted:
            further = self._after(states, read)
            if further is not None and further != states:
                yield (place, further), price, case, False

    def _after(self, states: tuple[int, ...], letters: tuple[int, ...]) -> tuple[int, ...] | None:
        told = zip(self.machines, states, letters, strict=True)
        further = tuple(made.rows[state][letter] for made, state, letter in told)
        lost = any(made.broken[state] for made, state in zip(self.machines, further, strict=True))
        return None if lost else further

    def _met(self, states: tuple[int, ...]) -> bool:
        return all(made.kept[state] for made, state in zip(self.machines, states, strict=True))

    def _told(self, cost: int, node: _Node, reached: Mapping[_Node, _Link]) -> Repair:
        edits: list[Edit] = []
        repaired: list[object] = []
        while node in reached:
            before, case, dropped = reached[node]
            if case is not None:
                edits.append(Edit(EditKind.INSERT, case, before[0]))
                repaired.append(case)
            elif dropped:
                edits.append(Edit(EditKind.DROP, self._case_of(self.events[before[0]]), before[0]))
            else:
                repaired.append(self.events[before[0]])
            node = before
        return Repair(cost, _with_moves(edits[::-1]), tuple(repaired[::-1]))

    def _case_of(self, event: object) -> Case:
        """The case of an event: the most telling of those that it belongs to."""
        mine = [
            case for case in self.cases if case.event is type(event) and Pattern(case.event, case.named).matches(event)
        ]
        return max(mine, key=lambda case: len(case.named), default=Case(type(event)))


def _with_moves(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits with a step that is dropped and inserted elsewhere told as moved."""
    told = list(edits)
    for dropped in [edit for edit in edits if edit.kind is EditKind.DROP]:
        for inserted in told:
            if inserted.kind is EditKind.INSERT and inserted.step == dropped.step:
                place = min(told.index(dropped), told.index(inserted))
                told.remove(dropped)
                told.remove(inserted)
                told.insert(place, Edit(EditKind.MOVE, dropped.step, dropped.at, inserted.at))
                break
    return tuple(told)
