"""What may have been left out of a record: what no visit keeps together, told by as few orders as can be."""

from attrs import frozen

from protocol.order import Order, chain_response, existence, not_co_existence, precedence
from protocol.order.automata.machines import as_recorded
from protocol.order.language.orders import joint_cases
from protocol.order.searching.joint import JointSearch


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


@frozen
class C:
    """A third."""


def gaps(*orders: Order, budget: int = 1_000) -> JointSearch:
    """The machines of some orders."""
    return JointSearch(tuple(map(as_recorded, orders)), joint_cases(orders), budget)


def test_a_clash_names_only_orders_that_clash() -> None:
    """Others that objected to the record too, and are kept by steps that it may have left out, are not blamed."""
    found = gaps(existence(C), existence(A), not_co_existence(A, B)).outlook_with_gaps([B()], range(3))

    assert (found.possible, found.clash) == (False, (1, 2))


def test_an_order_may_clash_by_itself() -> None:
    """No step that was left out undoes what is reported."""
    found = gaps(existence(C), not_co_existence(A, B)).outlook_with_gaps([A(), B()], range(2))

    assert (found.possible, found.clash) == (False, (1,))


def test_what_was_left_out_may_keep_all() -> None:
    """Of a record of one step, two that were left out make a visit that keeps all."""
    found = gaps(precedence(A, B), chain_response(B, C)).outlook_with_gaps([B()], range(2))

    assert (found.possible, found.clash) == (True, ())


def test_without_budget_it_is_not_known() -> None:
    """It is then unknown, not impossible, and nothing is said to clash."""
    orders = (existence(A, 30), existence(B, 30))

    for budget, possible in ((10, None), (10_000, True)):
        found = gaps(*orders, budget=budget).outlook_with_gaps([], range(2))
        assert (found.possible, found.clash) == (possible, ())
