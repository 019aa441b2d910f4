"""How each rule stands after a check: broken, open, held, or never put to the test."""

from collections.abc import Mapping
from enum import StrEnum

from protocol.rules import Assessment, Rule
from protocol.stream import Stream
from protocol.validation import put_to_test


class RuleStanding(StrEnum):
    """The standing of one rule in one visit.

    A rule that the record could not have broken is not counted as held, because it says nothing about the visit.
    """

    BROKEN = "broken"
    OPEN = "asks for more than is recorded"
    HELD = "held"
    UNTESTED = "not put to the test"


def standings(assessment: Assessment, stream: Stream) -> Mapping[RuleStanding, tuple[Rule, ...]]:
    """The rules by their standing; for a rule about ceremonies that in its worst ceremony."""
    broken = {finding.rule.code for finding in assessment.findings}
    unsatisfied = {given.rule.code for given in assessment.verdicts if not given.verdict.satisfied}
    rules = {given.rule.code: given.rule for given in assessment.verdicts}
    rules |= {finding.rule.code: finding.rule for finding in assessment.findings}
    groups: dict[RuleStanding, list[Rule]] = {standing: [] for standing in RuleStanding}
    for code, rule in rules.items():
        if code in broken or code in unsatisfied:
            groups[RuleStanding.BROKEN if code in broken else RuleStanding.OPEN].append(rule)
        else:
            was_tested = put_to_test(rule, stream, assessment.coverage)
            groups[RuleStanding.HELD if was_tested else RuleStanding.UNTESTED].append(rule)
    return {standing: tuple(found) for standing, found in groups.items()}
