"""The fast way to check a whole record: by its variant, and by calling the content rules that may find a fault."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from operator import itemgetter

from attrs import define

from protocol.events import VisitAgreed
from protocol.rules import Assessment, Finding, RecordStatus, Rulebook
from protocol.stream import RecordView, Stream
from protocol.validation.compiled.explanations import Breakage, faulty, may_speak
from protocol.validation.compiled.plan import Plan, plan
from protocol.validation.scanning.content_checks import ContentCheck, ContentChecks, Faults
from protocol.validation.scanning.rule_groups import JudgeNeeded
from protocol.validation.scanning.variants import Variants, VariantVerdict
from protocol.validation.stepping.judge import as_listed, judge_whole
from protocol.values import Coverage, Rank

Placed = tuple[int, int, int, Finding]
"""A finding with its sort key: the place of its entry, 0 for an order rule or 1 for a content rule, and the rule."""


@define(eq=False)
class Scanner:
    """A plan made ready for scanning; shared by all checks with its rulebook, in any thread."""

    rulebook: Rulebook
    coverage: Coverage
    plan: Plan
    checks: ContentChecks
    variants: Variants

    @classmethod
    def of(cls, rulebook: Rulebook, coverage: Coverage) -> "Scanner":
        """The scanner of a rulebook for records of a coverage."""
        compiled = plan(rulebook, coverage)
        checks = ContentChecks.of(compiled)
        return cls(rulebook, coverage, compiled, checks, Variants.of(rulebook.name, coverage, checks))

    def assess(self, stream: Stream, ended: bool | None) -> Assessment | None:  # noqa: FBT001 - a keyword takes longer
        """The assessment of a record, the same as the judge's; None if only the judge can give one."""
        view = stream._view or stream.view  # noqa: SLF001 - a call of the property takes 5 % of such a check
        try:
            variant = self.variants.known.get(view.code) or self.variants.verdict(view.code)
            plain = not (view.timed or variant.candidates) and (not self.plan.partial or view.stated is view.code)
            # The variant has all findings on an ordinary record, apart from those at the end of the visit.
            enough = plain and (not variant.findings or view.ordinary)
            found = variant.findings if enough else self._findings(stream, view, variant)
        except JudgeNeeded:
            return None
        over = variant.ended if ended is None else ended
        if over and variant.unmet and not self.plan.partial:
            found += self.variants.never_done(view)
        if self.plan.ranked and any(finding.rule.ranks for finding in found):
            rank = _rank(stream)
            found = tuple(finding for finding in found if finding.rule.applies_to(variant.kind, rank))
        return Assessment(stream.opening.visit, variant.terms[over], found, partial(_status, stream, self, ended))

    def _findings(self, stream: Stream, view: RecordView, variant: VariantVerdict) -> tuple[Finding, ...]:
        """All findings as the judge finds them: by entry, of order rules first, then by rule."""
        left = variant.candidates.left_by(stream, view.code)
        faults = self._faults(stream, view, variant, left) if left or view.timed else []
        if self.plan.partial and view.stated is not view.code:
            return tuple(self._findings_of_either_reading(stream, view, variant, left, faults))
        if faults or not view.ordinary:
            return tuple(finding for *_, finding in self._in_order(view, variant.breakages, faults))
        return variant.findings

    def _faults(
        self,
        stream: Stream,
        view: RecordView,
        variant: VariantVerdict,
        checks: Iterable[ContentCheck],
        *,
        stated: bool = False,
    ) -> Faults:
        """The faults found by content rules that apply to this kind of visit and have all events that they need."""
        kind, rules, code = variant.kind, self.plan.rules, view.code
        faults = self.checks.faults(stream, view, checks, stated=stated)
        return [
            each for each in faults if kind in rules[each[1]].kinds and may_speak(rules[each[1]], code[: each[0] + 1])
        ]

    def _in_order(self, view: RecordView, breakages: Iterable[Breakage], faults: Faults) -> list[Placed]:
        rules = self.plan.rules
        found = [(each.place, 0, each.rule, each.finding(rules[each.rule], view)) for each in breakages]
        for place, index, wrong in faults:
            found.append((place, 1, index, faulty(rules[index], wrong, view.positions[place])))
        return sorted(found, key=itemgetter(0, 1, 2))

    def _findings_of_either_reading(
        self, stream: Stream, view: RecordView, variant: VariantVerdict, left: Sequence[ContentCheck], faults: Faults
    ) -> list[Finding]:
        """The findings of a record that is read twice: without the order of its listed entries, and with it."""
        breakages = self.variants.breakages_if_listed(view)
        stated_faults = self._faults(stream, view, variant, left, stated=True) if left or view.timed else []
        if not (breakages or stated_faults or variant.breakages or faults):
            return []
        stated = self._in_order(view, breakages, stated_faults)
        known = {(place, finding.rule.code) for place, *_, finding in stated}
        listed = self._in_order(view, variant.breakages, faults)
        also = [(place, as_listed(each)) for place, *_, each in listed if (place, each.rule.code) not in known]
        both = [*((place, finding) for place, *_, finding in stated), *also]
        return [finding for _, finding in sorted(both, key=itemgetter(0))]


def _status(stream: Stream, by: Scanner, ended: bool | None) -> RecordStatus:  # noqa: FBT001 - as `assess` is called
    """The status of a whole record, which is worked out when it is asked for."""
    return judge_whole(stream, by.rulebook, by.coverage).status(ended=ended)


def _rank(stream: Stream) -> Rank | None:
    """The rank of the guest, as it was agreed last."""
    places = stream.places(VisitAgreed)
    agreed = stream[places[-1]].event if places else None
    return agreed.guest_rank if isinstance(agreed, VisitAgreed) else None


@lru_cache(maxsize=256)
def scanner(rulebook: Rulebook, coverage: Coverage) -> Scanner:
    """The scanner of a rulebook for records of a coverage."""
    return Scanner.of(rulebook, coverage)
