"""Rules: requirements on a visit as values, with their sources and evidence; the common ones and the textbook's."""

from typing import TYPE_CHECKING

from protocol.facades import on_demand
from protocol.rules.ceremonies import (
    BRACKETS,
    FAREWELL_CEREMONY,
    FIXED,
    RECEPTION,
    SIGNING,
    TALKS,
    WELCOME_CEREMONY,
)
from protocol.rules.common import COMMON
from protocol.rules.evidence import (
    LOGICAL,
    PUBLISHED,
    REPORTED,
    STATUTE,
    Evidence,
    EvidenceKind,
    Severity,
    because,
    observed,
)
from protocol.rules.faults import Fault, fault
from protocol.rules.findings import Assessment, Conflict, Finding, Owed, RecordStatus, RuleVerdict, Terms
from protocol.rules.refusal import RefusedError
from protocol.rules.rule import (
    ALL_KINDS,
    BUSINESS_KINDS,
    CEREMONIAL_KINDS,
    Clear,
    Fold,
    FoldStep,
    Mark,
    Particulars,
    Rule,
    RuleMaker,
    Saying,
    Spoil,
    content_rule,
    order_rule,
)
from protocol.rules.rulebook import Rulebook
from protocol.rules.works import Work

if TYPE_CHECKING:
    from protocol.rules.textbook import TEXTBOOK
else:
    __getattr__, __dir__ = on_demand(__name__, {"textbook": "TEXTBOOK"})

__all__ = [
    "ALL_KINDS",
    "BRACKETS",
    "BUSINESS_KINDS",
    "CEREMONIAL_KINDS",
    "COMMON",
    "FAREWELL_CEREMONY",
    "FIXED",
    "LOGICAL",
    "PUBLISHED",
    "RECEPTION",
    "REPORTED",
    "SIGNING",
    "STATUTE",
    "TALKS",
    "TEXTBOOK",
    "WELCOME_CEREMONY",
    "Assessment",
    "Clear",
    "Conflict",
    "Evidence",
    "EvidenceKind",
    "Fault",
    "Finding",
    "Fold",
    "FoldStep",
    "Mark",
    "Owed",
    "Particulars",
    "RecordStatus",
    "RefusedError",
    "Rule",
    "RuleMaker",
    "RuleVerdict",
    "Rulebook",
    "Saying",
    "Severity",
    "Spoil",
    "Terms",
    "Work",
    "because",
    "content_rule",
    "fault",
    "observed",
    "order_rule",
]
