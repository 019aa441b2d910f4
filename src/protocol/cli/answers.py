"""Answers for programs: JSON objects, one a line."""

import json
from typing import Any

from protocol.codec.characters import escape
from protocol.rules import Assessment, Conflict, Finding, Fold, Owed, Rule


def as_line(answer: dict[str, Any]) -> bytes:
    """An answer as one line of JSON."""
    return f"{escape(json.dumps(answer, ensure_ascii=False))}\n".encode()


def assessment_answer(assessment: Assessment) -> dict[str, Any]:
    """The answer of `check --format json` about one visit."""
    return {
        "visit": assessment.visit,
        "rulebook": assessment.rulebook,
        "kind": assessment.kind.value,
        "coverage": assessment.coverage.value,
        "ended": assessment.ended,
        "breaches": len(assessment.breaches),
        "findings": [finding_answer(finding) for finding in assessment.findings],
        "conflicts": [_conflict(conflict) for conflict in assessment.conflicts],
        "owed": [owed_answer(owed) for owed in assessment.owed],
        "not_reported": [owed_answer(owed) for owed in assessment.not_reported],
    }


def finding_answer(finding: Finding) -> dict[str, Any]:
    """The answer about one finding."""
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


def owed_answer(owed: Owed) -> dict[str, Any]:
    """One thing that is owed, or not reported."""
    return {"rule": owed.rule.code, "sentence": owed.rule.sentence, "ceremony": owed.ceremony, "since": owed.since}


def rule_answer(rule: Rule) -> dict[str, Any]:
    """The answer of `rules --format json` about one rule."""
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
