"""Orders that no automaton of sensible size can follow are refused by name, and nothing hangs on them."""

from random import Random

import pytest

from protocol import COMMON, Coverage, Stream, check, owed, permitted
from protocol.errors import OrderBudgetError, RulebookError
from protocol.events import (
    CityLeft,
    CityReached,
    Event,
    ForumAttended,
    GiftPresented,
    GuestArrived,
    RecordOpened,
    TreePlanted,
    WreathLaid,
)
from protocol.generation import any_stream
from protocol.order import Formula, both, eventually, machine, next_
from protocol.rules import LOGICAL, Rule, Rulebook, Severity, because, order_rule

PAIRS = ((GuestArrived, WreathLaid), (GiftPresented, CityLeft), (ForumAttended, TreePlanted))


def steps_later(one: type[Event], other: type[Event], steps: int) -> Formula:
    """Eventually the one, and the other so many steps later."""
    later: Formula | type[Event] = other
    for _ in range(steps):
        later = next_(later)
    return eventually(both(one, later))


def asking(code: str, order: Formula) -> Rule:
    """A rule about an order."""
    source = (because("we say so"),)
    return order_rule(code, "It is so.", order, severity=Severity.BREACH, evidence=LOGICAL, sources=source)


def test_a_rule_that_asks_for_too_much_is_refused_by_its_code() -> None:
    """The error names the rule, and says what to do."""
    book = COMMON.adding(asking("OUR01", both(*(steps_later(one, other, 9) for one, other in PAIRS)))).named(
        "ours", "Ours"
    )
    for coverage in Coverage:
        stream = Stream.of(RecordOpened("demo", coverage=coverage), GuestArrived(), WreathLaid())
        with pytest.raises(RulebookError, match=r"OUR01: .* say less in one rule"):
            check(stream, book)
        with pytest.raises(RulebookError, match="OUR01"):
            permitted(stream, book)


def test_an_order_that_asks_for_too_much_is_refused() -> None:
    """The order language says so by itself, for one formula as for many clauses at once."""
    for order in (steps_later(CityLeft, CityReached, 40), both(*(steps_later(one, other, 9) for one, other in PAIRS))):
        for partial in (False, True):
            with pytest.raises(OrderBudgetError, match="more than"):
                machine(order, partial=partial)


def test_rules_that_are_large_one_by_one_are_followed() -> None:
    """Three rules of some hundred states each are no hang, whatever the record; what is asked of them has a budget."""
    rules = tuple(asking(f"OUR0{number}", steps_later(*pair, steps=6)) for number, pair in enumerate(PAIRS))
    book = Rulebook("ours", "Ours", rules)
    for coverage in Coverage:
        stream = Stream((Stream.of(RecordOpened("demo", coverage=coverage))[0], *any_stream(Random(1))[1:]))
        assert check(stream, book).worst in {None, Severity.BREACH}
        assert len(owed(stream, book)) <= len(rules)
