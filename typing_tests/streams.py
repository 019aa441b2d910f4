"""What users write to build, extend and look through streams, with the types that they rely on."""

from typing import assert_type

from protocol import Basis, Coverage, Entry, Event, Placing, Side, Stream, TalksFormat, Visit, effective, evolve, replay
from protocol.events import AnthemPlayed, DocumentSigned, GuestArrived, RecordOpened, TalksOpened
from protocol.values import Country, Document, Moment, Text, Venue

stream = Stream.of(
    RecordOpened("demo", basis=Basis.REPORTED, coverage=Coverage.PARTIAL),
    Entry(0, GuestArrived(), place=Venue(Text.of("Astana airport"))),
    Entry(0, AnthemPlayed(of=Side.GUEST, state=Country("AZ")), placing=Placing.LISTED),
    TalksOpened(TalksFormat.RESTRICTED),
    DocumentSigned(Document("Joint Statement")),
)
assert_type(stream, Stream)
assert_type(stream.then(GuestArrived()), Stream)
assert_type(effective(stream), Stream)
assert_type(stream.visit, str)
assert_type(stream[0], Entry[Event])
assert_type(stream[1:], tuple[Entry[Event], ...])
assert_type(stream.at(3), Entry[Event] | None)

visit = replay(stream)
assert_type(visit, Visit)
assert_type(evolve(visit, stream[1]), Visit)

for entry in stream:
    assert_type(entry, Entry[Event])
    assert_type(entry.at, Moment | None)
    if isinstance(entry.event, AnthemPlayed):
        assert_type(entry.event, AnthemPlayed)
        assert_type(entry.event.of, Side | None)


def first_anthem(entries: list[Entry[AnthemPlayed]]) -> Entry[Event]:
    """Entries are covariant: one of an anthem is one of an event."""
    return entries[0]
