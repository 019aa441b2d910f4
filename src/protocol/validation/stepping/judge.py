"""The engine of checking: it reads one entry after another, and says at any time how the record stands.

A partial record is read twice. One track reads the entries whose place in the order is stated (and counts the
others); the second, begun at the first entry that is only listed, reads all as they stand. What only the second finds
is a note, because it rests on an order that no source states.
"""

from collections.abc import Iterable, Iterator

from attrs import define, evolve, field

from protocol.events import Event, VisitAgreed, VisitCancelled, VisitConcluded
from protocol.order import Verdict
from protocol.rules import (
    Assessment,
    Conflict,
    Finding,
    Fold,
    Owed,
    RecordStatus,
    Rulebook,
    RuleVerdict,
    Severity,
    Terms,
)
from protocol.stream import NOWHERE, Entry, Stream, effective, following
from protocol.validation.compiled.explanations import never_done
from protocol.validation.compiled.plan import Plan, plan
from protocol.validation.stepping.conflicts import conflicts
from protocol.validation.stepping.track import Track
from protocol.values import Coverage, Placing, Rank, VisitKind


@define(eq=False)
class Judge:
    """A record being judged by a rulebook; `found` are all findings so far, whatever the kind of the visit."""

    rulebook: Rulebook
    opening: Stream
    coverage: Coverage
    plan: Plan
    stated: Track
    listed: Track | None = None
    found: list[Finding] = field(factory=list)
    kind: VisitKind = VisitKind.UNKNOWN
    rank: Rank | None = None
    over: bool = False
    cancelled: bool = False

    @classmethod
    def of(cls, rulebook: Rulebook, opening: Stream, coverage: Coverage | None = None) -> "Judge":
        """A judge who has read nothing, of a record that was opened so."""
        coverage = coverage or opening.coverage
        ready = plan(rulebook, coverage)
        return cls(rulebook, opening, coverage, ready, Track.starting(ready))

    def read(self, entry: Entry[Event]) -> list[Finding]:
        """Read the next entry, and say what is found in it, whatever the kind of the visit."""
        read = self.stated.entries
        following(entry, read[-1].position if read else NOWHERE)
        match entry.event:
            case VisitAgreed():
                self.kind, self.rank = entry.event.kind, entry.event.guest_rank
            case VisitConcluded():
                self.over = True
            case VisitCancelled():
                self.over = self.cancelled = True
            case _:
                pass
        if entry.placing is Placing.LISTED and self.plan.partial:
            self.listed = self.listed or self.stated.copy()
            found = self.stated.count(entry)
        else:
            found = self.stated.read(entry)
        if self.listed is not None:
            found = [*found, *only_if_listed_so(self.listed.read(entry), found)]
        self.found.extend(found)
        return found

    def applies(self, finding: Finding) -> bool:
        """Whether a finding is of a rule for visits of this kind."""
        return finding.rule.applies_to(self.kind, self.rank)

    def findings(self, *, ended: bool | None = None) -> tuple[Finding, ...]:
        """The findings on a visit of this kind, with those of the end where it has ended."""
        kept = tuple(filter(self.applies, self.found))
        return kept + tuple(map(never_done, self._debts())) if self._is_over(ended) and not self.plan.partial else kept

    def assess(self, *, ended: bool | None = None) -> Assessment:
        """How the record stands."""
        return Assessment(
            visit=self.opening.visit,
            terms=Terms(
                self.rulebook.name, self.kind, self.coverage, planned=self.opening.planned, ended=self._is_over(ended)
            ),
            findings=self.findings(ended=ended),
            status=self.status(ended=ended),
        )

    def status(self, *, ended: bool | None = None) -> RecordStatus:
        """How the record stands beside its findings."""
        over = self._is_over(ended)
        owed = () if over and not self.plan.partial else tuple(self._debts())
        return RecordStatus(
            conflicts=() if over and not self.plan.partial else self._conflicts(),
            owed=() if self.plan.partial else owed,
            not_reported=owed if self.plan.partial else (),
            verdicts=tuple(self._verdicts()),
        )

    def _is_over(self, ended: bool | None) -> bool:  # noqa: FBT001 - None is an answer too: as the record says
        return self.over if ended is None else ended

    def _debts(self) -> Iterator[Owed]:
        """What is still asked for; of a visit that was called off nothing is."""
        if self.cancelled:
            return
        for _, (verdict, owed) in self.stated.standings():
            if owed is not None and verdict.rule.applies_to(self.kind, self.rank):
                yield owed

    def _verdicts(self) -> Iterator[RuleVerdict]:
        broken = {finding.rule.code for finding in self.found if not finding.listed}
        for _, (verdict, _owed) in self.stated.standings():
            if verdict.rule.applies_to(self.kind, self.rank):
                yield verdict
        for rule in self.plan.rules:
            if isinstance(rule.body, Fold) and rule.applies_to(self.kind, self.rank):
                held = Verdict.PERMANENTLY_VIOLATED if rule.code in broken else Verdict.CURRENTLY_SATISFIED
                yield RuleVerdict(rule, held)

    def _conflicts(self) -> tuple[Conflict, ...]:
        applying = tuple(index for index, rule in enumerate(self.plan.rules) if rule.applies_to(self.kind, self.rank))
        return conflicts(self.plan, self.stated, applying)


def only_if_listed_so(found: Iterable[Finding], known: Iterable[Finding]) -> Iterator[Finding]:
    """What is found only where listed entries are read in their order, as notes."""
    codes = {finding.rule.code for finding in known}
    for finding in found:
        if finding.rule.code not in codes:
            yield as_listed(finding)


def as_listed(finding: Finding) -> Finding:
    """A finding that rests on an order that no source states."""
    return evolve(finding, severity=Severity.NOTE, listed=True)


def judge_whole(stream: Stream, rulebook: Rulebook, coverage: Coverage | None) -> Judge:
    """A judge who has read a whole stream, as corrected."""
    judge = Judge.of(rulebook, stream, coverage)
    for entry in effective(stream):
        judge.read(entry)
    return judge


def status_of(stream: Stream, rulebook: Rulebook, coverage: Coverage, *, ended: bool | None) -> RecordStatus:
    """How a whole stream stands beside its findings."""
    return judge_whole(stream, rulebook, coverage).status(ended=ended)
