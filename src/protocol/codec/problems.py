"""What cattrs found wrong, as messages with the path to where it was."""

from collections.abc import Iterator
from typing import Any

import attrs
from cattrs import BaseValidationError, ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from protocol.codec.characters import foreign
from protocol.codec.faults import MOST_FAULTS, suggestion

Path = tuple[str | int, ...]


def problems(error: BaseException, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every problem inside an error of cattrs, each with the keys and indices that lead to it."""
    match error:
        case ClassValidationError() | IterableValidationError():
            yield from _inside(error, path)
        case ForbiddenExtraKeysError():
            for number, key in enumerate(sorted(error.extra_fields, key=str)):
                hint = suggestion(str(key), _keys(error.cl)) if number < MOST_FAULTS else ""
                yield (*path, key), f"{key} is no key here{hint}{foreign(str(key))}"
        case KeyError():
            yield path[:-1], f"{error.args[0]} is missing"
        case _:
            yield path, str(error)


def _inside(error: BaseValidationError, path: Path) -> Iterator[tuple[Path, str]]:
    for inner in error.exceptions:
        yield from problems(inner, (*path, *_step(inner)))


def _step(error: BaseException) -> Path:
    """The key or index that cattrs noted on an error; its notes are strings with a field more."""
    for note in getattr(error, "__notes__", ()):
        for name in ("index", "name"):
            if not isinstance(found := getattr(note, name, None), str | int):
                continue
            return (found,)
    return ()


def _keys(kind: Any) -> list[str]:  # noqa: ANN401 - cattrs does not say what it holds
    return [each.name for each in attrs.fields(kind)]


def spell(path: Path) -> str:
    """A path as people write it.

    >>> spell(("event", "by", 0, "name"))
    'event.by[0].name'
    """
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")
