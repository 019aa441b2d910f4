"""What a projection is: a fold of entries into a read model, which can stop after any entry and go on later.

Whoever writes one need not think of corrections. The state of a projection keeps the entries that it was folded from,
because a later correction may change any of them; after a correction the model is folded again from what then stands.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import reduce
from inspect import getdoc
from typing import Final, Generic, Self, TypeVar

from protocol.events import EntryCorrected, EntryRetracted, Event
from protocol.fields import frozen
from protocol.projections.series import with_one_more
from protocol.stream import NOWHERE, Entry, Stream, Until, apply_corrections, as_it_was, following, is_ahead, is_planned

M = TypeVar("M")
FoldFunction = Callable[[M, Entry[Event]], M]

_CORRECTIONS: Final = (EntryCorrected, EntryRetracted)


@frozen
class Later(Generic[M]):
    """A model that is folded when it is asked for."""

    fold: Callable[[], M]


class Folded(Generic[M]):
    """The state of a projection: the read model, and all entries so far as they were reported.

    After a correction the model is folded again only when it is asked for, so many corrections cost one folding.
    """

    # Not an attrs class: the model replaces its `Later` on first use, and equality, hash and pickle are of the model.
    # So many corrections cost one folding, which tests/test_entries_come_once.py holds.
    __slots__ = ("_known", "entries")
    entries: Sequence[Entry[Event]]
    _known: M | Later[M]

    def __init__(self, model: M | Later[M], entries: Sequence[Entry[Event]] = ()) -> None:
        self._known, self.entries = model, entries

    @property
    def waits(self) -> bool:
        """Whether the model has to be folded again and nobody has asked for it yet."""
        return isinstance(self._known, Later)

    @property
    def model(self) -> M:
        """The read model of what stands of these entries."""
        known = self._known
        if isinstance(known, Later):
            known = self._known = known.fold()
        return known

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Folded):
            return NotImplemented
        return (self.model, tuple(self.entries)) == (other.model, tuple(other.entries))

    def __hash__(self) -> int:
        return hash((self.model, tuple(self.entries)))

    def __repr__(self) -> str:
        return f"Folded(model={self.model!r}, entries={tuple(self.entries)!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[M, tuple[Entry[Event], ...]]]:
        return type(self), (self.model, tuple(self.entries))


@frozen
class Projection(Generic[M]):
    """A fold with its name, a sentence that says what it shows, and its model of an empty record.

    It is not given the steps that a record of what happened only announces, unless it `foresees`: then the fold has to
    tell them apart, and must not count them.
    """

    name: str
    sentence: str
    empty: M
    fold: FoldFunction[M]
    foresees: bool = False

    @property
    def start(self) -> Folded[M]:
        """The state before the first entry."""
        return Folded(self.empty)

    def step(self, so_far: Folded[M], entry: Entry[Event]) -> Folded[M]:
        """The state after one more entry; the one before stays as it was.

        An entry that comes twice, or after a later one, is a `StreamError`, as it is in a stream.
        """
        last = so_far.entries[-1].position if so_far.entries else NOWHERE
        entries = with_one_more(so_far.entries, following(entry, last))
        if so_far.waits or isinstance(entry.event, _CORRECTIONS):
            return Folded(Later(lambda: self._fold_all(entries)), entries)
        known = so_far.model
        return Folded(self.fold(known, entry) if self._reads(entry, entries) else known, entries)

    def of(self, stream: Stream, *, until: Until = None, as_of: datetime | None = None) -> M:
        """The model of a stream with its corrections applied, of the whole or as it was, see `as_it_was`."""
        was = as_it_was(stream, until=until, as_of=as_of)
        return self.empty if was is None else self._fold_all(was.entries)

    def _fold_all(self, entries: Sequence[Entry[Event]]) -> M:
        standing = apply_corrections(entries)
        return reduce(self.fold, (entry for entry in standing if self._reads(entry, entries)), self.empty)

    def _reads(self, entry: Entry[Event], record: Sequence[Entry[Event]]) -> bool:
        return self.foresees or not is_ahead(entry, planned=is_planned(record))


def projection(
    sentence: str | None = None, *, start: M, foresees: bool = False
) -> Callable[[FoldFunction[M]], Projection[M]]:
    """Make a fold a projection, with the name of the function and a sentence, or its docstring's first line."""

    def decorate(fold: FoldFunction[M]) -> Projection[M]:
        return Projection(fold.__name__, sentence or (getdoc(fold) or "").partition("\n")[0], start, fold, foresees)

    return decorate
