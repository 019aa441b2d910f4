"""What users write to check, watch and gate visits, with the types that they rely on."""

from collections.abc import Iterator
from typing import assert_never, assert_type

from protocol import (
    COMMON,
    TEXTBOOK,
    Assessment,
    Conflict,
    Coverage,
    Finding,
    Monitor,
    Owed,
    Permissions,
    ProtocolError,
    RefusedError,
    Rule,
    Rulebook,
    Severity,
    Stream,
    Update,
    Verdict,
    admit,
    check,
    check_each,
    owed,
    permitted,
)
from protocol.events import GuestArrived, RecordOpened

stream = Stream.of(RecordOpened("demo"), GuestArrived())

found = check(stream, COMMON, coverage=Coverage.COMPLETE, ended=True)
assert_type(found, Assessment)
assert_type(found.findings, tuple[Finding, ...])
assert_type(found.conflicts, tuple[Conflict, ...])
assert_type(found.breaches, tuple[Finding, ...])
assert_type(found.worst, Severity | None)
assert_type(check_each([stream], TEXTBOOK), Iterator[Assessment])
assert_type(permitted(stream, COMMON), Permissions)
assert_type(owed(stream, COMMON), tuple[Owed, ...])
for verdict in found.verdicts:
    assert_type(verdict.verdict, Verdict)

book = COMMON.waiving({"CER02"}).weighing(["TLK01"], Severity.LAPSE).named("ours", "What we hold visits to")
assert_type(book, Rulebook)
assert_type(book.rule("ARR01"), Rule)
assert_type([rule.code for rule in book], list[str])

monitor = Monitor.open(RecordOpened("live"), book)
assert_type(monitor, Monitor)
assert_type(monitor.feed(GuestArrived()), Update)
assert_type(monitor.close(ended=True).new, tuple[Finding, ...])
assert_type(monitor.assess(), Assessment)

try:
    assert_type(admit(stream, GuestArrived(), COMMON, refuse=Severity.LAPSE), Stream)
except RefusedError as refused:
    assert_type(refused.findings, tuple[Finding, ...])
except ProtocolError as problem:
    print(problem)


def colour(severity: Severity) -> str:
    """A match over the severities that a type checker knows to be complete."""
    match severity:
        case Severity.BREACH:
            return "red"
        case Severity.LAPSE:
            return "yellow"
        case Severity.NOTE:
            return "cyan"
        case _:
            assert_never(severity)
