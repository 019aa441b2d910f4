"""How statements to the press change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import Event, PressConferenceHeld, PressStatementMade
from protocol.events.press import Press
from protocol.stream import Entry
from protocol.visit.state import Fact, Visit


def evolve_press(visit: Visit, entry: Entry[Event], event: Press) -> Visit:
    """The visit after a statement to the press or a press conference."""
    match event:
        case PressStatementMade() | PressConferenceHeld():
            return evolve(visit, statements=(*visit.statements, Fact(entry.position, event)))
        case _:
            assert_never(event)
