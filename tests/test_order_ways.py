"""What would have to happen before a step, against brute force over short ways."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import combinations, product

import pytest
from attrs import frozen

from protocol.order import (
    Bracket,
    Case,
    Order,
    absence,
    chain_response,
    exactly,
    existence,
    machine,
    not_succession,
    precedence,
    response,
    where,
    within,
)
from protocol.order.language.orders import joint_cases
from protocol.order.searching.joint import JointSearch
from protocol.order.searching.ways import way_to


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


class Kind(Enum):
    """What a field may say."""

    ONE = 1
    OTHER = 2


@frozen
class Told:
    """An event of one kind or another."""

    kind: Kind


@frozen
class Opened:
    """Opens the bracket."""


@frozen
class Closed:
    """Closes it."""


CASES = tuple(map(Case, (A, B, Opened, Closed)))
BRACKET = Bracket("bracket", Opened, Closed)
ORDERS: tuple[Order, ...] = (
    existence(A, 2),
    exactly(A),
    absence(B, 2),
    precedence(A, B),
    precedence(Opened, A),
    precedence(Closed, B),
    response(B, A),
    not_succession(A, B),
    chain_response(A, B),
    within(BRACKET, existence(A)),
)
SETS = [*combinations(ORDERS, 2), *combinations(ORDERS, 3)]


def joint(orders: Sequence[Order]) -> JointSearch:
    """The joint future of orders, in which any of the steps may come."""
    return JointSearch(tuple(map(machine, orders)), CASES)


def opens(future: JointSearch, way: Sequence[Case], step: Case) -> bool:
    """Whether a step may come after a way from the beginning on: nothing is broken, and all can still be kept."""
    states, numbers = future.first(), range(len(future.machines))
    for case in (*way, step):
        states = tuple(future.after(number, states[number], case) for number in numbers)
        if any(future.machines[number].broken[states[number]] for number in numbers):
            return False
    return bool(future.outlook(states, numbers).possible)


def ways(longest: int) -> Iterator[tuple[Case, ...]]:
    """All short ways."""
    for length in range(longest + 1):
        yield from product(CASES, repeat=length)


@pytest.mark.parametrize("step", CASES, ids=str)
@pytest.mark.parametrize("orders", SETS, ids=lambda orders: " and ".join(map(str, orders)))
def test_a_way_opens_its_step_and_none_of_it_could_be_spared(orders: tuple[Order, ...], step: Case) -> None:
    """Where there is none, brute force finds none either."""
    future = joint(orders)
    found = way_to(future, step, future.first(), range(len(orders)))

    assert found.possible == any(opens(future, way, step) for way in ways(3))
    if found.possible:
        assert opens(future, found.way, step)
        for place in range(len(found.way)):
            assert not opens(future, found.way[:place] + found.way[place + 1 :], step)


def test_a_step_that_may_come_at_once_needs_no_way() -> None:
    """The way is then empty, which is not that there is none."""
    future = joint([precedence(A, B)])
    found = way_to(future, Case(A), future.first(), [0])

    assert (found.possible, found.way) == (True, ())


def test_the_way_to_a_step_is_the_way_to_one_of_its_kind() -> None:
    """What another kind of it asks for first need not come."""
    one, other = where(Told, kind=Kind.ONE), where(Told, kind=Kind.OTHER)
    orders = [precedence(A, one), precedence(B, other), precedence(other, Closed)]
    future = JointSearch(tuple(map(machine, orders)), joint_cases(orders))

    assert way_to(future, Case(Told, one.fields), future.first(), [0, 1, 2]).way == (Case(A),)
    assert way_to(future, Case(Closed), future.first(), [0, 1, 2]).way == (Case(B), Case(Told, other.fields))


def test_what_is_not_asked_about_closes_no_way() -> None:
    """A way need only keep the orders of these indexes."""
    future = joint([absence(B), precedence(A, B)])

    assert way_to(future, Case(B), future.first(), [0, 1]).possible is False
    assert way_to(future, Case(B), future.first(), [1]).way == (Case(A),)


def test_without_budget_a_way_is_not_known() -> None:
    """It is then unknown, not impossible."""
    orders = (existence(A, 30), existence(B, 30))
    future = JointSearch(tuple(map(machine, orders)), CASES, budget=10)

    assert way_to(future, Case(A), future.first(), [0, 1]).possible is None
