"""The results of checking a stream: findings, conflicts, what is owed, a verdict for each rule."""

from collections.abc import Callable

from attrs import field

from protocol.fields import frozen
from protocol.order import Verdict
from protocol.rules.evidence import Severity
from protocol.rules.faults import Fault
from protocol.rules.rule import Rule
from protocol.values import Coverage, VisitKind


# No slots, as in `Fault`.
@frozen(slots=False)
class Finding:
    """One departure from one rule.

    `entries` are positions, the one that broke the rule last; `ceremony` the position of the opening of the ceremony
    that the rule was judged in. `listed` says that it rests on steps whose place in the order no source states,
    `inferred` that it rests on a ceremony that no source names.
    """

    rule: Rule
    severity: Severity
    fault: Fault
    entries: tuple[int, ...]
    ceremony: int | None = None
    listed: bool = False
    inferred: bool = False

    @property
    def message(self) -> str:
        """What was wrong, in English."""
        reservation = ", if the steps came in the order in which they are listed" if self.listed else ""
        return f"{self.fault}{reservation}"

    def __str__(self) -> str:
        where = f" (entries {', '.join(map(str, self.entries))})" if self.entries else ""
        return f"{self.severity} {self.rule.code}: {self.message}{where}"


@frozen
class Conflict:
    """A set of rules each of which can still be kept, but not all together, and the entry since which this is so.

    A conflict is not a finding, because none of the rules is broken yet.
    """

    rules: tuple[Rule, ...]
    entry: int

    @property
    def severity(self) -> Severity:
        """The mildest of the rules' severities."""
        return min(rule.severity for rule in self.rules)

    @property
    def message(self) -> str:
        """Which rules clash, and since when."""
        codes = " and ".join(rule.code for rule in self.rules)
        return f"{codes} can no longer be kept together since entry {self.entry}"

    def __str__(self) -> str:
        return f"{self.severity}: {self.message}"


@frozen
class Owed:
    """Something that a rule still requires, in a ceremony or in the whole visit.

    `since` is the position of the entry since which it is required, None if it has been from the start.
    """

    rule: Rule
    ceremony: int | None = None
    since: int | None = None

    @property
    def entries(self) -> tuple[int, ...]:
        """The position of the entry since which it is required, if there is one."""
        return () if self.since is None else (self.since,)

    def __str__(self) -> str:
        return f"{self.rule.code}: {self.rule.sentence}"


@frozen
class RuleVerdict:
    """The verdict of a record on one rule, in a ceremony or in the whole visit."""

    rule: Rule
    verdict: Verdict
    ceremony: int | None = None


@frozen
class RecordStatus:
    """The status of a record apart from its findings: conflicts, steps still required, and verdicts.

    Steps that rules still require are `owed` on a complete record, `not_reported` on a partial one.
    """

    conflicts: tuple[Conflict, ...] = ()
    owed: tuple[Owed, ...] = ()
    not_reported: tuple[Owed, ...] = ()
    verdicts: tuple[RuleVerdict, ...] = ()


@frozen
class Terms:
    """The terms on which a record was checked: rulebook, kind of visit, coverage, and whether planned or ended."""

    rulebook: str
    kind: VisitKind
    coverage: Coverage
    planned: bool
    ended: bool


# No slots, as in `Fault`.
@frozen(eq=False, slots=False)
class Assessment:
    """The result of checking a stream against a rulebook.

    Findings are there at once. The rest (conflicts, what is owed, verdicts) is computed on first use, because a program
    that checks thousands of visits needs it for few.
    """

    visit: str
    terms: Terms
    findings: tuple[Finding, ...]
    _status: RecordStatus | Callable[[], RecordStatus] = field(alias="status", repr=False)

    @property
    def rulebook(self) -> str:
        """The name of the rulebook."""
        return self.terms.rulebook

    @property
    def kind(self) -> VisitKind:
        """The kind of the visit."""
        return self.terms.kind

    @property
    def coverage(self) -> Coverage:
        """Whether the record was taken to hold every step."""
        return self.terms.coverage

    @property
    def planned(self) -> bool:
        """Whether the record is a programme, not what happened."""
        return self.terms.planned

    @property
    def ended(self) -> bool:
        """Whether the visit was taken to have ended."""
        return self.terms.ended

    @property
    def status(self) -> RecordStatus:
        """The conflicts, the steps still required and the verdicts."""
        status = self._status
        if not isinstance(status, RecordStatus):
            status = status()
            # A frozen value that keeps its first answer: a second call, or one from another thread, gives the same one.
            object.__setattr__(self, "_status", status)
        return status

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Rules that can no longer be kept together."""
        return self.status.conflicts

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What is still to be done, on a complete record."""
        return self.status.owed

    @property
    def not_reported(self) -> tuple[Owed, ...]:
        """On a partial record, what a complete one would still owe."""
        return self.status.not_reported

    @property
    def verdicts(self) -> tuple[RuleVerdict, ...]:
        """A verdict for each rule, and for each ceremony that it was judged in."""
        return self.status.verdicts

    def _facts(self) -> tuple[object, ...]:
        return self.visit, self.terms, self.findings, self.status

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assessment) and self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash((self.visit, self.terms, self.findings))

    def __reduce__(self) -> tuple[type["Assessment"], tuple[object, ...]]:
        return Assessment, self._facts()

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity or worse."""
        return tuple(finding for finding in self.findings if finding.severity >= severity)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of exactly this severity."""
        return tuple(finding for finding in self.findings if finding.severity == severity)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings that are breaches."""
        return self.of(Severity.BREACH)

    @property
    def worst(self) -> Severity | None:
        """The worst severity among findings and conflicts, None where there are none."""
        found = {finding.severity for finding in self.findings} | {conflict.severity for conflict in self.conflicts}
        return max(found, default=None)
