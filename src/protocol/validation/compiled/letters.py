"""Which letter a rule's machine reads for the events of each shape."""

from typing import Final

from protocol.events import ORDERED
from protocol.events.shapes import SHAPES, numbers_of
from protocol.order import Case, Machine
from protocol.order.automata.machines import letter_of

UNHEARD: Final = -1
"""The letter of a shape that does not concern a rule."""


CASES: Final = tuple(Case(shape.event, shape.fields) for shape in SHAPES)
"""The case of each shape, by its number."""
HEARABLE: Final = tuple(number for number, shape in enumerate(SHAPES) if shape.event in ORDERED)
"""The numbers of the shapes that may concern an order rule."""


def letters(machine: Machine) -> tuple[int, ...]:
    """The letter that a machine reads for each shape, by its number; `UNHEARD` if the shape does not concern it."""
    known = dict.fromkeys(HEARABLE, 0) if machine.hears_all else {}
    for event in machine.readers.keys() & ORDERED:
        known |= {number: letter_of(machine, CASES[number]) for number in numbers_of(event)}
    return tuple(known.get(number, UNHEARD) for number in range(len(SHAPES)))
