"""What checking a stream gives: findings, conflicts, what is owed, a verdict for each rule."""

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
    """Rules that can each still be kept, but no longer together, since an entry.

    It is a kind of its own, never a finding of one rule; `severity` is the mildest among the rules.
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
    """Something that a rule still asks for, in a ceremony or in the whole visit.

    `since` is the position of the entry that created the obligation, None where it stood from the start.
    """

    rule: Rule
    ceremony: int | None = None
    since: int | None = None

    @property
    def entries(self) -> tuple[int, ...]:
        """The position of the entry that created the obligation, if one did."""
        return () if self.since is None else (self.since,)

    def __str__(self) -> str:
        return f"{self.rule.code}: {self.rule.sentence}"


@frozen
class RuleVerdict:
    """What a record says of one rule, in a ceremony or in the whole visit."""

    rule: Rule
    verdict: Verdict
    ceremony: int | None = None


@frozen
class RecordStatus:
    """How a record stands beside its findings.

    On a complete record what is still to be done is `owed`; on a partial one it is `not_reported`, never a finding.
    """

    conflicts: tuple[Conflict, ...] = ()
    owed: tuple[Owed, ...] = ()
    not_reported: tuple[Owed, ...] = ()
    verdicts: tuple[RuleVerdict, ...] = ()


@frozen
class Terms:
    """On what terms a record was checked: by which rulebook, as a visit of which kind, as how full a record of what."""

    rulebook: str
    kind: VisitKind
    coverage: Coverage
    planned: bool
    ended: bool


# No slots, as in `Fault`.
@frozen(eq=False, slots=False)
class Assessment:
    """What checking a stream against a rulebook gave.

    Findings are there at once. The rest (conflicts, what is owed, verdicts) is worked out when it is first asked for,
    because whoever checks thousands of visits asks for it of few.
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
        """How the record stands beside its findings."""
        status = self._status
        if not isinstance(status, RecordStatus):
            status = status()
            # A frozen value that remembers its own answer: asking again, or from two threads, gives the same one.
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
        """What a complete record would still owe, on a partial one."""
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
