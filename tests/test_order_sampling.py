"""Sampling: what is drawn keeps the orders, uniformly where that is said."""

from collections import Counter
from itertools import product
from random import Random

import pytest
from attrs import frozen, make_class

from protocol import COMMON, TEXTBOOK, Rulebook, Severity
from protocol.order import (
    Case,
    Order,
    Sampler,
    absence,
    chain_response,
    co_existence,
    end,
    exactly,
    existence,
    init,
    machine,
    not_chain_succession,
    not_succession,
    precedence,
    response,
    shortest_breaking,
)
from protocol.order.automata.machines import Unnamed
from protocol.order.automata.products import few_products
from protocol.order.language.orders import joint_cases
from protocol.order.searching.questions import complement
from protocol.rules import Fold
from protocol.rules.samples import sample


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


@frozen
class C:
    """A third."""


@frozen
class D:
    """And a fourth."""


CASES = (Case(A), Case(B), Case(C), Case(D))
ORDERS: tuple[Order, ...] = (precedence(A, B), response(A, B), absence(A, 3))


def sampler(orders: tuple[Order, ...], **options: int) -> Sampler:
    """A sampler of some orders."""
    return Sampler(tuple(map(machine, orders)), joint_cases(orders), **options)


def kept(orders: tuple[Order, ...], way: tuple[Case, ...]) -> bool:
    """Whether a sequence of cases keeps the orders."""
    events = [case.event() for case in way]
    return all((built := machine(order)).verdicts[built.run(events)].satisfied for order in orders)


SETS: tuple[tuple[Order, ...], ...] = (
    ORDERS,
    (chain_response(A, B), absence(C, 3), existence(D)),
    (init(A), not_chain_succession(C, D), response(B, C)),
    (end(D), exactly(A), precedence(B, C)),
    (co_existence(A, B), not_succession(C, D)),
    (absence(A, 2), absence(B, 2), absence(C, 2), existence(D)),
    (init(A), existence(A, 2), chain_response(B, C), end(D)),
    (existence(A), absence(A)),
)


@pytest.mark.parametrize("orders", SETS, ids=lambda orders: "; ".join(map(str, orders)))
@pytest.mark.parametrize("length", range(6))
def test_every_sequence_has_one_number(orders: tuple[Order, ...], length: int) -> None:
    """Those with numbers are, each once, those that brute force finds to keep the orders; so a draw is uniform."""
    drawing = Sampler(tuple(map(machine, orders)), CASES)
    sequences = [sequence for sequence in product(CASES, repeat=length) if kept(orders, sequence)]
    numbered = [drawing.nth(number, length=length) for number in range(drawing.count(length) or 0)]

    assert sorted(numbered, key=str) == sorted(sequences, key=str)
    with pytest.raises(IndexError):
        drawing.nth(len(sequences), length=length)


@pytest.mark.parametrize("orders", SETS, ids=lambda orders: "; ".join(map(str, orders)))
def test_every_sequence_that_breaks_one_order_has_one_number(orders: tuple[Order, ...]) -> None:
    """A sampler of what breaks one order has those that brute force finds to break it and to keep all others."""
    cases = joint_cases(orders)
    for broken, length in product(range(len(orders)), range(5)):
        drawing = Sampler.breaking(orders, broken)
        others = orders[:broken] + orders[broken + 1 :]
        numbered = [drawing.nth(number, length=length) for number in range(drawing.count(length) or 0)]
        wanted = [
            sequence
            for sequence in product(cases, repeat=length)
            if kept(others, sequence) and not kept(orders[broken : broken + 1], sequence)
        ]
        assert sorted(numbered, key=str) == sorted(wanted, key=str)


def test_blocks_that_share_no_event_are_counted_apart() -> None:
    """Many orders of unrelated events, whose joint automaton would be too large, are still counted and drawn."""
    events = [make_class(f"Event{number}", []) for number in range(20)]
    orders = [absence(event, 2) for event in events]
    drawing = sampler(tuple(orders), most_states=100)

    assert drawing.count(3) == 20 * 19 * 18
    assert len({drawing.nth(number, length=3) for number in range(0, 6840, 7)}) == 978


def test_a_frame_that_is_too_large_has_no_slots() -> None:
    """Machines that hear of every event are counted with all others where they are many, with the same result."""
    orders = (chain_response(A, B), *(not_chain_succession(C, A) for _ in range(2)), absence(D, 3), existence(A, 90))
    drawing = Sampler(tuple(map(machine, orders)), CASES)

    assert drawing.count(90) == 0
    assert drawing.count(91) == 0
    assert (drawing.count(180) or 0) > 0


