"""How each rule stands after a check: broken, open, held, or never put to the test."""

from collections.abc import Mapping
from enum import StrEnum

from protocol.rules import Assessment, Rule
from protocol.stream import Stream
from protocol.validation import put_to_test


class RuleStanding(StrEnum):
    """What can be said of one rule and one visit.

    A rule that the record could not have broken is told apart from one that was held: it says nothing about the visit.
    """

    BROKEN = "broken"
    OPEN = "asks for more than is recorded"
    HELD = "held"
    UNTESTED = "not put to the test"


def standings(assessment: Assessment, stream: Stream) -> Mapping[RuleStanding, tuple[Rule, ...]]:
    """The rules by how they stand; the standing of a ceremony rule is that in its worst ceremony."""
    broken = {finding.rule.code for finding in assessment.findings}
    unsatisfied = {given.rule.code for given in assessment.verdicts if not given.verdict.satisfied}
    rules = {given.rule.code: given.rule for given in assessment.verdicts}
    rules |= {finding.rule.code: finding.rule for finding in assessment.findings}
    tested = {code for code, rule in rules.items() if put_to_test(rule, stream, assessment.coverage)}
    by_rule = {rule: _standing(rule.code, broken, unsatisfied, tested) for rule in rules.values()}
    return {wanted: tuple(rule for rule, standing in by_rule.items() if standing is wanted) for wanted in RuleStanding}


def _standing(code: str, broken: set[str], unsatisfied: set[str], tested: set[str]) -> RuleStanding:
    if code in broken:
        return RuleStanding.BROKEN
    if code in unsatisfied:
        return RuleStanding.OPEN
    return RuleStanding.HELD if code in tested else RuleStanding.UNTESTED
