"""The fast way to check a whole record: by its outline, with a look at what content rules hear of.

It finds what the judge finds. A record that needs more than a look, because it is corrected or goes on after its end,
is left to the judge.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from operator import itemgetter

from attrs import define

from protocol.events import VisitAgreed
from protocol.rules import Assessment, Finding, Rulebook, Standing
from protocol.stream import Stream
from protocol.validation.compiled.explanations import Breakage, faulty
from protocol.validation.compiled.plan import Plan, plan
from protocol.validation.scanning.content_rules import Content, Contents, Faults
from protocol.validation.scanning.rule_groups import JudgeNeeded
from protocol.validation.scanning.variants import Outline, Outlines, as_counted
from protocol.validation.stepping.judge import as_listed, judged
from protocol.values import Coverage, Rank

Placed = tuple[int, int, int, Finding]
"""A finding with what it is ordered by: its entry, order rules first, the rule."""


@define(eq=False)
class Scanner:
    """A plan made ready for the fast way; shared by all checks of its rulebook, from any thread."""

    rulebook: Rulebook
    coverage: Coverage
    plan: Plan
    contents: Contents
    outlines: Outlines

    @classmethod
    def of(cls, rulebook: Rulebook, coverage: Coverage) -> "Scanner":
        """The scanner of a rulebook for records of a coverage."""
        made = plan(rulebook, coverage)
        contents = Contents.of(made)
        outlines = Outlines.of(rulebook.name, coverage, contents)
        return cls(rulebook, coverage, made, contents, outlines)

    def assess(self, stream: Stream, ended: bool | None) -> Assessment:  # noqa: FBT001 - as `check` was told
        """The assessment of a record."""
        code = stream.code
        outline = self.outlines.known.get(code)
        try:
            if outline is None:
                outline = self.outlines.read(code)
            found = outline.findings if self._told_by(outline, stream) else self._found(stream, outline)
        except JudgeNeeded:
            return judged(stream, self.rulebook, self.coverage).assess(ended=ended)
        over = outline.ended if ended is None else ended
        if over and outline.unmet and not self.plan.partial:
            found += self.outlines.never_done(stream)
        if found and self.plan.ranked:
            found = tuple(finding for finding in found if finding.rule.applies_to(outline.kind, _rank(stream)))
        return Assessment(stream.opening.visit, outline.terms[over], found, partial(_standing, stream, self, ended))

    def _told_by(self, outline: Outline, stream: Stream) -> bool:
        """Whether the outline has all findings on a record but those on what it owes."""
        if stream.timed or outline.concerned or (self.plan.partial and stream.stated is not stream.code):
            return False
        return not outline.findings or as_counted(stream)

    def _found(self, stream: Stream, outline: Outline) -> tuple[Finding, ...]:
        """All findings as the judge finds them: by entry, of order rules first, then by rule."""
        uncleared = outline.concerned.uncleared(stream)
        faults = self._faults(stream, outline, uncleared) if uncleared or stream.timed else []
        if self.plan.partial and stream.listed:
            return tuple(self._found_in_either(stream, outline, uncleared, faults))
        if faults or not as_counted(stream):
            return tuple(finding for *_, finding in self._placed(stream, outline.breakages, faults))
        return outline.findings

    def _faults(
        self, stream: Stream, outline: Outline, uncleared: Iterable[Content], *, stated: bool = False
    ) -> Faults:
        """What content rules find that speak of visits of this kind and have been told of what they need."""
        kind, rules = outline.kind, self.plan.rules
        faults = self.contents.faults(stream, uncleared, stated=stated)
        return [each for each in faults if kind in rules[each[1]].kinds and self._may_speak(each[1], stream, each[0])]

    def _placed(self, stream: Stream, breakages: Iterable[Breakage], faults: Faults) -> list[Placed]:
        rules, positions = self.plan.rules, stream.positions
        found = [(each.place, 0, each.rule, each.finding(rules[each.rule], stream)) for each in breakages]
        found += [(place, 1, index, faulty(rules[index], wrong, positions[place])) for place, index, wrong in faults]
        return sorted(found, key=itemgetter(0, 1, 2))

    def _found_in_either(
        self, stream: Stream, outline: Outline, uncleared: Sequence[Content], faults: Faults
    ) -> list[Finding]:
        """The findings of a record that is read twice: without the order of its listed entries, and with it."""
        breakages = self.outlines.read_stated(stream.code, stream.stated)
        again = bool(uncleared) or stream.timed
        stated_faults = self._faults(stream, outline, uncleared, stated=True) if again else []
        if not (breakages or stated_faults or outline.breakages or faults):
            return []
        stated = self._placed(stream, breakages, stated_faults)
        known = {(place, finding.rule.code) for place, *_, finding in stated}
        listed = self._placed(stream, outline.breakages, faults)
        also = [(place, as_listed(each)) for place, *_, each in listed if (place, each.rule.code) not in known]
        both = [*((place, finding) for place, *_, finding in stated), *also]
        return [finding for _, finding in sorted(both, key=itemgetter(0))]

    def _may_speak(self, index: int, stream: Stream, place: int) -> bool:
        """Whether a rule has been told of what it needs, by an entry."""
        needs = self.plan.rules[index].needs
        return not needs or all(any(told <= place for told in stream.places(need)) for need in needs)


def _standing(stream: Stream, by: Scanner, ended: bool | None) -> Standing:  # noqa: FBT001 - as `check` was told
    """How a record stands beside its findings."""
    return judged(stream, by.rulebook, by.coverage).standing(ended=ended)


def _rank(stream: Stream) -> Rank | None:
    """The rank of the guest, as it was agreed last."""
    places = stream.places(VisitAgreed)
    agreed = stream.events[places[-1]] if places else None
    return agreed.guest_rank if isinstance(agreed, VisitAgreed) else None


@lru_cache(maxsize=256)
def scanner(rulebook: Rulebook, coverage: Coverage) -> Scanner:
    """The scanner of a rulebook for records of a coverage."""
    return Scanner.of(rulebook, coverage)
