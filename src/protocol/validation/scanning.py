"""The fast way to check a whole record: one look-up an event, and content rules where an event steps any.

It finds what the judge finds. A record that needs more than a look, because it is corrected or goes on after its end,
is left to the judge.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from attrs import define, field

from protocol.events import VisitAgreed
from protocol.rules import Assessment, Finding, Owed, Rule, Rulebook
from protocol.stream import Stream
from protocol.validation.contents import ENDINGS, Contents, Faults
from protocol.validation.explaining import Breakage, Key, faulty, never_done, opened, owing
from protocol.validation.judging import judged, only_if_listed_so
from protocol.validation.plans import Plan, plan
from protocol.validation.reading import Reading
from protocol.validation.rows import Row, Rows
from protocol.validation.sketches import JudgeNeeded
from protocol.values import Basis, Coverage, Placing, Rank, VisitKind

MOST_KNOWN: Final = 10_000
"""How many records' findings are remembered by their shapes; then they are forgotten."""
LONGEST_KNOWN: Final = 200
"""How many entries such a record has at most."""


@define(eq=False)
class Scanner:
    """A plan made ready for the fast way; shared by all checks of its rulebook, from any thread."""

    rulebook: Rulebook
    coverage: Coverage
    plan: Plan
    rows: Rows
    contents: Contents
    _known: dict[tuple[Key, ...], tuple[Breakage, ...]] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, rulebook: Rulebook, coverage: Coverage) -> "Scanner":
        """The scanner of a rulebook for records of a coverage."""
        made = plan(rulebook, coverage)
        contents = Contents.of(made)
        return cls(rulebook, coverage, made, Rows.of(made, contents), contents)

    def assess(self, stream: Stream, ended: bool | None) -> Assessment:  # noqa: FBT001 - as `check` was told
        """The assessment of a record."""
        try:
            row = self._last(stream)
            sketch = row.sketch
            timed = stream.timed and self.plan.timed
            faults = self.contents.faults(stream, sketch.concerned) if sketch.concerned or timed else []
            twice = stream.listed and self.plan.partial and self._found_in_either(stream, row, faults)
        except JudgeNeeded:
            return judged(stream, self.rulebook, self.coverage).assess(ended=ended)
        over = sketch.ended if ended is None else ended
        found: list[Finding] = []
        if twice:
            found = list(self._readings(stream))
        elif row.dirty or faults:
            found = self._found(stream, row, faults)
        if over and row.unmet and not self.plan.partial:
            found += map(never_done, self._owed(stream, row))
        if found:
            found = [finding for finding in found if _applies(finding.rule, sketch.kind, stream)]
        opening: Any = stream.entries[0].event
        return Assessment(
            opening.visit,
            self.rulebook.name,
            sketch.kind,
            self.coverage,
            opening.basis is Basis.ANNOUNCED,
            over,
            tuple(found),
            lambda: judged(stream, self.rulebook, self.coverage).standing(ended=ended),
        )

    def _last(self, stream: Stream) -> Row:
        """Where a record ends; one that goes on after the end of its visit is for the judge."""
        row = self.rows.last(stream.shapes)
        if row.sketch.ended and type(stream.entries[-1].event) not in ENDINGS:
            raise JudgeNeeded
        return row

    def _found(self, stream: Stream, row: Row, faults: Faults) -> list[Finding]:
        """All findings as the judge finds them: by entry, of order rules first, then by rule."""
        entries, rules = stream.entries, self.plan.rules
        broken = self._breakages(stream, row) if row.dirty else ()
        found = [each.finding(rules[each.rule], entries) for each in broken]
        if not faults:
            return found
        placed = [(each.place, 0, each.rule, made) for each, made in zip(broken, found, strict=True)]
        placed += [
            (place, 1, index, faulty(rules[index], wrong, entries[place]))
            for place, index, wrong in faults
            if self._may_speak(index, stream, place)
        ]
        return [finding for *_, finding in sorted(placed, key=itemgetter(0, 1, 2))]

    def _breakages(self, stream: Stream, row: Row) -> tuple[Breakage, ...]:
        """What order rules find in a record: the same in all records of the same shapes."""
        known = self._known.get(stream.shapes)
        if known is None:
            broken = chain.from_iterable(group.broken_in(stream.shapes) for group in row.dirty_groups)
            speaking = sorted((place, index) for index, place in broken if self._may_speak(index, stream, place))
            known = tuple(self._breakage(index, stream, place) for place, index in speaking)
            self._remember(stream.shapes, known)
        return known

    def _remember(self, shapes: tuple[Key, ...], found: tuple[Breakage, ...]) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        if len(shapes) <= LONGEST_KNOWN:
            self._known[shapes] = found

    def _breakage(self, index: int, stream: Stream, place: int) -> Breakage:
        explainer = self.plan.explainers[index]
        opening = opened(explainer.machine, stream.places, place)
        return explainer.breakage(index, stream.shapes[: place + 1], opening)

    def _may_speak(self, index: int, stream: Stream, place: int) -> bool:
        """Whether a rule has been told of what it needs, by an entry."""
        needs = self.plan.rules[index].needs
        return not needs or all(need in stream.places and stream.places[need][0] <= place for need in needs)

    def _owed(self, stream: Stream, row: Row) -> Iterator[Owed]:
        for index in row.unmet:
            explainer = self.plan.explainers[index]
            opening = opened(explainer.machine, stream.places, len(stream))
            yield owing(self.plan.rules[index], explainer, stream.entries, stream.shapes, opening)

    def _found_in_either(self, stream: Stream, row: Row, faults: Faults) -> bool:
        """Whether anything is found in a record some of whose entries are only listed, with their order or without."""
        if row.dirty or faults:
            return True
        stated = self.rows.last_if_listed(stream.entries, stream.shapes)
        return stated.dirty or bool(self.contents.stated(stream, row.sketch.concerned))

    def _readings(self, stream: Stream) -> Iterator[Finding]:
        """The findings of a record that is read twice: without the order of its listed entries, and with it."""
        stated, listed = (Reading(self.plan, self.rows, self.contents) for _ in range(2))
        for entry, key in zip(stream.entries, stream.shapes, strict=True):
            known = stated.read(entry, key, counting=entry.placing is Placing.LISTED)
            also = listed.read(entry, key)
            yield from known
            yield from only_if_listed_so(also, known)


def _applies(rule: Rule, kind: VisitKind, stream: Stream) -> bool:
    """Whether a rule speaks of such a visit; the rank of the guest is looked for only where that matters."""
    return rule.applies_to(kind, _rank(stream) if rule.ranks else None)


def _rank(stream: Stream) -> Rank | None:
    """The rank of the guest, as it was agreed last."""
    places = stream.places.get(VisitAgreed)
    agreed = None if places is None else stream.entries[places[-1]].event
    return agreed.guest_rank if isinstance(agreed, VisitAgreed) else None


@lru_cache(maxsize=256)
def scanner(rulebook: Rulebook, coverage: Coverage) -> Scanner:
    """The scanner of a rulebook for records of a coverage."""
    return Scanner.of(rulebook, coverage)
