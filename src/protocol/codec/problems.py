"""The errors of cattrs as messages, each with the path to its place."""

from collections.abc import Iterator

import attrs
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from protocol.codec.characters import foreign
from protocol.codec.faults import MOST_FAULTS, suggestion

Path = tuple[str | int, ...]


def problems(error: BaseException, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every problem in an error of cattrs: the keys and indices that lead to its place, and a message."""
    match error:
        case ClassValidationError() | IterableValidationError():
            for inner in error.exceptions:
                yield from problems(inner, (*path, *_step(inner)))
        case ForbiddenExtraKeysError():
            for number, key in enumerate(sorted(error.extra_fields, key=str)):
                keys = [each.name for each in attrs.fields(error.cl)]
                hint = suggestion(str(key), keys) if number < MOST_FAULTS else ""
                yield (*path, key), f"{key} is no key here{hint}{foreign(str(key))}"
        case KeyError():
            yield path[:-1], f"{error.args[0]} is missing"
        case _:
            yield path, str(error)


def _step(error: BaseException) -> Path:
    """The key or index that cattrs noted on an error; its notes are texts with a further field."""
    for note in getattr(error, "__notes__", ()):
        for found in (getattr(note, "index", None), getattr(note, "name", None)):
            if isinstance(found, str | int):
                return (found,)
    return ()


def spell(path: Path) -> str:
    """A path as people write it.

    >>> spell(("event", "by", 0, "name"))
    'event.by[0].name'
    """
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")
