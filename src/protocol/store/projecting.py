"""Read models of a store: what its entries come to, kept up to date together with the position that was reached."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from threading import Event as Signal
from typing import Generic, Literal, Protocol, TypeVar, get_args

from protocol.errors import ApplyError, InvalidValueError, StoreError, UnreadableEntryError
from protocol.events import Event
from protocol.fields import frozen
from protocol.store.following import PATIENCE, Item, Stretch, last_position, next_stretch
from protocol.store.port import Recorded, VisitStore

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Apply = Callable[[T, Recorded], object]
"""Writes what an entry means into what a read model keeps; it may be called again for an entry that was undone."""
OnError = Literal["stop", "skip"]
Progress = Callable[[int, int], object]
"""Is told which position was reached, and what the last one is."""


@frozen
class Skipped:
    """An entry that a read model left out, because it could not be applied or not even be read."""

    position: int
    visit_id: str
    id: str
    event: str
    reason: str

    @classmethod
    def of(cls, item: Item, reason: Exception) -> "Skipped":
        """The entry at which something was raised."""
        event = type(item.event).__name__ if isinstance(item, Recorded) else item.type
        problem = str(reason) if reason is item else f"{type(reason).__name__}: {reason}"
        return cls(item.position, item.visit_id, item.id, event, problem)


class ModelWriter(Protocol[T_co]):
    """A transaction of a read model, in which nobody else writes to it."""

    @property
    def position(self) -> int:
        """The position that the model has reached."""
        ...

    def take(self, apply: Callable[[T_co, Recorded], object], recorded: Recorded, /) -> None:
        """Apply an entry; if that raises an exception, what it wrote is undone, what came before it is not."""
        ...

    def skip(self, skipped: Skipped, /) -> None:
        """Keep which entry was left out."""
        ...

    def reach(self, position: int, /) -> None:
        """Keep how far the model has come."""
        ...


class ReadModel(Protocol[T_co]):
    """What the entries of a store come to: any class with these methods, which `check_read_model` can test.

    It keeps some thing, such as a database, the position up to which entries are applied to it, and which were left
    out, always all three together.
    """

    @property
    def position(self) -> int:
        """The position that it has reached, 0 at first."""
        ...

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The entries that were left out, in their order."""
        ...

    def reading(self) -> AbstractContextManager[T_co]:
        """The thing, to read from: as it is kept at one moment, whatever is written meanwhile."""
        ...

    def writing(self) -> AbstractContextManager[ModelWriter[T_co]]:
        """A transaction: all that is done in it is kept at its end, and nothing of it if it ends with an error."""
        ...

    def rebuilding(self) -> AbstractContextManager["ReadModel[T_co]"]:
        """A new model beside this one, whose place it takes in one step at the end, unless that is an error."""
        ...


def project(
    store: VisitStore,
    model: ReadModel[T],
    apply: Apply[T],
    *,
    types: Collection[type[Event]] = (),
    on_error: OnError = "stop",
    stop: Signal | None = None,
) -> int:
    """Bring a read model up to date with a store, and keep it so until `stop` is set, if it is given.

    Returns the position reached. Entries, with `types` those whose events are of these classes, are applied in order,
    each once, even if several processes do so with one model. Where `apply` raises an exception, or an entry cannot be
    read, an `ApplyError` is raised and the model has all before; with `on_error="skip"` the model keeps the entry in
    `skipped`, without what was written of it, and goes on.

    >>> from datetime import UTC, datetime
    >>> from protocol.events import GuestArrived, RecordOpened
    >>> from protocol.store import MemoryModel, MemoryStore
    >>> store, model = MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC)), MemoryModel(set)
    >>> done = store.append("astana", [RecordOpened("astana-2023"), GuestArrived()], expected=-1)
    >>> project(store, model, lambda visits, recorded: visits.add(recorded.visit_id))
    2
    >>> with model.reading() as visits:
    ...     visits
    {'astana'}
    """
    work, patience = _Work(store, apply, tuple(types), _stop_or_skip(on_error)), 0 if stop is None else PATIENCE
    while stop is None or not stop.is_set():
        if not work.step(model, patience) and stop is None:
            break
    return model.position


def rebuild(
    store: VisitStore,
    model: ReadModel[T],
    apply: Apply[T],
    *,
    types: Collection[type[Event]] = (),
    on_error: OnError = "stop",
    progress: Progress | None = None,
) -> int:
    """Build a read model anew from the first entry, beside the old one, which is read until the new takes its place.

    Returns the position reached. `progress` is told how far it has come, and what the last position was at first. If
    anything is raised, by `progress` too, the old model stays as it is, and nothing of the new one.
    """
    work, last = _Work(store, apply, tuple(types), _stop_or_skip(on_error)), last_position(store) if progress else 0
    with model.rebuilding() as fresh:
        while work.step(fresh, 0):
            if progress:
                progress(fresh.position, max(last, fresh.position))
    return project(store, model, apply, types=types, on_error=on_error)  # what came while the new took its place


def _stop_or_skip(on_error: OnError) -> OnError:
    if on_error not in get_args(OnError):
        raise InvalidValueError("on_error", on_error, "stop or skip is wanted")
    return on_error


@frozen
class _Work(Generic[T]):
    """What is done with each stretch of a store, whichever model it is done to."""

    store: VisitStore
    apply: Apply[T]
    types: tuple[type[Event], ...]
    on_error: OnError

    def step(self, model: ReadModel[T], patience: float) -> bool:
        """Apply the next stretch in one transaction; returns whether there was one."""
        stretch = next_stretch(self.store, model.position, self.types, patience)
        if stretch.reached <= stretch.after:
            return False
        with model.writing() as writer:
            # Where they differ another process has been there meanwhile, and what it has left is looked for again.
            failed = self._take(stretch, writer) if writer.position == stretch.after else None
        if failed is not None:
            raise failed
        return True

    def _take(self, stretch: Stretch, writer: ModelWriter[T]) -> ApplyError | None:
        reached = stretch.after
        for item in stretch.items:
            try:
                self._apply(item, writer)
            except StoreError:  # it is not the entry that is at fault
                raise
            except Exception as problem:  # noqa: BLE001 - whatever it is, it is kept or raised
                skipped = Skipped.of(item, problem)
                if self.on_error == "stop":
                    writer.reach(reached)
                    return _stopping(skipped, problem)
                writer.skip(skipped)
            reached = item.position
        writer.reach(stretch.reached)
        return None

    def _apply(self, item: Item, writer: ModelWriter[T]) -> None:
        if isinstance(item, UnreadableEntryError):
            raise item
        writer.take(self.apply, item)


def _stopping(at: Skipped, problem: Exception) -> ApplyError:
    error = ApplyError(at.position, at.visit_id, at.event, at.reason)
    error.__cause__ = problem
    return error