@pytest.mark.parametrize("orders", SETS, ids=lambda orders: "; ".join(map(str, orders)))
def test_a_walk_reaches_every_sequence(orders: tuple[Order, ...]) -> None:
    """What walks of a length draw is kept, and every sequence that keeps the orders is among it."""
    drawing, random = Sampler(tuple(map(machine, orders)), CASES, most_states=0), Random(2)
    wanted = {each for each in product(CASES, repeat=3) if kept(orders, each)}
    drawn = {drawing.draw(random, length=3) for _ in range(1500)}
    assert not drawing.uniform
    assert wanted <= drawn
    assert all(kept(orders, way) for way in drawn if way is not None)


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


def test_a_walk_takes_a_step_that_no_order_names_where_it_needs_one() -> None:
    """What may not follow directly is kept apart by something else."""
    orders = (precedence(A, B), existence(B), absence(A, 2), absence(B, 2), not_chain_succession(A, B))
    way = sampler(orders, most_states=0).draw(Random(1), length=3)

    assert way is not None
    assert kept(orders, way)
    assert {case.event for case in way} == {A, B, Unnamed}


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


@pytest.mark.parametrize("orders", SETS, ids=lambda orders: "; ".join(map(str, orders)))
def test_a_walk_that_is_led_passes_over_what_is_not_allowed(orders: tuple[Order, ...]) -> None:
    """Whatever is proposed, what comes of it keeps the orders, and with no proposals it is as short as can be."""
    drawing, random = Sampler(tuple(map(machine, orders)), CASES), Random(3)
    shortest = drawing.along([])
    if shortest is None:
        assert orders == SETS[-1]
        return
    ways = [tuple(drawing.along(random.choices(range(len(CASES)), k=6)) or ()) for _ in range(100)]

    assert len(tuple(shortest)) == next(length for length in range(9) if drawing.count(length))
    assert all(kept(orders, way) for way in ways)
    assert len(set(ways)) > 10


def test_a_walk_that_is_led_takes_what_is_proposed_where_it_can() -> None:
    """Steps that are allowed come in their order, and the next is asked for when the walk is read on."""
    proposals = iter([1, 0, 0, 0, 1])
    walk = sampler(ORDERS).along(proposals)

    assert walk is not None
    assert next(walk) == Case(A)
    assert list(proposals) == [0, 0, 1]


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
        assert all(drawing.future.machines[index].kept[state] for index, state in enumerate(ended(drawing, way)))
    assert shortest_breaking(orders, 0).possible


def ended(drawing: Sampler, way: tuple[Case, ...]) -> list[int]:
    """The states in which a sequence ends."""
    states = list(drawing.future.first())
    for case in way:
        states = [drawing.future.after(index, state, case) for index, state in enumerate(states)]
        assert not any(made.broken[state] for made, state in zip(drawing.machines, states, strict=True))
    return states


def test_machines_of_the_same_brackets_are_one_part() -> None:
    """What opens, closes and nests is put together, so that what has to be reopened needs no search."""
    rules = [rule for rule in COMMON if not isinstance(rule.body, Fold)]
    orders = [rule.body for rule in rules if not isinstance(rule.body, Fold)]
    parts = few_products(tuple(map(machine, orders)), joint_cases(orders))
    enclosing = {number for number, rule in enumerate(rules) if rule.code.startswith("ENC")}

    assert len(parts) <= 9
    assert any(enclosing <= set(part.members) for part in parts)
    assert sorted(number for part in parts for number in part.members) == list(range(len(orders)))


def test_a_draw_does_not_depend_on_those_before_it() -> None:
    """What a sampler remembers saves time and changes nothing."""
    orders = [rule.body for rule in COMMON if not isinstance(rule.body, Fold)]
    used = Sampler.keeping(orders)
    for seed in range(40):
        used.draw(Random(seed), length=25)

    for seed in (5, 77):
        assert used.draw(Random(seed), length=25) == Sampler.keeping(orders).draw(Random(seed), length=25)


def test_walks_reach_every_pattern_and_keep_every_order() -> None:
    """What is drawn from the common rules is kept, and nothing that they name is never drawn."""
    orders = tuple(rule.body for rule in COMMON if not isinstance(rule.body, Fold))
    drawing, random = Sampler.keeping(orders), Random(4)
    ways = [way for _ in range(300) if (way := drawing.draw(random, length=30))]

    assert not drawing.uniform
    assert len(ways) == 300
    for built in map(machine, orders):
        assert all(built.verdicts[built.run(map(sample, way))].satisfied for way in ways)
    assert set().union(*ways) == set(drawing.cases)
    assert len(set(ways)) > 290
