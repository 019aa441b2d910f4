"""How the opening of a ceremony, its steps and its closing change what is known of a visit."""

from typing import Final

from attrs import evolve

from protocol.events import Event
from protocol.events.ceremonies import CLOSINGS, HAPPENING, OPENINGS, CeremonyKind
from protocol.stream import Entry
from protocol.values import Standing, TalksFormat
from protocol.visit.ceremonies import CeremonyHeld, with_closed, with_opened, with_step
from protocol.visit.state import Visit

STEPS: Final = HAPPENING - OPENINGS - CLOSINGS
"""The events that can be steps of a ceremony."""


def opening(
    visit: Visit,
    entry: Entry[Event],
    kind: CeremonyKind,
    *,
    talks: TalksFormat | None = None,
) -> Visit:
    """The visit after a ceremony was opened."""
    inferred = entry.standing is Standing.INFERRED
    ceremony = CeremonyHeld(kind, entry.position, format=talks, venue=entry.place, inferred=inferred, event=entry.event)
    held, open_ = with_opened(visit.ceremonies, visit.open, ceremony)
    return evolve(visit, ceremonies=held, open=open_)


def closing(visit: Visit, entry: Entry[Event], kind: CeremonyKind, *, talks: TalksFormat | None = None) -> Visit:
    """The visit after a ceremony was closed."""
    held, open_ = with_closed(visit.ceremonies, visit.open, kind, talks, entry.position)
    return evolve(visit, ceremonies=held, open=open_)


def note_in_ceremony(visit: Visit, entry: Entry[Event]) -> tuple[CeremonyHeld, ...]:
    """The ceremonies with an entry added to the one that it names, else to the innermost open one."""
    opened = _ceremony_of(visit, entry)
    if opened is None or type(entry.event) not in STEPS:
        return visit.ceremonies
    return with_step(visit.ceremonies, opened, entry.position)


def _ceremony_of(visit: Visit, entry: Entry[Event]) -> int | None:
    if entry.during is not None and visit.ceremony(entry.during) is not None:
        return entry.during
    return visit.open[-1] if visit.open else None
