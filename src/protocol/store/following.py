"""Following a store: reading what it has after a position, and then what it gets."""

from collections.abc import Collection, Generator, Iterator
from threading import Event as Signal
from time import monotonic, sleep
from typing import Final, NamedTuple

from protocol.errors import UnreadableEntryError
from protocol.events import Event
from protocol.store.port import LiveStore, Recorded, VisitStore

STRETCH: Final = 500
"""How many entries are read at once, so that nobody keeps a store open while they are worked on."""
PATIENCE: Final = 0.1
"""Seconds after which a follower that waits looks whether it is to stop."""
_GLANCE: Final = 0.005
"""Seconds between two looks at a store that cannot be waited on."""
Item = Recorded | UnreadableEntryError


class Stretch(NamedTuple):
    """What a store has from one position to another, of some types; an entry that cannot be read ends it."""

    after: int
    items: tuple[Item, ...]
    reached: int


def subscribe(
    store: VisitStore, *, after: int = 0, types: Collection[type[Event]] = (), stop: Signal | None = None
) -> Generator[Recorded, None, None]:
    """The entries of all visits after a position, and then for ever those that are appended, by whatever process.

    None is left out and none comes twice; with `types` only entries whose events are of these classes come. To take up
    later, keep the position of the last entry that you have worked on. It ends when `stop` is set by another thread, or
    when it is closed; between two entries it holds nothing open. An entry that cannot be read raises an
    `UnreadableEntryError`, after whose position a new subscription goes on.

    >>> from datetime import UTC, datetime
    >>> from protocol.events import GuestArrived, RecordOpened
    >>> from protocol.store import MemoryStore
    >>> store = MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC))
    >>> following = subscribe(store, types=[GuestArrived])
    >>> store.append("astana", [RecordOpened("astana-2023"), GuestArrived()], expected=-1).position
    2
    >>> str(next(following).event)
    'GuestArrived()'
    """
    ended, types = stop or Signal(), tuple(types)
    while not ended.is_set():
        stretch = next_stretch(store, after, types, PATIENCE)
        for item in stretch.items:
            if ended.is_set():
                return
            if isinstance(item, UnreadableEntryError):
                raise item
            yield item
        after = stretch.reached


def next_stretch(store: VisitStore, after: int, types: Collection[type[Event]], timeout: float) -> Stretch:
    """What comes next after a position; it reaches no further if nothing came for so many seconds."""
    last = _last(store, after, types, timeout)
    if last <= after:
        return Stretch(after, (), after)
    items = _next_items(store, after, types, STRETCH)
    cut = len(items) == STRETCH or isinstance(items[-1] if items else None, UnreadableEntryError)
    # What is not cut has all up to the last position as it was before: entries of other types are passed over.
    reached = max((item.position for item in items), default=after)
    return Stretch(after, items, reached if cut else max(last, reached))


def last_position(store: VisitStore) -> int:
    """The position of the last entry; a store that cannot be waited on is read to find it."""
    if isinstance(store, LiveStore):
        return store.wait(0, 0)
    last = 0
    while items := _next_items(store, last, (), STRETCH):
        last = items[-1].position
    return last


def _last(store: VisitStore, after: int, types: Collection[type[Event]], timeout: float) -> int:
    """A position up to which all can be read now, after another one if there is any within so many seconds."""
    if isinstance(store, LiveStore):
        return store.wait(after, timeout)
    until = monotonic() + timeout
    ahead = STRETCH if types else 1  # entries of other types are passed over many at once
    while not (items := _next_items(store, after, (), ahead)) and monotonic() < until:
        sleep(_GLANCE)
    return items[-1].position if items else after


def _next_items(store: VisitStore, after: int, types: Collection[type[Event]], most: int) -> tuple[Item, ...]:
    return tuple(_items(store.read_all(after=after, types=types, limit=most)))


def _items(reading: Iterator[Recorded]) -> Iterator[Item]:
    try:
        yield from reading
    except UnreadableEntryError as problem:
        yield problem
