"""The fast way to check a whole stream: one look-up an event, and content rules where an event steps any.

It finds what the judge finds. A record that needs more than a look, because it is corrected or goes on after its end,
is left to the judge.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from attrs import define, evolve, field, frozen

from protocol.events import EVENTS, EntryCorrected, EntryRetracted, Event, VisitAgreed, VisitCancelled, VisitConcluded
from protocol.rules import Finding, Rulebook, Severity
from protocol.stream import Entry
from protocol.validation.explaining import broken, faulty, heard, never_done, since
from protocol.validation.plans import FoldStep, Plan, Steps, plan
from protocol.validation.rows import JudgeNeeded, Key, Row, Rows
from protocol.values import Coverage, Placing, Rank, VisitKind

Entries = Sequence[Entry[Event]]
CORRECTIONS = frozenset({EntryCorrected, EntryRetracted})
ENDINGS = frozenset({VisitConcluded, VisitCancelled})


@frozen
class Hook:
    """What an event needs beside its look-up.

    `key` tells the number of its case, where rules tell several apart; `content` are the content rules that it
    steps, `timed` those that it steps where it states a time. `last` says that the judge is needed if anything follows
    it, and `special` that it names the kind of the visit, ends it, or corrects the record.
    """

    key: Callable[[Any], int] | None
    content: tuple[FoldStep, ...]
    timed: tuple[FoldStep, ...]
    last: bool
    special: bool


@frozen
class Scan:
    """What one pass over a record found: where the order rules ended, the findings, the kind, whether it is over."""

    row: Row
    found: list[Finding]
    kind: VisitKind
    rank: Rank | None
    over: bool


@define(eq=False)
class Scanner:
    """A plan made ready for the fast way; shared by all checks of its rulebook, from any thread."""

    plan: Plan
    rows: Rows
    hooks: Mapping[type, Hook]
    memories: tuple[Any, ...]
    _applying: dict[tuple[VisitKind, Rank | None], frozenset[str]] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, plan: Plan) -> "Scanner":
        """The scanner of a plan."""
        rows = Rows.of(plan)
        memories = tuple(plan.folds[index].memory if index in plan.folds else None for index in range(len(plan.rules)))
        return cls(plan, rows, {event: _hook(plan, rows, event) for event in EVENTS}, memories)

    @property
    def coverage(self) -> Coverage:
        """The coverage of the records that are scanned."""
        return Coverage.PARTIAL if self.plan.partial else Coverage.COMPLETE

    def applying(self, kind: VisitKind, rank: Rank | None) -> frozenset[str]:
        """The codes of the rules that apply to visits of a kind by guests of a rank."""
        if (kind, rank) not in self._applying:
            codes = (rule.code for rule in self.plan.rules if rule.applies_to(kind, rank))
            self._applying[kind, rank] = frozenset(codes)
        return self._applying[kind, rank]

    def scan(self, entries: Entries) -> Scan | None:
        """One pass over the entries of a record; None where the record needs the judge."""
        try:
            return self._scan(entries)
        except JudgeNeeded:
            return None

    # The one loop that is paid for each event, so it is written out.
    def _scan(self, entries: Entries) -> Scan:
        row, hooks, partial = self.rows.start, self.hooks, self.plan.partial
        standing, last = row.broken, entries[-1]
        found: list[Finding] = []
        memories: list[Any] | None = None
        kind, rank, over = VisitKind.UNKNOWN, None, False
        for entry in entries:
            event = entry.event
            cls = event.__class__
            hook = hooks[cls]
            if partial and entry.placing is Placing.LISTED:
                return self._scan_twice(entries)
            row = row[cls] if hook.key is None else row[hook.key(event)]
            if row.broken is not standing:
                found += self._broken(entries, entry, standing, row, ())
                standing = row.broken
            content = hook.timed if entry.at is not None or entry.until is not None else hook.content
            if content:
                if memories is None:
                    memories = list(self.memories)
                for index, step in content:
                    result = step(memories[index], entry)
                    memories[index] = result.memory
                    if result.fault is not None and self._may_speak(index, entries, entry):
                        found.append(faulty(self.plan.rules[index], result.fault, entry))
            if hook.special:
                kind, rank, over = _special(event, kind, rank, over=over)
                if hook.last and entry is not last:
                    raise JudgeNeeded
        return Scan(row, found, kind, rank, over)

    def _scan_twice(self, entries: Entries) -> Scan:
        """The same for a partial record some of whose entries are only listed: without their order, and with it."""
        stated, listed = Reading(self, self.plan.all), Reading(self, self.plan.all)
        found: list[Finding] = []
        kind, rank, over = VisitKind.UNKNOWN, None, False
        for entry in entries:
            hook = self.hooks[type(entry.event)]
            known = stated.read(entries, entry, counting=entry.placing is Placing.LISTED)
            codes = {finding.rule.code for finding in known}
            found += known
            found += [
                evolve(finding, severity=Severity.NOTE, listed=True)
                for finding in listed.read(entries, entry, counting=False)
                if finding.rule.code not in codes
            ]
            if hook.special:
                kind, rank, over = _special(entry.event, kind, rank, over=over)
                if hook.last and entry is not entries[-1]:
                    raise JudgeNeeded
        return Scan(stated.row, found, kind, rank, over)

    def _broken(
        self,
        entries: Entries,
        entry: Entry[Event],
        standing: tuple[int, ...],
        row: Row,
        counted: Iterable[int],
    ) -> list[Finding]:
        """The findings of the order rules that an entry has broken."""
        found = []
        for index in row.broken:
            if index not in standing and self._may_speak(index, entries, entry):
                rule, machine = self.plan.rules[index], self.plan.machines[index]
                before = _up_to(entries, entry)
                opening = None if machine.bracket is None else _latest(before, machine.bracket.opened)
                found.append(broken(rule, machine, heard(machine, before, opening, counted), opening, entry))
        return found

    def _may_speak(self, index: int, entries: Entries, entry: Entry[Event]) -> bool:
        needs = self.plan.rules[index].needs
        return not needs or needs <= {type(before.event) for before in _up_to(entries, entry)}

    def never_done(self, entries: Entries, scan: Scan) -> list[Finding]:
        """The findings about what was still to be done when the visit ended."""
        found = []
        for index in scan.row.unmet:
            rule, machine = self.plan.rules[index], self.plan.machines[index]
            opening = None if machine.bracket is None else _latest(entries, machine.bracket.opened)
            if not machine.broken[scan.row.states[self.rows.indexes.index(index)]]:
                created = since(machine, heard(machine, entries, opening, ()))
                found.append(never_done(rule, None if opening is None else opening.position, created))
        return found


@define(eq=False)
class Reading:
    """One of the two readings of a record some of whose entries are only listed."""

    scanner: Scanner
    steps: Steps
    row: Row = field(init=False)
    memories: list[Any] = field(init=False)
    counted: set[int] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self.row = self.scanner.rows.start
        self.memories = list(self.scanner.memories)

    def read(self, entries: Entries, entry: Entry[Event], *, counting: bool) -> list[Finding]:
        """The findings that an entry gives, where it stands or (`counting`) for the rules that only count."""
        event, scanner, before = entry.event, self.scanner, self.row
        hook = scanner.hooks[type(event)]
        key: Key = type(event) if hook.key is None else hook.key(event)
        self.row = before.count(key) if counting else before[key]
        if counting:
            self.counted.add(entry.position)
        found = scanner._broken(entries, entry, before.broken, self.row, self.counted)  # noqa: SLF001 - its own part
        content = hook.timed if entry.at is not None or entry.until is not None else hook.content
        for index, step in content:
            if counting and not scanner.plan.folds[index].order_free:
                continue
            result = step(self.memories[index], entry)
            self.memories[index] = result.memory
            if result.fault is not None and scanner._may_speak(index, entries, entry):  # noqa: SLF001 - its own part
                found.append(faulty(scanner.plan.rules[index], result.fault, entry))
        return found


@lru_cache(maxsize=256)
def scanner(rulebook: Rulebook, coverage: Coverage) -> Scanner:
    """The scanner of a rulebook for records of a coverage."""
    return Scanner.of(plan(rulebook, coverage))


def _hook(plan: Plan, rows: Rows, event: type) -> Hook:
    steps = plan.all
    woken = [(index, step) for index, step in steps.woken.get(event, ()) if plan.folds[index].timed]
    content = steps.content.get(event, ())
    timed = sorted((*content, *steps.timed.get(event, ()), *woken), key=lambda found: found[0])
    sleepers = (plan.folds[index] for index in steps.wakes.get(event, ()))
    last = event in CORRECTIONS | ENDINGS or any(not fold.timed for fold in sleepers)
    return Hook(rows.keys.get(event), content, tuple(timed), last, last or event is VisitAgreed)


def _special(event: Event, kind: VisitKind, rank: Rank | None, *, over: bool) -> tuple[VisitKind, Rank | None, bool]:
    """The kind, the guest's rank and whether the visit is over, after an event that may change them."""
    match event:
        case VisitAgreed():
            return event.kind, event.guest_rank, over
        case VisitConcluded() | VisitCancelled():
            return kind, rank, True
        case EntryCorrected() | EntryRetracted():
            raise JudgeNeeded
        case _:
            return kind, rank, over


def _up_to(entries: Entries, last: Entry[Event]) -> list[Entry[Event]]:
    before = []
    for entry in entries:
        before.append(entry)
        if entry is last:
            break
    return before


def _latest(entries: Entries, opened: type) -> Entry[Event] | None:
    return next((entry for entry in reversed(entries) if type(entry.event) is opened), None)
