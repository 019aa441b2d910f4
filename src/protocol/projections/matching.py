"""Which step of a programme is which step of a record: by what identifies them, then by their order."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum
from typing import Final

import attrs

from protocol.events import (
    DecorationConferred,
    Event,
    InformalMeetingHeld,
    MeetingHeld,
    SiteVisited,
    SpeechGiven,
    ToastProposed,
    TransferMade,
)
from protocol.projections.differences import unlike
from protocol.stream import Entry
from protocol.values import Document, Part, Text

_NAMING: Final = frozenset({"chamber", "decoration", "name", "title"})
"""The fields whose words distinguish a step from others of its class."""

_BY_PLACE: Final = frozenset({SiteVisited, TransferMade})
"""The events of which a visit may have several that differ by their place alone."""
_BY_PEOPLE: Final = frozenset({MeetingHeld, InformalMeetingHeld, SpeechGiven, ToastProposed, DecorationConferred})
"""The events of which a visit may have several that differ by their people alone."""

Pair = tuple[int, int]
Key = Callable[[Entry[Event]], Hashable]


def identity(entry: Entry[Event]) -> tuple[Hashable, ...]:
    """What identifies a step whatever its time, place and people: its class, its finite fields, its title or name.

    >>> from protocol.events import TalksOpened
    >>> from protocol.values import TalksFormat
    >>> identity(Entry(1, TalksOpened(TalksFormat.RESTRICTED))) == identity(Entry(1, TalksOpened(TalksFormat.EXPANDED)))
    False
    """
    event = entry.event
    fields = ((field.name, getattr(event, field.name)) for field in attrs.fields(type(event)))
    return (type(event).__name__, *(_identifying(name, value) for name, value in fields))


def _identifying(name: str, value: object) -> Hashable:
    if isinstance(value, Document):
        return value.title
    if isinstance(value, Enum) or (isinstance(value, Text) and name in _NAMING):
        return value
    return None


def _in_full(entry: Entry[Event]) -> Hashable:
    """What identifies a step, with where it is, who is there and what it is about."""
    return identity(entry), entry.place, frozenset(entry.present), getattr(entry.event, "about", None)


def _kind(entry: Entry[Event]) -> Hashable:
    return type(entry.event).__name__


def may_be_one(one: Entry[Event], other: Entry[Event]) -> bool:
    """Whether two steps of a class may be the same: not two sites, and not meetings with different people.

    >>> may_be_one(Entry(1, SiteVisited(), place="Museum"), Entry(1, SiteVisited(), place="Factory"))
    False
    """
    kind, about = type(one.event), (getattr(each.event, "about", None) for each in (one, other))
    if unlike(*about) or (kind in _BY_PLACE and unlike(one.place, other.place)):
        return False
    return kind not in _BY_PEOPLE or not _by_others(one, other)


def _by_others(one: Entry[Event], other: Entry[Event]) -> bool:
    """Whether both name people with a part, and neither names anybody of the other."""
    for part in Part:
        people, others = one.people(part), other.people(part)
        if people and others and not any(each.may_be(person) for each in people for person in others):
            return True
    return False


def matches(
    planned: Sequence[Entry[Event]], actual: Sequence[Entry[Event]], keys: Sequence[Key] = (_in_full, identity, _kind)
) -> tuple[Pair, ...]:
    """Pairs of places, one in each list, of steps that are the same.

    Steps with the same id are the same, and where the two lists share ids, no two with different ids are. The others
    are matched by all that they say, then by what identifies them, the first with the first among those that are
    alike; then what is left is matched by class alone, because one of the two may say less. Two sites, or meetings with
    different people, are never matched. Other `keys` may be given.
    """
    left, right = _told_apart(planned), _told_apart(actual)
    pairs = {place: right[name] for name, place in left.items() if name in right}
    apart = bool(pairs)
    for key in keys:
        _add_pairs(key, planned, actual, pairs, apart=apart)
    return tuple(sorted(pairs.items()))


def _add_pairs(
    key: Key, planned: Sequence[Entry[Event]], actual: Sequence[Entry[Event]], pairs: dict[int, int], *, apart: bool
) -> None:
    """Pair what is alike by a key and not paired yet; with `apart`, no two that have ids of their own."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted({*range(len(actual))} - {*pairs.values()}):
        waiting[key(actual[place])].append(place)
    for place in sorted({*range(len(planned))} - {*pairs}):
        due, places = planned[place], waiting[key(planned[place])]
        fitting = (each for each in places if not (apart and due.id and actual[each].id))
        if (found := next((each for each in fitting if may_be_one(due, actual[each])), None)) is not None:
            pairs[place] = found
            places.remove(found)


def _told_apart(entries: Iterable[Entry[Event]]) -> dict[str, int]:
    """The places of the entries by their ids; an id that several have identifies none of them."""
    ids = [entry.id for entry in entries]
    often = Counter(ids)
    return {name: place for place, name in enumerate(ids) if name is not None and often[name] == 1}


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
