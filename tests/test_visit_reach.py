"""Nothing of the vocabulary and of the rules stays out of reach of the strategies, and all of it is reached soon."""

from functools import cache

import pytest
from hypothesis import given

from profiles import examples
from protocol import COMMON, Stream, check
from protocol.events import EVENTS, VisitAgreed
from protocol.order.language.orders import named_by
from protocol.rules import BRACKETS, Assessment, Fold, Rule
from protocol.testing import visits
from protocol.values import VisitKind

pytestmark = pytest.mark.uncovered


@cache
def drawn() -> tuple[Stream, ...]:
    """Five hundred visits."""
    found: list[Stream] = []

    @given(visits(longest=80))
    @examples(500, 500)
    def gather(stream: Stream) -> None:
        found.append(stream)

    gather()
    return tuple(found)


def test_visits_reach_every_event() -> None:
    """Every event of the vocabulary occurs in a valid visit, those too that correct, withdraw or call off."""
    assert {type(event) for stream in drawn() for event in stream.events} == set(EVENTS)


def test_visits_reach_every_ceremony() -> None:
    """Every ceremony is opened and closed, and something happens in it."""
    for bracket in BRACKETS:
        inside = [
            closed - opened
            for stream in drawn()
            for opened, closed in zip(stream.places(bracket.opened), stream.places(bracket.closed), strict=True)
        ]
        assert max(inside) > 2


def test_visits_have_steps_that_every_order_rule_names() -> None:
    """Every order rule of the common rulebook has something to say of some valid visit, and speaks of its kind."""
    assessed = [(stream, check(stream, COMMON)) for stream in drawn()]
    order_rules = [rule for rule in COMMON if not isinstance(rule.body, Fold)]

    def names(rule: Rule, stream: Stream, found: Assessment) -> bool:
        events = (event for event in stream.events for pattern in named_by(rule.order) if pattern.matches(event))
        return any(verdict.rule == rule for verdict in found.verdicts) and any(events)

    assert [rule.code for rule in order_rules if not any(names(rule, *each) for each in assessed)] == []


def test_visits_are_of_many_kinds_and_lengths() -> None:
    """They are short and long, with and without times, of every kind."""
    lengths = {min(len(stream) // 10, 4) for stream in drawn()}

    assert lengths == {0, 1, 2, 3, 4}
    assert {stream.view.timed for stream in drawn()} == {False, True}
    agreed = [event for stream in drawn() for event in stream.events if isinstance(event, VisitAgreed)]
    assert {event.kind for event in agreed} == set(VisitKind)
