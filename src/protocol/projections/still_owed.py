"""Obligations: what a rulebook still asks of a visit, after any entry of its record."""

from collections.abc import Sequence
from functools import cached_property

from attrs import evolve

from protocol.events import Event, RecordOpened
from protocol.fields import frozen
from protocol.guidance import owed
from protocol.projections.folding import Projection
from protocol.projections.series import with_one_more
from protocol.rules import Owed, Rulebook
from protocol.stream import Entry, Stream


@frozen
class Obligations:
    """A record so far, and the rulebook that it is held to."""

    rulebook: Rulebook
    entries: Sequence[Entry[Event]] = ()

    @cached_property
    def open(self) -> tuple[Owed, ...]:
        """What is still owed; for a partial record, what a complete one would show too."""
        if not self.entries or not isinstance(self.entries[0].event, RecordOpened):
            return ()
        return owed(Stream(tuple(self.entries)), self.rulebook)


def obligations(rulebook: Rulebook) -> Projection[Obligations]:
    """What a rulebook still asks of a visit, which rule asks for it and since when."""
    return Projection(
        f"obligations by {rulebook.name}",
        "What the rules still ask of a visit, which rule asks for it and since when.",
        Obligations(rulebook),
        lambda so_far, entry: evolve(so_far, entries=with_one_more(so_far.entries, entry)),
    )
