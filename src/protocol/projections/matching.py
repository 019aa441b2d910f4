"""Which step of a programme is which step of a record: by what identifies them, then by their order."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum
from typing import Final

import attrs

from protocol.events import Event
from protocol.stream import Entry
from protocol.values import Document, Text

_NAMING: Final = frozenset({"chamber", "decoration", "name", "title"})
"""The fields whose words distinguish a step from others of its class."""

Pair = tuple[int, int]
Key = Callable[[Event], Hashable]


def identity(event: Event) -> tuple[Hashable, ...]:
    """What identifies a step whatever its time, place and people: its class, its finite fields, its title or name.

    >>> from protocol.events import TalksOpened
    >>> from protocol.values import TalksFormat
    >>> identity(TalksOpened(TalksFormat.RESTRICTED)) == identity(TalksOpened(TalksFormat.EXPANDED))
    False
    """
    fields = ((field.name, getattr(event, field.name)) for field in attrs.fields(type(event)))
    return (type(event).__name__, *(_identifying(name, value) for name, value in fields))


def _identifying(name: str, value: object) -> Hashable:
    if isinstance(value, Document):
        return value.title
    if isinstance(value, Enum) or (isinstance(value, Text) and name in _NAMING):
        return value
    return None


def matches(planned: Sequence[Entry[Event]], actual: Sequence[Entry[Event]]) -> tuple[Pair, ...]:
    """Pairs of places, one in each list, of steps that are the same.

    Steps are matched first by all that identifies them, the first with the first among those that are alike; then what
    is left is matched by class alone, because one of the two may say less.
    """
    pairs: list[Pair] = []
    for key in (identity, type):
        used = ({pair[0] for pair in pairs}, {pair[1] for pair in pairs})
        pairs += _by(key, _events_left(planned, used[0]), _events_left(actual, used[1]))
    return tuple(sorted(pairs))


def _events_left(entries: Sequence[Entry[Event]], used: set[int]) -> list[tuple[int, Event]]:
    return [(place, entry.event) for place, entry in enumerate(entries) if place not in used]


def _by(key: Key, planned: Iterable[tuple[int, Event]], actual: Iterable[tuple[int, Event]]) -> list[Pair]:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, event in actual:
        waiting[key(event)].append(place)
    found = [(place, waiting[key(event)]) for place, event in planned]
    return [(place, places.popleft()) for place, places in found if places]


def in_order(places: Sequence[int]) -> frozenset[int]:
    """The indexes of a longest increasing run of places: the steps that stay where they are if the fewest move.

    >>> sorted(in_order([0, 3, 1, 2]))
    [0, 2, 3]
    """
    ends: list[int] = []
    indexes: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(indexes[length - 1] if length else None)
        ends[length : length + 1] = [place]
        indexes[length : length + 1] = [index]
    return frozenset(_chain(indexes[-1] if indexes else None, before))


def _chain(last: int | None, before: Sequence[int | None]) -> Iterable[int]:
    while last is not None:
        yield last
        last = before[last]
