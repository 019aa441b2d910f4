"""The orders that an order rule can have, and the patterns that they name."""

from collections.abc import Iterable

from protocol.order.language.brackets import Within
from protocol.order.language.formulas import Formula, patterns_of
from protocol.order.language.nesting import Nested
from protocol.order.language.patterns import Case, Pattern, cases

Order = Formula | Within | Nested
"""A formula about the whole stream, one about the inside of a bracket, or that brackets nest."""


def named_by(order: Order) -> tuple[Pattern, ...]:
    """The patterns that an order names; the opening and closing of its brackets are among them."""
    if isinstance(order, Within):
        return (Pattern(order.bracket.opened), *patterns_of(order.formula), Pattern(order.bracket.closed))
    if isinstance(order, Nested):
        return tuple(Pattern(event) for bracket in order.brackets for event in (bracket.opened, bracket.closed))
    return patterns_of(order)


def joint_cases(orders: Iterable[Order]) -> tuple[Case, ...]:
    """The cases of events that several orders together distinguish."""
    return cases(pattern for order in orders for pattern in named_by(order))
