"""A record that is judged while it grows, one entry at a time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import define, field

from protocol.events import EntryCorrected, EntryRetracted, Event, RecordOpened, VisitAgreed
from protocol.fields import frozen
from protocol.rules import Assessment, Finding, Rulebook
from protocol.stream import Entry, Stream, placed
from protocol.validation.judging import Judge, judged
from protocol.validation.parts import JudgeNeeded
from protocol.validation.reading import Reading
from protocol.validation.scanning import Scanner, scanner
from protocol.values import Coverage


@frozen
class Change:
    """What one more entry changed: findings that are new, and findings that no longer stand.

    Only a correction of the record or of the visit's kind withdraws a finding.
    """

    new: tuple[Finding, ...] = ()
    withdrawn: tuple[Finding, ...] = ()


_NOTHING: Final = Change()
_NOT_AGREED: Final = VisitAgreed()


@define(eq=False)
class Monitor:
    """Judges a record while it grows: open it, feed it every entry, close it.

    >>> from protocol.events import GuestDeparted, GuestArrived
    >>> from protocol.rules import COMMON
    >>> monitor = Monitor.open(RecordOpened("astana-2023"), COMMON)
    >>> monitor.feed(GuestDeparted()).new
    ()
    >>> [str(finding) for finding in monitor.feed(GuestArrived()).new]
    ['breach DEP01: guest arrived after guest departed (entries 1, 2)']
    """

    rulebook: Rulebook
    coverage: Coverage | None
    _scanner: Scanner = field(repr=False)
    _reading: Reading = field(repr=False)
    _judge: Judge | None = field(default=None, init=False, repr=False)
    _found: list[Finding] = field(factory=list, init=False, repr=False)
    _visit: VisitAgreed = field(default=_NOT_AGREED, init=False, repr=False)

    @classmethod
    def open(
        cls, opening: RecordOpened | Entry[Event], rulebook: Rulebook, *, coverage: Coverage | None = None
    ) -> "Monitor":
        """A monitor of the record that begins with this entry."""
        entry = placed(opening, 0)
        told = entry.event.coverage if isinstance(entry.event, RecordOpened) else Stream.of(entry).coverage
        ready = scanner(rulebook, coverage or told)
        monitor = cls(rulebook, coverage, ready, Reading(ready.plan, ready.rows))
        monitor._reading.read(entry)
        return monitor

    @property
    def stream(self) -> Stream:
        """The record so far."""
        return Stream(tuple(self._reading.entries))

    def feed(self, item: Event | Entry[Event]) -> Change:
        """Add the next event or entry to the record, and say what that changed."""
        reading = self._reading
        entries = reading.entries
        entry = item if item.__class__ is Entry and item.position == len(entries) else placed(item, len(entries))
        row = reading.row.ahead.get(entry.event.__class__)
        if row is None or entry.at is not None or entry.until is not None:
            return self._read(entry)
        # Most entries only lead on; telling it here spares the calls that would cost more than the rest.
        reading.row = row
        entries.append(entry)
        return _NOTHING

    def _read(self, entry: Entry[Event]) -> Change:
        try:
            found = self._reading.read(entry)
        except JudgeNeeded:
            return self._judged(entry)
        if isinstance(entry.event, VisitAgreed):
            return self._agreed(entry.event, found)
        self._found += found
        return Change(self._applying(found)) if found else _NOTHING

    def close(self, *, ended: bool | None = None) -> Change:
        """What the end of the visit changes: the findings about what was never done."""
        if self._judge is not None:
            return _change(self._judge.findings(ended=False), self._judge.findings(ended=ended))
        over = self._reading.row.over if ended is None else ended
        if not over or self._scanner.plan.partial or not self._reading.row.unmet:
            return _NOTHING
        return Change(self._applying(self._reading.never_done()))

    def assess(self, *, ended: bool | None = None) -> Assessment:
        """How the record stands now; the same as `check` of the stream so far."""
        return self._scanner.assess(self.stream, ended)

    def _agreed(self, event: VisitAgreed, found: Sequence[Finding]) -> Change:
        """What changes when the kind of the visit is agreed: other rules speak of it."""
        before = self._applying(self._found) if self._found else ()
        self._visit = event
        self._found += found
        return _change(before, self._applying(self._found)) if self._found else _NOTHING

    def _applying(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        kind, rank = self._visit.kind, self._visit.guest_rank
        return tuple(finding for finding in found if finding.rule.applies_to(kind, rank))

    def _judged(self, entry: Entry[Event]) -> Change:
        """What changes as the judge finds it, who reads the record from the entry on of which no look tells."""
        if isinstance(entry.event, RecordOpened):
            self.stream.then(entry)  # which says what is wrong with that
        judge = self._judge = self._judge or judged(self.stream, self.rulebook, self.coverage)
        before = judge.findings(ended=False)
        self._reading.leave(entry)
        if isinstance(entry.event, EntryCorrected | EntryRetracted):
            judge = self._judge = judged(self.stream, self.rulebook, self.coverage)
        else:
            judge.read(entry)
        return _change(before, judge.findings(ended=False))

    def __reduce__(self) -> tuple[Callable[..., "Monitor"], tuple[Rulebook, Stream, Coverage | None]]:
        return _of_record, (self.rulebook, self.stream, self.coverage)


def _of_record(rulebook: Rulebook, stream: Stream, coverage: Coverage | None) -> Monitor:
    """A monitor of what has been read already: what it knows does not travel, and the record is read again."""
    monitor = Monitor.open(stream[0], rulebook, coverage=coverage)
    for entry in stream[1:]:
        monitor.feed(entry)
    return monitor


def _change(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Change:
    new = tuple(finding for finding in after if finding not in before)
    withdrawn = tuple(finding for finding in before if finding not in after)
    return Change(new, withdrawn)
