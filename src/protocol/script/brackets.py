"""Which ceremonies of a stream can be written nested, so that they are read as the very same entries."""

from collections.abc import Mapping, Sequence
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
    for index, entry in enumerate(entries):
        if word_for(entry.event):
            open_.append(index)
        elif opened := _BY_CLOSING.get(type(entry.event)):
            matching = [at for at in open_ if isinstance(entries[at].event, opened)]
            if matching:
                del open_[open_.index(matching[-1]) :]
                if len(open_) < DEEPEST and _told(entries[matching[-1]], entry):
                    found[matching[-1]] = index
    return found


def _told(opening: Entry[Event], closing: Entry[Event]) -> bool:
    """Whether a closing is what a nested ceremony would be read as."""
    nested = _BY_OPENING[type(opening.event)][1]
    told = Entry(closing.position, nested.closing(opening.event), closing.at)
    return opening.until is None and closing == evolve(told, standing=opening.standing, placing=opening.placing)
