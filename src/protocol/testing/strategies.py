"""Hypothesis strategies for values, events, entries and streams, derived from the annotations of their fields.

So a new event class is generated without further work. Strategies have plural names and take keyword arguments.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import evolve
from hypothesis import strategies as st

from protocol.events import EVENTS, EntryCorrected, EntryRetracted, Event, RecordOpened, VisitAgreed
from protocol.stream import Entry, Stream
from protocol.testing.words import ZONES, countries, date_times, dates, days, durations, moments, periods, texts, words
from protocol.values import (
    Country,
    Coverage,
    Dates,
    Duration,
    Moment,
    Period,
    Person,
    Placing,
    Presence,
    PressAccess,
    Source,
    Standing,
    Text,
    Venue,
    VisitKind,
)

LONGEST: Final = 8
SOURCE_IDS: Final = ("a", "b", "NO")
Strategy = st.SearchStrategy

_OF_WORDS: Final[dict[type, Callable[[], Strategy[Any]]]] = {
    str: words,
    int: lambda: st.integers(0, 30),
    bool: st.booleans,
    date: days,
    datetime: date_times,
    time: st.times,
    Text: texts,
    Country: countries,
    Dates: dates,
    Duration: durations,
    Moment: moments,
    Period: periods,
}


def values(kind: Any) -> Strategy[Any]:  # noqa: ANN401 - annotations have no common type
    """Values of an annotated type: of a class of values or events, of an optional, of a tuple of either."""
    return _values(kind)


@cache
def _values(kind: Any) -> Strategy[Any]:  # noqa: ANN401 - as above
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if get_args(kind) == get_args(Event | None):
        return st.none() | events(corrections=False)
    if NoneType in get_args(kind):
        return st.none() | values(next(option for option in get_args(kind) if option is not NoneType))
    if kind in _OF_WORDS:
        return _OF_WORDS[kind]()
    return st.sampled_from(list(kind)) if issubclass(kind, Enum) else _builds(kind)


def _builds(kind: type) -> Strategy[Any]:
    if kind is RecordOpened:
        return _openings()
    hints = get_type_hints(kind, localns={"Event": Event})
    parts = {each.name: values(hints[each.name]) for each in attrs.fields(kind)}
    if kind is Person:  # who has a name or an office, if not both
        return st.builds(kind, **parts | {"name": texts()}) | st.builds(kind, **parts | {"office": texts()})
    return st.builds(kind, **parts)


def _openings() -> Strategy[RecordOpened]:
    return st.builds(
        RecordOpened,
        visit=words(),
        coverage=st.sampled_from((Coverage.PARTIAL, Coverage.COMPLETE)),
        basis=values(get_type_hints(RecordOpened)["basis"]),
        time_zone=st.none() | st.sampled_from(ZONES),
        sources=st.lists(sources(), max_size=3, unique_by=lambda source: source.id or id(source)).map(tuple),
        rulebook=st.none() | words(),
    )


def sources() -> Strategy[Source]:
    """Sources, most of them with an id by which steps refer to them."""
    plain = {name: values(kind) for name, kind in get_type_hints(Source, include_extras=False).items() if name != "id"}
    return st.builds(Source, **plain, id=st.none() | st.sampled_from(SOURCE_IDS))


def events(*, corrections: bool = True, kind: VisitKind | None = None) -> Strategy[Event]:
    """Anything that can happen, except the opening of the record, which always comes first.

    Without `corrections` nothing corrects or retracts an entry. With a `kind`, no other kind of visit is agreed.
    """
    left_out: set[type[Event]] = {RecordOpened}
    left_out |= set() if corrections else {EntryCorrected, EntryRetracted}
    left_out |= set() if kind is None else {VisitAgreed}
    return _any_of(tuple(event for event in EVENTS if event not in left_out))


@cache
def _any_of(kinds: tuple[type[Event], ...]) -> Strategy[Any]:
    drawn: Strategy[type] = st.sampled_from(kinds)
    return drawn.flatmap(values)


def entries(*, corrections: bool = True, kind: VisitKind | None = None, listed: bool = True) -> Strategy[Entry[Event]]:
    """Entries, many with an event only, some with everything that an entry can have."""
    event = events(corrections=corrections, kind=kind)
    return _bare_or_full(event, Placing if listed else (Placing.STATED,))


def _bare_or_full(event: Strategy[Any], placings: Any) -> Strategy[Entry[Event]]:  # noqa: ANN401 - an enumeration or some of its members
    optional = st.none() | moments()
    full = st.builds(
        Entry,
        position=st.integers(0, 30),
        event=event,
        at=optional,
        until=optional,
        place=values(Venue | None),
        present=values(tuple[Presence, ...]),
        placing=st.sampled_from(list(placings)),
        standing=st.sampled_from(Standing),
        during=st.none() | st.integers(0, 30),
        sources=st.lists(st.sampled_from(SOURCE_IDS), max_size=2, unique=True).map(tuple),
        remarks=st.lists(texts(), max_size=2).map(tuple),
        recorded_by=st.none() | words(),
        recorded_at=st.none() | date_times(),
        id=st.none() | words(),
        lasting=values(Duration | None),
        press=values(PressAccess | None),
    )
    return st.builds(Entry, position=st.integers(0, 30), event=event) | full


def streams(
    *, corrections: bool = True, kind: VisitKind | None = None, listed: bool = True, longest: int = LONGEST
) -> Strategy[Stream]:
    """Arbitrary streams that are well formed: positions have no gaps, and sources and entries referred to exist.

    With a `kind`, a visit of that kind is agreed right after the opening, and never again.
    """
    first = _bare_or_full(_openings(), (Placing.STATED,))
    others = st.lists(entries(corrections=corrections, kind=kind, listed=listed), max_size=longest)
    agreed: Strategy[Any] = st.none()
    if kind is not None:
        agreed = values(VisitAgreed).map(lambda event: Entry(1, evolve(event, kind=kind)))
    return st.builds(_stream_of, first, agreed, others)


def _stream_of(first: Entry[RecordOpened], agreed: Entry[Event] | None, others: list[Entry[Event]]) -> Stream:
    entries_ = [first, *([] if agreed is None else [agreed]), *others]
    ids = {source.id for source in first.event.sources}
    complete = first.event.coverage is Coverage.COMPLETE
    seen: set[str | None] = set()
    return Stream.of(*(_fit(entry, len(entries_), ids, seen, complete=complete) for entry in entries_))


def _fit(
    entry: Entry[Event], length: int, ids: set[str | None], seen: set[str | None], *, complete: bool
) -> Entry[Event]:
    own, lasting = None if entry.id in seen else entry.id, entry.lasting
    seen.add(own)
    return evolve(
        entry,
        id=own,
        lasting=None if lasting is None or lasting.denies(entry.at, entry.until) else lasting,
        placing=Placing.STATED if complete else entry.placing,
        during=None if entry.during is None else entry.during % length,
        sources=tuple(source for source in entry.sources if source in ids),
    )
