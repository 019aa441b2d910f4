"""A record that is judged while it grows, one entry at a time."""

from collections.abc import Callable

from attrs import define, field, frozen

from protocol.events import EntryCorrected, EntryRetracted, Event, RecordOpened
from protocol.rules import Assessment, Finding, Rulebook
from protocol.stream import Entry, Stream, effective
from protocol.validation.judging import Judge
from protocol.values import Coverage


@frozen
class Change:
    """What one more entry changed: findings that are new, and findings that no longer stand.

    Only a correction of the record or of the visit's kind withdraws a finding.
    """

    new: tuple[Finding, ...] = ()
    withdrawn: tuple[Finding, ...] = ()


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
    stream: Stream
    coverage: Coverage | None
    _judge: Judge = field(repr=False)

    @classmethod
    def open(
        cls, opening: RecordOpened | Entry[Event], rulebook: Rulebook, *, coverage: Coverage | None = None
    ) -> "Monitor":
        """A monitor of the record that begins with this entry."""
        stream = Stream.of(opening)
        return cls(rulebook, stream, coverage, judged(stream, rulebook, coverage))

    def feed(self, item: Event | Entry[Event]) -> Change:
        """Add the next event or entry to the record, and say what that changed."""
        before = self._judge.findings(ended=False)
        self.stream = self.stream.then(item)
        entry = self.stream[-1]
        if isinstance(entry.event, EntryCorrected | EntryRetracted):
            self._judge = judged(effective(self.stream), self.rulebook, self.coverage)
        else:
            self._judge.read(entry)
        return _change(before, self._judge.findings(ended=False))

    def close(self, *, ended: bool | None = None) -> Change:
        """What the end of the visit changes: the findings about what was never done."""
        return _change(self._judge.findings(ended=False), self._judge.findings(ended=ended))

    def assess(self, *, ended: bool | None = None) -> Assessment:
        """How the record stands now; the same as `check` of the stream so far."""
        return self._judge.assess(ended=ended)

    def __reduce__(self) -> tuple[Callable[..., "Monitor"], tuple[Rulebook, Stream, Coverage | None]]:
        return _of_record, (self.rulebook, self.stream, self.coverage)


def _of_record(rulebook: Rulebook, stream: Stream, coverage: Coverage | None) -> Monitor:
    """A monitor of what has been read already: its judge does not travel, and reads the record again."""
    return Monitor(rulebook, stream, coverage, judged(stream, rulebook, coverage))


def judged(stream: Stream, rulebook: Rulebook, coverage: Coverage | None) -> Judge:
    """A judge who has read a whole stream, as corrected."""
    judge = Judge.of(rulebook, stream, coverage)
    for entry in effective(stream):
        judge.read(entry)
    return judge


def _change(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Change:
    new = tuple(finding for finding in after if finding not in before)
    withdrawn = tuple(finding for finding in before if finding not in after)
    return Change(new, withdrawn)
