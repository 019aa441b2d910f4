"""Checking whole streams, and `admit`, which refuses events that break rules."""

from collections.abc import Iterable, Iterator

from protocol.events import Event
from protocol.rules import Assessment, RefusedError, Rulebook, Severity
from protocol.stream import Entry, Stream
from protocol.validation.scanning import scanner
from protocol.validation.stepping.judge import judge_whole
from protocol.values import Coverage


def check(
    stream: Stream,
    rulebook: Rulebook,
    *,
    coverage: Coverage | None = None,
    ended: bool | None = None,
) -> Assessment:
    """Check a stream against a rulebook, and return an assessment with all findings.

    `coverage` and `ended` override what the stream says. No rule raises an error: a record of a faulty visit is a good
    record.

    >>> from protocol.events import GuestArrived, RecordOpened, TalksOpened
    >>> from protocol.rules import COMMON
    >>> stream = Stream.of(RecordOpened("astana-2023"), TalksOpened(), GuestArrived())
    >>> [finding.rule.code for finding in check(stream, COMMON).findings]
    ['ARR02']
    """
    (assessment,) = check_each((stream,), rulebook, coverage=coverage, ended=ended)
    return assessment


def check_each(
    streams: Iterable[Stream],
    rulebook: Rulebook,
    *,
    coverage: Coverage | None = None,
    ended: bool | None = None,
) -> Iterator[Assessment]:
    """Check many streams one after another, and yield one assessment each."""
    complete = partial = None  # scanners are slow to make, and most logs need only one
    for stream in streams:
        reading = coverage or stream.coverage
        if reading is Coverage.COMPLETE:
            scan = complete = complete or scanner(rulebook, reading).assess
        else:
            scan = partial = partial or scanner(rulebook, reading).assess
        scanned = scan(stream, ended)
        yield judge_whole(stream, rulebook, reading).assess(ended=ended) if scanned is None else scanned


def admit(
    stream: Stream,
    event: Event | Entry[Event],
    rulebook: Rulebook,
    *,
    refuse: Severity = Severity.BREACH,
) -> Stream:
    """The stream with one more event, unless that breaks a rule; for a live record or a plan.

    An event that adds a finding at or above `refuse` raises a `RefusedError`. The stream is checked as complete so far
    and not ended.
    """
    extended = stream.then(event)
    known = check(stream, rulebook, coverage=Coverage.COMPLETE, ended=False).findings
    found = check(extended, rulebook, coverage=Coverage.COMPLETE, ended=False).at_least(refuse)
    new = tuple(sorted((finding for finding in found if finding not in known), key=lambda finding: -finding.severity))
    if new:
        raise RefusedError(new)
    return extended
