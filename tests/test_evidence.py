"""What real visits say of rules, and which orders they keep without one."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from protocol import COMMON, Rule, Stream, effective
from protocol.corpus import visits
from protocol.corpus.evidence import Candidate, candidates, count_evidence
from protocol.events import (
    FAMILIES,
    AnthemPlayed,
    DelegationsPresented,
    Event,
    GuardReported,
    WelcomeCeremonyOpened,
)
from protocol.hosts import rulebook_named
from protocol.values import Placing

KAZAKH = tuple(candidates(COMMON, host="KZ"))


def test_kazakh_visits_present_the_delegations_first() -> None:
    """Practice suggests it, and the common rules do not ask for it."""
    found = {(each.earlier.event, each.later.event): each for each in KAZAKH if not each.later.fields}

    assert len(found[DelegationsPresented, GuardReported].held) == 3
    assert len(found[DelegationsPresented, AnthemPlayed].held) == 4
    assert found[DelegationsPresented, AnthemPlayed].asked_by == ()


def parts(stream: Stream, found: Candidate) -> Iterator[list[Event]]:
    """The stated events of a visit, or those of each welcome ceremony where both steps are of it."""
    events = [entry.event for entry in effective(stream) if entry.placing is Placing.STATED]
    inside = {found.earlier.event, found.later.event} <= {*FAMILIES["ceremony"]} - {WelcomeCeremonyOpened}
    starts = [place for place, event in enumerate(events) if isinstance(event, WelcomeCeremonyOpened)]
    edges = pairwise([*starts, len(events)])
    yield from ([events[first:after] for first, after in edges] if inside else [events])


@pytest.mark.parametrize("found", KAZAKH, ids=str)
def test_no_visit_of_the_host_contradicts_a_candidate(found: Candidate) -> None:
    """By looking through the steps: where both occur, the earlier never comes after the later."""
    for stream in visits(host="KZ", basis="reported"):
        for events in parts(stream, found):
            later = [place for place, event in enumerate(events) if found.later.matches(event)]
            earlier = [place for place, event in enumerate(events) if found.earlier.matches(event)]
            assert not later or not earlier or max(earlier) < min(later), stream.visit
    assert len(found.held) >= 3


def test_a_rule_that_asks_for_it_is_named() -> None:
    """What a host's own rulebook asks for is no news there."""
    asked = {
        (each.earlier.event, each.later.event): {rule.code for rule in each.asked_by}
        for each in candidates(rulebook_named("kz-2013"), host="KZ")
        if not each.later.fields
    }

    assert asked[DelegationsPresented, GuardReported] == {"KAZ05"}
    assert asked[DelegationsPresented, AnthemPlayed] == {"KAZ06"}


def test_candidates_are_told_those_kept_most_often_first() -> None:
    """And a step of the ceremony is not said to follow its opening, which it cannot but do."""
    sizes = [len(each.held) for each in KAZAKH]
    within_it = {DelegationsPresented, GuardReported, AnthemPlayed}

    assert sizes == sorted(sizes, reverse=True)
    assert not [
        each for each in KAZAKH if each.earlier.event is WelcomeCeremonyOpened and each.later.event in within_it
    ]


@pytest.mark.parametrize("rule", [rule for rule in COMMON if rule.evidence.held is not None], ids=str)
def test_counts_are_the_declared_ones(rule: Rule) -> None:
    """A rule of practice declares what strict counting gives, over all hosts."""
    found = count_evidence(rule)

    assert found is not None
    assert (len(found.held), len(found.broken)) == (rule.evidence.held, rule.evidence.broken)
    assert len(found.held) + len(found.broken) + len(found.silent) == len(visits(basis="reported"))


def test_counting_loosely_reads_more() -> None:
    """Steps that are only listed count too."""
    strict, loose = (count_evidence(COMMON.rule("CER04"), strict=strict) for strict in (True, False))

    assert strict is not None
    assert loose is not None
    assert {each.visit for each in strict.held} < {each.visit for each in loose.held}


def test_content_rules_are_not_counted() -> None:
    """They ask for values, not for an order."""
    assert count_evidence(COMMON.rule("SIG01")) is None
