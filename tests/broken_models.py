"""Read models with one fault each, for the check of read models to find."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, current_thread, main_thread

from protocol.store import MemoryModel, Recorded, Skipped
from protocol.store.memory_model import MemoryWriter
from protocol.store.projecting import Apply
from protocol.testing.stores.racing import LONGEST

Notes = list[str]


class Doorway(MemoryModel[Notes]):
    """A good model of notes, with a short way to what is written to it."""

    writer: Callable[..., MemoryWriter[Notes]] = MemoryWriter

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter[Notes]]:
        """A transaction by the writer of the class."""
        with self._lock:
            writer = self.writer(self._kept, self.copy)
            yield writer
            self._kept = writer.kept


class _Unmoved(MemoryWriter[Notes]):
    def reach(self, position: int, /) -> None:
        """Forget it."""


class ForgetsItsPlace(Doorway):
    """Keeps what was written, and not how far that came."""

    writer = _Unmoved


class WritesThrough(Doorway):
    """Writes to what is kept, at once."""

    def __init__(self, make: Callable[[], Notes]) -> None:
        super().__init__(make, copy=lambda kept: kept)


class _UndoesAll(MemoryWriter[Notes]):
    def take(self, apply: Apply[Notes], recorded: Recorded, /) -> None:
        """Undo the whole batch where an entry fails."""
        self._taken.clear()
        super().take(apply, recorded)


class UndoesTheBatch(Doorway):
    """Loses what came before an entry that failed."""

    writer = _UndoesAll


class _Silent(MemoryWriter[Notes]):
    def skip(self, skipped: Skipped, /) -> None:
        """Say nothing."""


class SkipsInSilence(Doorway):
    """Leaves entries out and tells nobody."""

    writer = _Silent


class LendsTheDraft(Doorway):
    """Lets readers see what is being written."""

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter[Notes]]:
        """A transaction that can be looked at."""
        with super().writing() as self.draft:
            yield self.draft

    @contextmanager
    def reading(self) -> Iterator[Notes]:
        """The draft, if there is one."""
        yield self.draft.kept.thing if hasattr(self, "draft") else self._kept.thing


class OneThread(Doorway):
    """Serves the thread alone that made it, as connections to databases do."""

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter[Notes]]:
        """Refuse other threads."""
        if current_thread() is not main_thread():
            raise RuntimeError("made in another thread")
        with super().writing() as writer:
            yield writer


class LooksBeforeItLocks(WritesThrough):
    """Looks where it stands, and writes when another thread has looked too."""

    def __init__(self, make: Callable[[], Notes]) -> None:
        super().__init__(make)
        self.meeting = Barrier(2, timeout=LONGEST)

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter[Notes]]:
        """A transaction of which there may be two at once."""
        writer = self.writer(self._kept, self.copy)
        if writer.position == 0 and current_thread() is not main_thread():  # the first of two
            self.meeting.wait()
        yield writer
        self._kept = writer.kept


class EmptiesFirst(Doorway):
    """Clears the table before it builds it anew."""

    @contextmanager
    def rebuilding(self) -> Iterator[MemoryModel[Notes]]:
        """This model itself, emptied."""
        self._kept = type(self)(self.make)._kept
        yield self


class SwapsAnyway(Doorway):
    """Takes the new one for done, however it ended."""

    @contextmanager
    def rebuilding(self) -> Iterator[MemoryModel[Notes]]:
        """A new model that is always taken."""
        fresh = MemoryModel(self.make)
        try:
            yield fresh
        finally:
            self._kept = fresh._kept
