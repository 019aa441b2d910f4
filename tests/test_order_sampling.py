"""Sampling: what is drawn keeps the orders, uniformly where that is said."""

from collections import Counter
from itertools import product
from random import Random

import pytest
from attrs import frozen

from protocol import COMMON, TEXTBOOK, Rulebook, Severity
from protocol.order import (
    Case,
    Order,
    Sampler,
    absence,
    complement,
    existence,
    joint_cases,
    machine,
    precedence,
    response,
    shortest_breaking,
)
from protocol.rules import Fold


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


ORDERS: tuple[Order, ...] = (precedence(A, B), response(A, B), absence(A, 3))


def sampler(orders: tuple[Order, ...], **options: int) -> Sampler:
    """A sampler of some orders."""
    return Sampler(tuple(map(machine, orders)), joint_cases(orders), **options)


def kept(orders: tuple[Order, ...], way: tuple[Case, ...]) -> bool:
    """Whether a sequence of cases keeps the orders."""
    events = [case.event() for case in way]
    return all((built := machine(order)).verdicts[built.run(events)].satisfied for order in orders)


@pytest.mark.parametrize("length", range(6))
def test_sequences_are_counted(length: int) -> None:
    """The count is that of brute force."""
    sequences = product((Case(A), Case(B)), repeat=length)

    assert sampler(ORDERS).count(length) == sum(kept(ORDERS, sequence) for sequence in sequences)


def test_draws_are_uniform() -> None:
    """Every sequence of a length is drawn about equally often."""
    drawing, random = sampler(ORDERS), Random(1)
    drawn = Counter(drawing.draw(random, length=4) for _ in range(4_000))
    wanted = 4_000 / (drawing.count(4) or 1)

    assert len(drawn) == drawing.count(4)
    assert all(0.75 * wanted < count < 1.25 * wanted for count in drawn.values())


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    """A length that no sequence has, and orders that nothing keeps."""
    assert sampler((existence(A, 3),)).draw(Random(1), length=2) is None
    assert sampler((existence(A), absence(A)), most_states=1).draw(Random(1), length=2) is None


def test_a_walk_keeps_the_orders_too() -> None:
    """Where the joint automaton is too large, a walk draws sequences that keep all orders."""
    drawing, random = sampler(ORDERS, most_states=1), Random(1)
    drawn = {drawing.draw(random, length=8) for _ in range(200)}

    assert not drawing.uniform
    assert drawing.count(3) is None
    assert len(drawn) > 5
    assert all(way is not None and kept(ORDERS, way) for way in drawn)


def test_a_walk_is_as_long_as_is_wanted() -> None:
    """It goes home only when its length is used up, from the first draw on: a step that is refused does not end it."""
    for seed in range(50):
        way = sampler(ORDERS, most_states=1).draw(Random(seed), length=8)
        assert way is not None
        assert len(way) >= 8


def test_the_same_seed_draws_the_same() -> None:
    """A draw depends on nothing but the generator."""
    assert sampler(ORDERS).draw(Random(7), length=9) == sampler(ORDERS).draw(Random(7), length=9)


def test_orders_that_are_broken_exactly_once() -> None:
    """With one machine replaced by its complement, what is drawn breaks exactly that order."""
    machines = [machine(order) for order in ORDERS]
    machines[0] = complement(machines[0])
    drawing = Sampler(tuple(machines), joint_cases(ORDERS))

    for seed in range(50):
        way = drawing.draw(Random(seed), length=5)
        assert way is not None
        assert not kept(ORDERS[:1], way)
        assert kept(ORDERS[1:], way)


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_visits_are_drawn_from_shipped_rulebooks(book: Rulebook) -> None:
    """A drawn order keeps every order rule of the rulebook; another breaks exactly one."""
    rules = [rule for rule in book if not isinstance(rule.body, Fold) and rule.severity is not Severity.NOTE]
    orders = tuple(rule.body for rule in rules if not isinstance(rule.body, Fold))
    drawing = sampler(orders, most_states=50)

    for seed in range(3):
        way = drawing.draw(Random(seed), length=20)
        assert way is not None
        assert all(drawing.future._kept(index, state) for index, state in enumerate(ended(drawing, way)))
    assert shortest_breaking(orders, 0).possible


def ended(drawing: Sampler, way: tuple[Case, ...]) -> list[int]:
    """The states in which a sequence ends."""
    states = list(drawing.future.first())
    for case in way:
        states = [drawing.future.after(index, state, case) for index, state in enumerate(states)]
        assert not any(made.broken[state] for made, state in zip(drawing.machines, states, strict=True))
    return states
