"""Mistakes that users make, each found by a type checker: an ignore that nothing needs is an error of its own."""

import protocol.codec
import protocol.hosts
import protocol.order
import protocol.rules
import protocol.script
import protocol.store
import protocol.validation
from protocol import COMMON, TEXTBOOK, Entry, Monitor, Severity, Side, Stream, check, content_rule, order_rule
from protocol.events import AnthemPlayed, DocumentSigned, GuestArrived, RecordOpened
from protocol.rules import LOGICAL, FoldStep, because

# Packages load their modules on demand, and still have no name that they do not list.
protocol.Invented  # type: ignore[attr-defined]
protocol.codec.Invented  # type: ignore[attr-defined]
protocol.hosts.Invented  # type: ignore[attr-defined]
protocol.order.Invented  # type: ignore[attr-defined]
protocol.rules.Invented  # type: ignore[attr-defined]
protocol.script.Invented  # type: ignore[attr-defined]
protocol.store.Invented  # type: ignore[attr-defined]
protocol.validation.Invented  # type: ignore[attr-defined]

stream = Stream.of(RecordOpened("demo"))
BECAUSE = (because("we say so"),)

AnthemPlayed(of="guest")  # type: ignore[arg-type] # a side is wanted, not its name
AnthemPlayed(off=Side.GUEST)  # type: ignore[call-arg] # there is no such field
AnthemPlayed(Side.GUEST).of = Side.HOST  # type: ignore[misc] # events are frozen
Stream.of(RecordOpened)  # type: ignore[arg-type] # an event is wanted, not its class
Stream.of("guest_arrived")  # type: ignore[arg-type] # an event is wanted, not its tag
Entry(1, "guest_arrived")  # type: ignore[type-var] # as above
stream.then(GuestArrived()).entries.append(GuestArrived())  # type: ignore[attr-defined] # streams are immutable
check(COMMON, stream)  # type: ignore[arg-type] # the stream comes first
check(stream, "common")  # type: ignore[arg-type] # a rulebook is wanted, not its name
check(stream, COMMON, ended="yes")  # type: ignore[arg-type] # true or false is wanted
COMMON.adding(TEXTBOOK)  # type: ignore[arg-type] # rules are added, not rulebooks
Monitor.open(GuestArrived(), COMMON)  # type: ignore[arg-type] # a record is opened by RecordOpened

order_rule("OUR01", "…", GuestArrived, severity="breach", evidence=LOGICAL, sources=BECAUSE)  # type: ignore[arg-type] # a severity is wanted
order_rule("OUR01", "…", GuestArrived, severity=Severity.NOTE, evidence=LOGICAL)  # type: ignore[call-arg] # a rule has a source
order_rule("OUR01", "…", "a", severity=Severity.NOTE, evidence=LOGICAL, sources=BECAUSE)  # type: ignore[arg-type] # an order is wanted
order_rule("OUR01", "…", GuestArrived, severity=Severity.NOTE, evidence=LOGICAL, sources=BECAUSE, kind="state")  # type: ignore[call-arg] # it is kinds
order_rule("OUR01", "…", GuestArrived, severity=Severity.NOTE, evidence=LOGICAL, sources=BECAUSE, hint=3)  # type: ignore[arg-type] # words are wanted


def takes_an_event(memory: int, event: DocumentSigned) -> FoldStep[int]:
    """A content rule is given entries, not events."""
    return FoldStep(memory + len(event.signatories))


def forgets(memory: int, entry: Entry[DocumentSigned]) -> int:
    """A content rule gives back a step."""
    return memory + entry.position


def counts(memory: int, entry: Entry[DocumentSigned]) -> FoldStep[int]:
    """A content rule remembers what it began with."""
    return FoldStep(memory + entry.position)


numbered = content_rule("OUR02", severity=Severity.NOTE, evidence=LOGICAL, sources=BECAUSE, memory=0)
named = content_rule("OUR02", severity=Severity.NOTE, evidence=LOGICAL, sources=BECAUSE, memory="")
numbered(takes_an_event)  # type: ignore[arg-type] # Entry[DocumentSigned] is wanted
numbered(forgets)  # type: ignore[arg-type] # FoldStep[int] is wanted
named(counts)  # type: ignore[arg-type] # the memory begins as a text and goes on as a number
numbered(counts)
