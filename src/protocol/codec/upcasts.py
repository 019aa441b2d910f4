"""Upcasts: functions that bring lines of older versions of the format to the current one.

An upcast turns the plain data of one version into those of the next, so a line of any version passes along the chain.
In version 1 events said where a step was and who took part in it; since version 2 the entry does.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from protocol.codec.problems import Path
from protocol.errors import InvalidValueError
from protocol.events import BY_TAG, EntryCorrected, Event, OtherHappened, tag
from protocol.events.moved import MOVED
from protocol.values import Part

CURRENT: Final = 2
"""The version that is written."""

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

FORMAT = re.compile(r"entry/([1-9][0-9]{0,8})")


def without_gaps(chain: Mapping[int, Upcast], current: int) -> Mapping[int, Upcast]:
    """The chain, which has to lead from version 1 to the current one without a gap.

    >>> without_gaps({}, 2)
    Traceback (most recent call last):
    ...
    protocol.errors.InvalidValueError: the chain of upcasts cannot be []: one from each of the versions [1] is wanted
    """
    wanted = list(range(1, current))
    if sorted(chain) != wanted:
        raise InvalidValueError(
            "the chain of upcasts", sorted(chain), f"one from each of the versions {wanted} is wanted"
        )
    return chain


def tags_of(events: Collection[type[Event]], renamed: Mapping[str, str] | None = None) -> frozenset[str]:
    """The tags of some classes of events, and the former ones under which older lines may have them.

    >>> from protocol.events import GuestArrived
    >>> sorted(tags_of([GuestArrived], {"guest_landed": "guest_flown_in", "guest_flown_in": "guest_arrived"}))
    ['guest_arrived', 'guest_flown_in', 'guest_landed']
    """
    found, renamed = {tag(event) for event in events}, RENAMED if renamed is None else renamed
    while more := {former for former, now in renamed.items() if now in found} - found:
        found |= more
    return frozenset(found)


def without_cycles(renamed: Mapping[str, str]) -> Mapping[str, str]:
    """Former tags, of which none may be a tag of today, or lead back to itself.

    >>> without_cycles({"guest_landed": "guest_flown_in", "guest_flown_in": "guest_landed"})
    Traceback (most recent call last):
    ...
    protocol.errors.InvalidValueError: a former tag cannot be 'guest_landed': it has to lead to a tag of today
    """
    for former in renamed:
        now = former
        for _ in renamed:
            now = renamed.get(now, now)
        if former in BY_TAG or now not in BY_TAG:
            raise InvalidValueError("a former tag", former, "it has to lead to a tag of today")
    return renamed


def _to_2(line: dict[str, Any]) -> dict[str, Any]:
    """The place and the people of an event moved to its entry; in a correction to the correction."""
    event = line.get("event")
    if not isinstance(event, dict):
        return line
    inner = event.get("event")
    if event.get("type") == tag(EntryCorrected) and isinstance(inner, dict):
        moved, rest = _move(inner)
        return line | {"event": event | {"event": rest} | moved}
    moved, rest = _move(event)
    return line | {"event": rest} | moved


def _move(event: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of the plain data of an event its entry says now, and the rest of them."""
    moves = _MOVED.get(str(event.get("type")), {})
    place = [event[name] for name, to in moves.items() if to == "place" and name in event]
    present = [
        {"person": person} | ({} if to == Part.ATTENDING else {"part": to})
        for name, to in moves.items()
        if to != "place" and name in event
        for person in _as_list(event[name])
    ]
    if place and event.get("type") == tag(OtherHappened):  # which said it in a text
        place = [{"name": place[0]}]
    moved = ({"place": place[0]} if place else {}) | ({"present": present} if present else {})
    return moved, {name: value for name, value in event.items() if name not in moves}


def former_path(line: Mapping[str, Any], path: Path) -> Path:
    """Where a line of version 1 says what this path of the current version leads to.

    >>> former_path({"format": "entry/1", "event": {"type": "wreath_laid", "place": 7}}, ("place",))
    ('event', 'place')
    """
    event, rest = line.get("event"), path
    said_by: Path = ("event",)
    if line.get("format") != "entry/1" or not isinstance(event, dict):
        return path
    if event.get("type") == tag(EntryCorrected) and isinstance(event.get("event"), dict):
        event, said_by, rest = event["event"], ("event", "event"), path[1:]
    former = [name for name in _MOVED.get(str(event.get("type")), {}) if name in event]
    match rest:
        case ["place", *more]:
            places = [name for name in former if _MOVED[event["type"]][name] == "place"]
            return (*said_by, places[0], *more) if places else path
        case ["present", int(index), *more]:
            people = [name for name in former if _MOVED[event["type"]][name] != "place"]
            each: list[Path] = [(name, *at) for name in people for at in _indexes(event[name])]
            return (*said_by, *each[index], *more[1:]) if index < len(each) else path
        case _:
            return path


def _indexes(value: object) -> list[tuple[int, ...]]:
    return [(index,) for index in range(len(value))] if isinstance(value, list) else [()]


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


_MOVED: Final = {tag(event): moves for event, moves in MOVED.items()}
NOW: Final = f"entry/{CURRENT}"
"""The mark of the current format."""
RENAMED: Final[Mapping[str, str]] = without_cycles({})
"""Former tags of events, each with the one that an upcast gives to it; there are none so far."""
UPCASTS: Final[Mapping[int, Upcast]] = without_gaps({1: _to_2}, CURRENT)
"""The upcasts, by the version that each starts from."""


def upcast(given: Mapping[str, Any], chain: Mapping[int, Upcast] = UPCASTS) -> dict[str, Any]:
    """The plain data of a line in the current version, without the mark of the format."""
    line = dict(given)
    for version in range(_version(line.pop("format", None), len(chain) + 1), len(chain) + 1):
        line = chain[version](line)
    return line


def _version(given: object, current: int) -> int:
    if given == NOW and current == CURRENT:
        return current
    found = FORMAT.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        hint = "; a script is named .yaml or .json" if isinstance(given, str) and given.startswith("visit/") else ""
        raise InvalidValueError("the format of a line", given, f"entry/{current} is wanted{hint}")
    version = int(found[1])
    if version > current:
        wanted = f"this library reads up to entry/{current}: upgrade state-visit-protocol to read newer lines"
        raise InvalidValueError("the format of a line", given, wanted)
    return version
