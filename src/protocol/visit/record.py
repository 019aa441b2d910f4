"""How entries about the record itself change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import EntryCorrected, EntryRetracted, Event, OtherHappened, RecordOpened
from protocol.events.record import Record
from protocol.stream import Entry
from protocol.visit.state import Fact, Visit


def evolve_record(visit: Visit, entry: Entry[Event], event: Record) -> Visit:
    """The visit after an entry about the record.

    A correction cannot undo what an earlier entry did to the state; `replay` applies corrections before it folds.
    """
    match event:
        case RecordOpened():
            return _open(visit, event)
        case OtherHappened():
            return evolve(visit, others=(*visit.others, Fact(entry.position, event)))
        case EntryCorrected() | EntryRetracted():
            return visit
        case _:
            assert_never(event)


def _open(visit: Visit, event: RecordOpened) -> Visit:
    return evolve(
        visit,
        id=event.visit,
        basis=event.basis,
        coverage=event.coverage,
        time_zone=event.time_zone,
        sources=event.sources,
        rulebook=event.rulebook,
        edition=event.edition,
        as_of=event.as_of,
    )
