"""Visits that are drawn are what they are called, as checking sees it and as plain loops see it."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle import ORACLE, broken
from profiles import NIGHTLY, examples
from protocol import COMMON, TEXTBOOK, Basis, Coverage, Rulebook, Severity, Stream, VisitKind, check
from protocol.errors import ImpliedRuleError, RulebookError
from protocol.events import VisitAgreed, VisitCancelled, VisitConcluded
from protocol.generation import NearMiss
from protocol.script import load_script
from protocol.testing import (
    breaches,
    near_misses,
    partial_records,
    prefixes,
    programmes,
    scripts,
    streams,
    visits,
)
from protocol.values import Placing, Rank

pytestmark = pytest.mark.uncovered

IMPLIED = MappingProxyType(
    {
        "DEP01": ("DEP02", "DEP05"),
        "ARR02": ("ARR03", "PRE01", "CER11", "TLK04"),
    }
)
"""The rules of the common rulebook that follow from others on a state visit.

Who leaves first and then arrives has to leave again. Talks come after a greeting or a welcome, and these come after
the arrival, so the talks do too.
"""


def agreed(stream: Stream) -> VisitAgreed:
    """What was agreed of a visit."""
    return next(event for event in stream.events if isinstance(event, VisitAgreed))


@given(visits())
@examples(200, 10_000)
def test_visits_keep_every_rule(stream: Stream) -> None:
    """Nothing is found, nothing is owed, and the plain loops agree; the visit has ended one way or the other."""
    assessment = check(stream, COMMON)

    assert (assessment.findings, assessment.owed) == ((), ())
    assert broken(stream) == set()
    assert bool(stream.places(VisitConcluded)) != bool(stream.places(VisitCancelled))
    assert stream.coverage is Coverage.COMPLETE


@pytest.mark.parametrize("code", [rule.code for rule in COMMON if rule.code not in IMPLIED])
def test_breaches_break_one_rule_and_no_other(code: str) -> None:
    """Exactly the rule is broken; of the ten that the loops know, they find the same."""

    @given(breaches(rule=code, kind=None if NIGHTLY else VisitKind.STATE, longest=25))
    @examples(20, 2_000)
    def hold(stream: Stream) -> None:
        assert {finding.rule.code for finding in check(stream, COMMON).findings} == {code}
        assert broken(stream) == {code} & set(ORACLE)

    hold()


@pytest.mark.parametrize(("code", "others"), IMPLIED.items())
def test_a_rule_that_cannot_be_broken_alone_says_why(code: str, others: tuple[str, ...]) -> None:
    """The error comes when a visit is drawn, not before, and names the rules from which this one follows."""
    strategy = breaches(rule=code, kind=VisitKind.STATE)

    with pytest.raises(ImpliedRuleError) as caught:
        given(strategy)(lambda _: None)()
    assert caught.value.implied_by == others


@given(streams(kind=VisitKind.STATE, corrections=False, listed=False, longest=12))
@examples(100, 10_000)
def test_the_oracle_agrees_about_anything_at_all(stream: Stream) -> None:
    """Of streams that nobody made to be valid, checking and the plain loops find the same rules broken."""
    found = check(stream, COMMON, coverage=Coverage.COMPLETE, ended=True).findings

    assert {finding.rule.code for finding in found} & set(ORACLE) == broken(stream)


@given(prefixes())
@examples(50, 2_000)
def test_prefixes_are_under_way(stream: Stream) -> None:
    """Nothing is found as yet, all that is owed can still be done, and the visit has not ended."""
    assessment = check(stream, COMMON)

    assert (assessment.findings, assessment.conflicts) == ((), ())
    assert not {VisitConcluded, VisitCancelled} & set(map(type, stream.events))


@given(programmes(kind=VisitKind.OFFICIAL))
@examples(50, 2_000)
def test_programmes_are_plans(stream: Stream) -> None:
    """A programme is announced, and keeps every rule."""
    assert stream.opening.basis is Basis.ANNOUNCED
    assert check(stream, COMMON).findings == ()


@given(partial_records() | visits(complete=False))
@examples(50, 2_000)
def test_partial_records_have_no_fault(stream: Stream) -> None:
    """What they leave out is no fault."""
    assert stream.coverage is Coverage.PARTIAL
    assert check(stream, COMMON).findings == ()


@given(near_misses())
@examples(50, 2_000)
def test_near_misses_are_one_edit_away(pair: NearMiss) -> None:
    """One of the pair is valid, the other is not, and they differ by a step or by two that changed places."""
    assert check(pair.valid, COMMON).findings == ()
    assert check(pair.spoilt, COMMON, ended=True).findings == pair.findings != ()
    assert len(pair.valid) - len(pair.spoilt) in {0, 1}


@given(st.sampled_from([COMMON, TEXTBOOK]), st.sampled_from(VisitKind), st.sampled_from(Rank), st.data())
@examples(30, 1_000)
def test_visits_are_as_they_are_wanted(book: Rulebook, kind: VisitKind, rank: Rank, data: st.DataObject) -> None:
    """They are of the kind and by a guest of the rank that was asked for, and keep the rulebook that was.

    A governor-general counts as the head of state.
    """
    stream = data.draw(visits(rulebook=book, kind=kind, rank=rank, longest=10))

    counts_as = Rank.HEAD_OF_STATE if rank is Rank.GOVERNOR_GENERAL else rank
    assert (agreed(stream).kind, agreed(stream).guest_rank) == (kind, counts_as)
    assert check(stream, book).findings == ()


def test_rules_of_little_weight_may_be_broken_on_request() -> None:
    """With a severity, what weighs less is found now and then, and nothing else."""
    found: set[Severity] = set()

    @given(visits(severity=Severity.LAPSE, kind=VisitKind.STATE))
    @examples(60, 500)
    def gather(stream: Stream) -> None:
        found.update(finding.severity for finding in check(stream, COMMON).findings)

    gather()
    assert found == {Severity.NOTE}


@given(scripts(), scripts(valid=True))
@examples(25, 2_000)
def test_scripts_can_be_read(anything: str, valid: str) -> None:
    """Every script is read, and one that is to be valid has no fault in it."""
    load_script(anything)
    assert check(load_script(valid), COMMON).findings == ()


def test_partial_records_leave_out_and_list() -> None:
    """Some steps are only listed, and some records are shorter than any valid visit that could be theirs."""
    placings: set[Placing] = set()

    @given(partial_records())
    @examples(50, 500)
    def gather(stream: Stream) -> None:
        placings.update(entry.placing for entry in stream)

    gather()
    assert placings == set(Placing)


def test_a_rule_that_is_not_in_the_rulebook_is_missed_at_once() -> None:
    """A code with a slip of the pen is found where it is written."""
    with pytest.raises(RulebookError):
        breaches(rule="TLK99")
