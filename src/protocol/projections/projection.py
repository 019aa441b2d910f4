"""What a projection is: a fold of entries into a read model, which can stop anywhere and go on later.

Whoever writes one need not think of corrections. The state of a projection keeps the entries that it was folded from,
for a later correction may change any of them; when one comes, the model is folded anew from what then stands.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from inspect import getdoc
from typing import Final, Generic, TypeVar

from protocol.events import EntryCorrected, EntryRetracted, Event
from protocol.fields import frozen
from protocol.stream import Entry, Stream, corrected

M = TypeVar("M")
Fold = Callable[[M, Entry[Event]], M]

_CORRECTIONS: Final = (EntryCorrected, EntryRetracted)


@frozen
class Folded(Generic[M]):
    """How far a projection has come: the read model, and all entries so far as they were reported."""

    model: M
    entries: tuple[Entry[Event], ...] = ()


@frozen
class Projection(Generic[M]):
    """A fold by its name, with what it shows in one sentence and its model of a record with nothing in it."""

    name: str
    sentence: str
    empty: M
    fold: Fold[M]

    @property
    def start(self) -> Folded[M]:
        """The state before the first entry."""
        return Folded(self.empty)

    def step(self, so_far: Folded[M], entry: Entry[Event]) -> Folded[M]:
        """The state after one more entry; the one before stays as it was."""
        entries = (*so_far.entries, entry)
        if isinstance(entry.event, _CORRECTIONS):
            return Folded(self._folded(corrected(entries)), entries)
        return Folded(self.fold(so_far.model, entry), entries)

    def of(self, stream: Stream) -> M:
        """The model of a whole stream, with its corrections applied."""
        return self._folded(corrected(stream.entries))

    def _folded(self, entries: Iterable[Entry[Event]]) -> M:
        return reduce(self.fold, entries, self.empty)


def projection(sentence: str | None = None, *, start: M) -> Callable[[Fold[M]], Projection[M]]:
    """Makes a fold a projection, with the name of the function, and a sentence or the first line of its docstring."""

    def made(fold: Fold[M]) -> Projection[M]:
        return Projection(fold.__name__, sentence or (getdoc(fold) or "").partition("\n")[0], start, fold)

    return made
