"""Reading a store up to a version or a moment, and as a stream: the same for every store."""

from collections.abc import Callable
from datetime import datetime
from unicodedata import normalize

from protocol.errors import InvalidValueError
from protocol.store.port import Recorded, VisitStore
from protocol.stream import Stream, Until, as_it_was


def one_form(visit_id: str) -> str:
    """The id of a visit as a store keeps it: letters with accents are the same however they are composed."""
    return normalize("NFC", visit_id)


def reaching(until: Until = None, as_of: datetime | None = None) -> Callable[[Recorded], bool]:
    """A test for the entries of a visit in order: those before the first that fails it are to be read.

    >>> reaching(as_of=datetime(2023, 4, 10))
    Traceback (most recent call last):
    protocol.errors.InvalidValueError: a moment to read as of cannot be '2023-04-10T00:00:00': ... an offset from UTC
    """
    if isinstance(until, datetime):
        wanted = "it is a version, an entry's place in its visit; what was kept by a moment is read by as_of"
        raise InvalidValueError("the version to read until", until.isoformat(), wanted)
    if as_of is not None and as_of.tzinfo is None:
        raise InvalidValueError("a moment to read as of", as_of.isoformat(), "it needs an offset from UTC")
    return lambda recorded: (
        (until is None or recorded.version <= until) and (as_of is None or recorded.recorded_at <= as_of)
    )


def stream_of(store: VisitStore, visit_id: str, *, until: Until = None, as_of: datetime | None = None) -> Stream | None:
    """The stream of a visit, as it is now or as it was; None if the store had no entries of it.

    `as_of` takes only what the store knew at a moment; `until` takes only what had happened up to a version or a
    moment, see `as_it_was`. You may give both.

    >>> from datetime import UTC
    >>> from protocol.events import GuestArrived, RecordOpened
    >>> from protocol.store import NEW, MemoryStore
    >>> store = MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC))
    >>> store.append("astana", [RecordOpened("astana-2023"), GuestArrived()], expected=NEW).version
    1
    >>> len(stream_of(store, "astana")), len(stream_of(store, "astana", until=0)), stream_of(store, "almaty")
    (2, 1, None)
    >>> stream_of(store, "astana", as_of=datetime(2023, 4, 9, tzinfo=UTC)) is None
    True
    """
    version, moment = (None, until) if isinstance(until, datetime) else (until, None)
    entries = tuple(recorded.entry for recorded in store.read(visit_id, until=version, as_of=as_of))
    return as_it_was(Stream(entries), until=moment) if entries else None
