"""Checking a record while it grows, one entry at a time."""

from collections.abc import Callable
from typing import Final

from attrs import define, field

from protocol.events import EntryCorrected, EntryRetracted, Event, RecordOpened, VisitAgreed
from protocol.fields import frozen
from protocol.rules import Assessment, Finding, Rulebook
from protocol.stream import NOWHERE, Entry, Stream, following
from protocol.validation.checking import check
from protocol.validation.stepping.judge import Judge, judge_whole
from protocol.values import Coverage


@frozen
class Update:
    """What one more entry changed: new findings, and findings that are withdrawn.

    Findings are withdrawn only by a correction, or by an agreement on another kind of visit.
    """

    new: tuple[Finding, ...] = ()
    withdrawn: tuple[Finding, ...] = ()


_NOTHING: Final = Update()


@define(eq=False)
class Monitor:
    """Checks a record while it grows: open it, feed it every entry, close it.

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
    _judge: Judge = field(repr=False)
    _entries: list[Entry[Event]] = field(repr=False)

    @classmethod
    def open(
        cls, opening: RecordOpened | Entry[Event], rulebook: Rulebook, *, coverage: Coverage | None = None
    ) -> "Monitor":
        """A monitor of the record that begins with this entry."""
        return cls._of_record(Stream((following(opening, NOWHERE),)), rulebook, coverage)

    @property
    def stream(self) -> Stream:
        """The record so far."""
        return Stream(tuple(self._entries))

    def feed(self, item: Event | Entry[Event]) -> Update:
        """Add the next event or entry to the record, and return what that changed.

        An entry that comes twice, or after a later one, raises a `StreamError`.
        """
        entry, judge = following(item, self._entries[-1].position), self._judge
        self._entries.append(entry)
        if isinstance(entry.event, EntryCorrected | EntryRetracted):
            self._judge = judge_whole(self.stream, self.rulebook, self.coverage)
            return _change(judge.findings(ended=False), self._judge.findings(ended=False))
        if isinstance(entry.event, VisitAgreed):  # other rules may apply to a visit of another kind
            before = judge.findings(ended=False)
            judge.read(entry)
            return _change(before, judge.findings(ended=False))
        found = judge.read(entry)
        return Update(tuple(filter(judge.applies, found))) if found else _NOTHING

    def close(self, *, ended: bool | None = None) -> Update:
        """What the end of the visit changes: the findings about steps that were never done."""
        before = self._judge.findings(ended=False)
        return Update(self._judge.findings(ended=ended)[len(before) :])

    def assess(self, *, ended: bool | None = None) -> Assessment:
        """The assessment of the record so far, the same as `check` gives."""
        return check(self.stream, self.rulebook, coverage=self.coverage, ended=ended)

    @classmethod
    def _of_record(cls, stream: Stream, rulebook: Rulebook, coverage: Coverage | None) -> "Monitor":
        return cls(rulebook, coverage, judge_whole(stream, rulebook, coverage), list(stream))

    def __reduce__(self) -> tuple[Callable[..., "Monitor"], tuple[Stream, Rulebook, Coverage | None]]:
        # The judge is not pickled; it reads the record again when the monitor is loaded.
        return Monitor._of_record, (self.stream, self.rulebook, self.coverage)


def _change(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Update:
    known, left = frozenset(before), frozenset(after)
    new = tuple(finding for finding in after if finding not in known)
    return Update(new, tuple(finding for finding in before if finding not in left))
