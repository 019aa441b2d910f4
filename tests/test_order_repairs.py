"""The least repair, against brute force over all edits of short sequences."""

from collections.abc import Sequence
from itertools import combinations, product

import pytest
from attrs import frozen, make_class

from protocol.order import (
    Case,
    Costs,
    EditKind,
    Order,
    Pattern,
    absence,
    chain_response,
    exactly,
    existence,
    init,
    least_repair,
    machine,
    not_succession,
    precedence,
    response,
    where,
)
from protocol.order.searching.edits import MOST_JOINTS, edit_search


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


@frozen
class C:
    """One that no order names."""


@frozen
class D:
    """One that few orders name."""


@frozen
class Loud:
    """One that is told apart by whether it is loud."""

    loud: bool


EVENTS = (A(), B(), C())
ORDERS: tuple[Order, ...] = (
    existence(A),
    absence(B, 2),
    exactly(B),
    init(A),
    response(A, B),
    precedence(A, B),
    not_succession(A, B),
    chain_response(A, B),
)


def keeps(orders: Sequence[Order], sequence: Sequence[object]) -> bool:
    """Whether a sequence keeps all orders."""
    return all((built := machine(order)).verdicts[built.run(sequence)].satisfied for order in orders)


def edited(sequence: tuple[object, ...]) -> set[tuple[object, ...]]:
    """The sequences one drop or one insertion away."""
    dropped = {(*sequence[:place], *sequence[place + 1 :]) for place in range(len(sequence))}
    inserted = {(*sequence[:p], event, *sequence[p:]) for p in range(len(sequence) + 1) for event in EVENTS}
    return dropped | inserted


def least(orders: Sequence[Order], sequence: tuple[object, ...], most: int) -> int | None:
    """The least number of edits that make a sequence keep the orders, by trying all."""
    tried = {sequence}
    for cost in range(most + 1):
        if any(keeps(orders, each) for each in tried):
            return cost
        tried = {further for each in tried for further in edited(each)}
    return None


@pytest.mark.parametrize("orders", list(combinations(ORDERS, 2)))
def test_the_least_repair_costs_the_least(orders: tuple[Order, ...]) -> None:
    """Its cost is that of brute force, and what it gives keeps the orders."""
    for length in range(4):
        for sequence in product(EVENTS, repeat=length):
            found, wanted = least_repair(sequence, orders, cap=3), least(orders, sequence, 3)
            assert (None if found is None else found.cost) == wanted, sequence
            if found is not None:
                events = tuple(
                    step.event() if isinstance(step, Case) and step.event in {A, B} else step for step in found.repaired
                )
                assert keeps(orders, [C() if isinstance(step, Case) else step for step in events])


def test_what_is_dropped_and_inserted_again_is_moved() -> None:
    """A step in the wrong place is told as one move, at the cost of a drop and an insertion."""
    found = least_repair(
        [B(), A()], [precedence(A, B), existence(A), existence(B)], costs=Costs(insert={Pattern(C): 9})
    )

    assert found is not None
    assert found.cost == 1
    moved = least_repair([B(), A()], [precedence(A, B), exactly(A), exactly(B)])
    assert moved is not None
    assert moved.cost == 2
    assert [edit.kind for edit in moved.edits] == [EditKind.MOVE]
    assert str(moved.edits[0]) in {"move B at 0 to 2", "move A at 1 to 0"}


def test_what_is_dropped_is_told_by_its_case() -> None:
    """That is its class where no order names it, and its fields too where an order tells them apart."""
    unnamed = least_repair([C(), A()], [init(A)])
    quiet = least_repair([Loud(loud=False)], [absence(where(Loud, loud=False))])

    assert unnamed is not None
    assert [edit.step for edit in unnamed.edits] == [Case(C)]
    assert quiet is not None
    assert [edit.step for edit in quiet.edits] == [Case(Loud, (("loud", False),))]


def test_costs_decide_between_repairs() -> None:
    """What is dear to insert is dropped instead."""
    orders = [precedence(A, B)]

    cheap = least_repair([B()], orders, costs=Costs(drop={Pattern(B): 5}))
    dear = least_repair([B()], orders, costs=Costs(insert={Pattern(A): 5}))

    assert cheap is not None
    assert [str(edit) for edit in cheap.edits] == ["insert A at 0"]
    assert dear is not None
    assert [str(edit) for edit in dear.edits] == ["drop B at 0"]


def test_a_repair_beyond_the_cap_is_not_sought() -> None:
    """Where too much is wrong, there is no repair within the cap."""
    assert least_repair([], [existence(A, 5)], cap=4) is None
    assert least_repair([], [existence(A, 5)], cap=5) is not None


def test_the_same_repair_is_found_each_time() -> None:
    """Ties are broken always the same way."""
    orders = [precedence(A, B), response(A, B)]

    assert len({least_repair([B(), A()], orders) for _ in range(5)}) == 1


def test_orders_that_share_no_event_are_repaired_apart() -> None:
    """Their costs add up, and the edits of all stand in the order of the sequence."""
    orders = [precedence(A, B), absence(C), existence(D, 2)]
    found = least_repair([C(), B(), C()], orders)

    assert found is not None
    assert found.cost == 5
    assert [str(edit) for edit in found.edits] == [
        "drop C at 0",
        "drop B at 1",
        "drop C at 2",
        "insert D at 3",
        "insert D at 3",
    ]
    assert found.repaired == (Case(D), Case(D))
    assert least_repair([C(), B(), C()], orders, cap=4) is None


def test_an_order_that_objects_to_a_repair_joins() -> None:
    """What mends one order breaks another at first, so both are mended together, at the least cost for both."""
    mended = least_repair([A(), C(), C()], [response(A, B), not_succession(C, B), existence(A)])

    assert mended is not None
    assert [str(edit) for edit in mended.edits] == ["insert B at 1"]


def test_the_earliest_repair_is_taken_and_a_drop_before_an_insertion() -> None:
    """Of repairs that cost the same for the orders that are broken, the one with the earliest first edit."""
    dropped = least_repair([A(), B(), A()], [absence(A, 2)])
    needed = least_repair([C(), B()], [precedence(A, B)], costs=Costs(drop={Pattern(B): 2}))

    assert dropped is not None
    assert [str(edit) for edit in dropped.edits] == ["drop A at 0"]
    assert needed is not None
    assert [str(edit) for edit in needed.edits] == ["insert A at 1"]


def test_an_edit_may_cost_nothing() -> None:
    """Edits that cost nothing are taken as long as they help."""
    found = least_repair([B(), C()], [precedence(A, B), exactly(C, 3)], costs=Costs(insert={Pattern(C): 0}))

    assert found is not None
    assert found.cost == 1
    assert [edit.kind for edit in found.edits].count(EditKind.INSERT) == 2


def test_many_sets_of_orders_do_not_fill_the_memory() -> None:
    """What is remembered of a set of orders is bounded, and forgetting it changes no repair."""
    orders = tuple(existence(make_class(f"Event{number}", [])) for number in range(4))
    ready = edit_search(orders)
    first = least_repair([], orders)
    for number in range(MOST_JOINTS + 1):
        ready._lazy_products[number, number] = ready._lazy_products[0,]

    assert least_repair([], (*orders,)) == first
    del ready._lazy_products[0,]
    assert least_repair([], orders) == first
    assert len(ready._lazy_products) < MOST_JOINTS
