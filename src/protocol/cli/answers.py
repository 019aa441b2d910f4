"""Answers as JSON objects, one a line."""

import json
from typing import Any

from protocol.codec.lines import escaped
from protocol.events import tag
from protocol.guidance import Advice, Permissions
from protocol.order import Case
from protocol.rules import Assessment, Conflict, Finding, Fold, Owed, Rule


def as_line(answer: dict[str, Any]) -> bytes:
    """An answer as one line of JSON, for programs."""
    return f"{escaped(json.dumps(answer, ensure_ascii=False))}\n".encode()


def assessment_answer(assessment: Assessment) -> dict[str, Any]:
    """What checking a visit gave."""
    return {
        "visit": assessment.visit,
        "rulebook": assessment.rulebook,
        "kind": assessment.kind.value,
        "coverage": assessment.coverage.value,
        "ended": assessment.ended,
        "breaches": len(assessment.breaches),
        "findings": [_finding(finding) for finding in assessment.findings],
        "conflicts": [_conflict(conflict) for conflict in assessment.conflicts],
        "owed": [_owed(owed) for owed in assessment.owed],
        "not_reported": [_owed(owed) for owed in assessment.not_reported],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    return {
        "rule": rule.code,
        "severity": str(finding.severity),
        "evidence": rule.evidence.kind.value,
        "entries": list(finding.entries),
        "ceremony": finding.ceremony,
        "message": finding.message,
        "source": "; ".join(map(str, rule.sources)),
        "hint": rule.hint,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "rules": [rule.code for rule in conflict.rules],
        "severity": str(conflict.severity),
        "entry": conflict.entry,
    }


def _owed(owed: Owed) -> dict[str, Any]:
    return {"rule": owed.rule.code, "sentence": owed.rule.sentence, "ceremony": owed.ceremony, "since": owed.since}


def next_answer(
    visit: str, rulebook: str, permissions: Permissions, still_owed: tuple[Owed, ...], advice: Advice
) -> dict[str, Any]:
    """What may come next on a visit, what may not and why, what is owed, and the shortest way to pay it."""
    return {
        "visit": visit,
        "rulebook": rulebook,
        "exact": permissions.exact,
        "permitted": [step_name(step) for step in permissions.allowed],
        "forbidden": [
            {
                "step": step_name(permission.step),
                "by": [rule.code for rule in permission.forbidden_by],
                "first": None if permission.first is None else [step_name(step) for step in permission.first],
            }
            for permission in permissions.steps
            if not permission.allowed
        ],
        "owed": [_owed(owed) for owed in still_owed],
        "advised": [step_name(step) for step in advice.steps] if advice.exact else None,
    }


def step_name(case: Case) -> str:
    """A step as scripts write it, with the values that rules tell apart."""
    told = [f"{name}: {getattr(value, 'value', value)}" for name, value in case.named]
    return f"{tag(case.event)} {{{', '.join(told)}}}" if told else tag(case.event)


def rule_answer(rule: Rule) -> dict[str, Any]:
    """A rule."""
    return {
        "rule": rule.code,
        "sentence": rule.sentence,
        "severity": str(rule.severity),
        "evidence": rule.evidence.kind.value,
        "held": rule.evidence.held,
        "broken": rule.evidence.broken,
        "kinds": sorted(kind.value for kind in rule.kinds),
        "sources": [str(source) for source in rule.sources],
        "order": None if isinstance(rule.body, Fold) else str(rule.body),
        "breakable_on_partial": rule.breakable_on_partial,
        "hint": rule.hint,
    }
