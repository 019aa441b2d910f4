"""A read model in memory, which is built again when the program starts: for tests, and for what is small."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from attrs import define, field

from protocol.store.port import Recorded
from protocol.store.projecting import Apply, Skipped

T = TypeVar("T")


class _Kept(NamedTuple, Generic[T]):
    """What is kept at one moment, and never changed: what is written is written to a copy."""

    thing: T
    position: int = 0
    skipped: tuple[Skipped, ...] = ()


@define(eq=False)
class MemoryModel(Generic[T]):
    """A read model of any object that `make` makes; any number of threads may use it.

    Each transaction writes to a copy of the object, so readers see all of it or nothing. For an object that grows large
    give a quicker `copy` than the default, such as `dict` for one whose values are never changed, or keep it in a file.

    >>> model = MemoryModel(dict, copy=dict)
    >>> model.position, model.skipped
    (0, ())
    """

    make: Callable[[], T]
    copy: Callable[[T], T] = field(default=deepcopy, kw_only=True)
    _kept: _Kept[T] = field(init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._kept = _Kept(self.make())

    @property
    def position(self) -> int:
        """The position that it has reached."""
        return self._kept.position

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The entries that were left out."""
        return self._kept.skipped

    @contextmanager
    def reading(self) -> Iterator[T]:
        """The object as it is kept now; do not change it."""
        yield self._kept.thing

    @contextmanager
    def writing(self) -> Iterator["MemoryWriter[T]"]:
        """A transaction; see `ReadModel`."""
        with self._lock:
            writer = MemoryWriter(self._kept, self.copy)
            yield writer
            self._kept = writer.kept

    @contextmanager
    def rebuilding(self) -> Iterator["MemoryModel[T]"]:
        """A new model, whose object takes the place of this one's at the end."""
        fresh = MemoryModel(self.make, copy=self.copy)
        yield fresh
        with self._lock:
            self._kept = fresh._kept


@define
class MemoryWriter(Generic[T]):
    """What is kept, with a copy of the object from the first entry on."""

    kept: _Kept[T]
    copy: Callable[[T], T]
    _before: _Kept[T] = field(init=False)
    _taken: list[Recorded] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._before = self.kept

    @property
    def position(self) -> int:
        """The position that the model has reached."""
        return self.kept.position

    def take(self, apply: Apply[T], recorded: Recorded, /) -> None:
        """Apply an entry; to undo it, what came before it is applied to another copy."""
        if not self._taken:
            self._renew()
        try:
            apply(self.kept.thing, recorded)
        except Exception:
            self._renew()
            for each in self._taken:
                apply(self.kept.thing, each)
            raise
        self._taken.append(recorded)

    def skip(self, skipped: Skipped, /) -> None:
        """Keep which entry was left out."""
        self.kept = self.kept._replace(skipped=(*self.kept.skipped, skipped))

    def reach(self, position: int, /) -> None:
        """Keep how far the model has come."""
        self.kept = self.kept._replace(position=position)

    def _renew(self) -> None:
        self.kept = self.kept._replace(thing=self.copy(self._before.thing))
