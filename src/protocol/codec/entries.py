"""One entry as plain data and back, marked with the version of the format."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cattrs import BaseValidationError

from protocol.codec.converter import as_object, make_converter
from protocol.codec.faults import FaultLog
from protocol.codec.problems import Path, problems, spell
from protocol.codec.quick import make_quick_converter
from protocol.codec.upcasts import NOW, UPCASTS, Upcast, former_path, upcast
from protocol.errors import InvalidValueError
from protocol.events import Event
from protocol.stream import Entry

_converter = cache(make_converter)


@cache
def _dump_hook() -> Callable[[Entry[Event]], dict[str, Any]]:
    return _converter(detailed=False).get_unstructure_hook(Entry)


@cache
def _quick_hook() -> Callable[..., Any]:
    return make_quick_converter().get_structure_hook(Entry)


def dump_entry(entry: Entry[Event]) -> dict[str, Any]:
    """An entry as plain data that any JSON library can write.

    >>> from protocol.events import GuestArrived
    >>> dump_entry(Entry(1, GuestArrived()))
    {'format': 'entry/2', 'position': 1, 'event': {'type': 'guest_arrived'}}
    """
    return {"format": NOW, **_dump_hook()(entry)}


def load_entry(given: Mapping[str, Any]) -> Entry[Event]:
    """The entry that plain data describe; raises `UnreadableError` with all their faults if they have any."""
    if not (found := entry_problems(given)):
        return quick_entry(given)
    faults = FaultLog()
    for path, message in found:
        faults.add(None, None, f"{spell(path)}: {message}" if path else message)
    raise faults.error("entry")


def quick_entry(given: object, chain: Mapping[int, Upcast] = UPCASTS) -> Entry[Event]:
    """The entry that plain data describe, or an error of any class at the first fault: fast for data without faults."""
    if chain is UPCASTS:
        try:
            now: Any = given
            if now["format"] != NOW:
                now = {**upcast(now, chain), "format": NOW}
            return _quick_hook()(now)  # type: ignore[no-any-return] # what cattrs calls a hook reads one class
        except Exception:  # noqa: BLE001, S110 - the other converter reads what this one gives up on, and words the fault
            pass
    entry: Entry[Event] = _converter(detailed=False).structure(upcast(as_object(given, "an entry"), chain), Entry)
    return entry


def entry_problems(given: object, chain: Mapping[int, Upcast] = UPCASTS) -> list[tuple[Path, str]]:
    """Everything that is wrong with plain data meant as an entry, as messages with the path to each place."""
    try:
        line = as_object(given, "an entry")
        _converter(detailed=True).structure(upcast(line, chain), Entry)
    except BaseValidationError as error:
        return [(former_path(line, path), message) for path, message in problems(error)]
    except InvalidValueError as error:
        return list(problems(error))
    return []
