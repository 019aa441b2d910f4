"""Outlines: what checking can tell of a record from the shapes of its events alone.

All records with the same events in the same order, a *variant*, have one outline, so a log is judged by its variants.
A variant that is new is read group by group, by words that are mostly known.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final, TypeVar

from attrs import define, field

from protocol.events import EntryCorrected, EntryRetracted, RecordOpened, VisitAgreed, VisitCancelled
from protocol.events.shapes import SHAPES, numbered
from protocol.fields import frozen
from protocol.rules import Finding, Mark, Rule, Terms
from protocol.stream import Stream
from protocol.validation.compiled.explanations import Breakage, never_done, opening_of
from protocol.validation.compiled.plan import Plan
from protocol.validation.scanning.content_rules import ENDINGS, Concerned, Contents
from protocol.validation.scanning.grouping import groups
from protocol.validation.scanning.rule_groups import Group, JudgeNeeded
from protocol.values import Basis, Coverage, VisitKind

MOST_VARIANTS: Final = 50_000
"""How many variants are remembered, at some 300 bytes each; then they are forgotten."""
LONGEST: Final = 400
"""How many shapes a record has at most that is remembered."""


def _numbers(*events: type) -> bytes:
    return bytes(number for event in events for number in numbered(event))


ENDED: Final = _numbers(*ENDINGS)
"""The shapes of events that end a visit."""
JUDGED: Final = _numbers(EntryCorrected, EntryRetracted, VisitCancelled)
"""The shapes of events that correct the record or call off the visit: only the judge knows what follows from them."""
AGREED: Final = _numbers(VisitAgreed)
"""The shapes of the event that names the kind of the visit."""
OPENED: Final = _numbers(RecordOpened)
"""The shapes of the event that says what the record is."""
Broken = tuple[Group, bytes, bytes]
"""A group one of whose rules is broken, its word, and what it read."""
F = TypeVar("F")
V = TypeVar("V")


@frozen(eq=False)
class Sketch:
    """What occurs in a record beside the order of its events: the kind of visit it says, and what concerns it.

    `ends` says whether the visit ends in it.
    """

    kind: VisitKind
    planned: bool
    ends: bool
    concerned: Concerned


@frozen(eq=False)
class Outline:
    """What the shapes of a record's events say of it.

    `terms` are those of a visit under way and of one that has ended, `ended` says which of them the record is.
    `unmet` are the rules that are not kept so far, nor broken; `breakages` those that are broken, by the place of the
    entry that broke them; rules that do not speak of visits of this kind are left out. `findings` are about these, in
    a record that is `as_counted`, and shared by all such records.
    """

    kind: VisitKind
    terms: tuple[Terms, Terms]
    ended: bool
    concerned: Concerned
    unmet: tuple[int, ...]
    breakages: tuple[Breakage, ...]
    findings: tuple[Finding, ...]


@frozen
class Counted:
    """What findings tell of a record whose positions are its places and of which nothing is inferred."""

    code: bytes
    inferred: frozenset[int] = frozenset()

    @property
    def positions(self) -> Sequence[int]:
        """The places themselves."""
        return range(len(self.code))


def as_counted(stream: Stream) -> bool:
    """Whether the positions of a record are its places, and nothing in it is inferred; nearly all records are so."""
    return stream.positions.__class__ is range and not stream.inferred


@define(eq=False)
class Outlines:
    """The outlines of records that are checked by a plan."""

    name: str
    coverage: Coverage
    plan: Plan
    groups: tuple[Group, ...]
    contents: Contents
    most: int
    _ignored: bytes
    _known_terms: dict[tuple[VisitKind, bool], tuple[Terms, Terms]] = field(factory=dict, init=False, repr=False)
    _outlines: dict[tuple[Sketch, tuple[int, ...]], Outline] = field(factory=dict, init=False, repr=False)
    _sketches: dict[bytes, Sketch] = field(factory=dict, init=False, repr=False)
    known: dict[bytes, Outline] = field(factory=dict, init=False, repr=False)
    _known_debts: dict[bytes, tuple[Finding, ...]] = field(factory=dict, init=False, repr=False)
    _known_stated: dict[bytes, tuple[Breakage, ...]] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, name: str, coverage: Coverage, contents: Contents, *, most: int = MOST_VARIANTS) -> "Outlines":
        """The outlines of records that are checked by a rulebook of this name, none of them made."""
        plan = contents.plan
        machines = [plan.machines[index] for index in plan.orders]
        parted = groups(machines, apart=plan.partial)
        made = tuple(Group.of(plan, [plan.orders[place] for place in places]) for places in parted)
        told = {number for number in range(len(SHAPES)) if contents.marks(number)}
        ignored = bytes({*range(256)} - told - {*AGREED, *OPENED, *ENDED, *JUDGED})
        return cls(name, coverage, plan, made, contents, most, ignored)

    def read(self, code: bytes) -> Outline:
        """The outline of a record; `JudgeNeeded` where this cannot tell."""
        known = self.known.get(code)
        return self._remembered(self.known, code, self._outline(code)) if known is None else known

    def read_stated(self, code: bytes, stated: bytes) -> tuple[Breakage, ...]:
        """The rules that a record breaks if the place of its listed entries is unknown; `JudgeNeeded` as above."""
        known = self._known_stated.get(code + stated)
        if known is None:
            return self._remembered(self._known_stated, code + stated, self._broken_if_listed(code, stated))
        return known

    def never_done(self, stream: Stream) -> tuple[Finding, ...]:
        """The findings about what a visit that has ended still owes; records of a variant share them."""
        code, positions = stream.code, stream.positions
        if not isinstance(positions, range):
            return self._never_done(code, positions)
        known = self._known_debts.get(code)
        return self._remembered(self._known_debts, code, self._never_done(code, positions)) if known is None else known

    def _never_done(self, code: bytes, positions: Sequence[int]) -> tuple[Finding, ...]:
        told = ((self.plan.rules[index], index, self.plan.explainers[index]) for index in self.read(code).unmet)
        debts = ((rule, each.debt(index, code, opening_of(each.machine, code))) for rule, index, each in told)
        return tuple(never_done(debt.owed(rule, positions)) for rule, debt in debts)

    def __len__(self) -> int:
        return len(self.known)

    def _remembered(self, known: dict[bytes, F], told: bytes, found: F) -> F:
        if len(told) <= LONGEST:
            if len(known) >= self.most:
                known.clear()
            known[told] = found
        return found

    def _outline(self, code: bytes) -> Outline:
        sketch = self._sketch(code)
        if sketch.ends and code[-1] not in ENDED:
            raise JudgeNeeded
        unmet: list[int] = []
        broken: list[Broken] = []
        for group in self.groups:
            word = code.translate(group.table, group.ignored)
            part = group.ends.get(word)
            if part is None:
                part = group.end(word)
            if not part.plain:
                unmet += part.unmet
                if part.dirty:
                    broken.append((group, word, code))
        applying = [index for index in sorted(unmet) if sketch.kind in self.plan.rules[index].kinds]
        breakages = self._breakages(broken, code, sketch.kind) if broken else ()
        if breakages:
            found = tuple(each.finding(self.plan.rules[each.rule], Counted(code)) for each in breakages)
            return self._made(sketch, tuple(applying), breakages, found)
        return self._shared(sketch, tuple(applying))

    def _shared(self, sketch: Sketch, unmet: tuple[int, ...]) -> Outline:
        """The outline that says this: most records break nothing, and those of them that owe the same share one."""
        known = self._outlines.get((sketch, unmet))
        if known is None:
            known = self._outlines[sketch, unmet] = self._made(sketch, unmet, (), ())
        return known

    def _made(
        self, sketch: Sketch, unmet: tuple[int, ...], breakages: tuple[Breakage, ...], found: tuple[Finding, ...]
    ) -> Outline:
        return Outline(sketch.kind, self._terms(sketch), sketch.ends, sketch.concerned, unmet, breakages, found)

    def _broken_if_listed(self, code: bytes, stated: bytes) -> tuple[Breakage, ...]:
        broken: list[Broken] = []
        listed = bytes(told for told, placed in zip(code, stated, strict=True) if not placed)
        for group in self.groups:
            read = group.heard(code, stated, listed)
            word = read.translate(group.table, group.ignored)
            part = group.ends.get(word)
            if part is None:
                part = group.end(word)
            if part.dirty:
                broken.append((group, word, read))
        return self._breakages(broken, code, self._sketch(code).kind) if broken else ()

    def _sketch(self, code: bytes) -> Sketch:
        word = code.translate(None, self._ignored)
        known = self._sketches.get(word)
        return self._remembered(self._sketches, word, self._sketched(word)) if known is None else known

    def _sketched(self, word: bytes) -> Sketch:
        ends = [number for number in word if number in ENDED]
        if len(ends) > 1 or any(number in JUDGED for number in word):
            raise JudgeNeeded
        present = frozenset[Mark]().union(*map(self.contents.marks, set(word)))
        agreed = max(word.rfind(number) for number in AGREED)
        kind = _value(word[agreed], VisitKind.UNKNOWN) if agreed >= 0 else VisitKind.UNKNOWN
        planned = _value(word[0], Basis.REPORTED) is Basis.ANNOUNCED
        return Sketch(kind, planned, bool(ends), self.contents.concerned(present))

    def _terms(self, sketch: Sketch) -> tuple[Terms, Terms]:
        key = (sketch.kind, sketch.planned)
        if key not in self._known_terms:
            told = self.name, sketch.kind, self.coverage
            self._known_terms[key] = (
                Terms(*told, sketch.planned, ended=False),
                Terms(*told, sketch.planned, ended=True),
            )
        return self._known_terms[key]

    def _breakages(self, broken: Iterable[Broken], code: bytes, kind: VisitKind) -> tuple[Breakage, ...]:
        """What is broken in a record that speaks of visits of a kind, in the order of its entries."""
        found = (each.at(group.places(read)) for group, word, read in broken for each in group.breakages(word))
        speaking = [each for each in found if self._speaks(self.plan.rules[each.rule], code[: each.place + 1], kind)]
        return tuple(sorted(speaking, key=attrgetter("place", "rule")))

    def _speaks(self, rule: Rule, code: bytes, kind: VisitKind) -> bool:
        """Whether a rule speaks of such visits, and has been told of what it needs."""
        return kind in rule.kinds and all(any(number in code for number in numbered(need)) for need in rule.needs)


def _value(number: int, default: V) -> V:
    """The value of the only field that a shape tells, or what stands where it tells none."""
    return next((value for _, value in SHAPES[number].fields if isinstance(value, type(default))), default)
