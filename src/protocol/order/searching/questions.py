"""Questions about sets of orders: can they be kept, is one of them superfluous, what tells two sets apart.

Every answer that is a sequence of steps is a shortest one. Answers are exact, or None if a search ran out of budget.
"""

from collections.abc import Sequence

from attrs import evolve

from protocol.fields import frozen
from protocol.order.automata.automata import cannot_reach, verdict_of
from protocol.order.automata.machines import Machine, machine
from protocol.order.language.orders import Order, joint_cases
from protocol.order.searching.joint import JointSearch, Outlook, Way

BUDGET = 20_000


@frozen
class Difference:
    """The shortest sequences that only one of two sets of orders accepts; `exact` says whether None means none."""

    kept_by_first_alone: Way | None
    kept_by_second_alone: Way | None
    exact: bool

    @property
    def same(self) -> bool | None:
        """Whether both accept the same sequences; None if that is not certain."""
        if self.kept_by_first_alone is not None or self.kept_by_second_alone is not None:
            return False
        return True if self.exact else None


def shortest_keeping(orders: Sequence[Order], *, budget: int = BUDGET) -> Outlook:
    """The shortest sequence that keeps all orders; if there is none, the indexes of the orders that clash.

    >>> from protocol.events import GuestArrived, GuestDeparted
    >>> from protocol.order import absence, response, existence
    >>> found = shortest_keeping([existence(GuestArrived), response(GuestArrived, GuestDeparted)])
    >>> [str(step) for step in found.way]
    ['GuestArrived', 'GuestDeparted']
    >>> shortest_keeping([existence(GuestArrived), absence(GuestArrived)]).clash
    (0, 1)
    """
    return _shortest([machine(order) for order in orders], orders, budget)


def shortest_breaking(orders: Sequence[Order], broken: int, *, budget: int = BUDGET) -> Outlook:
    """The shortest sequence that breaks exactly this one of the orders; impossible if the others imply it.

    The `clash` of an impossible outlook names, beside the order itself, those that imply it.
    """
    machines = [machine(order) for order in orders]
    machines[broken] = complement(machines[broken])
    return _shortest(machines, orders, budget)


def redundant(orders: Sequence[Order], index: int, *, budget: int = BUDGET) -> bool | None:
    """Whether the others imply this one, so that leaving it out changes nothing."""
    possible = shortest_breaking(orders, index, budget=budget).possible
    return None if possible is None else not possible


def vacuous(order: Order) -> bool:
    """Whether no sequence breaks an order."""
    return shortest_breaking([order], 0).possible is False


def difference(first: Sequence[Order], second: Sequence[Order], *, budget: int = BUDGET) -> Difference:
    """The shortest sequences that one set of orders accepts and the other does not, both ways."""
    one, exact_one = _accepted_alone(first, second, budget)
    two, exact_two = _accepted_alone(second, first, budget)
    return Difference(one, two, exact_one and exact_two)


def _accepted_alone(keeping: Sequence[Order], other: Sequence[Order], budget: int) -> tuple[Way | None, bool]:
    """The shortest sequence that keeps all of some orders and breaks any of others."""
    looks = [
        _shortest([*map(machine, keeping), complement(machine(order))], [*keeping, order], budget)
        for order in other
        if order not in keeping
    ]
    ways = [look.way for look in looks if look.possible]
    return min(ways, key=len, default=None), all(look.possible is not None for look in looks)


def _shortest(machines: Sequence[Machine], orders: Sequence[Order], budget: int) -> Outlook:
    future = JointSearch(tuple(machines), joint_cases(orders), budget)
    return future.outlook(future.first(), range(len(machines)), shortest=True)


def complement(of: Machine) -> Machine:
    """The machine that is kept by exactly the sequences that do not keep the other."""
    broken = len(of.rows)
    rows = (
        *(tuple(broken if of.broken[target] else target for target in row) for row in of.rows),
        tuple(broken for _ in of.rows[0]),
    )
    kept = (*(not verdict.satisfied for verdict in of.verdicts), True)
    lost = cannot_reach(rows, kept)
    verdicts = tuple(
        verdict_of(accepting, safe=False, doomed=doomed) for accepting, doomed in zip(kept, lost, strict=True)
    )
    return evolve(of, rows=rows, verdicts=verdicts, broken=tuple(lost))
