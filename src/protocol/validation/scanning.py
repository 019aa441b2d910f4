"""The fast way to check a whole stream: one look-up an event, and content rules where an event steps any.

It finds what the judge finds. A record that needs more than a look, because it is corrected or goes on after its end,
is left to the judge.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from attrs import define, evolve, field, frozen

from protocol.events import EVENTS, EntryCorrected, EntryRetracted, Event, VisitAgreed, VisitCancelled, VisitConcluded
from protocol.rules import Fault, Finding, Fold, Rulebook, Severity
from protocol.stream import Entry, Stream
from protocol.validation.explaining import broken, faulty, heard, never_done, since
from protocol.validation.plans import FoldStep, Plan, plan
from protocol.validation.rows import JudgeNeeded, Row, Rows, RowsFull
from protocol.values import Coverage, Placing, Rank, VisitKind

Entries = Sequence[Entry[Event]]
Faults = list[tuple[int, int, Fault]]
"""Faults that content rules found: the index of the entry, that of the rule, and what was wrong."""
CORRECTIONS = frozenset({EntryCorrected, EntryRetracted})
ENDINGS = frozenset({VisitConcluded, VisitCancelled})
SPECIAL = CORRECTIONS | ENDINGS | {VisitAgreed}
"""Events that are looked at by themselves: they name the kind of the visit, end it, or correct the record."""


@frozen
class Hook:
    """What an event needs beside its look-up: how its case is told, and the content rules that it steps."""

    key: Callable[[Any], int] | None
    content: tuple[FoldStep, ...]
    special: bool


@define
class Scan:
    """What one pass over a record found: where the order rules ended, the findings, the kind, whether it is over."""

    row: Row
    found: list[Finding]
    kind: VisitKind = VisitKind.UNKNOWN
    rank: Rank | None = None
    over: bool = False

    def look(self, entry: Entry[Event], *, last: bool) -> None:
        """Take notice of an event that is looked at by itself."""
        match entry.event:
            case VisitAgreed(kind=kind):
                self.kind, self.rank = kind, entry.event.guest_rank
            case VisitConcluded() | VisitCancelled() if last:
                self.over = True
            case _:
                raise JudgeNeeded


@define(eq=False)
class Scanner:
    """A plan made ready for the fast way; shared by all checks of its rulebook, from any thread.

    `lean` are the hooks of records in which nothing occurs that some content rules wait for, `full` those of others.
    """

    plan: Plan
    rows: Rows
    lean: Mapping[type, Hook]
    full: Mapping[type, Hook]
    awaited: frozenset[type]
    memories: tuple[Any, ...]
    _applying: dict[tuple[VisitKind, Rank | None], frozenset[str]] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, plan: Plan) -> "Scanner":
        """The scanner of a plan."""
        rows = Rows.of(plan)
        untimed = {index: fold for index, fold in plan.folds.items() if not fold.timed}
        awaited = {index: plan.rules[index].needs | fold.wakes for index, fold in untimed.items()}
        ready = {index: fold for index, fold in untimed.items() if not awaited[index]}
        memories = tuple(plan.folds[index].memory if index in plan.folds else None for index in range(len(plan.rules)))
        return cls(
            plan,
            rows,
            _hooks(rows, ready),
            _hooks(rows, untimed),
            # What ends a visit wakes nothing that a scan would see: if anything follows, the judge is asked.
            frozenset[type]().union(*awaited.values()) - ENDINGS,
            memories,
        )

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

    def scan(self, stream: Stream) -> Scan | None:
        """One pass over a record; None where it needs the judge."""
        for _ in range(2):
            try:
                twice = stream.listed and self.plan.partial
                return self._scan_twice(stream) if twice else self._scan(stream)
            except JudgeNeeded:
                return None
            except RowsFull:
                self.rows = Rows.of(self.plan, most=self.rows.most)
        return None

    # The one loop that is paid for each event, so it is written out and does no more than it must.
    def _scan(self, stream: Stream) -> Scan:
        row, entries, kinds = self.rows.start, stream.entries, stream.kinds
        hooks = self._hooks_for(stream)
        scan = Scan(row, [])
        memories: list[Any] | None = None
        faults: Faults = []
        for place, cls in enumerate(kinds):
            hook = hooks.get(cls)
            if hook is None:
                row = row[cls]
                continue
            entry = entries[place]
            row = row[cls] if hook.key is None else row[hook.key(entry.event)]
            for index, step in hook.content:
                if memories is None:
                    memories = list(self.memories)
                result = step(memories[index], entry)
                if result is None:
                    continue
                memories[index] = result.memory
                if result.fault is not None:
                    faults.append((place, index, result.fault))
            if hook.special:
                scan.look(entry, last=entry is entries[-1])
        scan.row = row
        if stream.timed and self.plan.timed:
            faults += self._timed(entries)
        if row.dirty or faults:
            scan.found = self._ordered(stream, hooks, faults)
        return scan

    def _hooks_for(self, stream: Stream) -> Mapping[type, Hook]:
        return self.lean if self.awaited.isdisjoint(stream.kinds) else self.full

    def timed_steps(self, entry: Entry[Event]) -> Iterator[FoldStep]:
        """The content rules about time that an entry steps, by stating a time or by waking them."""
        cls, has_time = type(entry.event), entry.at is not None or entry.until is not None
        for index, fold in self.plan.timed:
            if cls in fold.wakes or (has_time and cls in fold.events):
                yield index, fold.step

    def _timed(self, entries: Entries) -> Faults:
        """The faults of content rules about time, which are stepped apart, by what states a time or wakes them."""
        memories, faults = list(self.memories), []
        for place, entry in enumerate(entries):
            for index, step in self.timed_steps(entry):
                result = step(memories[index], entry)
                if result is None:
                    continue
                memories[index] = result.memory
                if result.fault is not None:
                    faults.append((place, index, result.fault))
        return faults

    def _ordered(self, stream: Stream, hooks: Mapping[type, Hook], faults: Faults) -> list[Finding]:
        """All findings as the judge finds them: by entry, of order rules first, then by rule."""
        entries, row = stream.entries, self.rows.start
        found: list[tuple[int, int, Finding]] = []
        for place, cls in enumerate(stream.kinds):
            hook, before = hooks.get(cls), row
            row = row[cls] if hook is None or hook.key is None else row[hook.key(entries[place].event)]
            if row.broken is not before.broken:
                found += [(place, -1, each) for each in self.broken(entries, entries[place], before, row, ())]
        for place, index, wrong in faults:
            if self.may_speak(index, entries, entries[place]):
                found.append((place, index, faulty(self.plan.rules[index], wrong, entries[place])))
        return [finding for _, _, finding in sorted(found, key=itemgetter(0, 1))]

    def _scan_twice(self, stream: Stream) -> Scan:
        """The same for a partial record some of whose entries are only listed: without their order, and with it."""
        entries, hooks = stream.entries, self._hooks_for(stream)
        stated, listed = Reading(self, hooks), Reading(self, hooks)
        scan = Scan(self.rows.start, [])
        for entry in entries:
            known = stated.read(entries, entry, counting=entry.placing is Placing.LISTED)
            also = listed.read(entries, entry, counting=False)
            if known or also:
                codes = {finding.rule.code for finding in known}
                only = (finding for finding in also if finding.rule.code not in codes)
                scan.found += known
                scan.found += [evolve(finding, severity=Severity.NOTE, listed=True) for finding in only]
            if type(entry.event) in SPECIAL:
                scan.look(entry, last=entry is entries[-1])
        scan.row = stated.row
        return scan

    def broken(
        self,
        entries: Entries,
        entry: Entry[Event],
        before: Row,
        after: Row,
        counted: Collection[int],
    ) -> list[Finding]:
        """The findings of the order rules that an entry has broken, which led from one row to another."""
        found = []
        for index in after.broken:
            if index not in before.broken and self.may_speak(index, entries, entry):
                rule, machine = self.plan.rules[index], self.plan.machines[index]
                read = _up_to(entries, entry)
                opening = None if machine.bracket is None else _latest(read, machine.bracket.opened)
                found.append(broken(rule, machine, heard(machine, read, opening, counted), opening, entry))
        return found

    def may_speak(self, index: int, entries: Entries, entry: Entry[Event]) -> bool:
        """Whether a rule has been told of what it needs, by an entry."""
        needs = self.plan.rules[index].needs
        return not needs or needs <= {type(before.event) for before in _up_to(entries, entry)}

    def never_done(self, entries: Entries, scan: Scan) -> list[Finding]:
        """The findings about what was still to be done when the visit ended."""
        found = []
        for index in scan.row.unmet:
            rule, machine = self.plan.rules[index], self.plan.machines[index]
            if index not in scan.row.broken:
                opening = None if machine.bracket is None else _latest(entries, machine.bracket.opened)
                created = since(machine, heard(machine, entries, opening, ()))
                found.append(never_done(rule, None if opening is None else opening.position, created))
        return found


@define(eq=False)
class Reading:
    """One of the two readings of a record some of whose entries are only listed."""

    scanner: Scanner
    hooks: Mapping[type, Hook]
    row: Row = field(init=False)
    memories: list[Any] = field(init=False)
    counted: set[int] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self.row = self.scanner.rows.start
        self.memories = list(self.scanner.memories)

    def read(self, entries: Entries, entry: Entry[Event], *, counting: bool) -> list[Finding]:
        """The findings that an entry gives, where it stands or (`counting`) for the rules that only count."""
        scanner, before = self.scanner, self.row
        cls = type(entry.event)
        hook = self.hooks.get(cls)
        key = cls if hook is None or hook.key is None else hook.key(entry.event)
        self.row = before.count(key) if counting else before[key]
        if counting:
            self.counted.add(entry.position)
        changed = self.row.broken is not before.broken
        found = scanner.broken(entries, entry, before, self.row, self.counted) if changed else []
        steps = hook.content if hook is not None else ()
        if entry.at is not None or entry.until is not None or cls in scanner.plan.waking:
            steps = tuple(sorted((*steps, *scanner.timed_steps(entry)), key=itemgetter(0)))
        for index, step in steps:
            if not counting or scanner.plan.folds[index].order_free:
                result = step(self.memories[index], entry)
                if result is None:
                    continue
                self.memories[index] = result.memory
                if result.fault is not None and scanner.may_speak(index, entries, entry):
                    found.append(faulty(scanner.plan.rules[index], result.fault, entry))
        return found


@lru_cache(maxsize=256)
def scanner(rulebook: Rulebook, coverage: Coverage) -> Scanner:
    """The scanner of a rulebook for records of a coverage."""
    return Scanner.of(plan(rulebook, coverage))


def _hooks(rows: Rows, folds: Mapping[int, Fold]) -> dict[type, Hook]:
    hooks: dict[type, Hook] = {}
    for event in EVENTS:
        content = tuple((index, fold.step) for index, fold in folds.items() if event in fold.events | fold.wakes)
        if content or event in SPECIAL or event in rows.keys:
            hooks[event] = Hook(rows.keys.get(event), content, event in SPECIAL)
    return hooks


def _up_to(entries: Entries, last: Entry[Event]) -> list[Entry[Event]]:
    before = []
    for entry in entries:
        before.append(entry)
        if entry is last:
            break
    return before


def _latest(entries: Entries, opened: type) -> Entry[Event] | None:
    return next((entry for entry in reversed(entries) if type(entry.event) is opened), None)
