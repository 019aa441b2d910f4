"""Products: a few automata made of many machines, so that one step of all machines needs few look-ups.

Machines about the same events exclude many of each other's states, so a product of many has hardly more states than a
product of a few. A product reads the numbers of cases. States from which it can no longer be kept are left out.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import getitem
from typing import Final

from attrs import evolve

from protocol.fields import frozen
from protocol.order.automata.automata import cannot_reach
from protocol.order.automata.machines import LOST, Machine, letter_of
from protocol.order.language.patterns import Case

MOST_TOGETHER: Final = 50
"""The number of states up to which machines are put together."""

States = tuple[int, ...]
Moves = tuple[tuple[int, tuple[int, ...]], ...]
"""What a step does to the products that it moves: the number of each, and the state after each of its states."""


@frozen(eq=False)
class Product:
    """One automaton made of several machines: `columns[case][state]` is the next state.

    `members` are the numbers of the machines; `states` has, for each state, the state that each machine is in; `kept`
    is whether all machines are kept if nothing more happens; `moving` are the numbers of the cases that change a state.
    """

    members: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]
    kept: tuple[bool, ...]
    states: tuple[States, ...]
    moving: frozenset[int]
    start: int = 0


def factor(number: int, machine: Machine, cases: Sequence[Case]) -> Product:
    """One machine as a product."""
    letters = [letter_of(machine, case) for case in cases]
    rows = tuple(
        tuple(LOST if machine.broken[row[letter]] else row[letter] for letter in letters) for row in machine.rows
    )
    return evolve(_single(rows, tuple(machine.kept), machine.start), members=(number,))


# Rulebooks have most of their rules in common, whatever the occasion.
@lru_cache(maxsize=1024)
def _single(rows: tuple[tuple[int, ...], ...], kept: tuple[bool, ...], start: int) -> Product:
    return _product((0,), rows, kept, [(state,) for state in range(len(rows))], start)


def moves_by_case(products: Sequence[Product], cases: int) -> tuple[Moves, ...]:
    """For each case, the products that it moves, by number, and the state that follows each of theirs."""
    numbered = tuple(enumerate(products))
    return tuple(
        tuple((number, product.columns[case]) for number, product in numbered if case in product.moving)
        for case in range(cases)
    )


def idle(cases: int) -> Product:
    """The product of no machine, which any step leaves as it is."""
    return Product((), ((0, LOST),) * cases, (True, False), ((),), frozenset())


def product_of(products: Sequence[Product], most: int) -> Product | None:
    """Several products as one; None where it would have more states than `most`."""
    by_case = list(zip(*(product.columns for product in products), strict=True))
    # Most cases move few products, and many do the same, which is then worked out once.
    alike = list(dict.fromkeys(by_case))
    places = [alike.index(columns) for columns in by_case]
    reached = [tuple(product.start for product in products)]
    index, rows = {reached[0]: 0, (LOST,): LOST}, []
    for states in reached:
        if len(reached) > most:
            return None
        row = []
        for columns in alike:
            target = tuple(map(getitem, columns, states))
            if LOST in target:
                target = (LOST,)
            elif target not in index:
                index[target] = len(reached)
                reached.append(target)
            row.append(index[target])
        rows.append([row[place] for place in places])
    kept = [all(product.kept[state] for product, state in zip(products, states, strict=True)) for states in reached]
    members = tuple(number for product in products for number in product.members)
    return _product(members, rows, kept, [tuple(_members(products, states)) for states in reached])


def few_products(machines: Sequence[Machine], cases: Sequence[Case], most: int = MOST_TOGETHER) -> tuple[Product, ...]:
    """Machines as few products: each is combined with the product that shares the most events with it.

    The largest machine comes first, and takes in others that add no states to it: among machines about the same
    brackets, one that knows which are open has most of the states of the others.
    """
    products: list[Product] = []
    single = [factor(number, machine, cases) for number, machine in enumerate(machines)]
    for product in sorted(single, key=lambda product: -len(product.states)):
        for other in sorted(products, key=lambda other: -len(other.moving & product.moving)):
            room = max(most, len(other.states), len(product.states))
            joint = product_of((other, product), room) if other.moving & product.moving else None
            if joint is not None:
                products[products.index(other)] = joint
                break
        else:
            products.append(product)
    return tuple(products)


def _members(products: Sequence[Product], states: States) -> Iterator[int]:
    for product, state in zip(products, states, strict=True):
        yield from product.states[state]


def _product(
    members: tuple[int, ...],
    rows: Sequence[Sequence[int]],
    kept: Sequence[bool],
    states: Sequence[States],
    start: int = 0,
) -> Product:
    """A product of these rows, in which a state counts as lost if no kept state can be reached from it."""
    hopeless = cannot_reach([[target for target in row if target != LOST] for row in rows], kept)
    names = [*(LOST if lost else state for state, lost in enumerate(hopeless)), LOST]
    named = ([names[target] for target in row] for row in rows)
    columns = tuple(zip(*named, [LOST] * len(rows[0]), strict=True))
    moving = frozenset(case for case, column in enumerate(columns) if column != tuple(names))
    return Product(members, columns, (*kept, False), tuple(states), moving, start)
