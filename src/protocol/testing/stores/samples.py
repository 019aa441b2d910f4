"""What stores are tested with: a clock that advances by itself, a few visits, and short functions for claims."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from random import Random
from typing import Final

from attrs import evolve

from protocol.errors import VersionConflictError
from protocol.events import GuestArrived, GuestDeparted, OtherHappened, RecordOpened, VisitConcluded
from protocol.generation import valid_visit
from protocol.rules import COMMON
from protocol.store import NEW, Clock, Recorded, VisitStore
from protocol.stream import Entry, Stream
from protocol.testing.claims import hold
from protocol.testing.words import TRICKY
from protocol.values import Coverage, Moment, Placing, Precision, Source, Standing, Text

StoreFactory = Callable[[Clock], VisitStore]
OPENED: Final = RecordOpened("demo", coverage=Coverage.PARTIAL)
BATCH: Final = (GuestArrived(), GuestDeparted(), VisitConcluded())
IDS: Final = ("id-1", "id-2", "id-3")
FULL: Final = Entry(
    1,
    GuestArrived(),
    at=Moment.parse("2023-04-10T10:30:00+06:00"),
    until=Moment.parse("11:00", Precision.ABOUT, "towards noon"),
    placing=Placing.LISTED,
    standing=Standing.INFERRED,
    during=0,
    sources=("press",),
    remarks=(Text({"en": "by air", "ru": "самолётом"}),),
    recorded_by="the duty officer",
    recorded_at=datetime(2023, 4, 11, 8, 15, 0, 250, tzinfo=timezone(timedelta(hours=5, minutes=30))),
)
"""An entry with everything that an entry can say."""


def ticking() -> Clock:
    """A clock that is a minute later each time that it is read."""
    minutes = count()
    return lambda: datetime(2023, 4, 10, tzinfo=UTC) + timedelta(minutes=next(minutes))


def new(factory: StoreFactory) -> VisitStore:
    """A new store, with nothing in it."""
    return factory(ticking())


def store_with(factory: StoreFactory, *visits: str) -> VisitStore:
    """A store in which the records of these visits are opened."""
    store = new(factory)
    for visit in visits:
        store.append(visit, [OPENED], expected=NEW)
    return store


def samples() -> tuple[Stream, ...]:
    """Visits that are hard to keep: whole ones, one with tricky words, one with everything that an entry can have."""
    opening = evolve(OPENED, sources=(Source("A newspaper", id="press"),))
    tricky = Stream.of(OPENED, *(OtherHappened(Text.of(words)) for words in TRICKY))
    return (*(valid_visit(Random(seed), COMMON) for seed in range(3)), tricky, Stream.of(opening, FULL))  # noqa: S311 - a seed, not a secret


def refusal(action: Callable[[], object], attempt: str) -> VersionConflictError:
    """The conflict that an attempt has to end in."""
    try:
        outcome = action()
    except VersionConflictError as conflict:
        return conflict
    raise AssertionError(f"{attempt} was no VersionConflictError; it gave {outcome}")


def in_words(recorded: Iterable[Recorded]) -> str:
    """Entries as a message names them."""
    return ", ".join(f"{each.version} {type(each.event).__name__}" for each in recorded) or "nothing"


def check_unchanged(store: VisitStore, before: tuple[Recorded, ...], after: str) -> None:
    """Nothing was added to a store, and nothing changed in it."""
    now = tuple(store.read_all())
    hold(now == before, f"after {after} the store held {in_words(now)} where it had held {in_words(before)}")


def compare(given: Mapping[str, object], kept: Mapping[str, object], what: str) -> None:
    """What was kept is what was given, by name."""
    for name, value in given.items():
        hold(kept[name] == value, f"{name} of {what} was kept as {kept[name]!r} where {value!r} was given")
