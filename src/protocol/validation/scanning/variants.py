"""Variants: the verdicts on a record that follow from the shapes of its events alone.

All records with the same shapes in the same order belong to one *variant*, a word from process mining. Order rules give
the same verdicts on all of them, so these are kept for each variant. A new variant is read group by group.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import Final, TypeVar

from attrs import define, field

from protocol.events import EntryCorrected, EntryRetracted, RecordOpened, VisitAgreed, VisitCancelled
from protocol.events.shapes import SHAPES, numbers_of
from protocol.fields import frozen
from protocol.rules import Finding, Mark, Terms
from protocol.stream import RecordView
from protocol.validation.compiled.explanations import Breakage, may_speak, never_done, opening_of, remember
from protocol.validation.compiled.plan import Plan
from protocol.validation.scanning.content_checks import ENDINGS, Candidates, ContentChecks
from protocol.validation.scanning.grouping import groups
from protocol.validation.scanning.rule_groups import JudgeNeeded, RuleGroup
from protocol.values import Basis, Coverage, VisitKind

MOST_VARIANTS: Final = 50_000
"""How many variants are remembered, at some 300 bytes each; then all are forgotten."""
LONGEST: Final = 400
"""The largest number of entries of a record that is remembered."""


def _numbers(*events: type) -> bytes:
    return bytes(number for event in events for number in numbers_of(event))


ENDED: Final = _numbers(*ENDINGS)
"""The shapes of events that end a visit."""
JUDGED: Final = _numbers(EntryCorrected, EntryRetracted, VisitCancelled)
"""The shapes of events that correct the record or call off the visit, which only the judge can handle."""
AGREED: Final = _numbers(VisitAgreed)
"""The shapes of the event that names the kind of the visit."""
OPENED: Final = _numbers(RecordOpened)
"""The shapes of the event that says what the record is."""
Broken = tuple[RuleGroup, bytes, bytes]
"""A group one of whose rules is broken, its word, and what it read."""
F = TypeVar("F")
V = TypeVar("V")


@frozen(eq=False)
class Sketch:
    """What the events of a record say whatever their order: kind of visit, terms, ending, content rules to call."""

    kind: VisitKind
    terms: tuple[Terms, Terms]
    ends: bool
    candidates: Candidates


@frozen(eq=False)
class VariantVerdict:
    """The verdicts that follow from the shapes of a record's events.

    `terms` are those of a visit under way and of one that has ended; `ended` says which of the two this is. `unmet` are
    the rules that are neither kept so far nor broken; `breakages` the broken ones, by the place of the entry that broke
    them; rules for other kinds of visit are left out. `findings` are those of the breakages, shared by all ordinary
    records.
    """

    kind: VisitKind
    terms: tuple[Terms, Terms]
    ended: bool
    candidates: Candidates
    unmet: tuple[int, ...]
    breakages: tuple[Breakage, ...] = ()
    findings: tuple[Finding, ...] = ()


@define(eq=False)
class Variants:
    """The verdicts on all variants seen so far of the records that are checked by a plan."""

    name: str
    coverage: Coverage
    plan: Plan
    groups: tuple[RuleGroup, ...]
    checks: ContentChecks
    most: int
    _ignored: bytes

    _unbroken: dict[tuple[Sketch, tuple[int, ...]], VariantVerdict] = field(factory=dict, init=False, repr=False)
    _sketches: dict[bytes, Sketch] = field(factory=dict, init=False, repr=False)
    known: dict[bytes, VariantVerdict] = field(factory=dict, init=False, repr=False)
    _debts: dict[bytes, tuple[Finding, ...]] = field(factory=dict, init=False, repr=False)
    _if_listed: dict[bytes, tuple[Breakage, ...]] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, name: str, coverage: Coverage, checks: ContentChecks, *, most: int = MOST_VARIANTS) -> "Variants":
        """The variants of records checked by a rulebook of this name; none has been seen yet."""
        plan = checks.plan
        parted = groups([plan.machines[index] for index in plan.orders], apart=plan.partial)
        made = tuple(RuleGroup.of(plan, [plan.orders[place] for place in places]) for places in parted)
        watched = {number for number in range(len(SHAPES)) if checks.marks(number)}
        ignored = bytes({*range(256)} - watched - {*AGREED, *OPENED, *ENDED, *JUDGED})
        return cls(name, coverage, plan, made, checks, most, ignored)

    def verdict(self, code: bytes) -> VariantVerdict:
        """The verdict on a record with these shapes; `JudgeNeeded` if they are not enough."""
        known = self.known.get(code)
        return self._remember(self.known, code, self._judge(code)) if known is None else known

    def breakages_if_listed(self, view: RecordView) -> tuple[Breakage, ...]:
        """The rules that a record breaks if the order of its listed entries is unknown; `JudgeNeeded` as above."""
        key = view.code + view.stated
        known = self._if_listed.get(key)
        return self._remember(self._if_listed, key, self._judge_listed(view)) if known is None else known

    def never_done(self, view: RecordView) -> tuple[Finding, ...]:
        """The findings about what a visit that has ended still owes; ordinary records of a variant share them."""
        known = self._debts.get(view.code) if view.ordinary else None
        if known is None:
            unmet = (self.plan.explainers[index] for index in self.verdict(view.code).unmet)
            opened = ((each, opening_of(each.machine, view.code)) for each in unmet)
            known = tuple(never_done(each.owed(view.code, view.positions, opening)) for each, opening in opened)
            if view.ordinary:
                self._remember(self._debts, view.code, known)
        return known

    def __len__(self) -> int:
        return len(self.known)

    def _remember(self, known: dict[bytes, F], key: bytes, found: F) -> F:
        return remember(known, key, found, most=self.most, longest=LONGEST)

    def _judge(self, code: bytes) -> VariantVerdict:
        sketch = self._sketch(code)
        if sketch.ends and code[-1] not in ENDED:
            raise JudgeNeeded
        unmet: list[int] = []
        broken: list[Broken] = []
        for group in self.groups:
            word = code.translate(group.table, group.ignored)
            state = group.end(word)
            if not state.plain:
                unmet += state.unmet
                if state.dirty:
                    broken.append((group, word, code))
        applying = tuple(index for index in sorted(unmet) if sketch.kind in self.plan.rules[index].kinds)
        breakages = self._breakages(broken, code, sketch.kind) if broken else ()
        # Most records break nothing, and those of them that owe the same share a verdict.
        known = None if breakages else self._unbroken.get((sketch, applying))
        if known is None:
            view = RecordView(code, code, range(len(code)))
            found = tuple(each.finding(self.plan.rules[each.rule], view) for each in breakages)
            known = VariantVerdict(
                sketch.kind, sketch.terms, sketch.ends, sketch.candidates, applying, breakages, found
            )
            if not breakages:
                self._unbroken[sketch, applying] = known
        return known

    def _judge_listed(self, view: RecordView) -> tuple[Breakage, ...]:
        broken: list[Broken] = []
        for group in self.groups:
            heard = group.heard(view.code, view.stated)
            word = heard.translate(group.table, group.ignored)
            if group.end(word).dirty:
                broken.append((group, word, heard))
        return self._breakages(broken, view.code, self._sketch(view.code).kind) if broken else ()

    def _sketch(self, code: bytes) -> Sketch:
        word = code.translate(None, self._ignored)
        known = self._sketches.get(word)
        return self._remember(self._sketches, word, self._draw(word)) if known is None else known

    def _draw(self, word: bytes) -> Sketch:
        ends = [number for number in word if number in ENDED]
        if len(ends) > 1 or any(number in JUDGED for number in word):
            raise JudgeNeeded
        present = frozenset[Mark]().union(*map(self.checks.marks, set(word)))
        agreed = max(word.rfind(number) for number in AGREED)
        kind = _value(word[agreed], VisitKind.UNKNOWN) if agreed >= 0 else VisitKind.UNKNOWN
        planned = _value(word[0], Basis.REPORTED) is Basis.ANNOUNCED
        under_way, over = (Terms(self.name, kind, self.coverage, planned, ended=ended) for ended in (False, True))
        return Sketch(kind, (under_way, over), bool(ends), self.checks.candidates(present))

    def _breakages(self, broken: Iterable[Broken], code: bytes, kind: VisitKind) -> tuple[Breakage, ...]:
        """The breakages of rules for a kind of visit, in the order of the entries."""
        rules = self.plan.rules
        found = (each.at(group.places(heard)) for group, word, heard in broken for each in group.breakages(word))
        speaking = (
            each
            for each in found
            if kind in rules[each.rule].kinds and may_speak(rules[each.rule], code[: each.place + 1])
        )
        return tuple(sorted(speaking, key=attrgetter("place", "rule")))


def _value(number: int, default: V) -> V:
    """The value of this type in a shape, or the default if there is none."""
    return next((value for _, value in SHAPES[number].fields if isinstance(value, type(default))), default)
