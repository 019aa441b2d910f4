"""The judge: it reads one entry after another, and can give an assessment at any time.

A partial record is read by two tracks. The first reads the entries whose place in the order is stated (and only counts
the others); the second, which begins at the first listed entry, reads all in the order of the record. What only the
second finds is a note, because it depends on an order that no source states.
"""

from collections.abc import Iterator

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
from protocol.stream import NOWHERE, Entry, Stream, effective, following, is_ahead
from protocol.validation.compiled.explanations import never_done
from protocol.validation.compiled.plan import Plan, plan
from protocol.validation.stepping.conflicts import conflicts
from protocol.validation.stepping.track import Track
from protocol.values import Coverage, Placing, Rank, VisitKind


@define(eq=False)
class Judge:
    """Judges a record by a rulebook; `found` has all findings so far, even of rules for other kinds of visit."""

    rulebook: Rulebook
    opening: Stream
    coverage: Coverage
    plan: Plan
    stated: Track
    listed: Track | None = None
    found: list[Finding] = field(factory=list)
    kind: VisitKind = VisitKind.UNKNOWN
    rank: Rank | None = None
    position: int = NOWHERE
    over: bool = False
    cancelled: bool = False

    @classmethod
    def of(cls, rulebook: Rulebook, opening: Stream, coverage: Coverage | None = None) -> "Judge":
        """A judge of a record with this opening, before the first entry is read."""
        coverage = coverage or opening.coverage
        ready = plan(rulebook, coverage)
        return cls(rulebook, opening, coverage, ready, Track.starting(ready))

    def read(self, entry: Entry[Event]) -> list[Finding]:
        """Read the next entry, and return the findings in it, even of rules for other kinds of visit.

        A step that is only announced is not read: it keeps no rule and breaks none.
        """
        following(entry, self.position)
        self.position = entry.position
        if is_ahead(entry, planned=self.opening.planned):
            return []
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
            known = {finding.rule.code for finding in found}
            found += [as_listed(each) for each in self.listed.read(entry) if each.rule.code not in known]
        self.found.extend(found)
        return found

    def applies(self, finding: Finding) -> bool:
        """Whether the rule of a finding applies to this visit."""
        return finding.rule.applies_to(self.kind, self.rank)

    def findings(self, *, ended: bool | None = None) -> tuple[Finding, ...]:
        """The findings of rules that apply to this visit; if it has ended, also about what was never done."""
        kept = tuple(filter(self.applies, self.found))
        return kept + tuple(map(never_done, self._debts())) if self._is_over(ended) and not self.plan.partial else kept

    def assess(self, *, ended: bool | None = None) -> Assessment:
        """The assessment of the record so far."""
        return Assessment(
            visit=self.opening.visit,
            terms=Terms(
                self.rulebook.name, self.kind, self.coverage, planned=self.opening.planned, ended=self._is_over(ended)
            ),
            findings=self.findings(ended=ended),
            status=self.status(ended=ended),
        )

    def status(self, *, ended: bool | None = None) -> RecordStatus:
        """The conflicts, the steps still required, and the verdicts."""
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
        """What rules still require; nothing if the visit was called off."""
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


def as_listed(finding: Finding) -> Finding:
    """A finding as a note, because it depends on the order of listed entries."""
    return evolve(finding, severity=Severity.NOTE, listed=True)


def judge_whole(stream: Stream, rulebook: Rulebook, coverage: Coverage | None) -> Judge:
    """A judge that has read a whole stream, as corrected."""
    judge = Judge.of(rulebook, stream, coverage)
    for entry in effective(stream):
        judge.read(entry)
    return judge
