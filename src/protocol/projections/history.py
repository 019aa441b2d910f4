"""The timeline: what happened in order, with its times and the ceremonies around it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from protocol.events import Event
from protocol.fields import frozen
from protocol.projections.folding import projection
from protocol.projections.series import with_one_more
from protocol.stream import Entry, is_ahead
from protocol.values import Basis, Duration, Moment
from protocol.visit import CeremonyHeld, Visit
from protocol.visit import evolve as evolve_visit

NOTHING_KNOWN: Final = Visit()
NOTHING_ANNOUNCED: Final = Visit(basis=Basis.ANNOUNCED)


@frozen
class Item:
    """A line of the timeline: an entry, or a ceremony of which only the opening and the closing are reported.

    `depth` is how many ceremonies certainly enclose it; `unclosed` says that it opens one whose end is not reported.
    """

    entry: Entry[Event]
    closing: Entry[Event] | None = None
    depth: int = 0
    unclosed: bool = False

    @property
    def entries(self) -> tuple[int, ...]:
        """The positions that the line rests on."""
        return (self.entry.position,) if self.closing is None else (self.entry.position, self.closing.position)

    @property
    def since(self) -> Moment | None:
        """When it began, as precisely as is known."""
        return self.entry.at

    @property
    def until(self) -> Moment | None:
        """When it ended, if that is known."""
        closed = None if self.closing is None else self.closing.at
        return self.entry.until or (None if closed == self.entry.at else closed)

    @property
    def lasting(self) -> Duration | None:
        """How long it took, if that is known and its end is not."""
        return self.entry.lasting if self.until is None else None


@frozen
class History:
    """All entries that stand, and the visit that is folded from them.

    `announced` is folded from the steps that a record of what happened only announces.
    """

    visit: Visit = NOTHING_KNOWN
    entries: Sequence[Entry[Event]] = ()
    announced: Visit = NOTHING_ANNOUNCED

    @cached_property
    def ceremonies(self) -> Mapping[int, CeremonyHeld]:
        """The ceremonies that were held, and those that are only announced, by the positions of their openings."""
        return {held.opened: held for visit in (self.visit, self.announced) for held in visit.ceremonies}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """One line for each entry; a closing right after its opening shares the line of the opening."""
        return tuple(self._items())

    def _items(self) -> Iterator[Item]:
        held, depths = self.ceremonies, _depths(self.visit) | _depths(self.announced)
        by_position = {entry.position: entry for entry in self.entries}
        bare = set(_bare_closings(self.entries, held))
        for entry in self.entries:
            opens = held.get(entry.position)
            closing = by_position[opens.closed] if opens and opens.closed in bare and opens.closed else None
            if entry.position not in bare:
                unclosed = opens is not None and opens.closed is None
                yield Item(entry, closing, depths.get(entry.position, 0), unclosed)


NOTHING_HAPPENED: Final = History()


@projection("What happened in which order, when, and in which ceremonies.", start=NOTHING_HAPPENED, foresees=True)
def timeline(so_far: History, entry: Entry[Event]) -> History:
    ahead = is_ahead(entry, planned=so_far.visit.planned)
    return History(
        evolve_visit(so_far.visit, entry),
        with_one_more(so_far.entries, entry),
        evolve_visit(so_far.announced, entry) if ahead else so_far.announced,
    )


def _bare_closings(entries: Sequence[Entry[Event]], held: Mapping[int, CeremonyHeld]) -> Iterator[int]:
    for entry, following in pairwise(entries):
        opens = held.get(entry.position)
        if opens is not None and opens.closed == following.position and not opens.steps and not following.remarks:
            yield following.position


def _depths(visit: Visit) -> dict[int, int]:
    """How many ceremonies enclose each entry; of one whose end is not reported it is not certain what it encloses."""
    depths: dict[int, int] = {}
    held = {ceremony.opened: ceremony for ceremony in visit.ceremonies}
    for ceremony in visit.ceremonies:
        outer = ceremony.within
        outside = 0 if outer is None else depths[outer] + int(held[outer].closed is not None)
        depths[ceremony.opened] = outside
        if ceremony.closed is not None:
            depths[ceremony.closed] = outside
            depths |= dict.fromkeys((step for step in ceremony.steps if step < ceremony.closed), outside + 1)
    return depths
