"""How each rule stands after a check: broken, open, held, or never put to the test."""

from collections.abc import Mapping
from enum import StrEnum

from protocol.events import Event
from protocol.order import named_by
from protocol.rules import Assessment, Fold, Rule
from protocol.stream import Entry, Stream
from protocol.validation import Outcome, outcome
from protocol.values import Placing


class RuleStanding(StrEnum):
    """What can be said of one rule and one visit.

    A rule that holds because not all it speaks of was reported is told apart: it says nothing about the visit.
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
    by_rule = {rule: _standing(rule, stream, broken, unsatisfied) for rule in rules.values()}
    return {wanted: tuple(rule for rule, standing in by_rule.items() if standing is wanted) for wanted in RuleStanding}


def _standing(rule: Rule, stream: Stream, broken: set[str], unsatisfied: set[str]) -> RuleStanding:
    if rule.code in broken:
        return RuleStanding.BROKEN
    if rule.code in unsatisfied:
        return RuleStanding.OPEN
    return RuleStanding.HELD if is_put_to_test(rule, stream) else RuleStanding.UNTESTED


def is_put_to_test(rule: Rule, stream: Stream) -> bool:
    """Whether a record says anything of a rule.

    An order rule is put to the test by steps that in another order would have broken it; one that no partial record
    can break, and a content rule, by any step that it speaks of. What is only listed does not put a rule to the test,
    unless order is nothing to it.
    """
    if isinstance(rule.body, Fold):
        free = rule.body.order_free
        return any(type(entry.event) in rule.body.events for entry in stream if free or _is_placed(entry))
    if rule.breakable_on_partial:
        return outcome(rule, stream) is not Outcome.SILENT
    patterns = named_by(rule.body)
    return any(pattern.matches(entry.event) for pattern in patterns for entry in stream if _is_placed(entry))


def _is_placed(entry: Entry[Event]) -> bool:
    return entry.placing is Placing.STATED
