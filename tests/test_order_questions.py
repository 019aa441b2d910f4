"""Questions about sets of orders, against brute force over short sequences."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from attrs import frozen

from protocol import COMMON, TEXTBOOK, Rulebook
from protocol.order import (
    Bracket,
    Order,
    Verdict,
    absence,
    alternate_response,
    chain_response,
    difference,
    exactly,
    existence,
    globally,
    init,
    machine,
    not_co_existence,
    not_succession,
    precedence,
    redundant,
    response,
    shortest_breaking,
    shortest_keeping,
    succession,
    vacuous,
    within,
)
from protocol.order.language.formulas import TRUE
from protocol.order.language.orders import joint_cases
from protocol.order.searching.joint import JointSearch
from protocol.order.searching.questions import complement
from protocol.rules import Fold


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


@frozen
class Opened:
    """Opens the bracket."""


@frozen
class Closed:
    """Closes it."""


BRACKET = Bracket("bracket", Opened, Closed)
EVENTS = (A(), B(), Opened(), Closed())
LONGEST = 5
ORDERS: tuple[Order, ...] = (
    existence(A),
    existence(B, 2),
    absence(A, 2),
    exactly(B),
    init(A),
    response(A, B),
    precedence(A, B),
    succession(A, B),
    not_succession(A, B),
    not_co_existence(A, B),
    alternate_response(A, B),
    chain_response(A, B),
    within(BRACKET, not_succession(A, B)),
    within(BRACKET, existence(A)),
    response(Opened, Closed),
    existence(Opened),
)
SEQUENCES = [sequence for length in range(LONGEST + 1) for sequence in product(EVENTS, repeat=length)]


def keeps(order: Order, sequence: Sequence[object]) -> bool:
    """Whether a whole sequence keeps an order, told by stepping its machine."""
    built = machine(order)
    state, lost = built.start, False
    for event in sequence:
        state = built.step(state, event)
        lost = lost or built.broken[state]
    return not lost and built.verdicts[state].satisfied


TABLE = {order: [keeps(order, sequence) for sequence in SEQUENCES] for order in ORDERS}


def lengths(orders: Sequence[Order], broken: Sequence[Order] = ()) -> Iterator[int]:
    """The lengths of the sequences that keep some orders and break others."""
    for place, sequence in enumerate(SEQUENCES):
        if all(TABLE[order][place] for order in orders) and not any(TABLE[order][place] for order in broken):
            yield len(sequence)


@pytest.mark.parametrize("orders", list(combinations(ORDERS, 3)))
def test_the_shortest_sequence_that_keeps_all(orders: tuple[Order, ...]) -> None:
    """It is as short as any that brute force finds; where that finds none, nothing short is claimed."""
    found = shortest_keeping(orders)
    shortest = min(lengths(orders), default=None)

    if shortest is not None:
        assert found.possible
        assert len(found.way) == shortest
    else:
        assert found.possible is False
        assert not list(lengths([orders[index] for index in found.clash]))


@pytest.mark.parametrize("orders", list(combinations(ORDERS, 2)))
def test_the_shortest_sequence_that_breaks_exactly_one(orders: tuple[Order, ...]) -> None:
    """It keeps the other and breaks the one; where there is none, the one is redundant."""
    found = shortest_breaking(orders, 1)
    shortest = min(lengths(orders[:1], orders[1:]), default=None)

    assert bool(found.possible) == (shortest is not None)
    assert redundant(orders, 1) == (shortest is None)
    if shortest is not None:
        assert len(found.way) == shortest


@pytest.mark.parametrize(("first", "second"), list(combinations(ORDERS, 2)))
def test_what_tells_two_orders_apart(first: Order, second: Order) -> None:
    """Both ways the shortest sequence is found, or none where one implies the other."""
    found = difference([first], [second])
    alone = min(lengths([first], [second]), default=None), min(lengths([second], [first]), default=None)

    assert found.exact
    told = tuple(None if way is None else len(way) for way in (found.kept_by_first_alone, found.kept_by_second_alone))
    assert told == alone
    assert found.same == (alone == (None, None))


def test_an_order_does_not_differ_from_itself() -> None:
    """The same orders accept the same sequences, in whatever order they are given."""
    assert difference(ORDERS[:3], ORDERS[2::-1]).same is True


def test_a_search_without_budget_is_not_certain() -> None:
    """Where the budget runs out, the answer is None and the difference is not exact."""
    orders = [existence(A, 30), existence(B, 30)]

    assert shortest_keeping(orders, budget=10).possible is None
    assert redundant([*orders, existence(A, 29)], 0, budget=10) is None
    assert difference(orders, [existence(A, 30)], budget=10).same is None


@pytest.mark.parametrize("order", ORDERS)
def test_a_complement_is_kept_by_what_the_order_is_not(order: Order) -> None:
    """Every sequence keeps exactly one of the two."""
    other = complement(machine(order))

    for sequence, kept in zip(SEQUENCES, TABLE[order], strict=True):
        assert other.verdicts[other.run(sequence)].satisfied != kept, sequence


@pytest.mark.parametrize("order", ORDERS)
def test_a_complement_is_lost_where_its_verdict_is_permanent(order: Order) -> None:
    """Short of that it is only not kept yet."""
    other = complement(machine(order))

    assert tuple(verdict is Verdict.PERMANENTLY_VIOLATED for verdict in other.verdicts) == other.broken


def test_what_is_broken_already_is_not_kept_later() -> None:
    """Not even an order within a bracket, which begins afresh at the next opening, beside one that is still kept."""
    orders = [within(BRACKET, existence(A)), existence(B)]
    future = JointSearch(tuple(map(machine, orders)), joint_cases(orders))
    closed_without = future.machines[0].run([Opened(), Closed()])
    found = future.outlook((closed_without, 0), (0, 1))

    assert (found.possible, found.clash) == (False, (0,))


def test_what_nothing_breaks_is_vacuous() -> None:
    """True is kept by everything, an order that asks for something is not."""
    assert vacuous(globally(TRUE))
    assert not vacuous(existence(A))


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_shipped_rulebooks_are_satisfiable_and_every_order_rule_can_be_broken(book: Rulebook) -> None:
    """Some visit keeps all rules, and for each rule one breaks it alone, or it is known that none does."""
    orders = [rule.body for rule in book if not isinstance(rule.body, Fold)]

    assert shortest_keeping(orders).possible
    for index in range(len(orders)):
        assert shortest_breaking(orders, index).possible is not None
