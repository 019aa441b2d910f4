"""Which ceremonies of a stream can be written nested, so that they are read as the very same entries."""

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Final

from attrs import evolve

from protocol.events import Event
from protocol.script.nesting import NESTED
from protocol.stream import Entry

DEEPEST: Final = 8
"""Ceremonies nested deeper than this are written flat: a script is read by people."""

_BY_OPENING = {nested.opened: (word, nested) for word, nested in NESTED.items()}
_BY_CLOSING = {nested.closing_class: nested.opened for nested in NESTED.values()}


def word_for(event: Event) -> str | None:
    """The word for the ceremony that an event opens, if it opens one."""
    found = _BY_OPENING.get(type(event))
    return found[0] if found else None


def brackets(entries: Sequence[Entry[Event]]) -> Mapping[int, int]:
    """Indices of openings with those of their closings, for all that nest well and are told by their opening."""
    found: dict[int, int] = {}
    open_: list[int] = []
    of_class: dict[type, list[int]] = {opened: [] for opened in _BY_OPENING}
    for index, entry in enumerate(entries):
        if word_for(entry.event):
            open_.append(index)
            of_class[type(entry.event)].append(index)
        elif matching := of_class.get(_BY_CLOSING.get(type(entry.event), NoneType)):
            nearest = matching[-1]
            while open_ and open_[-1] >= nearest:  # what was opened inside can no longer be closed inside
                of_class[type(entries[open_.pop()].event)].pop()
            if len(open_) < DEEPEST and _told(entries[nearest], entry):
                found[nearest] = index
    return found


def _told(opening: Entry[Event], closing: Entry[Event]) -> bool:
    """Whether a closing is what a nested ceremony would be read as."""
    nested = _BY_OPENING[type(opening.event)][1]
    told = Entry(closing.position, nested.closing(opening.event), closing.at)
    return opening.until is None and closing == evolve(told, standing=opening.standing, placing=opening.placing)
