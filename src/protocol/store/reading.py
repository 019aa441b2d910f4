"""How far is read, and what is read as a stream: the same for every store."""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from protocol.errors import InvalidValueError
from protocol.store.port import Recorded, Until, VisitStore
from protocol.stream import Stream


def reaching(until: Until) -> Callable[[Recorded], bool]:
    """Whether reading reaches an entry: all before the first that it does not reach are read.

    >>> reaching(datetime(2023, 4, 10))
    Traceback (most recent call last):
    protocol.errors.InvalidValueError: a moment to read until cannot be '2023-04-10T00:00:00': ... an offset from UTC
    """
    match until:
        case None:
            return lambda _: True
        case datetime():
            if until.tzinfo is None:
                raise InvalidValueError("a moment to read until", until.isoformat(), "it needs an offset from UTC")
            return lambda recorded: recorded.recorded_at <= until
        case int():
            return lambda recorded: recorded.version <= until
        case _:
            assert_never(until)


def stream_of(store: VisitStore, visit_id: str, *, until: Until = None) -> Stream | None:
    """The stream of a visit, as it is or as it was at a version or a moment; None where nothing is kept of it.

    >>> from datetime import UTC
    >>> from protocol.events import GuestArrived, RecordOpened
    >>> from protocol.store import NEW, MemoryStore
    >>> store = MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC))
    >>> store.append("astana", [RecordOpened("astana-2023"), GuestArrived()], expected=NEW).version
    1
    >>> len(stream_of(store, "astana")), len(stream_of(store, "astana", until=0)), stream_of(store, "almaty")
    (2, 1, None)
    """
    entries = tuple(recorded.entry for recorded in store.read(visit_id, until=until))
    return Stream(entries) if entries else None
